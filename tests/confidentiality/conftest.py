"""A site, a permit file and a draft record of it."""

from lingchuan.records.content.actions import add_permit_file
from lingchuan.records.content.actions import add_record
from tests.confidentiality.people import acting

import datetime
import pytest


@pytest.fixture
def site(integration):
    """The portal of the integration layer."""
    return integration["portal"]


@pytest.fixture
def file(site):
    """A permit file of handler1, registered by clerk1."""
    with acting("clerk1"):
        return add_permit_file(
            site["files"],
            title="食品经营许可",
            matters=[{"code": "SPJY"}],
            unit="审批一股",
            handlers=["handler1"],
            received_on=datetime.date(2026, 3, 9),
            applicant_name="张三",
            applicant_type="natural",
        )


@pytest.fixture
def record(file):
    """A draft of handler1 that nobody has decided on."""
    values = {"title": "审查意见", "record_kind": "internal_approval"}
    with acting("handler1"):
        return add_record(file, "TextRecord", **values)


@pytest.fixture
def parts(file):
    """An issued paper that is open by its class, and a hearing with a paper in it."""
    with acting("handler1"):
        issued = {"record_kind": "issued_document", "title": "受理通知书"}
        paper = add_record(file, "TextRecord", **issued)
        hearing = add_record(file, "HearingRecord", title="听证")
        inner = add_record(hearing, "TextRecord", title="笔录")
    return paper, hearing, inner
