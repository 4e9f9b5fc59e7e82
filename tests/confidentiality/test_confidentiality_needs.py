"""R20-1, R20-3: what a decision must say, at every door; what the server adds."""

from datetime import timedelta
from lingchuan.records.confidentiality import deciding
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.class_rows import set_classes
from lingchuan.records.confidentiality.moves import workflow
from lingchuan.records.confidentiality.services import describe
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.facts import confidentiality_state
from lingchuan.records.content.facts import today
from lingchuan.records.site import transitions
from plone import api
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.confidentiality.people import said

import pytest


OFFICER = "secrecy_officer"


def by_menu(obj, **params):
    transitions.perform(obj, "restrict", params)


def by_script(obj, **params):
    api.portal.get_tool("portal_workflow").doActionFor(obj, "restrict", **params)


def by_rest(obj, **params):
    deciding.decide(obj, params)


DOORS = (by_menu, by_script, by_rest)


def wrong(door, obj, params):
    """Return (field, code) of what a door says is wrong; nothing may have changed."""
    with acting(OFFICER), pytest.raises(BadInput) as caught:
        door(obj, **params)
    assert confidentiality_state(obj) == "undecided"
    return {(one.field, one.code) for one in caught.value.problems}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("kinds", "left_out", "problem"),
    [
        (["WORK"], "comment", ("comment", "reason_required")),
        (["COMMERCIAL"], "holder", ("holder", "holder_required")),
        (["PRIVACY"], "data_items", ("data_items", "data_items_required")),
        (["STATE"], "basis_document", ("basis_document", "state_required")),
        (["STATE"], "determiner", ("determiner", "state_required")),
        (["STATE"], "issued_on", ("issued_on", "state_required")),
    ],
)
def test_what_a_decision_lacks_is_named_at_every_door(
    record, door, kinds, left_out, problem
):
    params = said(*kinds)
    del params[left_out]
    assert wrong(door, record, params) == {problem}


@pytest.mark.parametrize("door", DOORS)
def test_a_reason_of_blanks_is_none_and_rules_cannot_be_played(record, door):
    found = wrong(door, record, said("WORK", comment="  "))
    assert found == {("comment", "reason_required")}
    if door is not by_rest:
        assert ("by_class", "unknown_field") in wrong(
            door, record, said("COMMERCIAL", by_class=True)
        )


@pytest.mark.parametrize(
    "step", ["mark_open", "revise", "propose_release", "release", "reject"]
)
def test_every_step_of_a_decision_has_its_reason(record, step):
    if step != "mark_open":
        move(record, "restrict", OFFICER, kinds=["WORK"])
    if step in ("release", "reject"):
        move(record, "propose_release", OFFICER)
    who = "secrecy_officer2" if step in ("release", "reject") else OFFICER
    with pytest.raises(BadInput) as caught:
        move(record, step, who, comment="")
    assert [one.field for one in caught.value.problems] == ["comment"]


@pytest.mark.parametrize("kinds", [["WORK"], ["PRIVACY"], ["COMMERCIAL"]])
@pytest.mark.parametrize(
    ("mark", "field"),
    [("工作秘密★5年", "mark"), ("内部 机密", "mark"), (None, "level")],
)
def test_star_and_level_are_a_state_secrets_alone(record, kinds, mark, field):
    sent = {"mark": mark} if mark else {"level": "秘密"}
    found = wrong(by_rest, record, said(*kinds, **sent))
    assert found == {(field, "mark_not_state")}


def test_what_is_open_carries_no_mark(record):
    found = wrong(by_rest, record, said(mark="内部"))
    assert found == {("mark", "mark_of_nothing")}


def test_the_server_says_what_was_left_out(record):
    with acting(OFFICER):
        deciding.decide(record, said("COMMERCIAL", holder="示例小吃店"))
        shown = describe(record)
    assert shown["scope"] == "本记录全部内容"
    assert shown["mark"] == "商业秘密（权利人：示例小吃店）"
    assert shown["review_due"] == today().replace(year=today().year + 1).isoformat()
    move(record, "revise", OFFICER, holder="示例醋坊", scope="曲料比例")
    assert record.confidentiality["mark"] == "商业秘密（权利人：示例醋坊）"
    assert record.confidentiality["scope"] == "曲料比例"


def test_a_state_secret_is_shown_with_its_last_day(record):
    with acting(OFFICER):
        deciding.decide(record, said("STATE", issued_on="2024-02-29"))
        shown = describe(record)
    assert (shown["level"], shown["term"]) == ("秘密", "10年")
    assert shown["protected_until"] == "2034-02-28"
    assert shown["released_on"] == "2034-03-01"
    assert (shown["by_entry"], shown["term_assumed"]) == (False, False)


def test_what_was_read_can_be_sent_back_and_nothing_else_reckoned(record):
    with acting(OFFICER):
        deciding.decide(record, said("STATE", mark="机密", level=None))
        shown = describe(record)
        assert shown["term_assumed"] is True
        names = [*deciding.FIELDS, *deciding.DATES, "kinds", "known_to"]
        again = {name: shown[name] for name in names} | {"comment": "年度审核"}
        deciding.decide(record, again)
        with pytest.raises(BadInput) as caught:
            deciding.decide(record, again | {"released_on": "2030-01-01"})
    assert [one.field for one in caught.value.problems] == ["released_on"]


def test_a_review_that_sends_the_old_day_back_sets_a_new_one(record):
    soon, later = ((today() + timedelta(days=n)).isoformat() for n in (30, 60))
    move(record, "restrict", OFFICER, kinds=["WORK"], review_due=soon)
    assert record.confidentiality["review_due"] == soon
    move(record, "revise", OFFICER, review_due=soon)
    assert record.confidentiality["review_due"] > later
    # A day is kept in one form, by which the catalog finds it.
    move(record, "revise", OFFICER, review_due=later.replace("-", ""))
    assert record.confidentiality["review_due"] == later


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_the_next_review_is_within_a_year(record, days):
    due = (today() + timedelta(days=days)).isoformat()
    found = wrong(by_rest, record, said("WORK", review_due=due))
    assert found == {("review_due", "review_beyond")}


@pytest.mark.parametrize("kind", ["WORK", "PRIVACY", "STATE"])
def test_nothing_was_issued_in_the_future(record, kind):
    found = wrong(by_rest, record, said(kind, issued_on="9990-01-01"))
    assert ("issued_on", "in_future") in found


@pytest.mark.parametrize(
    ("kinds", "code"), [("WORK", "wrong_type"), ({}, "wrong_type"), (None, "required")]
)
def test_kinds_of_another_type_are_not_called_missing(record, kinds, code):
    sent = said("WORK") | {"kinds": kinds}
    assert wrong(by_rest, record, sent) == {("kinds", code)}


def test_a_holder_whose_name_has_a_levels_word_is_no_state_secret(record):
    with acting(OFFICER):
        deciding.decide(record, said("COMMERCIAL", holder="绝密科技"))
        mark = record.confidentiality["mark"]
        deciding.decide(record, said("COMMERCIAL", holder="绝密科技", mark=mark))
    assert record.confidentiality["mark"] == "商业秘密（权利人：绝密科技）"


def test_nobody_decides_above_their_own_clearance(record):
    register.clear(OFFICER, ["WORK"], by="secrecy_officer2")
    with acting(OFFICER), pytest.raises(TransitionBlocked) as caught:
        deciding.decide(record, said("WORK", "PRIVACY"))
    assert caught.value.findings[0].code == "above_clearance"
    with acting(OFFICER):
        deciding.decide(record, said("WORK"))
        with pytest.raises(TransitionBlocked):
            deciding.decide(record, said("WORK", "PRIVACY"))


def test_who_has_the_role_and_no_office_decides_nothing(record):
    api.user.grant_roles(username="section_head1", roles=["Confidentiality Officer"])
    with acting("section_head1"):
        names = [info.id for info in transitions.available(record)]
        assert not {"mark_open", "restrict"} & set(names)
        with pytest.raises(NotAllowed):
            deciding.decide(record, said())
        with pytest.raises(NotAllowed):
            transitions.perform(record, "mark_open", {"comment": "无密"})
    assert confidentiality_state(record) == "undecided"


def test_a_script_without_the_guard_meets_the_checks(record):
    flow = workflow()
    with acting("handler1"), pytest.raises(NotAllowed):
        flow._changeStateOf(record, flow.transitions["restrict"], said("WORK"))


def test_a_new_restriction_begins_afresh_and_a_revision_goes_on(record):
    named = {"place": "保密柜", "known_to": ["bureau_head"]}
    move(record, "restrict", OFFICER, kinds=["PRIVACY"], **named)
    move(record, "revise", OFFICER, custodian="archivist1")
    assert named.items() <= record.confidentiality.items()
    move(record, "propose_release", OFFICER)
    move(record, "release", "secrecy_officer2")
    move(record, "restrict", OFFICER, kinds=["WORK"])
    kept = set(record.confidentiality)
    assert not {"place", "custodian", "data_items", "released_on"} & kept
    assert record.confidentiality["known_to"] == []


def test_a_proposed_release_is_answered_first(record):
    move(record, "restrict", OFFICER, kinds=["WORK"])
    move(record, "propose_release", OFFICER)
    with acting(OFFICER), pytest.raises(TransitionBlocked) as caught:
        deciding.decide(record, said("WORK"))
    assert caught.value.findings[0].code == "release_pending"
    with pytest.raises(TransitionBlocked):
        move(record, "release", OFFICER)


def test_a_proposal_lifts_something(record):
    move(record, "restrict", OFFICER, kinds=["WORK", "PRIVACY"])
    for kinds in (["WORK", "PRIVACY"], ["COMMERCIAL"]):
        with pytest.raises(BadInput) as caught:
            move(record, "propose_release", OFFICER, kinds=kinds)
        assert [one.field for one in caught.value.problems] == ["kinds"]


def test_a_part_below_its_whole_is_not_even_proposed(file, record):
    move(file, "restrict", OFFICER, kinds=["WORK"])
    move(record, "restrict", OFFICER, kinds=["WORK", "PRIVACY"])
    with pytest.raises(TransitionBlocked) as caught:
        move(record, "propose_release", OFFICER, kinds=["PRIVACY"])
    assert caught.value.findings[0].code == "below_parent"
    assert confidentiality_state(record) == "restricted"
    move(record, "propose_release", OFFICER, kinds=["WORK"])


def test_what_a_class_shut_is_joined_by_who_enters_and_never_dropped(file):
    row = {"portal_type": "TextRecord", "record_kind": "investigation"}
    with acting(OFFICER):
        set_classes([row | {"kinds": ["PRIVACY"], "reason": "分类"}])
    with acting("handler1"):
        made = add_record(file, "TextRecord", title="x", record_kind="investigation")
        assert made.confidentiality["by_class"] is True
        deciding.mark_at_entry(made, said("WORK"))
        with pytest.raises(BadInput):
            deciding.mark_at_entry(made, said("COMMERCIAL", holder=""))
    assert made.confidentiality["kinds"] == ["WORK", "PRIVACY"]
    assert made.confidentiality["by_entry"] is True


def test_a_circle_is_kept_where_none_is_sent_and_made_of_no_blank_name(record):
    with acting(OFFICER):
        deciding.decide(record, said("WORK", known_to=["bureau_head"]))
        deciding.decide(record, said("WORK", known_to=None))
        for blank in ([""], [" "], ["handler1", ""]):
            with pytest.raises(BadInput) as caught:
                deciding.decide(record, said("WORK", known_to=blank))
            assert {one.field for one in caught.value.problems} == {"known_to"}
    assert record.confidentiality["known_to"] == ["bureau_head"]
