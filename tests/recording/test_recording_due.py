"""What the catalog keeps of what files owe, and what of it is told to whom."""

from lingchuan.records.confidentiality import register
from lingchuan.records.content import facts
from lingchuan.records.core.due_keys import OTHERS
from lingchuan.records.core.due_keys import OVERDUE
from lingchuan.records.core.due_keys import UNDATED
from lingchuan.records.recording import due_marks
from lingchuan.records.recording.answers import answer
from lingchuan.records.recording.due_marks import settle
from lingchuan.records.recording.duties import duties_of
from plone import api
from plone.namedfile.file import NamedBlobFile
from Products.ZCatalog.Catalog import CatalogError
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from tests.confidentiality.people import acting
from tests.permit_files import open_file
from tests.recording.owing import clip
from tests.recording.owing import codes
from tests.recording.owing import due
from tests.recording.owing import interview
from tests.recording.owing import journey
from tests.recording.owing import restrict

import pytest


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


def excuse(file, code):
    """Let the head say that a thing has its reason."""
    with acting("section_head1"):
        asked = duties_of(file).judgement.asked
        for one in [one for one in asked if one.code == code]:
            answer(file, one, "excused", "等待上级批复")
    settle()


def test_what_was_excused_is_in_no_list_once_nothing_is_left_to_do(file):
    interview(file)
    settle()
    assert "av_missing" in codes(due("handler1"))
    excuse(file, "av_missing")
    assert "av_missing" not in codes(due("handler1"))


def test_a_decision_that_was_excused_for_being_late_is_still_to_be_made(file):
    excuse(file, "decision_overdue")
    assert "decision_overdue" in codes(due("handler1"))


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


def test_what_was_done_too_late_is_for_the_heads_to_excuse_or_not(file):
    """R18-1: nobody mends a late saving, so it is no work of its handler."""
    film = NamedBlobFile(b"film", "video/mp4", "录像.mp4")
    late = clip(interview(file), file=film)
    settle()
    assert late.saved_at.date() > late.ends.date()
    mine = due("handler1")
    assert "saved_late" in mine.pop("others")
    assert "saved_late" not in codes(mine)
    assert "saved_late" in codes(due("section_head1"))
