"""A permit file of party1 with records of every kind, and requests about it."""

from lingchuan.records.content.actions import add_permit_file
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.facts import today
from tests.confidentiality.people import acting
from tests.confidentiality.people import move

import pytest


NUMBER = "999900199001010014"


@pytest.fixture
def site(integration):
    """The portal of the integration layer."""
    return integration["portal"]


@pytest.fixture
def file(site):
    """A permit file of handler1, whose applicant is party1."""
    with acting("clerk1"):
        return add_permit_file(
            site["files"],
            title="公共场所卫生许可",
            matters=[{"code": "GGWS"}],
            unit="审批一股",
            handlers=["handler1"],
            received_on=today(),
            applicant_name="示例经营者",
            applicant_type="natural",
            applicant_id_number=NUMBER,
            applicant_userid="party1",
        )


def paper(file, title, *kinds, **values):
    """Return a submitted text record, open or of these kinds."""
    values = {"record_kind": "test_conclusion", "title": title} | values
    with acting("handler1"):
        record = add_record(file, "TextRecord", **values)
    move(record, "submit", "handler1")
    if kinds:
        move(record, "restrict", "secrecy_officer", kinds=list(kinds))
    elif record.record_kind != "issued_document":
        move(record, "mark_open", "secrecy_officer")
    return record


@pytest.fixture
def records(file):
    """{name: record}: open, of work, of privacy."""
    return {
        "open": paper(file, "检测结论"),
        "work": paper(file, "集体讨论记录", "WORK"),
        "privacy": paper(file, "询问笔录", "PRIVACY"),
    }
