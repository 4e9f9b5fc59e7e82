"""R20-4: what is read of a decision and sent back; who may be named, who is told."""

from lingchuan.records.confidentiality import deciding
from lingchuan.records.confidentiality.services import describe
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.facts import confidentiality_state
from lingchuan.records.content.facts import today
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.confidentiality.people import said

import pytest


OFFICER = "secrecy_officer"
OTHERS = {
    "state": "lost",
    "decided_by": "handler1",
    "by_class": True,
    "readers": [{"principal": "party1"}],
    "protected_until": "2030-01-01",
    "release_review": {"outcome": "publishable"},
    "release_basis": {"basis_document": "x"},
}


@pytest.mark.parametrize("state", ["undecided", "open", "restricted", "released"])
def test_all_that_was_read_can_be_sent_back_and_what_the_server_sets_stays(
    record, state
):
    if state == "open":
        move(record, "mark_open", OFFICER)
    elif state != "undecided":
        move(record, "restrict", OFFICER, kinds=["WORK"], known_to=["bureau_head"])
    if state == "released":
        move(record, "propose_release", OFFICER)
        move(record, "release", "secrecy_officer2")
    with acting(OFFICER):
        shown = describe(record) | {"comment": "经审核"}
        for name, value in OTHERS.items():
            with pytest.raises(BadInput) as caught:
                deciding.decide(record, shown | {name: value})
            assert [(p.field, p.code) for p in caught.value.problems] == [
                (name, "server_only")
            ]
        assert confidentiality_state(record) == state
        deciding.decide(record, shown)
    after = "open" if state == "undecided" else state
    assert confidentiality_state(record) == after


@pytest.mark.parametrize("name", ["party1", "platform", "migrator"])
def test_a_record_is_known_to_nobody_whom_the_gate_stops(file, record, name):
    named = said("WORK", known_to=["bureau_head", name])
    with acting(OFFICER), pytest.raises(BadInput) as caught:
        deciding.decide(record, named)
    (problem,) = caught.value.problems
    assert (problem.field, problem.code) == ("known_to", "not_staff")
    file.handlers = [*file.handlers, name]
    with acting(OFFICER):
        deciding.decide(record, named)


def test_of_what_is_open_staff_are_told_no_more_than_that(record):
    more = {"place": "保密柜", "custodian": "archivist1", "known_to": ["bureau_head"]}
    move(record, "restrict", OFFICER, kinds=["PRIVACY"], **more)
    move(record, "propose_release", OFFICER, basis_document="批件")
    move(record, "release", "secrecy_officer2")
    for person, is_told in ((OFFICER, True), ("handler2", False)):
        with acting(person):
            shown = describe(record)
        assert [bool(shown[name]) for name in more] == [is_told] * len(more)
        assert bool(shown["data_items"]) is is_told
        assert shown["state"] == "released"
        assert shown["mark"] == f"解密 {today().isoformat()}"
        assert shown["release_basis"] == {"basis_document": "批件"}
        assert shown["decided_by"] == "secrecy_officer2"
