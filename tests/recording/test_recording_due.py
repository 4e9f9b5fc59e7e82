"""What the catalog keeps of what files owe, and what of it is told to whom."""

from lingchuan.records.confidentiality import deciding
from lingchuan.records.confidentiality import register
from lingchuan.records.content import facts
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.facts import ZONE
from lingchuan.records.core.due_keys import OTHERS
from lingchuan.records.core.due_keys import OVERDUE
from lingchuan.records.core.due_keys import UNDATED
from lingchuan.records.recording import due_marks
from lingchuan.records.recording import due_renewal
from lingchuan.records.recording.answers import answer
from lingchuan.records.recording.due_index import index_of
from lingchuan.records.recording.due_lists import Due
from lingchuan.records.recording.due_marks import settle
from lingchuan.records.recording.duties import duties_of
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from Products.ZCatalog.Catalog import CatalogError
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from tests.confidentiality.people import acting
from tests.permit_files import open_file

import datetime
import pytest


MOST = dict.fromkeys(("overdue", "today", "soon", "undated", "others"), 50)


@pytest.fixture
def portal(integration):
    return integration["portal"]


@pytest.fixture
def file(portal):
    """A file that was accepted late in March, so that its decision is overdue."""
    made = open_file(portal, accepted_on=datetime.date(2026, 3, 16))
    settle()
    return made


def due(userid):
    """Return a person's counts and the codes of their rows, by list."""
    with acting(userid):
        found = Due(MOST)
        rows = {
            name: sorted(found.finding(one).code for one in places)
            for name, places in found.lists.rows.items()
        }
        assert {name: len(codes) for name, codes in rows.items()} == dict(
            found.lists.counts
        )
        return {name: codes for name, codes in rows.items() if codes}


def interview(file, **more):
    values = {
        "title": "约谈",
        "activity_kind": "interview",
        "starts": datetime.datetime(2026, 3, 20, 14, tzinfo=ZONE),
        "ends": datetime.datetime(2026, 3, 20, 15, tzinfo=ZONE),
    }
    with acting("handler1"):
        return add_record(file, "HearingRecord", **values | more)


def clip(where, **more):
    values = {
        "title": "录像",
        "medium": "video",
        "device_kind": "fixed_room",
        "starts": datetime.datetime(2026, 3, 20, 13, 59, tzinfo=ZONE),
        "ends": datetime.datetime(2026, 3, 20, 15, 1, tzinfo=ZONE),
    }
    with acting("handler1"):
        return add_record(where, "MediaEvidence", **values | more)


def restrict(obj, known):
    with acting("secrecy_officer"):
        deciding.restrict(obj, ["COMMERCIAL"], known, "理由", holder="示例小吃店")


def codes(lists):
    return set(sum(lists.values(), []))


def add_device(portal, device_id):
    values = {"device_id": device_id, "device_kind": "fixed_room", "title": device_id}
    return createContentInContainer(
        portal["devices"], "RecordingDevice", checkConstraints=False, **values
    )


def journey(file):
    """Add work in the field whose late saving only a head can accept."""
    with acting("handler1"):
        add_record(
            file,
            "FieldRecord",
            title="现场核查",
            activity_kind="site_check",
            starts=datetime.datetime(2026, 3, 20, 14, tzinfo=ZONE),
            ends=datetime.datetime(2026, 3, 20, 15, tzinfo=ZONE),
            save_exception="REMOTE",
        )


def test_a_handler_has_the_duties_of_their_own_files(file):
    assert "decision_overdue" in due("handler1")[OVERDUE]
    assert due("handler2") == {}


def test_a_head_is_told_of_what_is_overdue_in_the_unit_only(file, portal):
    open_file(portal, unit="审批二股", title="另一股的")
    settle()
    own = due("section_head1")
    assert set(own) == {OVERDUE}
    assert own[OVERDUE].count("decision_overdue") == 1


def test_the_window_has_what_it_answers_of_files_that_it_entered(portal):
    open_file(portal)
    settle()
    assert due("clerk1") == {OVERDUE: ["answer_overdue"]}


def test_a_list_wakes_no_object(file, monkeypatch):
    def woken(*args):
        pytest.fail("an object was woken")

    for kind in AbstractCatalogBrain.__mro__:
        for name in ("getObject", "_unrestrictedGetObject"):
            if name in vars(kind):
                monkeypatch.setattr(kind, name, woken)
    monkeypatch.setattr(facts, "descendants", woken)
    monkeypatch.setattr(due_marks, "reckon", woken)
    assert "decision_overdue" in due("handler1")[OVERDUE]


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


@pytest.mark.parametrize("state", ["archived", "voided", "disposed"])
def test_what_is_over_is_in_no_list(file, state, monkeypatch):
    talk, state_of = interview(file), facts.lifecycle_state
    settle()
    assert "text_missing" in codes(due("handler1"))
    monkeypatch.setattr(
        facts,
        "lifecycle_state",
        lambda obj: state if obj.UID() == file.UID() else state_of(obj),
    )
    due_marks.mark(talk)
    settle()
    assert due("handler1") == {}


def test_what_was_excused_is_in_no_list(file):
    with acting("section_head1"):
        asked = duties_of(file).judgement.asked
        (late,) = [one for one in asked if one.code == "decision_overdue"]
        answer(file, late, "excused", "等待上级批复")
    settle()
    assert "decision_overdue" not in codes(due("handler1"))


def test_nobody_is_asked_to_decide_on_a_file_that_they_handle(portal):
    journey(open_file(portal, handlers=["handler1", "section_head1"]))
    settle()
    assert due("section_head1")[OTHERS] == due("bureau_head")[UNDATED]


def test_what_only_heads_decide_waits_for_others_in_the_handlers_list(file):
    journey(file)
    settle()
    heads = due("section_head1").get(UNDATED, [])
    assert heads and due("handler1")[OTHERS] == heads
    assert due("bureau_head")[UNDATED] == heads
    assert UNDATED not in due("supervisor1")


def test_who_may_not_see_a_recording_is_told_as_if_there_were_none(file):
    talk = interview(file)
    film = clip(talk, file=NamedBlobFile(b"film", "video/mp4", "录像.mp4"))
    settle()
    assert "av_missing" not in codes(due("handler1"))
    restrict(film, [])
    settle()
    # The handler is not cleared; the heads of office are.
    assert "av_missing" in codes(due("handler1"))
    assert "av_missing" not in codes(due("section_head1"))
    # A clearance counts at the next question, and so does its end.
    register.clear("handler1", ["COMMERCIAL"], by="secrecy_officer")
    assert "av_missing" not in codes(due("handler1"))
    register.withdraw("handler1", by="secrecy_officer")
    assert "av_missing" in codes(due("handler1"))


def test_a_record_that_only_some_may_see_is_owed_nothing_in_the_lists_of_others(file):
    talk = interview(file)
    restrict(talk, ["bureau_head"])
    settle()
    assert "text_missing" in codes(due("bureau_head"))
    for userid in ("handler1", "section_head1", "supervisor1"):
        assert "text_missing" not in codes(due(userid)), userid


def test_a_file_that_owes_something_only_out_of_sight_is_in_no_list_and_no_count(
    portal,
):
    today = facts.today()
    quiet = open_file(portal, received_on=today)
    settle()
    assert due("section_head1") == due("bureau_head") == {}
    restrict(interview(quiet), ["bureau_head"])
    settle()
    assert due("bureau_head")[OVERDUE]
    assert due("section_head1") == {}


def test_no_query_reaches_what_is_kept(file):
    catalog = api.portal.get_tool("portal_catalog")
    assert "duties" not in catalog.schema()
    assert catalog._catalog.getIndex("duties").getEntryForObject(1) is None
    with acting("handler1"):
        every = len(catalog())
        assert len(catalog(duties="x")) == every
        with pytest.raises(CatalogError):
            catalog(sort_on="duties", portal_type="PermitFile")


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
