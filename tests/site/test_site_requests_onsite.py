"""Viewing at the counter: who keeps the register, and what opens while a visit goes on."""

from lingchuan.records.access import onsite
from lingchuan.records.access import opening
from lingchuan.records.access.leaving import Taken
from lingchuan.records.content.errors import BarredBy
from plone.uuid.interfaces import IUUID
from tests.confidentiality.people import acting
from tests.site.asked import approved
from tests.site.asked import asked
from tests.site.asked import made
from tests.site.asked import paper
from tests.site.asked import permit_file
from tests.site.asked import view
from zExceptions import NotFound

import pytest


BEGIN = {"act": "begin", "checked": "居民身份证", "place": "查阅室"}


@pytest.fixture
def site(integration):
    """The portal of the integration layer."""
    return integration["portal"]


@pytest.fixture
def record(site):
    """A paper of party1's file."""
    return paper(permit_file(site))


@pytest.fixture
def request_(site, record):
    """A request whose record may be viewed and copied, its copies made."""
    request = approved(site, record.aq_parent, record)
    for right in ("view", "copy"):
        made(request, record, right)
    return request


def send(request, user="clerk1", **sent):
    return view(request, "onsite", user, post=True, **sent)


@pytest.mark.parametrize("user", ["bureau_head", "secrecy_officer", "supervisor1"])
def test_others_are_told_that_the_clerks_keep_visits(request_, user):
    with pytest.raises(BarredBy, match="onsite_by_clerk"):
        view(request_, "onsite", user)


@pytest.mark.parametrize("lacking", ["checked", "place"])
def test_a_visit_begins_with_the_paper_and_the_place(request_, lacking):
    assert send(request_, **BEGIN | {lacking: " "}).status == 400
    assert onsite.rows(request_) == []


def test_records_open_and_copies_leave_while_the_visit_goes_on(request_, record):
    before = view(request_, "onsite", "clerk1").text
    assert "@@open" not in before
    assert "@@copy-file" not in before
    assert send(request_, **BEGIN).status == 302
    text = view(request_, "onsite", "clerk1").text
    assert f"@@open?record={IUUID(record)}" in text
    assert f"@@copy-file/{IUUID(record)}" in text
    assert "@@receipt" in text
    for right in ("view", "copy"):
        with acting("clerk1"):
            assert opening.open_grant(request_, IUUID(record), right).right == right
        with acting("secrecy_officer"), pytest.raises(NotFound):
            opening.open_grant(request_, IUUID(record), right)
    assert send(request_, act="finish").status == 302
    with acting("clerk1"), pytest.raises(NotFound):
        opening.open_grant(request_, IUUID(record), Taken.right)
    (row,) = onsite.rows(request_)
    assert row["ended"] is not None
    assert "居民身份证" in view(request_, "onsite", "clerk1").text
    assert "居民身份证" in view(request_, "request_view", "bureau_head").text


def test_no_second_visit_begins_while_one_goes_on(request_):
    send(request_, **BEGIN)
    assert send(request_, **BEGIN).status == 409


def test_nothing_is_shown_by_a_request_without_a_decision(site, record):
    request = asked(site, record.aq_parent, record)
    assert "Nothing is granted" in view(request, "onsite", "clerk1").text
    assert send(request, **BEGIN).status == 409
    assert onsite.rows(request) == []
