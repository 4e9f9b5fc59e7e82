"""The sheet at the door: what cannot be, who may, and what one may know."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from tests.evidence.extracting import add_clip
from tests.evidence.extracting import add_sheet
from tests.evidence.extracting import fields

import pytest


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
        ({"extractor": "handler2", "second_person": "archivist1"}, "second_person"),
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


def test_who_wrote_the_sheet_does_not_become_its_second_person_later(client, clip):
    url = add_sheet(client, [clip], extractor="handler2").json()["@id"]
    answer = client("archivist1").patch(url, second_person="archivist1")
    assert fields(answer) == ["second_person"]


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
