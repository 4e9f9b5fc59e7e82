"""A file is read once, when it comes in; each later event uses what was reckoned."""

from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_permit_file
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.core.digest import state_digest
from lingchuan.records.site.transitions import perform
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.restapi.interfaces import ISerializeToJson
from tests.permit_files import open_file
from zope.component import getMultiAdapter
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import hashlib
import json
import pytest


@pytest.fixture
def file(integration):
    """A permit file of handler1."""
    return open_file(integration["portal"])


@pytest.mark.parametrize(
    ("portal_type", "field"),
    [("TextRecord", "file"), ("HearingRecord", "transcript_file")],
)
def test_a_file_is_read_when_it_comes_in_and_then_no_more(
    file, monkeypatch, portal_type, field
):
    first = NamedBlobFile(b"first", filename="一.pdf")
    with api.env.adopt_user(username="handler1"):
        record = add_record(file, portal_type, title="记录", **{field: first})
        state = facts.canonical_state(record)
        assert state[field]["sha256"] == hashlib.sha256(b"first").hexdigest()
        monkeypatch.setattr(NamedBlobFile, "open", None)
        record.title = "新题名"
        notify(ObjectModifiedEvent(record))
        monkeypatch.undo()
        setattr(record, field, NamedBlobFile(b"second", filename="二.pdf"))
        notify(ObjectModifiedEvent(record))
    state = facts.canonical_state(record)
    assert state[field]["sha256"] == hashlib.sha256(b"second").hexdigest()


@pytest.mark.parametrize("again", [None, "second"])
@pytest.mark.parametrize("returned", [False, True])
def test_an_original_is_fixed_once_it_was_submitted(file, again, returned):
    with api.env.adopt_user(username="handler1"):
        first = NamedBlobFile(b"first", filename="一.pdf")
        record = add_record(file, "TextRecord", title="记录", file=first)
        perform(record, "submit", {})
        if returned:
            perform(record, "return", {"reason": "改"})
        record.file = (
            NamedBlobFile(again.encode(), filename="二.pdf") if again else None
        )
        with pytest.raises(TransitionBlocked) as caught:
            notify(ObjectModifiedEvent(record))
    assert [finding.code for finding in caught.value.findings] == ["original_fixed"]


@pytest.mark.parametrize("names", [["party1"], ["nobody"]])
def test_a_script_names_no_handler_who_is_none(file, names):
    file.handlers = ["handler1", *names]
    with pytest.raises(BadInput):
        notify(ObjectModifiedEvent(file))


def test_a_handler_who_left_stays_on_the_file(file):
    api.user.revoke_roles(username="handler1", roles=["Case Handler"])
    file.title = "新题名"
    notify(ObjectModifiedEvent(file))
    assert file.handlers == ["handler1"]


def test_a_script_brings_no_number_of_its_own(integration):
    with api.env.adopt_user(username="clerk1"), pytest.raises(BadInput):
        add_permit_file(
            integration["portal"]["files"],
            title="食品经营许可",
            matters=[{"code": "SPJY"}],
            applicant_name="示例小吃店",
            file_number="陵审批许字〔2026〕第001号",
        )


def test_the_digest_that_the_ledger_shows_does_not_give_masked_numbers_away(file):
    state = facts.canonical_state(file)
    assert state["applicant_id_number"] == file.applicant_id_number
    known = {name: value for name, value in state.items() if name != "nonce"}
    assert state_digest(known) != file.state_digest == state_digest(state)
    other = open_file(api.portal.get())
    assert len({file.state_nonce, other.state_nonce}) == 2
    assert len(file.state_nonce) == 32


def test_the_nonce_stays_with_the_record_and_is_shown_nowhere(file):
    nonce = file.state_nonce
    with api.env.adopt_user(username="handler1"):
        file.title = "新题名"
        notify(ObjectModifiedEvent(file))
        shown = getMultiAdapter((file, file.REQUEST), ISerializeToJson)()
    assert file.state_nonce == nonce
    assert nonce not in json.dumps(shown, default=str)
