"""R20-1: what no officer decided hinders archiving."""

from lingchuan.records.confidentiality.moves import ByRule
from lingchuan.records.confidentiality.moves import ENTRY
from lingchuan.records.confidentiality.moves import execute
from lingchuan.records.content.workflow import _findings
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.confidentiality.people import said

import pytest


OFFICER = "secrecy_officer"


def archiving(file):
    """Return what hinders the archivist, who cannot see what is undecided."""
    with acting("archivist1"):
        return {one.code for one in _findings(file, "archive")}


@pytest.mark.parametrize(
    ("entered", "hindrance", "step"),
    [(False, "undecided_records", "restrict"), (True, "marked_at_entry", "revise")],
)
def test_what_no_officer_decided_hinders_archiving(
    file, record, entered, hindrance, step
):
    file.retention_class = "y10"
    if entered:
        with acting("handler1"):
            execute(record, "restrict", ByRule(ENTRY, **said("WORK")))
        assert record.confidentiality["by_entry"] is True
    assert archiving(file) == {hindrance}
    move(record, step, OFFICER, kinds=["WORK"])
    assert "by_entry" not in record.confidentiality
    assert archiving(file) == set()


def test_a_released_record_does_not_hinder_archiving(file, record):
    file.retention_class = "y10"
    move(record, "restrict", OFFICER, kinds=["WORK"])
    move(record, "propose_release", OFFICER)
    assert archiving(file) == set()
    move(record, "release", "secrecy_officer2")
    assert archiving(file) == set()
