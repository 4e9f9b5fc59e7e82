"""The lists of the desk: what waits too long, what runs out, what awaits whom."""

from DateTime import DateTime
from lingchuan.records.confidentiality import register
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.facts import today
from lingchuan.records.interfaces import IRecordsLayer
from lingchuan.records.site import desk_undecided
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.permit_files import open_file
from tests.site.test_site_desk import OFFICER
from tests.site.test_site_desk import paper
from tests.site.test_site_desk import SECOND
from zope.component import getMultiAdapter
from zope.interface import alsoProvides

import datetime
import pytest


@pytest.fixture
def site(integration):
    """The portal of the integration layer, whose request is a browser's."""
    alsoProvides(integration["request"], IRecordsLayer)
    return integration["portal"]


@pytest.fixture
def file(site):
    """A permit file of handler1."""
    return open_file(site)


def desk(site, **form):
    site.REQUEST.form.update(form)
    return getMultiAdapter((site, site.REQUEST), name="confidentiality-desk")


def days(number):
    return today() + datetime.timedelta(days=number)


def test_longest_waiting_come_first_a_page_at_a_time(site, file, monkeypatch):
    monkeypatch.setattr(desk_undecided, "PAGE", 2)
    records = [paper(file) for _number in range(3)]
    for record, age in zip(records, (5, 6, 9), strict=True):
        record.creation_date = DateTime() - age
        record.reindexObject(idxs=["created"])
    with acting(OFFICER):
        page = desk(site)
        rows = page.undecided_rows()
        assert [row["uid"] for row in rows] == [records[2].UID(), records[1].UID()]
        assert [row["late"] for row in rows] == ["lr-late", "lr-late"]
        assert (page.undecided.total(), page.undecided.late()) == (3, 2)
        assert page.undecided.next_count() == 1
        assert "b_start=2" in page.undecided.next_url()
        (last,) = desk(site, b_start="2").undecided_rows()
    assert (last["uid"], last["late"]) == (records[0].UID(), None)


def test_clearances_that_end_within_30_days_come_first(site):
    for userid, left in (("handler1", 30), ("handler2", 0), ("clerk1", 31)):
        register.clear(userid, ["WORK"], until=days(left), by=OFFICER)
    with acting(OFFICER):
        rows = desk(site).terms.rows()
    assert [(row["day"], "经办员" in row["title"]) for row in rows] == [
        (days(0).isoformat(), True),
        (days(30).isoformat(), True),
    ]
    assert "lr-v-due" in rows[0]["css"] and "lr-v-left" in rows[1]["css"]


def test_release_awaits_another_officer_than_its_proposer(site, file):
    record = paper(file)
    move(record, "restrict", OFFICER, kinds=["WORK"])
    move(record, "propose_release", OFFICER)
    notes = {}
    for userid in (OFFICER, SECOND):
        with acting(userid):
            (row,) = desk(site).terms.rows()
        notes[userid] = row["note"]
    assert "another officer" in notes[OFFICER]
    assert "it is for you" in notes[SECOND]


def fall_due(record, day):
    """Let the review of a record be due on a day, be it over."""
    record.confidentiality["review_due"] = day
    record.reindexObject(idxs=["secrecy_review_due"])


def test_reviews_are_counted_by_kind_and_listed_on_demand(site, file):
    records = [paper(file) for _number in range(2)]
    for record, left in zip(records, (-1, 30), strict=True):
        due = days(left).isoformat()
        kinds = ["WORK", "COMMERCIAL"] if left < 0 else ["WORK"]
        move(record, "restrict", OFFICER, kinds=kinds)
        fall_due(record, due)
    later = paper(file)
    due = days(31).isoformat()
    move(later, "restrict", OFFICER, kinds=["WORK"], review_due=due)
    with acting(OFFICER):
        terms = desk(site).terms
        told = [(row["title"], row["css"]) for row in terms.rows()]
        listed = [row["uid"] for row in terms.to_review("WORK")]
        assert terms.count() == 2
    assert told == [
        ("Yearly review: Commercial secret, 1 records", "lr-v lr-v-late"),
        ("Yearly review: Work secret, 2 records", "lr-v lr-v-late"),
    ]
    assert listed == [record.UID() for record in records]


def test_state_secret_that_ends_within_60_days_is_named_by_number(site, file):
    for left in (60, 61):
        stub = paper(file)
        mark = f"秘密★{days(left).isoformat()}"
        move(stub, "restrict", OFFICER, kinds=["STATE"], mark=mark)
    with acting(OFFICER):
        (row,) = desk(site).terms.rows()
    assert row["day"] == days(60).isoformat()
    assert file.file_number in row["title"]


def test_what_an_officer_may_not_view_is_not_counted_either(site, file):
    record = paper(file)
    move(record, "restrict", OFFICER, kinds=["WORK"])
    fall_due(record, days(0).isoformat())
    register.clear(SECOND, ["PRIVACY"], by=OFFICER)
    with acting(SECOND):
        terms = desk(site).terms
        assert (terms.rows(), terms.to_review("WORK"), terms.count()) == ([], [], 0)


def test_record_marked_at_entry_awaits_an_officer(site, file):
    with acting("handler1"):
        record = add_record(file, "TextRecord", title="询问笔录")
    move(record, "restrict", OFFICER, kinds=["PRIVACY"])
    record.confidentiality["by_entry"] = True
    record.reindexObject(idxs=["secrecy_by_entry"])
    with acting(OFFICER):
        (row,) = desk(site).terms.to_confirm()
    assert (row["uid"], [one["text"] for one in row["badges"]]) == (
        record.UID(),
        ["Personal privacy"],
    )
