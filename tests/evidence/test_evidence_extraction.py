"""R22-1, R22-2, L-EV12: what must be there before evidence is issued, and who issues."""

from datetime import datetime
from datetime import UTC
from lingchuan.records.ledger import api as ledger
from lingchuan.records.media import fonts
from tests.evidence.extracting import add_clip
from tests.evidence.extracting import add_sheet
from tests.evidence.extracting import blob_of
from tests.evidence.extracting import change_bytes
from tests.evidence.extracting import details
from tests.evidence.extracting import found
from tests.evidence.extracting import NEEDED
from tests.evidence.extracting import rules
from tests.evidence.extracting import SHEET
from tests.site.reader import Reader

import json
import lxml.html
import pytest
import re
import transaction


# S11 and its variants


def test_s11_without_extraction_time_is_not_issued(client, clip):
    url = add_sheet(client, [clip], extracted_at=None).json()["@id"]
    answer = client("handler1").do(url, "issue")
    assert rules(answer) == [("R22-1", "办法第二十二条")]
    assert client("archivist1").get(url).json()["review_state"] == "draft"
    filled = client("archivist1").patch(url, extracted_at=SHEET["extracted_at"])
    assert filled.status_code == 204, filled.text
    assert client("handler1").do(url, "issue").status_code == 200


def test_s11_a_copy_that_is_not_the_original_is_not_issued(client, site, open_file):
    uid, url = add_clip(client, open_file)
    sheet = add_sheet(client, [uid]).json()["@id"]
    change_bytes(blob_of(site, url))
    answer = client("handler1").do(sheet, "issue")
    assert rules(answer) == [("R22-2", "办法第二十二条")]
    assert client("archivist1").get(sheet).json()["number"] is None
    alarms = [
        row for row in ledger.read(limit=None, uid=uid) if row["action"] == "alarm"
    ]
    assert json.loads(alarms[0]["details"])["field"] == "file"


def test_s11_evidence_after_the_decision_is_warned_of_and_issued(client, open_file):
    handler = client("handler1")
    uid, _url = add_clip(
        client,
        open_file,
        starts="2026-04-02T10:00:00+08:00",
        ends="2026-04-02T10:10:00+08:00",
    )
    handler.do(open_file, "accept", accepted_on="2026-03-10")
    decided = handler.do(
        open_file,
        "decide",
        decided_on="2026-04-01",
        matters=[{"code": "SPJY", "decision": "refused"}],
    )
    assert decided.status_code == 200, decided.text
    url = add_sheet(client, [uid]).json()["@id"]
    assert handler.do(url, "issue").status_code == 200
    (warning,) = handler.get(url).json()["warnings"]
    assert warning["rule"] == "L-EV12/60"
    assert warning["verdict"] == "WARN"
    assert warning["article"] == "证据规定第六十条"
    assert (warning["made_on"], warning["decided_on"]) == ("2026-04-02", "2026-04-01")
    assert "2026-04-02" in Reader("handler1").get(url).text
    assert details(url, "issue")[0]["warnings"] == 1


def test_evidence_of_the_day_of_the_decision_is_not_warned_of(client, open_file):
    handler = client("handler1")
    uid, _url = add_clip(client, open_file)
    handler.do(open_file, "accept", accepted_on="2026-03-10")
    handler.do(
        open_file,
        "decide",
        decided_on="2026-03-12",
        matters=[{"code": "SPJY", "decision": "refused"}],
    )
    url = add_sheet(client, [uid]).json()["@id"]
    assert handler.get(url).json()["warnings"] == []


# The issue


@pytest.mark.parametrize("name", NEEDED)
def test_nothing_that_is_asked_for_may_be_missing(client, clip, name):
    url = add_sheet(client, [clip], **{name: None}).json()["@id"]
    answer = client("handler1").do(url, "issue")
    (found,) = answer.json()["findings"]
    assert found["rule"] == "R22-1"
    assert found["article"] in ("办法第二十二条", "证据规定第十二条"), found
    page = lxml.html.fromstring(Reader("archivist1").get(url).text)
    links = page.xpath("//section[@aria-labelledby='h-missing']//a/@href")
    assert [link.rpartition("#formfield-form-widgets-")[2] for link in links] == [name]


def test_all_that_is_missing_is_named_at_once(client, clip):
    empty = dict.fromkeys(NEEDED)
    url = add_sheet(client, [clip], **empty).json()["@id"]
    answer = client("handler1").do(url, "issue")
    assert len(answer.json()["findings"]) == len(NEEDED)


def test_a_photo_needs_no_transcript(client, open_file):
    uid, _url = add_clip(client, open_file, medium="photo")
    url = add_sheet(client, [uid], transcript=None).json()["@id"]
    assert client("handler1").do(url, "issue").status_code == 200


def test_drafts_and_voided_recordings_are_not_issued(client, open_file):
    uid, clip_url = add_clip(client, open_file, submit=False)
    people = {"extractor": "handler1", "second_person": "archivist1"}
    url = add_sheet(client, [uid], user="handler1", **people).json()["@id"]
    assert rules(client("archivist1").do(url, "issue"))[0][0] == "R22-1"
    assert client("handler1").do(clip_url, "submit").status_code == 200
    client("handler1").do(clip_url, "void", reason="重复上传")
    assert rules(client("archivist1").do(url, "issue"))[0][0] == "R22-1"


def test_a_recording_without_file_is_not_issued(client, open_file):
    uid, _url = add_clip(client, open_file, file=None)
    url = add_sheet(client, [uid]).json()["@id"]
    assert rules(client("handler1").do(url, "issue")) == [("R22-1", "办法第二十二条")]


@pytest.mark.parametrize(
    ("user", "status"),
    [
        ("handler1", 200),
        ("archivist1", 403),
        ("handler2", 403),
        ("section_head1", 403),
        ("bureau_head", 403),
        ("secrecy_officer", 403),
        ("sysadmin", 404),
        ("party1", 404),
        (None, 404),
    ],
)
def test_who_issues(client, sheet, user, status):
    answer = client(user).do(sheet, "issue")
    assert answer.status_code == status, answer.text


def test_the_extractor_never_issues_not_even_when_named_again(client, site, sheet):
    found(site, sheet).second_person = "archivist1"
    transaction.commit()
    assert client("archivist1").do(sheet, "issue").status_code == 403


def test_a_second_person_of_any_staff_role_issues(client, clip):
    url = add_sheet(client, [clip], second_person="section_head1").json()["@id"]
    assert client("section_head1").do(url, "issue").status_code == 200


def test_what_the_extractor_may_not_see_is_not_issued(client, open_file):
    uid, _url = add_clip(client, open_file, open_=False)
    # handler1 of the file enters what handler2, who may not see it, has taken out
    url = add_sheet(
        client,
        [uid],
        user="handler1",
        extractor="handler2",
        second_person="section_head1",
    ).json()["@id"]
    answer = client("section_head1").do(url, "issue")
    assert rules(answer) == [("R22-1", "办法第二十二条")]
    assert uid not in answer.text
    assert client("handler2").get(url).status_code == 404


def test_an_issue_gives_the_next_number_and_tells_the_ledger(client, clip, issued):
    second = add_sheet(client, [clip]).json()["@id"]
    assert client("handler1").do(second, "issue").status_code == 200
    first = client("handler1").get(issued).json()
    other = client("handler1").get(second).json()
    shape = rf"陵审批音证字〔{datetime.now(UTC).year}〕第(\d{{3}})号"
    places = [int(re.fullmatch(shape, one["number"])[1]) for one in (first, other)]
    assert places[1] == places[0] + 1
    assert first["issued_by"] == "handler1"
    (told,) = details(issued, "issue")
    assert told["manifest_sha256"] == first["manifest_sha256"]
    assert told["items"] == [clip]


def test_a_refused_issue_takes_no_number(client, clip, sheet):
    before = len(ledger.numbers())
    url = add_sheet(client, [clip], maker=None).json()["@id"]
    assert client("handler1").do(url, "issue").status_code == 409
    assert len(ledger.numbers()) == before
    assert client("handler1").do(sheet, "issue").status_code == 200
    assert len(ledger.numbers()) == before + 1


def test_an_issue_without_chinese_font_says_so(client, sheet, monkeypatch):
    monkeypatch.setattr(fonts, "FONTS", ("/nowhere/font.ttc",))
    answer = client("handler1").do(sheet, "issue")
    assert rules(answer) == [("R22-1", "办法第二十二条")]
    assert "fonts-wqy-zenhei" in answer.json()["message"]


def test_a_missing_file_is_not_issued(client, site, open_file):
    uid, url = add_clip(client, open_file)
    sheet = add_sheet(client, [uid]).json()["@id"]
    blob_of(site, url).unlink()
    answer = client("handler1").do(sheet, "issue")
    assert rules(answer) == [("R22-2", "办法第二十二条")]
