"""Who may see a record, state by state, with the demo users on a real site."""

from AccessControl.unauthorized import Unauthorized
from lingchuan.records.confidentiality import deciding as actions
from lingchuan.records.confidentiality import register
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.facts import confidentiality_state
from plone import api
from plone.namedfile.file import NamedBlobFile
from tests.confidentiality.people import acting
from tests.confidentiality.people import finders
from tests.confidentiality.people import move
from tests.confidentiality.people import said
from tests.confidentiality.people import USERS
from tests.confidentiality.people import viewers
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent

import datetime
import pytest


STAFF = set(USERS) - {"sysadmin", "migrator", "party1", "platform"}
UNDECIDED = {"handler1", "section_head1", "bureau_head", "secrecy_officer"}
OFFICES = {"section_head1", "bureau_head", "archivist1", "secrecy_officer"}
SEES = {
    "open": STAFF,
    "undecided": UNDECIDED,
    "restricted": OFFICES,
    "release_proposed": OFFICES,
    "released": STAFF,
}


def in_state(obj, state):
    steps = {
        "undecided": (),
        "open": (("mark_open", {}),),
        "restricted": (("restrict", {"kinds": ["COMMERCIAL"]}),),
    }
    steps["release_proposed"] = (*steps["restricted"], ("propose_release", {}))
    steps["released"] = (*steps["release_proposed"], ("release", {}))
    for name, params in steps[state]:
        who = "secrecy_officer2" if name == "release" else "secrecy_officer"
        move(obj, name, who, **params)
    assert confidentiality_state(obj) == state


@pytest.mark.parametrize("state", sorted(SEES))
def test_who_sees_a_record(record, state):
    in_state(record, state)
    assert viewers(record) == SEES[state]
    assert finders(record) == SEES[state]


@pytest.mark.parametrize(
    "transition,params", [("mark_open", {}), ("restrict", {"kinds": ["WORK"]})]
)
def test_only_the_officer_decides(record, transition, params):
    for userid in set(USERS) - {"secrecy_officer"}:
        with acting(userid), pytest.raises(Exception) as caught:
            api.portal.get_tool("portal_workflow").doActionFor(
                record, transition, wf_id="confidentiality_workflow", **params
            )
        assert caught.type is Unauthorized or "Unauthorized" in caught.type.__name__
    assert confidentiality_state(record) == "undecided"


def test_decide_refused_to_a_handler(record):
    with acting("handler1"), pytest.raises(NotAllowed):
        actions.decide(record, {"kinds": []})


def test_decide_without_kinds_is_bad_input(record):
    with acting("secrecy_officer"), pytest.raises(BadInput):
        actions.decide(record, {"comment": "x"})


def test_file_is_open_by_its_class(file):
    assert confidentiality_state(file) == "open"
    assert viewers(file) == STAFF


def test_issued_document_is_open_by_its_class_until_it_changes(file):
    with acting("handler1"):
        paper = add_record(
            file, "TextRecord", title="受理通知书", record_kind="issued_document"
        )
        assert confidentiality_state(paper) == "open"
        assert paper.confidentiality["by_class"] is True


def test_restricted_file_raises_its_parts_and_a_new_part_waits(file, record):
    move(record, "mark_open", "secrecy_officer")
    move(file, "restrict", "secrecy_officer", kinds=["PRIVACY"])
    assert confidentiality_state(record) == "restricted"
    assert record.confidentiality["kinds"] == ["PRIVACY"]
    register.clear("handler1", ["PRIVACY"], by="secrecy_officer")
    with acting("handler1"):
        paper = add_record(
            file, "TextRecord", title="决定书", record_kind="issued_document"
        )
    assert confidentiality_state(paper) == "undecided"
    assert viewers(paper) == OFFICES | {"handler1"}
    with acting("secrecy_officer"), pytest.raises(TransitionBlocked):
        actions.mark_open(paper, "无密")


def test_cleared_handler_still_edits_and_loses_it_with_the_clearance(record):
    in_state(record, "restricted")
    register.clear("handler1", ["COMMERCIAL"], by="secrecy_officer")
    with acting("handler1"):
        assert api.user.has_permission("View", obj=record)
        assert api.user.has_permission("Modify portal content", obj=record)
    assert "handler1" in finders(record)
    register.withdraw("handler1", by="secrecy_officer")
    assert viewers(record) == OFFICES
    assert finders(record) == OFFICES


def test_known_to_narrows_the_circle(record):
    with acting("secrecy_officer"):
        actions.decide(record, said("COMMERCIAL", known_to=["bureau_head"]))
    assert viewers(record) == {"bureau_head", "secrecy_officer"}
    assert finders(record) == {"bureau_head", "secrecy_officer"}


def test_all_kinds_are_needed(record):
    register.clear("bureau_head", ["COMMERCIAL"], by="secrecy_officer")
    with acting("secrecy_officer"):
        actions.decide(record, said("COMMERCIAL", "PRIVACY"))
    assert viewers(record) == OFFICES - {"bureau_head"}


def test_release_needs_a_second_officer(record):
    in_state(record, "release_proposed")
    for transition in ("release", "reject"):
        with pytest.raises(TransitionBlocked) as caught:
            move(record, transition, "secrecy_officer")
        assert caught.value.findings[0].code == "second_person"
    move(record, "reject", "secrecy_officer2")
    assert confidentiality_state(record) == "restricted"
    assert viewers(record) == OFFICES


def test_one_kind_is_lifted_by_a_release_of_that_kind(record):
    with acting("secrecy_officer"):
        actions.decide(record, said("COMMERCIAL", "PRIVACY"))
        with pytest.raises(TransitionBlocked) as caught:
            actions.decide(record, said("PRIVACY"))
        assert caught.value.findings[0].code == "kind_dropped"
        with pytest.raises(TransitionBlocked):
            actions.decide(record, said())
    move(record, "propose_release", "secrecy_officer", kinds=["PRIVACY"])
    move(record, "release", "secrecy_officer2")
    assert confidentiality_state(record) == "restricted"
    assert record.confidentiality["kinds"] == ["PRIVACY"]


def test_state_secret_is_a_stub_with_a_server_title(file, record):
    with acting("secrecy_officer"):
        actions.decide(record, said("STATE", known_to=["bureau_head"]))
    assert record.title == "国家秘密文件（存根）"
    assert viewers(record) == {"secrecy_officer"}
    with acting("secrecy_officer"), pytest.raises(TransitionBlocked):
        actions.decide(file, said("STATE"))


def test_star_belongs_to_state_secrets(record):
    with acting("secrecy_officer"), pytest.raises(BadInput) as caught:
        actions.restrict(record, ["WORK"], mark="工作秘密★5年")
    assert caught.value.problems[0].field == "mark"


def test_nobody_clears_themself(site):
    with pytest.raises(BadInput):
        register.clear("secrecy_officer", ["STATE"], by="secrecy_officer")


def test_clearance_that_ran_out_is_none(site):
    past = datetime.date(2020, 1, 1)
    register.clear("handler2", ["WORK"], until=past, by="secrecy_officer")
    assert register.kinds_of("handler2") == frozenset()
    assert register.kinds_of("handler2", past) == {"WORK"}


def test_no_principal_passes_for_a_key(site):
    with pytest.raises(Exception, match="colon"):
        api.group.create(groupname="office:bureau_head")


def test_a_group_named_like_a_person_holds_no_key(site, record):
    in_state(record, "restricted")
    groups = api.portal.get_tool("acl_users").source_groups
    groups.addGroup("secrecy_officer")
    groups.addPrincipalToGroup("handler2", "secrecy_officer")
    assert "handler2" not in viewers(record)


def test_changed_handlers_act_on_page_and_search(file, record):
    file.handlers = ["handler2"]
    with acting("clerk1"):
        notify(ObjectModifiedEvent(file, Attributes(object, "handlers")))
    expected = UNDECIDED - {"handler1"} | {"handler2", "handler1"}
    assert viewers(record) == expected  # handler1 made the draft
    move(record, "submit", "handler2")
    assert viewers(record) == expected - {"handler1"}
    assert finders(record) == expected - {"handler1"}


def test_install_twice_and_uninstall(site):
    from lingchuan.records.confidentiality import install

    install.install(site)
    assert install.PLUGIN_ID in site.acl_users.objectIds()
    install.uninstall(site)
    assert install.PLUGIN_ID not in site.acl_users.objectIds()
    install.install(site)


def test_a_narrower_circle_of_the_whole_narrows_its_parts(file):
    with acting("handler1"):
        field = add_record(file, "FieldRecord")
        paper = add_record(field, "TextRecord", title="笔录")
    for one in (field, paper):
        move(one, "restrict", "secrecy_officer", kinds=["PRIVACY"])
    assert finders(paper) == OFFICES
    move(field, "revise", "secrecy_officer", known_to=["bureau_head"])
    assert finders(paper) == viewers(paper) == {"bureau_head", "secrecy_officer"}
    move(paper, "revise", "secrecy_officer", known_to=["bureau_head"])
    with pytest.raises(TransitionBlocked) as caught:
        move(field, "revise", "secrecy_officer", known_to=["archivist1"])
    assert caught.value.findings[0].code == "circle_empty"


def test_an_open_part_of_an_undecided_whole_is_seen_as_the_whole_is(file):
    with acting("handler1"):
        hearing = add_record(file, "HearingRecord")
        paper = add_record(hearing, "TextRecord", title="笔录")
    move(paper, "mark_open", "secrecy_officer")
    assert confidentiality_state(paper) == "open"
    assert viewers(paper) == finders(paper) == UNDECIDED
    move(hearing, "mark_open", "secrecy_officer")
    assert viewers(paper) == finders(paper) == STAFF


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_a_stub_stays_a_stub(record, state):
    if state == "submitted":
        move(record, "submit", "handler1")
    move(record, "restrict", "secrecy_officer", kinds=["STATE"])
    assert record.title == "国家秘密文件（存根）"
    record.title, record.recipient = "某项目图纸", "某人"
    with pytest.raises(BadInput) as caught:
        notify(ObjectModifiedEvent(record))
    found = {(one.field, one.code) for one in caught.value.problems}
    assert found == {("title", "stub_title"), ("recipient", "stub_field")}
    record.file = NamedBlobFile(b"x", filename="x.pdf")
    with pytest.raises(BadInput) as caught:
        notify(ObjectModifiedEvent(record))
    assert [one.code for one in caught.value.problems] == ["stub_no_file"]


@pytest.mark.parametrize(
    ("kind", "state"), [("issued_document", "undecided"), (None, "undecided")]
)
def test_a_paper_whose_name_is_of_another_kind_waits(file, kind, state):
    values = {"document_name": "现场核查笔录", "record_kind": kind}
    with acting("handler1"):
        paper = add_record(file, "TextRecord", **values)
    assert confidentiality_state(paper) == state
    assert paper.record_kind == (kind or "investigation")
