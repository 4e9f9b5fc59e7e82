"""Who can see, and why, says what the server enforces: state by state, kind by kind."""

from lingchuan.records.confidentiality import deciding
from lingchuan.records.confidentiality import explain
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.gate import records_around
from lingchuan.records.confidentiality.reading_answers import tried
from lingchuan.records.confidentiality.roles import RecordRoles
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import BadInput
from lingchuan.records.demo.users import DEMO_USERS
from plone import api
from tests.confidentiality.people import acting
from tests.confidentiality.people import finders
from tests.confidentiality.people import move
from tests.confidentiality.people import USERS
from tests.confidentiality.people import viewers

import datetime
import pytest


FIELDS = {
    "comment": "演示理由",
    "holder": "示例食品店",
    "data_items": ["面部"],
}
KINDS = (["COMMERCIAL"], ["WORK"], ["PRIVACY"], ["COMMERCIAL", "PRIVACY"])
OFFICER = "secrecy_officer"


def may(obj, decision=None):
    """Return who may, by the explanation."""
    found = {one.userid: one for one in explain.readers(obj, decision)}
    assert all(one.reasons for one in found.values())
    assert not [one for one in found.values() if "by_role" in codes(one)]
    return {name for name, one in found.items() if one.may} & set(USERS)


def enforced(obj):
    """Return whom the gate lets through: `View` on the record and on each around it."""
    return set.intersection(*(viewers(one) for one in records_around(obj)))


def codes(reading):
    return [reason.code for reason in reading.reasons]


def decide(obj, kinds, **more):
    with acting(OFFICER):
        deciding.decide(obj, FIELDS | {"kinds": kinds} | more)


def why(obj, userid, decision=None):
    return codes(explain.reading_of(obj, userid, decision))


def people():
    """Give clearances that differ, lost ones among them."""
    gone = datetime.date(2026, 1, 31)
    register.clear("handler1", ["PRIVACY"], by=OFFICER)
    register.clear("handler2", ["COMMERCIAL", "PRIVACY", "WORK"], by=OFFICER)
    register.clear("supervisor1", ["PRIVACY"], until=gone, by=OFFICER)
    register.clear("clerk1", ["COMMERCIAL"], by=OFFICER)
    register.clear("clerk1", [], by=OFFICER)


@pytest.mark.parametrize("kinds", [[], *KINDS], ids="+".join)
@pytest.mark.parametrize("known_to", [[], ["handler1", "handler2"]], ids=len)
@pytest.mark.parametrize("where", ["record", "part"])
def test_explanation_and_preview_are_what_is_enforced(
    file, record, kinds, known_to, where
):
    people()
    if where == "part":
        with acting("handler1"):
            hearing = add_record(file, "HearingRecord", title="听证")
            record = add_record(hearing, "TextRecord", title="听证笔录")
        decide(hearing, ["PRIVACY"])
        kinds = sorted({*kinds, "PRIVACY"})
        # A part is known to nobody outside the circle of its whole.
        known_to = known_to and ["handler1", "bureau_head"]
    assert may(record) == enforced(record)
    decision = {"kinds": kinds, "known_to": known_to if kinds else []}
    foreseen = may(record, decision)
    decide(record, **decision)
    assert may(record) == foreseen == enforced(record)
    assert may(record) == finders(record)
    # A part keeps what its whole has.
    left = ["PRIVACY"] if where == "part" else []
    if kinds != left:
        move(record, "propose_release", OFFICER, kinds=left, comment="演示理由")
        assert may(record) == enforced(record) == foreseen
    for userid in DEMO_USERS:
        reading = explain.reading_of(record, userid)
        assert reading.may is (userid in may(record) | {"secrecy_officer2"})


def test_file_that_is_shut_shuts_what_lies_in_it(file, record):
    people()
    with acting("handler1"):
        paper = add_record(
            file, "TextRecord", title="决定书", record_kind="issued_document"
        )
    decide(file, ["PRIVACY"])
    for one in (file, record, paper):
        assert may(one) == enforced(one)


def test_explanation_follows_a_lock_that_changes(record, monkeypatch):
    given = RecordRoles._give_all

    def drifted(self):
        given(self)
        self._give("office:staff", "Confidential Reader")

    before = may(record)
    monkeypatch.setattr(RecordRoles, "_give_all", drifted)
    assert may(record) == enforced(record) > before
    assert why(record, "supervisor1") == ["staff"]


def test_a_role_that_no_lock_gives_is_told_as_such(record):
    record.manage_permission("View", ["Supervisor"], acquire=0)
    assert why(record, "supervisor1") == ["by_role"]


@pytest.mark.parametrize(
    ("userid", "expected"),
    [
        ("handler1", ["handler"]),
        ("section_head1", ["section_head"]),
        ("bureau_head", ["bureau_head"]),
        ("secrecy_officer", ["officer"]),
        ("handler2", ["undecided"]),
        ("archivist1", ["undecided"]),
        ("deputy_head", ["other_unit"]),
        ("migrator", ["importer"]),
        ("sysadmin", ["administrator"]),
        ("platform", ["other_system"]),
        ("party1", ["party"]),
        ("test_user_1_", ["nobody"]),
    ],
)
def test_reasons_while_undecided(record, userid, expected):
    register.appoint("deputy_head", "section_head", unit="审批二股", by="bureau_head")
    assert why(record, userid) == expected


@pytest.mark.parametrize(
    ("userid", "expected"),
    [
        ("handler1", ["handler"]),
        ("handler2", ["cleared_but", "not_in_circle"]),
        ("archivist1", ["archivist"]),
        ("supervisor1", ["not_in_circle", "clearance_ran_out"]),
        ("clerk1", ["not_in_circle", "never_cleared"]),
    ],
)
def test_reasons_while_restricted(record, userid, expected):
    people()
    decide(record, ["PRIVACY"])
    assert why(record, userid) == expected


def test_each_kind_that_is_lacking_is_named(record):
    people()
    decision = {"kinds": ["COMMERCIAL", "PRIVACY", "WORK"], "known_to": ["clerk1"]}
    reading = explain.reading_of(record, "clerk1", decision)
    assert [(one.code, dict(one.params)["kind"]) for one in reading.reasons] == [
        ("clearance_withdrawn", "COMMERCIAL"),
        ("never_cleared", "WORK"),
        ("never_cleared", "PRIVACY"),
    ]
    assert why(record, "handler2", decision) == ["cleared_but", "not_named"]
    decision["known_to"].append("handler2")
    assert why(record, "handler2", decision) == ["named"]
    assert why(record, "handler2", {"kinds": ["STATE"]}) == [
        "state_named_only",
        "never_cleared",
    ]


def test_reasons_while_open(record):
    decide(record, [])
    expected = {
        "handler1": ["handler"],
        "supervisor1": ["staff"],
        "archivist1": ["staff"],
        "sysadmin": ["administrator"],
    }
    assert {userid: why(record, userid) for userid in expected} == expected


def test_creator_reads_a_draft_until_it_is_submitted(file):
    with acting("clerk1"):
        paper = add_record(file, "TextRecord", title="询问笔录")
    assert why(paper, "clerk1") == ["creator"]
    move(paper, "submit", "clerk1")
    assert why(paper, "clerk1") == ["undecided"]


def test_external_system_of_the_file_reads_what_is_open(file, record):
    file.external_system = "platform"
    assert why(record, "platform") == ["other_system"]
    assert why(record, "platform", {"kinds": []}) == ["platform"]


def test_open_part_of_an_undecided_whole_is_shut_with_it(file):
    with acting("handler1"):
        hearing = add_record(file, "HearingRecord", title="听证")
        paper = add_record(
            hearing, "TextRecord", title="听证告知书", record_kind="issued_document"
        )
    assert why(paper, "supervisor1") == ["around_undecided"]
    assert may(paper) == enforced(paper)


def test_draft_in_a_file_that_its_maker_may_not_see(file):
    with acting("clerk1"):
        paper = add_record(file, "TextRecord", title="询问笔录")
    decide(file, ["PRIVACY"])
    register.clear("clerk1", ["PRIVACY"], by=OFFICER)
    assert may(paper) == enforced(paper)
    assert why(paper, "clerk1") == ["cleared_but", "not_in_circle"]


def test_unknown_person_is_bad_input(record):
    with pytest.raises(BadInput):
        explain.reading_of(record, "nobody-here")


def test_persons_are_paged(record):
    whole = explain.readers(record, most=None)
    assert {one.userid for one in whole} == set(explain.candidates(record))
    # Those who may come first of all, not only of each part.
    assert sorted(whole, key=lambda one: not one.may) == whole
    assert explain.readers(record, start=2, most=3) == whole[2:5]


def test_a_preview_of_a_revision_keeps_the_circle_that_stands(record):
    decide(record, ["WORK"], known_to=["bureau_head"])
    fore = may(record, tried({"kinds": "WORK PRIVACY"}))
    decide(record, ["WORK", "PRIVACY"])
    assert fore == may(record) == enforced(record) == {"bureau_head", OFFICER}


def test_a_preview_writes_nothing(record):
    before = (record.confidentiality, record.workflow_history)
    explain.readers(record, {"kinds": ["PRIVACY"], "known_to": ["handler1"]})
    assert (record.confidentiality, record.workflow_history) == before
    assert api.user.get(userid="handler1") is not None
