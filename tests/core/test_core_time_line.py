"""The time line: true times, one lane a device, pins that hide none, lines of a grid."""

from dataclasses import replace
from hypothesis import given
from hypothesis import strategies as st
from lingchuan.records.core.case_facts import KeyShot
from lingchuan.records.core.media_facts import MediaFacts
from lingchuan.records.core.spans import Span
from lingchuan.records.core.time_line import EDGE
from lingchuan.records.core.time_line import lanes_of
from lingchuan.records.core.time_line import levels
from lingchuan.records.core.time_line import near
from lingchuan.records.core.time_line import Scale
from lingchuan.records.core.time_line import scale_of
from lingchuan.records.core.time_line import ticks
from lingchuan.records.core.time_marks import read_mark
from lingchuan.records.core.time_marks import write_mark
from lingchuan.records.core.time_pins import pins_of
from tests.core.recorded_cases import at
from tests.core.recorded_cases import CHINA
from tests.core.recorded_cases import clip
from tests.core.test_core_rules_coverage import broken
from tests.core.test_core_rules_coverage import DAY
from tests.core.test_core_rules_coverage import stop

import pytest


ACTIVITY = Span(at(f"{DAY} 14:00"), at(f"{DAY} 14:50"))
BARE = {"notice_given": None, "key_shots": ()}


def body(starts="13:59", ends="14:51", **changes):
    return clip(DAY, starts, ends, **BARE | changes)


def moments(*clips):
    return [(one.kind, one.clip, f"{one.at:%H:%M:%S}") for one in pins_of(clips)]


def test_each_device_has_a_lane_in_true_time_and_an_impossible_clip_none():
    fast = body("14:01", "14:21", uid="fast", clock_offset_s=60.0)
    later = body("14:30", "14:40", uid="later")
    other = body("14:10", "14:20", uid="other", device_id="LC-09")
    broken_clip = body("14:10", "14:10", uid="none")
    first, second = lanes_of((fast, other, later, broken_clip))
    assert [uid for uid, _spans in first.strips] == ["fast", "later"]
    assert first.strips[0][1] == (Span(at(f"{DAY} 14:00"), at(f"{DAY} 14:20")),)
    assert (second.device_id, second.kind) == ("LC-09", "body_camera")


def test_a_wrong_date_neither_shows_nor_shrinks_the_activity():
    astray = clip("2025-05-14", "14:00", "14:30", uid="astray", device_id="LC-09")
    lanes = near(ACTIVITY, lanes_of((body(), astray)))
    assert [lane.device_id for lane in lanes] == ["LC-07"]
    assert scale_of(lanes, ACTIVITY).span == Span(
        at(f"{DAY} 13:59"), at(f"{DAY} 14:51")
    )


def test_a_recording_of_the_whole_day_leaves_the_activity_its_width():
    lanes = lanes_of((body("00:01", "23:59"),))
    assert scale_of(lanes, ACTIVITY).span == Span(
        at(f"{DAY} 13:00"), at(f"{DAY} 15:50")
    )


def test_without_an_activity_and_recordings_there_is_no_scale():
    assert scale_of(()) is None
    assert scale_of(lanes_of((body(),))).span.starts == at(f"{DAY} 13:59")


def test_a_scale_leaves_an_edge_and_holds_what_lies_outside_on_it():
    scale = Scale(ACTIVITY)
    assert scale.x(ACTIVITY.starts) == scale.x(at("2020-01-01 00:00")) == EDGE
    assert scale.x(at(f"{DAY} 14:25")) == 50
    assert scale.x(at("2030-01-01 00:00")) == 100 - EDGE


def test_marks_are_counted_from_the_start_by_the_true_clock():
    shot = (KeyShot("KS1", "present", 90.0), KeyShot("KS4", "not_applicable"))
    told = {"notice_given": True, "notice_offset_s": 5.0}
    one = body(clock_offset_s=30.0, key_shots=shot, **told)
    assert moments(one) == [
        ("notice", "clip", "13:58:35"),
        ("shot", "clip", "14:00:00"),
    ]


def test_a_photo_marks_its_own_moment():
    photo = body(medium="photo", key_shots=(KeyShot("KS5", "present"),))
    (pin,) = pins_of((photo,))
    assert (pin.at, pin.offset_s, pin.code) == (photo.starts, None, "KS5")


@pytest.mark.parametrize("shot", [KeyShot("KS1", "present"), KeyShot("KS1")])
def test_a_mark_without_a_place_is_no_pin(shot):
    assert pins_of((body(key_shots=(shot,)), body(starts="14:00", uid="x"))) == ()


def test_a_cause_is_spoken_in_the_recording_after_the_break():
    before, after = broken(stop(), body)
    assert moments(before, after) == [("voice", "clip", "14:29:04")]
    told_before = replace(before, interruptions=after.interruptions)
    silent = replace(after, interruptions=())
    assert moments(told_before, silent) == [("voice", "clip", "14:29:04")]
    assert moments(told_before) == []


def test_a_file_that_stood_still_is_counted_without_its_break():
    one = body(interruptions=(stop(voice_offset_s=21 * 60 + 4.0),))
    assert moments(one) == [("voice", "clip", "14:20:04")]
    still = replace(one, measured=MediaFacts(duration_s=43 * 60))
    assert moments(still) == [("voice", "clip", "14:29:04")]


@pytest.mark.parametrize(
    ("last", "step", "first"),
    [("14:00:10", 5, "14:00:00"), ("14:50", 600, "14:00:00"), ("23:00", 7200, "14:00")],
)
def test_a_grid_has_round_times(last, step, first):
    found, lines = ticks(Scale(Span(ACTIVITY.starts, at(f"{DAY} {last}"))), CHINA)
    assert (found, f"{lines[0]:%H:%M}") == (step, first[:5])
    assert 2 <= len(lines) <= 8


def test_field_work_of_days_and_years_has_days_for_lines():
    step, lines = ticks(
        Scale(Span(at("2026-04-20 09:00"), at("2026-04-22 18:00"))), CHINA
    )
    assert (step, len(lines)) == (12 * 3600, 5)
    step, lines = ticks(
        Scale(Span(at("2016-04-20 09:00"), at("2026-04-22 18:00"))), CHINA
    )
    assert step % 86_400 == 0 and len(lines) <= 7


@given(st.lists(st.floats(5, 95), max_size=30).map(sorted), st.floats(1, 20))
def test_no_pin_hides_another_and_no_level_is_left_out(places, apart):
    found = levels(places, apart)
    assert sorted(set(found)) == list(range(len(set(found))))
    for level in set(found):
        on_it = [x for x, one in zip(places, found, strict=True) if one == level]
        assert all(b - a >= apart for a, b in zip(on_it, on_it[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("03:05", 185),
        ("3:5", 185),
        ("0:00", 0),
        ("75:10", 4510),
        ("1:03:05", 3785),
        ("01:05.5", 65.5),
        ("３：０５", 185),
        (" 3:05 ", 185),
    ],
)
def test_a_mark_is_minutes_and_seconds_or_hours_too(text, seconds):
    assert read_mark(text) == seconds


@pytest.mark.parametrize(
    "text",
    ["", "185", "3:60", "1:60:00", "-3:05", "3:05:", "3.05", "a", "1:2:3:4", "nan:01"],
)
def test_what_is_no_mark_is_none(text):
    assert read_mark(text) is None


@given(st.integers(0, 99 * 3600 * 1000))
def test_a_mark_reads_back_as_it_was_written(thousandths):
    assert read_mark(write_mark(thousandths / 1000)) == thousandths / 1000


def test_a_clock_that_is_slow_is_written_with_a_minus():
    assert write_mark(-3.5) == "-00:03.5"
    assert write_mark(-61) == "-01:01"
