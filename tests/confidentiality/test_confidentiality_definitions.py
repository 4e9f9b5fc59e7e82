"""The contract's two tables, held against the workflow definitions themselves."""

from pathlib import Path
from xml.etree import ElementTree

import pytest


WORKFLOWS = Path(__file__).parents[2] / "workflows"
NAMES = (
    "permit_file_workflow",
    "record_workflow",
    "confidentiality_workflow",
    "register_workflow",
    "device_workflow",
)

# workflow: "states: transition -> target, …", as contract.md has them
MOVES = {
    "permit_file_workflow": (
        ("registered", "accept", "accepted"),
        ("registered", "request_supplement", "supplementing"),
        ("registered", "refuse_acceptance", "not_accepted"),
        ("supplementing", "resubmit", "registered"),
        ("registered", "void", "voided"),
        ("supplementing", "void", "voided"),
        ("registered", "withdraw", "withdrawn"),
        ("supplementing", "withdraw", "withdrawn"),
        ("accepted", "withdraw", "withdrawn"),
        ("accepted", "decide", "decided"),
        ("decided", "serve", "served"),
        ("served", "close", "closed"),
        ("not_accepted", "close", "closed"),
        ("withdrawn", "close", "closed"),
        ("closed", "archive", "archived"),
        ("archived", "reopen", "closed"),
        ("archived", "dispose", "disposed"),
    ),
    "record_workflow": (
        ("draft", "submit", "submitted"),
        ("submitted", "return", "draft"),
        ("submitted", "seal", "sealed"),
        ("draft", "void", "voided"),
        ("submitted", "void", "voided"),
        ("sealed", "correct", "sealed"),
    ),
    "confidentiality_workflow": (
        ("undecided", "mark_open", "open"),
        ("undecided", "restrict", "restricted"),
        ("open", "restrict", "restricted"),
        ("released", "restrict", "restricted"),
        ("restricted", "revise", "restricted"),
        ("restricted", "propose_release", "release_proposed"),
        ("release_proposed", "release", "released"),
        ("release_proposed", "reject", "restricted"),
    ),
    "register_workflow": (),
    "device_workflow": (),
}

CLERK, HANDLER, CREATOR = "Window Clerk", "File Handler", "Record Creator"
UNIT_HEAD, BUREAU_HEAD, ARCHIVIST = "Unit Head", "Bureau Head", "Archivist"
OFFICER = "Confidentiality Officer"
WHO = {
    "permit_file_workflow": {
        "accept": {CLERK, HANDLER},
        "request_supplement": {CLERK, HANDLER},
        "resubmit": {CLERK, HANDLER},
        "refuse_acceptance": {CLERK, HANDLER},
        "withdraw": {CLERK, HANDLER},
        "serve": {CLERK, HANDLER},
        "decide": {HANDLER, UNIT_HEAD, BUREAU_HEAD},
        "close": {HANDLER, UNIT_HEAD, BUREAU_HEAD},
        "void": {UNIT_HEAD},
        "reopen": {BUREAU_HEAD},
        "archive": {ARCHIVIST},
        "dispose": {ARCHIVIST},
    },
    "record_workflow": {
        "submit": {CREATOR, HANDLER},
        "return": {HANDLER, UNIT_HEAD},
        "seal": {HANDLER, UNIT_HEAD},
        "correct": {HANDLER, UNIT_HEAD},
        "void": {HANDLER, CREATOR},
    },
    "confidentiality_workflow": {
        name: {OFFICER}
        for name in (
            "mark_open",
            "restrict",
            "revise",
            "propose_release",
            "release",
            "reject",
        )
    },
    "register_workflow": {},
    "device_workflow": {},
}

READER, VIEWER, STAFF = "Confidential Reader", "Granted Viewer", "Staff Reader"
SEES = {
    "undecided": {HANDLER, READER},
    "open": {STAFF, HANDLER, READER, VIEWER, CREATOR},
    "released": {STAFF, HANDLER, READER, VIEWER, CREATOR},
    "restricted": {HANDLER, READER, VIEWER},
    "release_proposed": {HANDLER, READER, VIEWER},
}
COPIER = "Granted Copier"
ACCESS = ("View", "Access contents information")
COPY = "lingchuan.records: Copy Record"
TOO_MIGHTY = {"Manager", "Owner", "Site Administrator", "Anonymous", "Authenticated"}


def definition(name: str) -> ElementTree.Element:
    return ElementTree.parse(WORKFLOWS / name / "definition.xml").getroot()


def permissions(state: ElementTree.Element) -> dict[str, set[str]]:
    return {
        entry.get("name"): {role.text for role in entry.findall("permission-role")}
        for entry in state.findall("permission-map")
    }


@pytest.mark.parametrize("name", NAMES)
def test_moves_are_those_of_the_contract(name):
    root = definition(name)
    targets = {t.get("transition_id"): t for t in root.findall("transition")}
    moves = {
        (
            state.get("state_id"),
            leaving.get("transition_id"),
            targets[leaving.get("transition_id")].get("new_state"),
        )
        for state in root.findall("state")
        for leaving in state.findall("exit-transition")
    }
    assert moves == set(MOVES[name])


@pytest.mark.parametrize("name", NAMES)
def test_guards_are_those_of_the_contract(name):
    who = {
        t.get("transition_id"): {r.text for r in t.findall("guard/guard-role")}
        for t in definition(name).findall("transition")
    }
    assert who == WHO[name]


@pytest.mark.parametrize("name", NAMES)
def test_every_transition_needs_view_and_leads_to_the_form(name):
    for move in definition(name).findall("transition"):
        guard = [p.text for p in move.findall("guard/guard-permission")]
        assert guard == ["View"]
        url = (
            f"%(content_url)s/@@transition?workflow_action={move.get('transition_id')}"
        )
        assert move.find("action").get("url") == url


@pytest.mark.parametrize("name", NAMES)
def test_every_variable_has_a_guard_and_no_map_is_acquired(name):
    root = definition(name)
    assert all(v.find("guard") is not None for v in root.findall("variable"))
    maps = root.findall("state/permission-map")
    assert all(entry.get("acquired") == "False" for entry in maps)


def test_only_confidentiality_manages_who_sees_records():
    for name in ("permit_file_workflow", "record_workflow"):
        managed = {entry.text for entry in definition(name).findall("permission")}
        assert not managed & {*ACCESS, COPY}


@pytest.mark.parametrize("state_id", sorted(SEES))
def test_who_sees_a_record_state_by_state(state_id):
    root = definition("confidentiality_workflow")
    state = root.find(f"state[@state_id='{state_id}']")
    granted = permissions(state)
    for permission in ACCESS:
        assert granted[permission] == SEES[state_id]
    assert granted["Copy or Move"] == set()


@pytest.mark.parametrize("state_id", sorted(SEES))
def test_who_may_copy_is_who_sees_it_but_for_those_who_may_only_look(state_id):
    root = definition("confidentiality_workflow")
    assert COPY in {entry.text for entry in root.findall("permission")}
    granted = permissions(root.find(f"state[@state_id='{state_id}']"))
    seen = SEES[state_id]
    assert granted[COPY] == seen - {VIEWER} | ({COPIER} if VIEWER in seen else set())


def test_confidentiality_has_its_own_state_variable():
    root = definition("confidentiality_workflow")
    assert root.get("state_variable") == "confidentiality_state"


@pytest.mark.parametrize("name", NAMES[:3])
def test_no_mighty_role_holds_anything_on_records(name):
    for state in definition(name).findall("state"):
        for roles in permissions(state).values():
            assert not roles & TOO_MIGHTY


def test_nobody_deletes_a_permit_file():
    for state in definition("permit_file_workflow").findall("state"):
        assert permissions(state)["Delete objects"] == set()


def test_only_a_draft_is_deleted_and_by_its_creator():
    deleters = {
        state.get("state_id"): permissions(state)["Delete objects"]
        for state in definition("record_workflow").findall("state")
    }
    assert deleters.pop("draft") == {CREATOR}
    assert not any(deleters.values())


def test_nobody_changes_what_is_sealed_or_archived():
    record = definition("record_workflow")
    file = definition("permit_file_workflow")
    for root, state_id in (
        (record, "sealed"),
        (record, "voided"),
        (file, "archived"),
        (file, "voided"),
        (file, "disposed"),
    ):
        granted = permissions(root.find(f"state[@state_id='{state_id}']"))
        assert not any(granted.values())
