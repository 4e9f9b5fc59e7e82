"""Spans of time: what was recorded of an activity, and what was not (Art. 14, 15).

- A device's times are corrected by its clock first; all else is reckoned in true time.
- What several devices record at once counts once; a photo and an impossible clip, one
  without times or that ends before it starts, count nothing.
- What is missing for no longer than the tolerance is no gap, nor is it covered.
- It does not judge whether the cause of an interruption is one that the law accepts.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.case_facts import Interruption
from lingchuan.records.core.case_facts import SOUND_AND_PICTURE


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time, its end not in it; both moments are aware.

    Raises:
        ValueError: it does not end after it starts.
    """

    starts: datetime
    ends: datetime

    def __post_init__(self) -> None:
        """Refuse what is no stretch of time."""
        if self.ends <= self.starts:
            raise ValueError(f"{self.ends} is not after {self.starts}")

    @property
    def seconds(self) -> float:
        """Return how long it is, in seconds."""
        return (self.ends - self.starts).total_seconds()


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of an activity that nothing records, in true time.

    Args:
        interruption: the one that reaches over all of it, its times the device's own.
    """

    starts: datetime
    ends: datetime
    interruption: Interruption | None = None

    @property
    def seconds(self) -> float:
        """Return how long it is, in seconds."""
        return (self.ends - self.starts).total_seconds()


@dataclass(frozen=True, slots=True)
class Coverage:
    """The seconds of an activity that are recorded, and its gaps by their start."""

    covered_s: float
    gaps: tuple[Gap, ...] = ()


def corrected(clip: Clip, moment: datetime) -> datetime:
    """Return the true time of a moment that a clip's device shows.

    The first or last of all moments, where the clock is so wrong that there is none.
    """
    offset = clip.clock_offset_s
    try:
        return moment - timedelta(seconds=offset)
    except OverflowError:
        end = datetime.min if offset > 0 else datetime.max
        return end.replace(tzinfo=moment.tzinfo)


def recorded(clip: Clip) -> tuple[Span, ...]:
    """Return when a clip records, in true time and in order; its interruptions are out."""
    whole = _span(clip, clip.starts, clip.ends)
    if whole is None or clip.medium not in SOUND_AND_PICTURE:
        return ()
    stops = (_span(clip, one.starts, one.ends) for one in clip.interruptions)
    return _without(whole, (stop for stop in stops if stop is not None))


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return what at least one of the spans reaches over, in order; none touch."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.starts <= joined[-1].ends:
            last = joined.pop()
            span = Span(last.starts, max(last.ends, span.ends))
        joined.append(span)
    return tuple(joined)


def coverage(activity: Span, clips: Iterable[Clip], tolerance_s: float) -> Coverage:
    """Return what the clips of an activity record of it.

    Args:
        clips: of one activity; each says by its interruptions why nothing is recorded,
            within it or between two clips.
        tolerance_s: a gap that is no longer is none; an interruption may begin later
            than a gap, or end earlier, by as much.
    """
    clips = tuple(clips)
    missing = _without(activity, (span for clip in clips for span in recorded(clip)))
    gaps = (span for span in missing if span.seconds > tolerance_s)
    stops = tuple(_stops(clips))
    return Coverage(
        activity.seconds - sum(span.seconds for span in missing),
        tuple(
            Gap(gap.starts, gap.ends, _over(gap, stops, tolerance_s)) for gap in gaps
        ),
    )


def _span(clip: Clip, starts: datetime | None, ends: datetime | None) -> Span | None:
    """Return a span of a device's times in true time, None for an impossible one."""
    if starts is None or ends is None:
        return None
    first, last = corrected(clip, starts), corrected(clip, ends)
    return Span(first, last) if last > first else None


def _without(whole: Span, taken: Iterable[Span]) -> tuple[Span, ...]:
    """Return what is left of a span, in order."""
    left: list[Span] = []
    begin = whole.starts
    for span in union(taken):
        until = min(span.starts, whole.ends)
        if until > begin:
            left.append(Span(begin, until))
        begin = max(begin, span.ends)
    if whole.ends > begin:
        left.append(Span(begin, whole.ends))
    return tuple(left)


def _stops(clips: Iterable[Clip]) -> Iterator[tuple[Span, Interruption]]:
    for clip in clips:
        for one in clip.interruptions:
            span = _span(clip, one.starts, one.ends)
            if span is not None:
                yield span, one


def _over(
    gap: Span, stops: Iterable[tuple[Span, Interruption]], tolerance_s: float
) -> Interruption | None:
    """Return the interruption that reaches over a gap, the shortest of several."""
    fitting = [
        (span.seconds, number, one)
        for number, (span, one) in enumerate(stops)
        if (span.starts - gap.starts).total_seconds() <= tolerance_s
        and (gap.ends - span.ends).total_seconds() <= tolerance_s
    ]
    return min(fitting)[2] if fitting else None
