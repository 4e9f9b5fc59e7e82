"""Drafts of requests: who deletes one, and what the ledger has of it."""

from lingchuan.records.access.drafts import delete_draft
from lingchuan.records.access.types import REQUEST
from lingchuan.records.content import actions
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import TransitionBlocked
from plone.uuid.interfaces import IUUID
from tests.confidentiality.people import acting
from tests.confidentiality.people import move

import pytest


@pytest.fixture
def draft(site, file):
    """A request that party1 has not handed in."""
    said = {"permit_file": IUUID(file), "requester_name": "示例经营者"}
    more = {"relation": "applicant", "rights": ["view"], "purpose": "核对"}
    with acting("party1"):
        return add_record(site["requests"], REQUEST, **said | more)


def test_a_draft_is_deleted_with_an_event(site, draft, monkeypatch):
    told = []
    monkeypatch.setattr(actions, "log", lambda *args, **_said: told.append(args[1]))
    with acting("party1"):
        delete_draft(IUUID(draft))
    assert (len(site["requests"].objectIds()), told) == (0, ["delete"])


@pytest.mark.parametrize("user", ["party2", "handler1"])
def test_a_draft_of_somebody_else_is_as_one_that_is_not_there(site, draft, user):
    for uid in (IUUID(draft), "0" * 32, ""):
        with acting(user), pytest.raises(BadInput) as caught:
            delete_draft(uid)
        assert [p.code for p in caught.value.problems] == ["unknown_value"]
    assert len(site["requests"].objectIds()) == 1


def test_what_was_handed_in_stays(site, draft):
    move(draft, "submit", "party1")
    with acting("party1"), pytest.raises(TransitionBlocked):
        delete_draft(IUUID(draft))
    assert len(site["requests"].objectIds()) == 1
