"""What is due is kept current: by changes, by time, by tables; once, and a few at a time."""

from lingchuan.records.content import facts
from lingchuan.records.recording import due_marks
from lingchuan.records.recording import due_renewal
from lingchuan.records.recording.due_index import index_of
from lingchuan.records.recording.due_marks import settle
from lingchuan.records.recording.due_versions import reckon
from plone import api
from tests.permit_files import open_file
from tests.recording.owing import add_device
from tests.recording.owing import clip
from tests.recording.owing import codes
from tests.recording.owing import due
from tests.recording.owing import interview

import datetime


def test_a_change_in_a_file_renews_it_once_before_the_commit(file, monkeypatch):
    reckoned, reckon = [], due_marks.reckon

    def counting(one, catalog):
        reckoned.append(one.UID())
        return reckon(one, catalog)

    monkeypatch.setattr(due_marks, "reckon", counting)
    talk = interview(file)
    clip(talk)
    settle()
    assert reckoned == [file.UID()]
    assert "text_missing" in sum(due("handler1").values(), [])


def test_a_catalog_that_is_built_anew_is_filled(file):
    catalog = api.portal.get_tool("portal_catalog")
    before = due("handler1")
    catalog.clearFindAndRebuild()
    settle()
    assert due("handler1") == before


def test_a_new_list_of_terms_renews_files_the_rest_by_the_clock(
    file, portal, monkeypatch
):
    talk = interview(file)
    other = open_file(portal, title="另一案卷")
    settle()
    monkeypatch.setattr(due_renewal, "AT_ONCE", 1)
    record = "lingchuan.records.recording_terms"
    rows = [dict(row) for row in api.portal.get_registry_record(record)]
    for row in rows:
        row["interview"] = not row["interview"]
    before = codes(due("handler1"))
    api.portal.set_registry_record(record, rows)
    settle()
    assert due_renewal.is_renewing()
    index = index_of(portal.portal_catalog)
    assert due_renewal.renew(portal, list(index.waiting)) == 0
    assert not due_renewal.is_renewing()
    assert codes(due("handler1")) != before
    assert talk and other


def test_a_file_that_cannot_be_reckoned_waits_and_stops_no_change(
    file, portal, monkeypatch
):
    def broken(one, catalog):
        raise ValueError("broken")

    monkeypatch.setattr(due_marks, "reckon", broken)
    interview(file)
    settle()
    assert due_renewal.is_renewing()
    waiting = list(index_of(portal.portal_catalog).waiting)
    assert due_renewal.renew(portal, waiting) == len(waiting) == 1


def test_all_are_asked_for_once_a_day_and_what_has_ended_since(
    file, portal, monkeypatch
):
    index = index_of(portal.portal_catalog)
    assert due_renewal.begin_day(portal)
    due_renewal.renew(portal, list(index.waiting))
    assert not due_renewal.begin_day(portal)
    soon = facts.now() + datetime.timedelta(hours=1)
    interview(file, starts=facts.now(), ends=soon)
    settle()
    assert not due_renewal.begin_day(portal)
    later = soon + datetime.timedelta(seconds=1)
    monkeypatch.setattr(facts, "now", lambda: later)
    assert due_renewal.begin_day(portal)
    assert len(index.waiting) == 1


def test_a_device_whose_clock_was_checked_renews_the_files_of_its_recordings(
    file, portal
):
    clip(interview(file), device_id="LC-07")
    open_file(portal, title="另一案卷")
    settle()
    catalog, index = portal.portal_catalog, index_of(portal.portal_catalog)
    assert not index.waiting
    with api.env.adopt_roles(["Manager"]):
        add_device(portal, "LC-07")
    place = catalog._catalog.uids["/".join(file.getPhysicalPath())]
    assert list(index.waiting) == [place]
    settle()
    assert not index.waiting


def test_the_hour_by_which_a_recording_is_saved_makes_more_due(file, monkeypatch):
    """R18-1: where the bureau has set 18:00, a list of the afternoon is renewed then."""
    record = "lingchuan.records.recording_terms"
    rows = [dict(row) for row in api.portal.get_registry_record(record)]
    api.portal.set_registry_record(
        record, [row | {"save_until_hour": 18} for row in rows]
    )
    friday = datetime.datetime(2026, 3, 20, 16, tzinfo=facts.ZONE)
    monkeypatch.setattr(facts, "now", lambda: friday)
    interview(file)
    found = reckon(file, api.portal.get_tool("portal_catalog"))
    assert found.turns_at == datetime.datetime(2026, 3, 23, 18, tzinfo=facts.ZONE)
