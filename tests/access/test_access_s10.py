"""Case S10 on a real site: redacted copy, her own words, watermark, log, last day (Art. 21)."""

from datetime import datetime
from datetime import timedelta
from io import BytesIO
from lingchuan.records.access import derivatives
from lingchuan.records.access import expiry
from lingchuan.records.access import grants
from lingchuan.records.access import renditions
from lingchuan.records.access import screening
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BarredBy
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.ledger import api as ledger
from plone import api
from plone.uuid.interfaces import IUUID
from Products.CMFCore.WorkflowCore import WorkflowException
from pypdf import PdfReader
from tests.access.s10_steps import approve
from tests.access.s10_steps import later
from tests.access.s10_steps import why
from tests.confidentiality.people import acting
from tests.confidentiality.people import move
from tests.rest.conftest import Client

import pytest
import transaction


def test_s10_partial_grant_copy_of_the_redacted_one_original_unchanged(
    portal, case, request_
):
    _file, video, words = case
    before = facts.digests_of(video, "file")
    approve(portal, request_, copies=1)
    rows = {(r["uid"], r["right"]): r["outcome"] for r in request_.outcomes}
    assert rows == {
        (IUUID(video), "view"): "redacted",
        (IUUID(video), "copy"): "redacted",
        (IUUID(words), "view"): "granted",
        (IUUID(words), "copy"): "granted",
    }
    assert facts.digests_of(video, "file") == before
    names = grants.row_of(IUUID(request_))["names"]
    assert (names[IUUID(video)], names[IUUID(words)]) == ("录像", "陈述笔录")
    for one in (video, words):
        for right in ("view", "copy"):
            made = renditions.rendition(request_, IUUID(one), right)
            assert made.sha256 != facts.digests_of(one, "file")["sha256"]
            assert made.redacted == (one is video)
    party = Client(portal.absolute_url(), "party1")
    taken = party.get(f"{request_.absolute_url()}/@@copy-file/{IUUID(words)}")
    assert taken.status_code == 200
    reader = PdfReader(BytesIO(taken.content))
    assert "".join(page.extract_text() for page in reader.pages) == ""
    assert not reader.metadata or "words" not in str(reader.metadata)
    assert taken.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in taken.headers["Cache-Control"]
    page = party.get(f"{request_.absolute_url()}/@@view-file/{IUUID(words)}/1")
    assert (page.status_code, page.headers["Content-Type"]) == (200, "image/jpeg")
    acts = [e["action"] for e in ledger.read(limit=None, uid=IUUID(words))]
    assert {"download", "view"} <= set(acts)


def test_s10_viewing_streams_in_stretches_and_cannot_be_saved(portal, case, request_):
    _file, video, _words = case
    approve(portal, request_)
    url = f"{request_.absolute_url()}/@@view-file/{IUUID(video)}"
    party = Client(portal.absolute_url(), "party1")
    assert party.get(url).status_code == 403
    party.session.headers["Range"] = "bytes=0-"
    first = party.get(url)
    assert (first.status_code, first.headers["Content-Type"]) == (206, "video/mp4")
    party.session.headers["Sec-Fetch-Dest"] = "document"
    assert party.get(url).status_code == 403
    del party.session.headers["Sec-Fetch-Dest"]
    for user, status in (("party2", 404), ("handler1", 404), (None, 404)):
        other = Client(portal.absolute_url(), user)
        other.session.headers["Range"] = "bytes=0-"
        assert other.get(url).status_code == status, user
    assert party.get(f"{video.absolute_url()}/@@download/file").status_code == 404
    said = {"kinds": ["PRIVACY", "WORK"], "comment": "内部讨论"}
    officer = Client(portal.absolute_url(), "secrecy_officer")
    assert officer.do(video.absolute_url(), "revise", **said).status_code == 200
    assert party.get(url).status_code == 403


def test_s10_two_tabs_are_one_use_and_the_last_use_is_the_last(
    portal, case, short, monkeypatch
):
    _file, _video, words = case
    approve(portal, short, copies=1)
    uid = IUUID(words)
    party = Client(portal.absolute_url(), "party1")
    url = f"{short.absolute_url()}/@@copy-file/{uid}"
    assert [party.get(url).status_code for _tab in "12"] == [200, 200]
    portal._p_jar.sync()
    assert len(short.uses[f"{uid} copy"]) == 1
    later(monkeypatch, facts.now() + timedelta(hours=3))
    assert why(short, uid, "copy") == "grant_used_up"
    assert why(short, uid, "view") == ""


def test_s10_grant_ends_at_midnight_of_its_last_day_and_its_copies_go(
    portal, case, short, monkeypatch
):
    _file, _video, words = case
    approve(portal, short)
    uid, last = IUUID(words), short.expires_on
    evening = datetime.combine(last, datetime.max.time(), facts.ZONE)
    later(monkeypatch, evening)
    assert why(short, uid, "view") == ""
    with acting("party1"):
        assert api.user.has_permission("View", obj=words)
    later(monkeypatch, evening + timedelta(microseconds=1))
    assert why(short, uid, "view") == "grant_over"
    with acting("party1"):
        assert not api.user.has_permission("View", obj=words)
    for path in expiry.due(portal, facts.today()):
        assert expiry.expire(portal, path, facts.today())
    assert api.content.get_state(short) == "expired"
    assert dict(short.renditions) == {}


def test_s10_grant_is_taken_back_for_ever_when_the_mark_rises(portal, case, short):
    _file, _video, words = case
    approve(portal, short)
    uid = IUUID(words)
    move(words, "revise", "secrecy_officer", kinds=["PRIVACY", "WORK"])
    transaction.commit()
    assert why(short, uid, "view") == "grant_taken_back"
    assert renditions.rendition(short, uid, "view") is None
    move(words, "propose_release", "secrecy_officer", kinds=["PRIVACY"])
    move(words, "release", "secrecy_officer2")
    transaction.commit()
    assert grants.is_as_granted(grants.row_of(IUUID(short)), words)
    assert why(short, uid, "view") == "grant_taken_back"


def test_s10_section_head_handler_and_deputy_outside_the_dates_are_barred(
    portal, case, short
):
    file, _video, _words = case
    for user in ("section_head1", "deputy_head", "clerk1"):
        with pytest.raises(WorkflowException):
            move(short, "approve_copying", user)
        transaction.abort()
    file.handlers = ["handler1", "bureau_head"]
    with pytest.raises(BarredBy) as barred:
        move(short, "approve_copying", "bureau_head", days=5)
    assert [f.code for f in barred.value.findings] == ["is_handler"]
    transaction.abort()


def test_s10_copy_is_made_anew_when_its_review_is_no(portal, case, request_):
    _file, video, _words = case
    move(request_, "return", "bureau_head", reason="遮盖不足")
    with acting("secrecy_officer2"):
        screening.review(request_, IUUID(video), 1, False, "第 1 秒仍见他人")
    assert not derivatives.is_reviewed(request_, IUUID(video))
    with pytest.raises(TransitionBlocked):
        move(request_, "screen", "secrecy_officer")
    transaction.abort()
