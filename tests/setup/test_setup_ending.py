"""The clock's job that ends state secrets: it is kept, and one that fails stops no other."""

from datetime import date
from lingchuan.records.confidentiality import deciding
from lingchuan.records.content.facts import confidentiality_state
from lingchuan.records.setup import clock
from lingchuan.records.setup import ending
from lingchuan.records.supervision import kinds
from plone import api
from tests.confidentiality.people import acting
from tests.confidentiality.people import said
from tests.supervision.findings import add_file
from tests.supervision.findings import details
from tests.supervision.test_supervision_reclosing import add_paper
from ZODB.POSException import ConflictError

import pytest
import transaction


@pytest.fixture
def stubs(real):
    """Three state secrets that are protected through 29 February 2028."""
    file = add_file(real.portal)
    papers = [add_paper(file, f"材料{n}") for n in range(3)]
    with acting("secrecy_officer"):
        for paper in papers:
            mark = {"mark": "秘密★2028年2月29日", "level": None}
            deciding.decide(paper, said("STATE", **mark))
    transaction.commit()
    return papers


def states(stubs):
    """Return the states as the database keeps them."""
    transaction.abort()
    api.portal.get()._p_jar.sync()
    return [confidentiality_state(stub) for stub in stubs]


def test_the_clocks_job_keeps_what_it_ended(real, stubs, monkeypatch):
    assert clock.quick_jobs()["expire"] is ending.end_secrets
    ending.end_secrets(real.portal)
    assert states(stubs) == ["restricted"] * 3
    monkeypatch.setattr(ending, "today", lambda: date(2028, 3, 1))
    ending.end_secrets(real.portal)
    assert states(stubs) == ["released"] * 3


def test_a_secret_that_cannot_be_ended_is_told_and_stops_no_other(
    real, stubs, monkeypatch
):
    gone, *others = stubs
    # A row of the catalog whose record is no more where it was.
    gone.aq_parent._delOb(gone.getId())
    transaction.commit()
    monkeypatch.setattr(ending, "today", lambda: date(2028, 3, 1))
    ending.end_secrets(real.portal)
    assert states(others) == ["released"] * 2
    told = details(real.portal, kinds.JOB_FAILED)
    assert (told["job"], told["error"]) == ("expire", "KeyError")


def test_a_secret_whose_end_conflicts_is_ended_anew(real, stubs, monkeypatch):
    monkeypatch.setattr(ending, "today", lambda: date(2028, 3, 1))
    end, tried = ending.secrets.expire, []

    def conflicting(portal, path, day):
        tried.append(path)
        if len(tried) == 1:
            raise ConflictError
        return end(portal, path, day)

    monkeypatch.setattr(ending.secrets, "expire", conflicting)
    ending.end_secrets(real.portal)
    assert states(stubs) == ["released"] * 3
    assert len(tried) == len(stubs) + 1
