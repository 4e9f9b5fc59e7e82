"""Who may do what: the contract's table, act by act, held against the role provider."""

from lingchuan.records.content.actions import add_record
from lingchuan.records.content.facts import lifecycle_state
from lingchuan.records.site import transitions
from plone import api
from tests.confidentiality.people import acting
from tests.confidentiality.people import USERS

import pytest


STEPS = {
    "registered": (),
    "supplementing": (("handler1", "request_supplement"),),
    "not_accepted": (("handler1", "refuse_acceptance"),),
    "accepted": (("handler1", "accept"),),
}
STEPS["decided"] = (*STEPS["accepted"], ("handler1", "decide"))
STEPS["served"] = (*STEPS["decided"], ("handler1", "serve"))
STEPS["closed"] = (*STEPS["served"], ("handler1", "close"))
STEPS["archived"] = (*STEPS["closed"], ("archivist1", "archive"))
RECORD_STEPS = {
    "draft": (),
    "submitted": (("handler1", "submit"),),
    "sealed": (("handler1", "submit"), ("handler1", "seal")),
}
DESK = {"clerk1", "handler1"}
DECIDERS = {"handler1", "section_head1", "bureau_head"}
UNIT = {"handler1", "section_head1"}
# (state of the file, act): users who may, of all.
ON_FILE = {
    ("registered", "accept"): DESK,
    ("registered", "request_supplement"): DESK,
    ("registered", "refuse_acceptance"): DESK,
    ("registered", "withdraw"): DESK,
    ("registered", "void"): {"section_head1"},
    ("supplementing", "resubmit"): DESK,
    ("supplementing", "withdraw"): DESK,
    ("supplementing", "void"): {"section_head1"},
    ("not_accepted", "close"): DECIDERS,
    ("accepted", "decide"): DECIDERS,
    ("accepted", "withdraw"): DESK,
    ("decided", "serve"): DESK,
    ("served", "close"): DECIDERS,
    ("closed", "archive"): {"archivist1"},
    ("archived", "reopen"): {"bureau_head"},
}
ON_RECORD = {
    ("draft", "submit"): {"handler1"},
    ("draft", "void"): {"handler1"},
    ("submitted", "return"): UNIT,
    ("submitted", "seal"): UNIT,
    ("submitted", "void"): {"handler1"},
    ("sealed", "correct"): UNIT,
}


def perform(obj, steps):
    for userid, name in steps:
        with acting(userid):
            transitions.perform(obj, name, {})


def who_may(obj, act):
    found = set()
    for userid in USERS:
        with acting(userid):
            if act in [info.id for info in transitions.available(obj)]:
                found.add(userid)
    return found


@pytest.fixture
def paper(file):
    """An issued paper, open by its class: a file without any record is not decided."""
    with acting("handler1"):
        add_record(
            file, "TextRecord", record_kind="issued_document", title="受理通知书"
        )


@pytest.mark.parametrize(("state", "act"), sorted(ON_FILE))
@pytest.mark.usefixtures("paper")
def test_who_moves_a_file(file, state, act):
    perform(file, STEPS[state])
    assert lifecycle_state(file) == state
    assert who_may(file, act) == ON_FILE[state, act]


@pytest.mark.parametrize(("state", "act"), sorted(ON_RECORD))
def test_who_moves_a_record(record, state, act):
    perform(record, RECORD_STEPS[state])
    assert lifecycle_state(record) == state
    assert who_may(record, act) == ON_RECORD[state, act]


@pytest.mark.parametrize("state", sorted(STEPS))
@pytest.mark.usefixtures("paper")
def test_no_act_on_a_file_is_left_out(file, state):
    perform(file, STEPS[state])
    possible = {act for (one, act) in ON_FILE if one == state}
    for userid in USERS:
        with acting(userid):
            seen = {
                info.id
                for info in transitions.available(file)
                if info.workflow_id == "permit_file_workflow"
            }
        assert seen <= possible, userid


@pytest.fixture
def nested(file):
    """A hearing of clerk1 and, in it, a paper of handler1; both drafts."""
    with acting("clerk1"):
        hearing = add_record(file, "HearingRecord", title="听证")
    with acting("handler1"):
        paper = add_record(hearing, "TextRecord", title="笔录")
    return hearing, paper


def test_who_made_the_whole_has_nothing_to_say_of_a_part(nested):
    hearing, paper = nested
    assert who_may(hearing, "submit") == {"clerk1", "handler1"}
    for act in ("submit", "void"):
        assert who_may(paper, act) == {"handler1"}
    with acting("clerk1"):
        for permission in ("Modify portal content", "Delete objects", "View"):
            assert not api.user.has_permission(permission, obj=paper)


@pytest.mark.parametrize(
    ("act", "users"),
    [
        ("mark_open", {"secrecy_officer"}),
        ("restrict", {"secrecy_officer"}),
    ],
)
def test_who_decides_on_secrecy(record, act, users):
    assert who_may(record, act) == users


def test_who_edits_adds_and_deletes(file, record):
    rights = {
        ("Modify portal content", file): {"clerk1", "handler1", "section_head1"},
        ("lingchuan.records: Add Record", file): {"clerk1", "handler1"},
        ("lingchuan.records: Set Handlers", file): {"clerk1", "section_head1"},
        ("Delete objects", file): set(),
        ("Modify portal content", record): {"handler1"},
        ("Delete objects", record): {"handler1"},
    }
    for (permission, obj), expected in rights.items():
        may = set()
        for userid in USERS:
            with acting(userid):
                if api.user.has_permission(permission, obj=obj):
                    may.add(userid)
        assert may == expected, permission


def test_lifecycle_starts_where_the_contract_says(file, record):
    assert lifecycle_state(file) == "registered"
    assert lifecycle_state(record) == "draft"


def test_who_adds_recordings_of_the_hall(site):
    may = set()
    for userid in USERS:
        with acting(userid):
            if api.user.has_permission("lingchuan.records: Add Record", obj=site.hall):
                may.add(userid)
    assert may == {"clerk1", "handler1", "handler2", "archivist1", "migrator"}
