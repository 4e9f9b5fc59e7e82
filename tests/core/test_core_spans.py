"""R15-2: what is recorded of an activity, and its gaps, as a count of seconds has them."""

from datetime import datetime
from datetime import timedelta
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.case_facts import Interruption
from lingchuan.records.core.spans import corrected
from lingchuan.records.core.spans import coverage
from lingchuan.records.core.spans import recorded
from lingchuan.records.core.spans import Span
from lingchuan.records.core.spans import union
from zoneinfo import ZoneInfo

import pytest


CHINA = ZoneInfo("Asia/Shanghai")
ZERO = datetime(2026, 5, 14, 9, tzinfo=CHINA)
LONG = 120


def at(second):
    """Return a moment by its second, None for None."""
    return None if second is None else ZERO + timedelta(seconds=second)


def clock(text):
    """Return a moment of the day by its clock, HH:MM or HH:MM:SS."""
    return datetime.fromisoformat(f"2026-05-14T{text}").replace(tzinfo=CHINA)


def span(starts, ends):
    return Span(at(starts), at(ends))


def clip(starts, ends, stops=(), offset=0, medium="video"):
    """Return a clip; all seconds are as its device shows them."""
    return Clip(
        "c",
        medium,
        starts=at(starts),
        ends=at(ends),
        clock_offset_s=offset,
        interruptions=tuple(Interruption(at(a), at(b), "BATTERY") for a, b in stops),
    )


SECONDS = st.integers(-10, LONG + 10)
CLIPS = st.lists(
    st.builds(
        clip,
        SECONDS | st.none(),
        SECONDS | st.none(),
        st.lists(st.tuples(SECONDS, SECONDS), max_size=3),
        st.integers(-30, 30),
        st.sampled_from(("audio", "video", "video", "surveillance", "photo")),
    ),
    max_size=6,
)


def true_second(one, moment):
    return (moment - ZERO) // timedelta(seconds=1) - int(one.clock_offset_s)


def records_in(one, second):
    """Tell whether a clip records during the second that begins then."""
    if one.medium == "photo" or one.starts is None or one.ends is None:
        return False
    if not true_second(one, one.starts) <= second < true_second(one, one.ends):
        return False
    return not any(
        true_second(one, stop.starts) <= second < true_second(one, stop.ends)
        for stop in one.interruptions
    )


def naive(length, clips, tolerance):
    """Return (covered seconds, [(first, after the last, is explained)])."""
    seen = [any(records_in(one, s) for one in clips) for s in range(length)]
    runs, begin = [], None
    for second, here in enumerate([*seen, True]):
        if not here and begin is None:
            begin = second
        elif here and begin is not None:
            runs.append((begin, second))
            begin = None
    gaps = [run for run in runs if run[1] - run[0] > tolerance]
    return sum(seen), [(a, b, explained(a, b, clips, tolerance)) for a, b in gaps]


def explained(begin, after, clips, tolerance):
    return any(
        true_second(one, stop.starts) - tolerance <= begin
        and true_second(one, stop.ends) + tolerance >= after
        for one in clips
        for stop in one.interruptions
        if stop.ends > stop.starts
    )


@given(st.integers(1, LONG), CLIPS, st.integers(0, 8))
@example(60, [clip(0, 30), clip(33, 60)], 5)
@example(60, [clip(0, 30), clip(50, 80, offset=20)], 5)
@example(60, [clip(0, 20, [(20, 40)]), clip(40, 60)], 5)
@example(60, [clip(0, 60, [(20, 40)]), clip(0, 60, [(30, 50)])], 5)
@example(60, [clip(40, 20, [(0, 60)])], 0)
def test_coverage_and_gaps_are_those_of_a_count_of_seconds(length, clips, tolerance):
    found = coverage(span(0, length), clips, tolerance)
    gaps = [(g.starts, g.ends, g.interruption is not None) for g in found.gaps]
    covered, expected = naive(length, clips, tolerance)
    assert found.covered_s == covered
    assert gaps == [(at(a), at(b), told) for a, b, told in expected]


@given(CLIPS)
@example([clip(0, 10), clip(10, 20)])
def test_a_union_holds_each_second_once_and_its_spans_never_touch(clips):
    spans = union(part for one in clips for part in recorded(one))
    assert all(a.ends < b.starts for a, b in zip(spans, spans[1:], strict=False))
    counted = sum(
        any(records_in(one, s) for one in clips) for s in range(-50, LONG + 50)
    )
    assert sum(one.seconds for one in spans) == counted


def test_s04_four_minutes_are_missing_at_the_head():
    clips = [Clip("c", starts=clock("14:04"), ends=clock("14:55"))]
    found = coverage(Span(clock("14:00"), clock("14:50")), clips, 5)
    assert found.covered_s == 46 * 60
    (gap,) = found.gaps
    assert (gap.starts, gap.ends) == (clock("14:00"), clock("14:04"))
    assert (gap.seconds, gap.interruption) == (240, None)


@pytest.mark.parametrize("holder", [0, 1])
def test_s05_a_flat_battery_explains_the_gap_on_whichever_clip_it_is_told(holder):
    battery = Interruption(clock("10:31:10"), clock("10:40:05"), "BATTERY")
    told = [(battery,) if number == holder else () for number in (0, 1)]
    clips = [
        Clip("1", "video", "body_camera", starts=clock("10:12"),
             ends=clock("10:31:10"), interruptions=told[0]),
        Clip("2", "video", "body_camera", starts=clock("10:40:05"),
             ends=clock("11:02"), interruptions=told[1]),
    ]  # fmt: skip
    found = coverage(Span(clock("10:12:30"), clock("11:00")), clips, 5)
    (gap,) = found.gaps
    assert (gap.seconds, gap.interruption) == (8 * 60 + 55, battery)
    assert found.covered_s == (47 * 60 + 30) - (8 * 60 + 55)


def test_of_two_interruptions_over_a_gap_the_shorter_explains_it():
    long = Interruption(at(0), at(60), "STORAGE")
    short = Interruption(at(20), at(40), "BATTERY")
    clips = [
        Clip("1", starts=at(0), ends=at(20), interruptions=(long,)),
        Clip("2", starts=at(40), ends=at(60), interruptions=(short,)),
    ]
    # The first clip says that it recorded nothing at all: all of it is one gap.
    (gap,) = coverage(span(0, 60), clips, 5).gaps
    assert gap.interruption is long
    (gap,) = coverage(span(20, 60), clips, 5).gaps
    assert gap.interruption is short


def test_interruptions_that_are_alike_explain_a_gap_without_comparing_them():
    one = Interruption(at(20), at(40), "BATTERY")
    other = Interruption(at(20), at(40), "STORAGE")
    clips = [clip(0, 20), Clip("2", starts=at(40), ends=at(60))]
    clips = [Clip("1", starts=at(0), ends=at(20), interruptions=(one, other)), clips[1]]
    assert coverage(span(0, 60), clips, 5).gaps[0].interruption is one


def test_parts_of_a_second_count():
    clips = [Clip("c", starts=at(0), ends=at(9), clock_offset_s=0.25)]
    assert coverage(span(0, 9), clips, 0.2).covered_s == 8.75
    assert len(coverage(span(0, 9), clips, 0.2).gaps) == 1
    assert coverage(span(0, 9), clips, 0.25).gaps == ()


def test_a_clock_that_is_wrong_beyond_all_time_makes_an_impossible_clip():
    for offset in (1e30, -1e30, float("inf")):
        wrong = clip(0, 60, offset=offset)
        assert recorded(wrong) == ()
        assert corrected(wrong, at(0)).tzinfo is CHINA
        assert coverage(span(0, 60), [wrong], 5).covered_s == 0


def test_a_span_ends_after_it_starts():
    with pytest.raises(ValueError):
        span(5, 5)
