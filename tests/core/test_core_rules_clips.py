"""R05-1, R12-1, R13-1: device, six facts and file of an audio-visual record."""

from datetime import date
from datetime import timedelta
from lingchuan.records.core.case_facts import Interruption
from lingchuan.records.core.media_facts import MediaFacts
from lingchuan.records.core.rules.clips import R05_1
from lingchuan.records.core.rules.clips import R12_1
from lingchuan.records.core.rules.clips import R13_1
from tests.core.recorded_cases import around
from tests.core.recorded_cases import at
from tests.core.recorded_cases import case_of
from tests.core.recorded_cases import changed
from tests.core.recorded_cases import clip
from tests.core.recorded_cases import found
from tests.core.recorded_cases import REGISTERED

import pytest


DAY = "2026-05-14"
NOW = around("2026-05-20 12:00")
FILM = clip(DAY, "15:02", "15:21", activity=None)
CHECKED = changed(REGISTERED, last_check_on=date(2026, 5, 1), serial="SN-20260007")


def of(rule, film, now=NOW):
    """Return what a rule finds on a loose clip."""
    return found(rule, case_of(None, film), now)


def test_r05_1_passes_a_registered_device_in_service_that_was_checked():
    assert of(R05_1, changed(FILM, device=CHECKED)) == []


def test_r05_1_warns_of_a_device_that_the_register_does_not_know():
    assert of(R05_1, FILM) == [("device_id", "device_unregistered", "WARN")]
    unnamed = changed(FILM, device_id="")
    assert of(R05_1, unnamed) == [("device_id", "device_unnamed", "WARN")]


@pytest.mark.parametrize("status", ["repair", "retired", ""])
def test_r05_1_fails_a_device_out_of_service(status):
    device = changed(CHECKED, status=status)
    assert of(R05_1, changed(FILM, device=device)) == [
        ("status", "device_out_of_service", "FAIL")
    ]


@pytest.mark.parametrize(
    ("checked", "count"),
    [
        (date(2026, 5, 14), 0),
        (date(2026, 4, 14), 0),
        (date(2026, 4, 13), 1),
        (None, 1),
    ],
)
def test_r05_1_warns_of_a_clock_unchecked_for_longer_than_set(checked, count):
    device = changed(CHECKED, last_check_on=checked)
    expected = [("clock", "clock_unchecked", "WARN")] * count
    assert of(R05_1, changed(FILM, device=device)) == expected
    strict = around("2026-05-20 12:00", check_days=5)
    old = changed(FILM, device=changed(CHECKED, last_check_on=date(2026, 5, 8)))
    assert len(of(R05_1, old, strict)) == 1
    assert of(R05_1, changed(FILM, device=CHECKED)) == []


@pytest.mark.parametrize(
    ("part", "empty"),
    [
        ("starts", None),
        ("ends", None),
        ("place", " "),
        ("persons", ()),
        ("persons", ("", " ")),
        ("staff", ()),
        ("summary", ""),
    ],
)
def test_r12_1_fails_each_fact_that_is_missing(part, empty):
    assert of(R12_1, FILM) == []
    assert of(R12_1, changed(FILM, **{part: empty})) == [
        (part, f"clip_{part}_missing", "FAIL")
    ]


def test_r12_1_fails_a_clip_without_its_file_and_asks_no_end_of_a_photo():
    assert of(R12_1, changed(FILM, has_file=False)) == [
        ("file", "clip_file_missing", "FAIL")
    ]
    photo = changed(FILM, medium="photo", ends=None)
    assert of(R12_1, photo) == []
    assert of(R12_1, changed(photo, starts=None)) == [
        ("starts", "clip_starts_missing", "FAIL")
    ]


@pytest.mark.parametrize(("seconds", "count"), [(1, 0), (0, 1), (-60, 1)])
def test_r12_1_fails_an_end_that_is_not_after_the_start(seconds, count):
    film = changed(FILM, ends=FILM.starts + timedelta(seconds=seconds))
    expected = [("ends", "clip_ends_before_start", "FAIL")] * count
    assert of(R12_1, film) == expected
    assert of(R12_1, changed(film, medium="photo")) == []


@pytest.mark.parametrize(
    ("duration", "count"),
    [(1140, 0), (1200, 0), (1201, 1), (1080, 0), (1079, 1), (None, 0)],
)
def test_r12_1_warns_where_the_file_is_a_minute_off_its_span(duration, count):
    film = changed(FILM, measured=MediaFacts(duration_s=duration))
    expected = [("duration", "duration_differs", "WARN")] * count
    assert of(R12_1, film) == expected


@pytest.mark.parametrize(
    ("duration", "count"), [(1200, 0), (840, 0), (780, 0), (779, 1), (1201, 1)]
)
def test_r12_1_allows_for_what_was_interrupted_within_the_clip(duration, count):
    pause = Interruption(at(f"{DAY} 15:05"), at(f"{DAY} 15:10"), "BATTERY")
    beyond = Interruption(at(f"{DAY} 15:22"), at(f"{DAY} 15:30"), "BATTERY")
    measured = MediaFacts(duration_s=duration)
    film = changed(FILM, interruptions=(pause, beyond), measured=measured)
    assert len(of(R12_1, film)) == count


@pytest.mark.parametrize(
    ("seconds", "count"), [(0, 0), (300, 0), (-300, 0), (301, 1), (-301, 1)]
)
def test_r13_1_warns_where_the_file_was_recorded_at_another_time(seconds, count):
    recorded_at = FILM.starts + timedelta(seconds=seconds)
    fast = changed(FILM, measured=MediaFacts(recorded_at=recorded_at))
    expected = [("starts", "recorded_at_differs", "WARN")] * count
    for offset in (0.0, 3600.0):
        assert of(R13_1, changed(fast, clock_offset_s=offset)) == expected


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ({}, 0),
        ({"serial": "sn 20260007"}, 0),
        ({"serial": "XX/SN20260007/A"}, 0),
        ({"serial": "SN-20260008"}, 1),
        ({"device": "ACME BodyCam X9"}, 0),
        ({"device": "lc07"}, 0),
        ({"device": "LC-08"}, 1),
    ],
)
def test_r13_1_warns_where_the_file_names_another_device(said, count):
    film = changed(FILM, device=CHECKED, measured=MediaFacts(**said))
    assert of(R13_1, film) == [("device_id", "device_differs", "WARN")] * count


def test_r13_1_holds_no_serial_against_a_device_whose_serial_nobody_knows():
    said = MediaFacts(serial="SN-20260008", device="ACME")
    for device in (None, REGISTERED):
        assert of(R13_1, changed(FILM, device=device, measured=said)) == []


@pytest.mark.parametrize(
    ("medium", "mime", "width", "count"),
    [
        ("video", "video/mp4", 1920, 0),
        ("surveillance", "video/mp4", 1920, 0),
        ("video", "audio/mpeg", None, 1),
        ("video", "image/jpeg", 100, 1),
        ("audio", "audio/mpeg", None, 0),
        ("audio", "video/mp4", None, 0),
        ("audio", "video/mp4", 640, 1),
        ("photo", "image/jpeg", 100, 0),
        ("photo", "video/mp4", 100, 1),
        ("photo", "text/plain", None, 1),
        ("video", "application/octet-stream", None, 0),
        ("video", "", None, 0),
    ],
)
def test_r13_1_warns_where_the_file_is_of_another_medium(medium, mime, width, count):
    measured = MediaFacts(mime=mime, width=width)
    film = changed(FILM, medium=medium, measured=measured)
    assert of(R13_1, film) == [("medium", "medium_differs", "WARN")] * count


def test_clips_from_before_the_measures_are_not_judged():
    now = around("2026-05-20 12:00", in_force_since=date(2026, 5, 15))
    bare = changed(FILM, place="", measured=MediaFacts(mime="text/plain"))
    for rule in (R05_1, R12_1, R13_1):
        assert of(rule, bare) and of(rule, bare, now) == []
    assert of(R12_1, changed(bare, starts=None), now) == []
