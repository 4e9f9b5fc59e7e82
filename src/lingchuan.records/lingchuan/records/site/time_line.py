"""What the time line of an activity, or of a recording alone, shows.

- It is made of what the reader may see: a recording that is hidden from them covers nothing
  here, as it does in the list of what is owed (recording/duties.py).
- A break is drawn as it was judged, answers of persons included; of a recording alone, as
  its interruption says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from lingchuan.records.content.case_clips import clips_of
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.case_facts import Interruption
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import HUMAN
from lingchuan.records.core.findings import PASS
from lingchuan.records.core.rules.coverage import cause_fault
from lingchuan.records.core.rules.coverage import OTHER_CAUSE
from lingchuan.records.core.rules.judging import ActivityVerdict
from lingchuan.records.core.rules.judging import worst
from lingchuan.records.core.spans import corrected
from lingchuan.records.core.spans import Span
from lingchuan.records.core.time_line import Lane
from lingchuan.records.core.time_line import lanes_of
from lingchuan.records.core.time_line import near
from lingchuan.records.core.time_line import Scale
from lingchuan.records.core.time_line import scale_of
from lingchuan.records.core.time_pins import Pin
from lingchuan.records.core.time_pins import pins_of
from lingchuan.records.recording.duties import Duties
from lingchuan.records.site import time_line_texts as texts
from typing import Final


ON_BREAKS: Final = ("R15-2", "R15-3")


@dataclass(frozen=True, slots=True)
class Break:
    """A break as it is drawn.

    Args:
        look: one of the kinds of the legend.
        verdict: '' where nothing is judged.
        stop: what explains it, with the recording that says so.
    """

    span: Span
    look: str
    verdict: str = ""
    stop: Interruption | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What is drawn; `activity` is None for a recording alone.

    Args:
        clips: all recordings; the lanes leave out what lies elsewhere in time.
        records: {UID: record}.
    """

    scale: Scale
    lanes: tuple[Lane, ...]
    clips: tuple[Clip, ...]
    pins: tuple[Pin, ...]
    breaks: tuple[Break, ...]
    records: Mapping[str, object]
    activity: Span | None = None


def line_of_activity(duties: Duties, uid: str) -> Line | None:
    """Return the time line of an activity, None without a time or a recording of it."""
    case = duties.case
    activity = next((one for one in case.activities if one.uid == uid), None)
    if activity is None or None in (activity.starts, activity.ends):
        return None
    if activity.ends <= activity.starts:
        return None
    span = Span(activity.starts, activity.ends)
    clips = tuple(one for one in case.clips_of(activity) if one.has_file)
    lanes = near(span, lanes_of(clips))
    scale = scale_of(lanes, span)
    if not lanes or scale is None:
        return None
    judged = next(one for one in duties.judgement.activities if one.uid == uid)
    breaks = _breaks(judged, duties)
    return Line(scale, lanes, clips, pins_of(clips), breaks, duties.records, span)


def line_of_clip(record: object) -> Line | None:
    """Return the time line of a recording alone, None where it has no time."""
    (clip,) = clips_of([record])
    lanes = lanes_of((clip,))
    scale = scale_of(lanes)
    if scale is None:
        return None
    breaks = tuple(
        Break(span, look_of(stop), stop=stop)
        for stop in clip.interruptions
        if (span := _within(scale, clip, stop)) is not None
    )
    pins = pins_of((clip,))
    return Line(scale, lanes, (clip,), pins, breaks, {clip.uid: record})


def look_of(stop: Interruption) -> str:
    """Return how an interruption is drawn by what it says itself."""
    if cause_fault(stop):
        return texts.BARE
    if stop.cause == OTHER_CAUSE and not stop.confirmed_by:
        return texts.TO_CONFIRM
    return texts.SAID if stop.voice_explained else texts.BARE


def _within(scale: Scale, clip: Clip, stop: Interruption) -> Span | None:
    starts = max(corrected(clip, stop.starts), scale.span.starts)
    ends = min(corrected(clip, stop.ends), scale.span.ends)
    return Span(starts, ends) if ends > starts else None


def _breaks(judged: ActivityVerdict, duties: Duties) -> tuple[Break, ...]:
    zone = duties.around.now.tzinfo
    found = [
        one
        for one in duties.judgement.findings
        if one.target == judged.uid and one.rule in ON_BREAKS
    ]
    return tuple(
        _break(
            Span(gap.starts, gap.ends),
            gap.interruption,
            [
                one
                for one in found
                if one.part == gap.starts.astimezone(zone).isoformat()
            ],
        )
        for gap in judged.gaps
    )


def _break(span: Span, stop: Interruption | None, found: list[Finding]) -> Break:
    if stop is None and not found:
        return Break(span, texts.FREE)
    verdict = worst(found) if found else PASS
    look = {FAIL: texts.BARE, HUMAN: texts.TO_CONFIRM}.get(verdict, texts.SAID)
    return Break(span, look, verdict, stop)
