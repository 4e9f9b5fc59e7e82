"""Of several processes on one ledger one leads in a job."""

from lingchuan.records.ledger import places
from lingchuan.records.ledger.leader import Leader
from sqlalchemy import text

import pytest


pytestmark = pytest.mark.usefixtures("ledger")


@pytest.fixture
def leaders():
    """Two that stand for two processes."""
    pair = Leader(), Leader()
    yield pair
    for one in pair:
        one.close()


def test_one_leads_in_a_job_until_it_ends(leaders):
    first, second = leaders
    assert first.leads("audit") and first.leads("audit")
    assert not second.leads("audit")
    assert second.leads("fixity")
    assert not first.leads("fixity")
    first.close()
    assert second.leads("audit")
    assert not first.leads("audit")


@pytest.mark.parametrize("ledger_url", ["postgresql"], indirect=True)
def test_who_has_lost_its_session_leads_no_more(leaders):
    first, second = leaders
    assert first.leads("audit")
    others = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype='advisory'"
    with places.store().engine.begin() as connection:
        connection.execute(text(others))
    assert second.leads("audit")
    assert not first.leads("audit")
