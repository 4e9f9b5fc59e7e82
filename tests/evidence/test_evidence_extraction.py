"""R22-1, R22-2, L-EV12: the sheet of extracted evidence, from the door to its return."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from lingchuan.records.ledger import api as ledger
from tests.evidence.extracting import add_clip
from tests.evidence.extracting import add_sheet
from tests.evidence.extracting import blob_of
from tests.evidence.extracting import change_bytes
from tests.evidence.extracting import found
from tests.evidence.extracting import SHEET
from tests.site.reader import Reader

import json
import lxml.html
import pytest
import re
import transaction


NEEDED = (
    "maker",
    "extractor",
    "extracted_at",
    "method",
    "made_at",
    "proves",
    "description",
    "medium_kind",
    "medium_serial",
    "original_or_copy",
    "transcript",
)


def fields(answer):
    assert answer.status_code == 400, answer.text
    return [error["field"] for error in answer.json()["errors"]]


def rules(answer):
    assert answer.status_code == 409, answer.text
    return [(f["rule"], f["article"]) for f in answer.json()["findings"]]


def details(url, action):
    uid = url.rpartition("/")[2]
    rows = ledger.read(limit=None)
    found = [r for r in rows if r["action"] == action and r["path"].endswith(uid)]
    return [json.loads(row["details"]) for row in found]


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
    assert json.loads(alarms[0]["details"])["check"] == "original"


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


# At the door


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"items": []}, "items"),
        ({"items": ["0" * 32]}, "items"),
        ({"items": None}, "items"),
        ({"made_at": "2026-06-11T10:00:00+08:00"}, "made_at"),
        ({"made_at": "1948-10-01T10:00:00+08:00"}, "made_at"),
        (
            {"extracted_at": "1948-10-01T10:00:00+08:00", "made_at": None},
            "extracted_at",
        ),
        ({"second_person": "nobody"}, "second_person"),
        ({"second_person": "party1"}, "second_person"),
        ({"second_person": "archivist1"}, "second_person"),
        ({"extractor": "经办员一"}, "second_person"),
        ({"original_or_copy": "scan"}, "original_or_copy"),
        ({"number": "陵审批音证字〔2026〕第009号"}, "number"),
        ({"issued_at": "2026-06-10T10:00:00+08:00"}, "issued_at"),
        ({"handovers": [{"handed_to": "法院"}]}, "handovers"),
        ({"title": "证件 999900199001010014"}, "title"),
    ],
)
def test_what_cannot_be_is_refused_with_field_and_reason(client, clip, changes, field):
    before = len(client("archivist1").get("extractions").json()["items"])
    answer = add_sheet(client, changes.pop("items", [clip]) or [], **changes)
    assert field in fields(answer)
    after = client("archivist1").get("extractions").json()["items"]
    assert len(after) == before


def test_extraction_time_in_the_future_is_refused(client, clip):
    soon = (datetime.now(UTC) + timedelta(minutes=5)).isoformat()
    assert fields(add_sheet(client, [clip], extracted_at=soon)) == ["extracted_at"]


def test_hidden_and_unknown_recordings_answer_alike(client, open_file):
    hidden, _url = add_clip(client, open_file, open_=False)
    unknown = "f" * len(hidden)
    first = add_sheet(client, [hidden], user="handler2", extractor="handler2")
    second = add_sheet(client, [unknown], user="handler2", extractor="handler2")
    assert fields(first) == fields(second) == ["items"]
    assert first.text.replace(hidden, unknown) == second.text


def test_only_recordings_are_extracted(client, open_file, add):
    paper = add("TextRecord", record_kind="issued_document", document_name="受理通知书")
    assert fields(add_sheet(client, [paper.json()["UID"]])) == ["items"]


@pytest.mark.parametrize(
    ("user", "status"),
    [
        ("archivist1", 201),
        ("handler1", 201),
        ("handler2", 201),
        ("clerk1", 403),
        ("section_head1", 403),
        ("bureau_head", 403),
        ("secrecy_officer", 403),
        ("supervisor1", 403),
        ("sysadmin", 403),
        ("party1", 404),
        ("platform", 404),
        (None, 404),
    ],
)
def test_who_may_extract(client, clip, user, status):
    second = "handler2" if user == "handler1" else "handler1"
    answer = add_sheet(
        client, [clip], user=user, extractor=user or "x", second_person=second
    )
    assert answer.status_code == status, answer.text


def test_nothing_else_lies_on_the_shelf_and_no_extraction_elsewhere(client, clip):
    archivist = client("archivist1")
    device = {"@type": "RecordingDevice", "device_id": "X", "device_kind": "camera"}
    assert archivist.post("extractions", **device).status_code == 403
    sent = {"@type": "EvidenceExtraction", "items": [clip]}
    for shelf in ("hall", "devices"):
        assert archivist.post(shelf, **sent).status_code == 403


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
    from lingchuan.records.evidence import printing

    monkeypatch.setattr(printing, "FONTS", ("/nowhere/font.ttc",))
    answer = client("handler1").do(sheet, "issue")
    assert rules(answer) == [("R22-1", "办法第二十二条")]
    assert "fonts-wqy-zenhei" in answer.json()["message"]


# After the issue


@pytest.mark.parametrize("name", [*NEEDED, "second_person", "case_number", "title"])
def test_nothing_of_it_changes_once_issued(client, issued, name):
    before = client("archivist1").get(issued).json()
    other = {"original_or_copy": "original", "second_person": "handler2"}
    value = other.get(name, "2026-01-01T00:00:00+08:00" if "_at" in name else "别的")
    answer = client("archivist1").patch(issued, **{name: value})
    assert answer.status_code == 409, answer.text
    assert client("archivist1").get(issued).json() == before


def test_a_script_cannot_change_it_either(site, client, issued):
    from lingchuan.records.content.errors import TransitionBlocked
    from zope.event import notify
    from zope.lifecycleevent import ObjectModifiedEvent

    extraction = found(site, issued)
    extraction.proves = "别的"
    with pytest.raises(TransitionBlocked):
        notify(ObjectModifiedEvent(extraction))


def test_an_issued_one_is_never_deleted_a_draft_by_its_creator(client, clip, issued):
    for user in ("archivist1", "handler1"):
        assert client(user).call("DELETE", issued).status_code == 409
    draft = add_sheet(client, [clip], user="handler1", extractor="handler2")
    url = draft.json()["@id"]
    assert client("archivist1").call("DELETE", url).status_code == 403
    assert client("handler1").call("DELETE", url).status_code == 204
    assert client("handler1").get(url).status_code == 404


def test_the_medium_goes_and_comes_back(client, issued):
    archivist, today = client("archivist1"), datetime.now(UTC).date().isoformat()
    given = archivist.do(
        issued,
        "hand_over",
        handed_to="陵川县人民法院立案庭",
        handed_on=today,
        receipt_number="收据〔2026〕3号",
        reason="应诉举证",
    )
    assert given.status_code == 200, given.text
    back = archivist.do(issued, "return", returned_on=today, condition="完好")
    assert back.json()["review_state"] == "returned", back.text
    (row,) = archivist.get(issued).json()["handovers"]
    assert row["handed_to"] == "陵川县人民法院立案庭"
    assert row["receipt_number"] == "收据〔2026〕3号"
    assert (row["handed_by"], row["returned_to"]) == ("archivist1", "archivist1")
    assert row["condition"] == "完好"
    page = Reader("archivist1").get(issued).text
    for word in ("陵川县人民法院立案庭", "收据〔2026〕3号", "完好"):
        assert word in page
    (told,) = details(issued, "hand_over")
    assert told["handed_on"] == today
    assert "法院" not in json.dumps(told, ensure_ascii=False)


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({}, "handed_to"),
        ({"handed_to": "  "}, "handed_to"),
        ({"handed_to": "法院", "handed_on": "2026-02-30"}, "handed_on"),
        ({"handed_to": "法院", "handed_on": "2026-01-01"}, "handed_on"),
        ({"handed_to": "法院", "handed_on": "2999-01-01"}, "handed_on"),
        ({"handed_to": "法院", "by": "x"}, "by"),
    ],
)
def test_a_hand_over_that_cannot_be_is_refused(client, issued, params, field):
    answer = client("archivist1").do(issued, "hand_over", **params)
    assert fields(answer) == [field]
    assert client("archivist1").get(issued).json()["review_state"] == "issued"


def test_it_is_not_taken_back_before_it_was_handed_over(client, issued):
    archivist = client("archivist1")
    assert archivist.do(issued, "return").status_code == 409
    archivist.do(issued, "hand_over", handed_to="法院")
    answer = archivist.do(issued, "return", returned_on="2026-01-01")
    assert fields(answer) == ["returned_on"]


@pytest.mark.parametrize(
    ("user", "status"),
    [("archivist1", 200), ("handler1", 403), ("handler2", 403), ("clerk1", 403)],
)
def test_who_hands_over(client, issued, user, status):
    assert client(user).do(issued, "hand_over", handed_to="法院").status_code == status


def test_a_page_hands_over_too(client, issued):
    answer = Reader("archivist1").submit(issued, "hand_over", handed_to="法院")
    assert answer.status_code == 302
    assert client("archivist1").get(issued).json()["review_state"] == "handed_over"


# Pages


def test_the_form_fills_in_who_and_when_and_ticks_the_recording(client, clip):
    base = client("archivist1").base
    url = f"{base}/extractions/++add++EvidenceExtraction?form.widgets.items={clip}"
    page = lxml.html.fromstring(Reader("archivist1").get(url).text)
    ticked = page.xpath("//input[@type='checkbox' and @checked]/@value")
    assert ticked == [clip]

    def value(name):
        return page.xpath(f"//input[@name='form.widgets.{name}']/@value")[0]

    assert value("extractor") == "archivist1"
    assert value("maker") == "handler1"
    assert value("made_at") == "2026-03-12 09:40"
    assert value("extracted_at").startswith(f"{datetime.now(UTC).year}-")


def test_a_hidden_recording_is_not_offered(client, open_file):
    hidden, _url = add_clip(client, open_file, open_=False)
    base = client("archivist1").base
    url = f"{base}/extractions/++add++EvidenceExtraction?form.widgets.items={hidden}"
    page = lxml.html.fromstring(Reader("handler2").get(url).text)
    assert hidden not in page.xpath("//input[@type='checkbox']/@value")


def test_a_recording_leads_to_the_form_for_those_who_may(client, open_file):
    uid, url = add_clip(client, open_file)
    assert f"++add++EvidenceExtraction?form.widgets.items={uid}" in (
        Reader("archivist1").get(url).text
    )
    assert "++add++EvidenceExtraction" not in Reader("clerk1").get(url).text


def test_the_shelf_lists_what_one_may_see(client, issued):
    base = client("archivist1").base
    assert issued in Reader("supervisor1").get(f"{base}/extractions").text
    assert Reader("party1").get(f"{base}/extractions").status_code == 404


def test_the_page_leads_to_package_and_custody(client, issued):
    page = Reader("handler1").get(issued).text
    assert f"{issued}/@@package" in page
    assert f"{issued}/@@custody" in page
    assert Reader("handler1").get(f"{issued}/@@custody").status_code == 200


def test_a_missing_file_is_not_issued(client, site, open_file):
    uid, url = add_clip(client, open_file)
    sheet = add_sheet(client, [uid]).json()["@id"]
    blob_of(site, url).unlink()
    answer = client("handler1").do(sheet, "issue")
    assert rules(answer) == [("R22-2", "办法第二十二条")]
