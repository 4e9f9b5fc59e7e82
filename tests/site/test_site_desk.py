"""The desk of the confidentiality officers: what it lists, decides, refuses and says."""

from lingchuan.records.confidentiality import bulk
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality import suggesting
from lingchuan.records.confidentiality.class_rows import set_classes
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.facts import confidentiality_state
from plone import api
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.permit_files import open_file

import datetime
import pytest


REASON = "演示理由"
OFFICER = "secrecy_officer"
SECOND = "secrecy_officer2"


@pytest.fixture
def site(integration):
    """The portal of the integration layer."""
    return integration["portal"]


@pytest.fixture
def file(site):
    """A permit file of handler1."""
    return open_file(site)


def paper(file, name="集体讨论记录", **more):
    values = {"document_name": name, "record_kind": "internal_approval"}
    with acting("handler1"):
        record = add_record(file, "TextRecord", **values | more)
    move(record, "submit", "handler1")
    return record


def suggested(record):
    with acting(OFFICER):
        (brain,) = api.portal.get_tool("portal_catalog")(UID=record.UID())
        return suggesting.suggestion_of(brain, record)


def test_suggestion_of_papers_that_were_all_decided_alike(file):
    record = paper(file)
    assert suggested(record) is None
    for number in range(2):
        made = datetime.date(2026, 3, 10 + number)
        alike = paper(file, made_on=made)
        move(alike, "restrict", OFFICER, kinds=["WORK"], comment=REASON)
    found = suggested(record)
    assert (found.kinds, found.code, found.count) == (("WORK",), "alike", 2)
    move(paper(file), "mark_open", OFFICER, comment=REASON)
    assert suggested(record) is None


def test_suggestion_of_what_lies_in_a_restricted_record(file):
    with acting("handler1"):
        hearing = add_record(file, "HearingRecord", title="听证")
        record = add_record(hearing, "TextRecord", title="听证笔录")
    move(hearing, "restrict", OFFICER, kinds=["PRIVACY"])
    found = suggested(record)
    assert (found.kinds, found.code) == (("PRIVACY",), "around")


def test_suggestion_of_a_class_that_came_after_the_record(file):
    record = paper(file)
    row = {"portal_type": "TextRecord", "record_kind": "internal_approval"}
    with acting(OFFICER):
        set_classes([row | {"kinds": ["WORK"], "reason": REASON}])
    found = suggested(record)
    assert (found.kinds, found.code) == (("WORK",), "class")


def decide(uids, **more):
    with acting(OFFICER):
        payload = {"kinds": ["WORK"], "comment": REASON} | more
        return [(one.uid, one.code) for one in bulk.decide_all(uids, payload)]


def test_bulk_decides_each_by_itself_and_tells_what_was_refused(file):
    with acting("handler1"):
        hearing = add_record(file, "HearingRecord", title="听证")
        part = add_record(hearing, "TextRecord", title="听证笔录")
    move(hearing, "restrict", OFFICER, kinds=["PRIVACY"])
    record = paper(file)
    uids = [part.UID(), record.UID(), "nosuch"]
    assert decide(uids, kinds=[]) == [
        (part.UID(), "refused"),
        (record.UID(), "decided"),
        ("nosuch", "missing"),
    ]
    assert confidentiality_state(part) == "undecided"
    assert confidentiality_state(record) == "open"


def test_bulk_sent_twice_changes_nothing_twice(file):
    record = paper(file)
    uids = [record.UID(), record.UID()]
    assert decide(uids) == [(record.UID(), "decided")]
    before, event = dict(record.confidentiality), record.ledger_event
    assert decide(uids) == [(record.UID(), "unchanged")]
    assert decide(uids, kinds=[]) == [(record.UID(), "unchanged")]
    assert (dict(record.confidentiality), record.ledger_event) == (before, event)


def test_record_that_is_refused_halfway_is_put_back(file):
    with acting("handler1"):
        hearing = add_record(file, "HearingRecord", title="听证")
        part = add_record(hearing, "TextRecord", title="听证笔录")
    move(part, "restrict", OFFICER, kinds=["WORK"], known_to=["handler1"])
    record, event = paper(file), hearing.ledger_event
    # The whole is written before its part turns out to be known to none of these.
    decided = decide([hearing.UID(), record.UID()], known_to=["bureau_head"])
    assert decided == [(hearing.UID(), "refused"), (record.UID(), "decided")]
    assert confidentiality_state(hearing) == "undecided"
    assert hearing.ledger_event == event


@pytest.mark.parametrize(
    ("uids", "more", "field"),
    [
        ([], {}, "uids"),
        (["x"] * 101, {}, "uids"),
        (["x"], {"comment": " "}, "comment"),
        (["x"], {"kinds": ["STATE"]}, "kinds"),
    ],
)
def test_bulk_that_cannot_be_is_bad_input(site, uids, more, field):
    with pytest.raises(BadInput) as caught:
        decide(uids, **more)
    assert [one.field for one in caught.value.problems] == [field]


@pytest.mark.parametrize("userid", ["handler1", "bureau_head", "sysadmin"])
def test_bulk_is_for_officers(file, userid):
    record = paper(file)
    with acting(userid), pytest.raises(NotAllowed):
        bulk.decide_all([record.UID()], {"kinds": [], "comment": REASON})
    assert confidentiality_state(record) == "undecided"


def test_officer_without_the_clearance_does_not_decide_in_bulk(file):
    record = paper(file)
    register.clear(OFFICER, ["PRIVACY"], by=SECOND)
    assert decide([record.UID()]) == [(record.UID(), "refused")]


def test_yearly_review_keeps_what_is_due_once(file):
    record, other = paper(file), paper(file)
    for one in (record, other):
        move(one, "restrict", OFFICER, kinds=["WORK"])
    record.confidentiality["review_due"] = "2026-01-31"
    uids = [record.UID(), other.UID()]
    with acting(OFFICER):
        kept = [one.code for one in bulk.keep_all(uids, REASON)]
        again = [one.code for one in bulk.keep_all(uids, REASON)]
    assert (kept, again) == (["decided", "unchanged"], ["unchanged", "unchanged"])
    assert record.confidentiality["kinds"] == ["WORK"]
    assert record.confidentiality["review_due"] > "2026-01-31"


def test_release_is_reviewed_once_and_leaves_the_list(file):
    record = paper(file)
    move(record, "restrict", OFFICER, kinds=["WORK"])
    move(record, "propose_release", OFFICER)
    move(record, "release", SECOND)
    find = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    assert len(find(secrecy_release_review="awaited")) == 1
    with acting(OFFICER):
        for code in ("decided", "unchanged"):
            found = bulk.review_releases([record.UID()], "withheld", REASON)
            assert [one.code for one in found] == [code]
    assert len(find(secrecy_release_review="awaited")) == 0
    assert len(find(secrecy_release_review="withheld")) == 1
