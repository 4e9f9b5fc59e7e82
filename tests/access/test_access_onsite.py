"""The register of visits: who keeps it, and when a visit is over that nobody closed."""

from datetime import datetime
from datetime import timedelta
from lingchuan.records.access import onsite
from lingchuan.records.content import facts
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from tests.access.s10_steps import later
from tests.confidentiality.people import acting
from tests.site.asked import approved
from tests.site.asked import unprinted

import pytest


MORNING = datetime(2026, 3, 10, 9, 0, tzinfo=facts.ZONE)
EVENING = datetime(2026, 3, 10, 20, 0, tzinfo=facts.ZONE)
MIDNIGHT = datetime(2026, 3, 11, 0, 0, tzinfo=facts.ZONE)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def request_(site, file, records, monkeypatch):
    """A request by which an open record may be viewed."""
    unprinted(monkeypatch)
    return approved(site, file, records["open"])


def begin(request):
    with acting("clerk1"):
        onsite.begin(request, "居民身份证", "查阅室")


@pytest.mark.parametrize("user", ["party1", "bureau_head", "secrecy_officer"])
def test_nobody_but_a_clerk_opens_or_closes_a_visit(request_, user):
    with acting(user), pytest.raises(NotAllowed):
        onsite.begin(request_, "居民身份证", "查阅室")
    assert onsite.rows(request_) == []
    begin(request_)
    with acting(user), pytest.raises(NotAllowed):
        onsite.finish(request_)
    assert onsite.current(request_) is not None


@pytest.mark.parametrize(
    ("began", "limit"), [(MORNING, MORNING + onsite.LONGEST), (EVENING, MIDNIGHT)]
)
def test_a_visit_is_over_after_its_hours_and_at_midnight(
    request_, monkeypatch, began, limit
):
    later(monkeypatch, began)
    begin(request_)
    later(monkeypatch, limit - MOMENT)
    with acting("clerk1"):
        assert onsite.is_at_counter(request_)
    with pytest.raises(TransitionBlocked):
        begin(request_)
    later(monkeypatch, limit)
    with acting("clerk1"):
        assert not onsite.is_at_counter(request_)
    later(monkeypatch, limit + timedelta(hours=1))
    begin(request_)
    first, second = onsite.rows(request_)
    assert (first["ended"], second["ended"]) == (limit, None)


def test_the_end_of_a_visit_that_ran_out_stands_in_the_ledger(request_, monkeypatch):
    later(monkeypatch, EVENING)
    begin(request_)
    told = []
    monkeypatch.setattr(onsite, "log", lambda *a, **said: told.append((a[1], said)))
    later(monkeypatch, MIDNIGHT + timedelta(hours=9))
    with acting("clerk1"):
        onsite.finish(request_)
        onsite.finish(request_)
    assert told == [("visit_end", {"details": {"ended": MIDNIGHT.isoformat()}})]
