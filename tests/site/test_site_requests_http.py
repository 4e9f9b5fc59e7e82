"""What a party's pages send over HTTP: who gets in, uses, ranges, headers, events."""

from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from lingchuan.records.ledger import api as ledger
from lingchuan.records.site.requests import asking
from plone.uuid.interfaces import IUUID
from tests.confidentiality.people import move
from tests.site.asked import approved
from tests.site.asked import DATA
from tests.site.asked import made
from tests.site.asked import paper
from tests.site.asked import permit_file
from tests.site.asked import unprinted
from tests.site.reader import Reader
from tests.site.reader import TOKEN

import datetime
import json
import pytest
import transaction


DOCUMENT = {"Sec-Fetch-Dest": "document"}
VIDEO = {"Sec-Fetch-Dest": "video", "Range": "bytes=0-"}


@pytest.fixture
def given(portal, monkeypatch):
    """A request that opens a paper and a recording to party1, and both records."""
    unprinted(monkeypatch)
    file = permit_file(portal)
    sheet, clip = paper(file, "卫生检测结论甲"), paper(file, "听证片段乙")
    request = approved(portal, file, sheet, clip, copies=1)
    film = (DATA / "hearing.mp4").read_bytes()
    for right in ("view", "copy"):
        made(request, sheet, right)
        made(request, clip, right, film, "video/mp4", "copy.mp4")
    transaction.commit()
    return request, sheet, clip


def get(user, url, **headers):
    reader = Reader(user)
    reader.session.headers.update(headers)
    answer = reader.get(url)
    transaction.begin()
    return answer


def addresses(request, record):
    """Return the addresses of what a request gives."""
    url, uid = request.absolute_url(), IUUID(record)
    bytes_ = (f"{url}/@@view-file/{uid}/1", f"{url}/@@copy-file/{uid}")
    return (
        f"{url}/@@open?record={uid}",
        f"{url}/@@receipt",
        f"{url}/@@answer",
        *bytes_,
    )


def events(record, action):
    rows = ledger.read(uid=IUUID(record), actions=[action], limit=None)
    return [json.loads(row["details"]) for row in rows]


def test_forwarded_links_lead_nobody_else_anywhere(portal, given):
    request, sheet, _clip = given
    for url in addresses(request, sheet):
        assert get("party2", url).status_code == 404, url
        assert get("handler1", url).status_code == 404, url
        stranger = get(None, url)
        assert stranger.status_code == 302, url
        assert "require_login" in stranger.headers["Location"], url
        assert get("party1", url).status_code == 200, url


def test_two_tabs_are_one_use_and_the_next_is_refused_hours_later(given, monkeypatch):
    request, sheet, _clip = given
    url = addresses(request, sheet)[-1]
    assert [get("party1", url).status_code for _tab in range(2)] == [200, 200]
    assert len(request.uses[f"{IUUID(sheet)} copy"]) == 1
    told = events(sheet, "download")
    assert {one["sha256"] for one in told} == {"ab" * 32}
    assert {one["number"] for one in told} == {request.number}
    then = facts.now() + datetime.timedelta(hours=3)
    monkeypatch.setattr(facts, "now", lambda: then)
    assert get("party1", url).status_code == 403


def test_recording_comes_in_stretches_to_a_player_alone(given):
    request, _sheet, clip = given
    url = f"{request.absolute_url()}/@@view-file/{IUUID(clip)}"
    played = get("party1", url, **VIDEO)
    assert (played.status_code, played.headers["Content-Type"]) == (206, "video/mp4")
    assert played.headers["Content-Disposition"] == "inline"
    assert played.headers["Cache-Control"] == "private, no-store"
    assert get("party1", url, **DOCUMENT).status_code == 403
    assert get("party1", url).status_code == 403
    assert len(events(clip, "play")) == 1
    # What a player asks for after the record's mark rose is refused at once.
    move(clip, "restrict", "secrecy_officer", kinds=["WORK"])
    transaction.commit()
    assert get("party1", url, **VIDEO).status_code == 403


def test_answer_leaves_as_a_file_and_each_time_is_an_event(given):
    request, *_records = given
    notice = f"{request.absolute_url()}/@@answer"
    answer = get("party1", notice)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.content.startswith(b"%PDF")
    assert get("clerk1", notice).status_code == 200
    rows = ledger.read(uid=request.notice_uid, actions=["download"], limit=None)
    assert len(rows) == 2
    assert "party1" not in {row["actor"] for row in rows}


def test_pages_of_a_party_are_kept_nowhere_and_strangers_log_in(portal, given):
    root = portal.absolute_url()
    home = get("party1", f"{root}/@@my-records")
    assert home.headers["Cache-Control"] == "private, no-store"
    assert f'href="{root}/@@my-records"' in home.text
    assert f"{root}/@@today" not in home.text
    for page in ("@@my-records", "requests/@@ask"):
        stranger = get(None, f"{root}/{page}")
        assert "login" in stranger.headers.get("Location", stranger.text)
        assert "卫生检测结论甲" not in stranger.text
    assert get("handler1", f"{root}/requests/@@ask").status_code == 403
    assert get(None, f"{root}/@@request-status").status_code == 200
    assert get("party1", f"{root}/@@today").headers["Location"].endswith("@@my-records")


def test_what_is_refused_after_it_was_made_leaves_nothing(portal, given, monkeypatch):
    request, *_records = given
    url = f"{portal.absolute_url()}/requests/@@ask"

    def refused(*_told):
        raise BadInput([Problem("proof", "proof_no_paper")])

    monkeypatch.setattr(asking, "perform", refused)
    reader = Reader("party1")
    form = {
        "_authenticator": TOKEN.search(reader.get(url).text)[1],
        "token": "t9",
        "act": "submit",
        "file_number": request.permit_file,
        "rights": ["view"],
        "purpose": "再看一次",
    }
    catalog, before = portal.portal_catalog, len(portal.portal_catalog)
    events = ledger.size()
    answer = reader.session.post(url, data=form, allow_redirects=False)
    transaction.begin()
    assert answer.status_code == 400
    assert (len(catalog), len(portal["requests"])) == (before, 1)
    assert ledger.size() == events


def test_form_sent_by_two_thumbs_makes_one_request(portal, given):
    request, *_records = given
    url = f"{portal.absolute_url()}/requests/@@ask"
    reader = Reader("party1")
    form = {
        "_authenticator": TOKEN.search(reader.get(url).text)[1],
        "token": "thumb",
        "act": "submit",
        "file_number": request.permit_file,
        "rights": ["view"],
        "purpose": "再看一次",
    }
    codes = [
        reader.session.post(url, data=form, allow_redirects=False).status_code
        for _thumb in range(2)
    ]
    transaction.begin()
    asked = [
        one for one in portal["requests"].objectValues() if one.purpose == "再看一次"
    ]
    assert (codes, len(asked)) == ([302, 302], 1)
