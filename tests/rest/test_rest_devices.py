"""Art. 5 at the door: a device out of service, the day on which it became so, its clock."""

from datetime import datetime

import pytest


NUMBER = "LC-90"
SPAN = {"starts": "2026-03-10T09:00:00+08:00", "ends": "2026-03-10T10:00:00+08:00"}


@pytest.fixture
def device(client):
    """The address of a device that is out of service for a day."""
    sent = {
        "@type": "RecordingDevice",
        "device_id": NUMBER,
        "device_kind": "body_camera",
    }
    archivist = client("archivist1")
    url = archivist.post("devices", **sent).json()["@id"]
    for status, since in (("repair", "10T00:00"), ("in_service", "11T00:00")):
        stamp = f"2026-03-{since}:00+08:00"
        done = archivist.patch(url, status=status, status_since=stamp)
        assert done.status_code == 204, done.text
    return url


def test_a_device_out_of_service_is_named_and_nothing_is_stored(
    client, device, file_url, add
):
    answer = add("MediaEvidence", device_id=NUMBER, **SPAN)
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["field"] == "device_id" and NUMBER in error["message"]
    handler = client("handler1")
    assert handler.get(file_url).json()["items_total"] == 0
    before = {key: value.replace("-10T", "-09T") for key, value in SPAN.items()}
    url = add("MediaEvidence", device_id=NUMBER, **before).json()["@id"]
    assert handler.patch(url, **SPAN).status_code == 400
    kept = datetime.fromisoformat(handler.get(url).json()["starts"])
    assert kept == datetime.fromisoformat(before["starts"])


def test_the_register_keeps_each_state_and_takes_back_what_it_shows(client, device):
    archivist = client("archivist1")
    shown = archivist.get(device).json()
    assert [row["status"] for row in shown["status_history"]] == [
        "in_service",
        "repair",
        "in_service",
    ]
    assert shown["status_since"] == "2026-03-10T16:00:00+00:00"
    assert archivist.patch(device, **shown).status_code == 204
    assert archivist.get(device).json()["status_history"] == shown["status_history"]
    answer = archivist.patch(device, status_history=[])
    assert [one["field"] for one in answer.json()["errors"]] == ["status_history"]
    answer = archivist.patch(device, status="repair", status_since="2026-03-10")
    assert [one["field"] for one in answer.json()["errors"]] == ["status_since"]
    sent = {"status": "repair"}
    assert client("handler1").patch(device, **sent).status_code == 403
    assert client(None).patch(device, **sent).status_code == 404


def test_a_recording_shows_how_far_its_clock_was_off_and_takes_it_back(
    client, device, add
):
    checks = [{"at": "2026-03-12T08:00:00+08:00", "offset_s": 4.5}]
    archivist, handler = client("archivist1"), client("handler1")
    assert archivist.patch(device, clock_checks=checks).status_code == 204
    span = {key: value.replace("-10T", "-12T") for key, value in SPAN.items()}
    url = add("MediaEvidence", device_id=NUMBER, **span).json()["@id"]
    shown = handler.get(url).json()
    assert shown["clock_offset_s"] == 4.5
    assert handler.patch(url, **shown).status_code == 204
    answer = handler.patch(url, clock_offset_s=0.0)
    assert [one["field"] for one in answer.json()["errors"]] == ["clock_offset_s"]
