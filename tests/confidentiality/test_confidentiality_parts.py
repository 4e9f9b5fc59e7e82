"""R20-4, L7, L38, L39: a part is never below its whole, wherever a script puts it."""

from Acquisition import aq_base
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.deciding import mark_at_entry
from lingchuan.records.confidentiality.indexing import readers_of
from lingchuan.records.confidentiality.indexing import reindex
from lingchuan.records.confidentiality.moves import set_state
from lingchuan.records.content import subscribers
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.facts import confidentiality_state
from lingchuan.records.interfaces import ILoggedContent
from OFS.event import ObjectClonedEvent
from OFS.event import ObjectWillBeMovedEvent
from OFS.interfaces import IObjectWillBeMovedEvent
from plone import api
from plone.indexer.interfaces import IIndexer
from tests.confidentiality.people import acting
from tests.confidentiality.people import finders
from tests.confidentiality.people import move
from tests.confidentiality.people import said
from tests.confidentiality.people import viewers
from tests.permit_files import open_file
from zope.component import getGlobalSiteManager
from zope.component import getMultiAdapter
from zope.event import notify
from zope.lifecycleevent import ObjectCopiedEvent
from zope.lifecycleevent import ObjectModifiedEvent
from zope.lifecycleevent import ObjectMovedEvent
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.lifecycleevent.interfaces import IObjectCreatedEvent

import pytest


OFFICER = "secrecy_officer"


def told(obj):
    catalog = api.portal.get_tool("portal_catalog")
    (brain,) = catalog.unrestrictedSearchResults(UID=obj.UID())
    indexed = catalog.getIndexDataForRID(brain.getRID())
    names = ("confidentiality_state", "secrecy_kinds", "secrecy_publishable")
    return brain.confidentiality_state, *(indexed[name] for name in names)


KNOWN = {
    "open": ("open", "open", "", True),
    "restricted": ("restricted", "restricted", ["WORK"], False),
}


def test_raised_parts_carry_the_wholes_particulars(file, parts):
    paper, hearing, inner = parts
    for one in (hearing, inner):
        move(one, "mark_open", OFFICER)
    more = {"holder": "示例醋坊", "scope": "配方", "place": "保密柜", "custodian": "x"}
    move(file, "restrict", OFFICER, kinds=["COMMERCIAL"], comment="申请人声明", **more)
    for one in parts:
        kept = one.confidentiality
        assert {name: kept[name] for name in more} == more
        assert kept["mark"] == "商业秘密（权利人：示例醋坊）"
        assert kept["reason"] == "申请人声明"
        assert (
            one.workflow_history["confidentiality_workflow"][-1]["action"] == "restrict"
        )


def test_the_catalog_knows_at_once_what_became_of_every_part(file, parts):
    paper, hearing, inner = parts
    assert told(paper) == KNOWN["open"]
    move(file, "restrict", OFFICER, kinds=["WORK"])
    assert told(paper) == KNOWN["restricted"]
    assert told(hearing)[0] == "undecided"
    for one in parts:
        assert "handler2" not in finders(one)
        assert finders(one) == viewers(one)


def test_the_walk_reckons_readers_as_plones_indexer_does(file, parts):
    catalog = api.portal.get_tool("portal_catalog")
    users = api.portal.get_tool("acl_users")
    for kinds in (None, ["WORK"]):
        if kinds:
            move(file, "restrict", OFFICER, kinds=kinds)
        for one in (file, *parts):
            stock = getMultiAdapter((one, catalog), IIndexer, "allowedRolesAndUsers")()
            assert set(readers_of(one, users)) == set(stock)


def test_an_act_that_is_no_transition_sets_the_permissions_of_its_state(record):
    flow = api.portal.get_tool("portal_workflow")["confidentiality_workflow"]
    for state in flow.states:
        set_state(record, state, "test")
        before = {name: vars(record)[name] for name in vars(record) if "_Perm" in name}
        flow.updateRoleMappingsFor(record)
        assert before == {n: vars(record)[n] for n in vars(record) if "_Perm" in n}


def test_a_part_keeps_its_own_and_takes_what_it_lacks(file, parts):
    paper, *_ = parts
    own = {"holder": "示例设计院", "known_to": ["bureau_head", "handler1"]}
    move(paper, "restrict", OFFICER, kinds=["COMMERCIAL"], **own)
    more = {"holder": "示例醋坊", "known_to": ["bureau_head"], "data_items": ["电话"]}
    move(file, "restrict", OFFICER, kinds=["COMMERCIAL", "PRIVACY"], **more)
    kept = paper.confidentiality
    assert kept["kinds"] == ["COMMERCIAL", "PRIVACY"]
    assert (kept["holder"], kept["data_items"]) == ("示例设计院", ["电话"])
    assert kept["known_to"] == ["bureau_head"]


@pytest.mark.parametrize("kinds", [["WORK"], ["PRIVACY"]])
def test_a_wholes_decision_confirms_nothing_that_was_marked_at_entry(
    file, record, kinds
):
    with acting("handler1"):
        mark_at_entry(record, said("WORK"))
    move(file, "restrict", OFFICER, kinds=kinds)
    kept = record.confidentiality
    assert set(kinds) <= set(kept["kinds"])
    assert (kept["by_entry"], kept["decided_by"]) == (True, "handler1")


def test_a_release_of_one_kind_opens_no_part_in_between(file):
    move(file, "restrict", OFFICER, kinds=["WORK", "PRIVACY"])
    register.clear("handler1", ["WORK", "PRIVACY"], basis="承办", by=OFFICER)
    with acting("handler1"):
        issued = {"record_kind": "issued_document", "title": "受理通知书"}
        paper = add_record(file, "TextRecord", **issued)
    move(file, "propose_release", OFFICER, kinds=["WORK"])
    move(file, "release", "secrecy_officer2")
    assert confidentiality_state(file) == "restricted"
    assert file.confidentiality["kinds"] == ["WORK"]
    assert confidentiality_state(paper) == "undecided"
    assert not getattr(aq_base(paper), "confidentiality", None)


VETOES = (
    (subscribers.created, IObjectCreatedEvent),
    (subscribers.added, IObjectAddedEvent),
    (subscribers.will_be_moved, IObjectWillBeMovedEvent),
)


def layers(registry):
    """Yield a component registry and those it stands on."""
    yield registry
    for one in registry.__bases__:
        yield from layers(one)


@pytest.fixture
def script():
    """A script on the server that has put the vetoes aside."""
    put_aside = []
    for handler, event in VETOES:
        for registry in layers(getGlobalSiteManager()):
            if registry.unregisterHandler(handler, (ILoggedContent, event)):
                put_aside.append((registry, handler, event))
    assert len(put_aside) == len(VETOES)
    yield
    for registry, handler, event in put_aside:
        registry.registerHandler(handler, (ILoggedContent, event))


def copied(obj, target):
    """Copy a record as `manage_pasteObjects` does, without asking."""
    made = obj._getCopy(obj.aq_parent)
    made.id = f"{obj.getId()}-copy"
    notify(ObjectCopiedEvent(made, obj))
    target._setObject(made.id, made)
    made = target._getOb(made.id)
    notify(ObjectClonedEvent(made))
    return made


def moved(obj, target):
    """Move a record as `manage_pasteObjects` does, without asking."""
    name, source = obj.getId(), obj.aq_parent
    notify(ObjectWillBeMovedEvent(obj, source, name, target, name))
    source._delObject(name, suppress_events=True)
    target._setObject(name, aq_base(obj), suppress_events=True)
    made = target._getOb(name)
    notify(ObjectMovedEvent(made, source, name, target, name))
    return made


@pytest.mark.parametrize("act", [copied, moved])
def test_marks_travel_into_a_laxer_file(site, file, parts, script, act):
    paper, hearing, inner = parts
    move(paper, "restrict", OFFICER, kinds=["WORK"])
    other = open_file(site)
    made = act(paper, other)
    assert confidentiality_state(made) == "restricted"
    assert made.confidentiality["kinds"] == ["WORK"]
    assert not {"handler1", "handler2"} & (viewers(made) | finders(made))
    assert finders(made) == viewers(made)


@pytest.mark.parametrize("act", [copied, moved])
def test_what_was_undecided_takes_the_lock_of_the_whole_it_leaves(
    site, file, parts, script, act
):
    _paper, hearing, inner = parts
    move(file, "restrict", OFFICER, kinds=["WORK"])
    assert confidentiality_state(hearing) == "undecided"
    made = act(hearing, open_file(site))
    assert confidentiality_state(made) == "restricted"
    (within,) = made.objectValues()
    for one in (made, within):
        assert "handler1" not in viewers(one) | finders(one)


@pytest.mark.parametrize("act", [copied, moved])
def test_what_was_moved_away_is_lifted_by_no_other_whole(
    site, file, parts, script, act
):
    paper, *_ = parts
    move(file, "restrict", OFFICER, kinds=["WORK"])
    other = open_file(site)
    move(other, "restrict", OFFICER, kinds=["WORK"])
    made = act(paper, other)
    move(other, "propose_release", OFFICER, kinds=[])
    move(other, "release", "secrecy_officer2")
    assert confidentiality_state(made) == "restricted"


@pytest.mark.parametrize("act", [copied, moved])
def test_what_comes_into_a_restricted_file_is_raised_to_it(
    site, file, parts, script, act
):
    paper, *_ = parts
    other = open_file(site)
    move(other, "restrict", OFFICER, kinds=["PRIVACY"])
    made = act(paper, other)
    assert confidentiality_state(made) == "restricted"
    assert made.confidentiality["data_items"] == ["身份证号"]
    assert "handler2" not in viewers(made) | finders(made)
    assert confidentiality_state(act(open_file(site), other.aq_parent)) == "open"


def test_users_copy_and_move_nothing(site, file, parts):
    paper, *_ = parts
    with api.env.adopt_roles(["Manager"]):
        for act in (api.content.copy, api.content.move):
            with pytest.raises(Exception, match="_refused|Not Supported"):
                act(source=paper, target=open_file(site))


def test_who_is_named_on_a_part_finds_it_within_the_circle_of_its_whole(
    site, file, record
):
    for person in ("handler1", "handler2"):
        register.clear(person, ["WORK"], by=OFFICER)
    named = ["handler1", "handler2", "section_head1", "bureau_head"]
    move(record, "restrict", OFFICER, kinds=["WORK"], known_to=named)
    assert set(named) <= finders(record)
    move(file, "restrict", OFFICER, kinds=["WORK"])
    within = {"handler1", "section_head1", "bureau_head", OFFICER}
    assert viewers(record) & viewers(file) == viewers(record) == finders(record)
    assert finders(record) == within
    # Once off the file, or out of office, they find no more what the file hides.
    file.handlers = ["handler2"]
    notify(ObjectModifiedEvent(file))
    register.dismiss("section_head1", "section_head", "审批一股", by=OFFICER)
    assert finders(record) == viewers(record) == {"handler2", "bureau_head", OFFICER}


def test_who_is_named_on_a_part_alone_finds_it_in_no_named_circle(file, parts):
    _paper, hearing, inner = parts
    move(inner, "restrict", OFFICER, kinds=["WORK"], known_to=["bureau_head", "clerk1"])
    move(hearing, "restrict", OFFICER, kinds=["WORK"], known_to=["bureau_head"])
    move(file, "restrict", OFFICER, kinds=["WORK"])
    assert finders(inner) == {"bureau_head", OFFICER}
    register.dismiss("bureau_head", "bureau_head", by=OFFICER)
    for one in (hearing, inner):
        assert finders(one) == viewers(one) == {OFFICER}


def test_who_is_named_on_a_part_finds_it_in_no_circle_that_a_script_drew(parts):
    _paper, hearing, inner = parts
    move(inner, "restrict", OFFICER, kinds=["WORK"], known_to=["bureau_head"])
    move(hearing, "restrict", OFFICER, kinds=["WORK"])
    assert "bureau_head" in finders(inner)
    hearing.confidentiality["known_to"] = ["handler1"]
    reindex(hearing)
    assert finders(inner) == viewers(inner) == {OFFICER}


def test_part_is_made_known_to_nobody_outside_the_circle_of_its_whole(file, parts):
    _paper, hearing, inner = parts
    move(hearing, "restrict", OFFICER, kinds=["WORK"])
    for outside in (["handler2"], ["handler1", "supervisor1"], ["deputy_head"]):
        with pytest.raises(BadInput) as caught:
            move(inner, "restrict", OFFICER, kinds=["WORK"], known_to=outside)
        assert [one.field for one in caught.value.problems] == ["known_to"]
    within = ["handler1", "section_head1", "bureau_head"]
    move(inner, "restrict", OFFICER, kinds=["WORK"], known_to=within)
    assert list(inner.confidentiality["known_to"]) == within
