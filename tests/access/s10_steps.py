"""What is done with the request of case S10, in the tests of access."""

from lingchuan.records.access import opening
from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import BarredBy
from lingchuan.records.ledger import outbox
from lingchuan.records.site.job_runner import run_due
from plone.uuid.interfaces import IUUID
from tests.confidentiality.people import acting
from tests.confidentiality.people import move

import transaction


HER = "示例经营者"
NEIGHBOUR = "示例邻居"


def asked(portal, file, **values):
    said = {
        "permit_file": IUUID(file),
        "requester_name": HER,
        "relation": "applicant",
        "rights": ["view", "copy"],
        "purpose": "核对本人陈述",
    }
    with acting("party1"):
        request = add_record(portal["requests"], "AccessRequest", **said | values)
    move(request, "submit", "party1")
    return request


def work(portal, request):
    """Do all jobs that are due, as the runner does."""
    transaction.commit()
    while run_due(portal):
        pass
    portal._p_jar.sync()
    jobs = [job for job in outbox.rows() if job.kind != "mail"]
    assert {job.state for job in jobs if IUUID(request) in job.key} <= {"done"}


def approve(portal, request, **params):
    move(request, "approve_copying", "bureau_head", **{"days": 5} | params)
    transaction.commit()
    work(portal, request)


def later(monkeypatch, moment):
    monkeypatch.setattr(facts, "now", lambda: moment)
    monkeypatch.setattr(facts, "today", lambda: moment.date())


def why(request, uid, right):
    with acting("party1"):
        try:
            opening.open_grant(request, uid, right)
        except BarredBy as barred:
            return barred.findings[0].code
    return ""
