"""What a time line shows of recordings: lanes, and the scale that they lie on.

- All times are true ones: each device's are corrected by its clock (spans.py).
- What lies far from an activity is not drawn, lest a wrong date makes the activity a dot.
- It reckons in percent of the width; it knows no colour and no text.

Source: 办法 Art. 14–16.
"""

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import tzinfo
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.rules.ways import device_kind
from lingchuan.records.core.spans import recorded
from lingchuan.records.core.spans import Span
from typing import Final


# So much of the width is left free on either side.
EDGE: Final = 5.0
_HOUR: Final = timedelta(hours=1)
_DAY: Final = 86_400
# Seconds from one line of the grid to the next, each with how many lines there may be.
_STEPS: Final = (
    *((step, 4) for step in (1, 2, 5, 10, 15, 30)),
    *((60 * step, 7) for step in (1, 2, 3, 5, 10, 15, 20, 30)),
    *((3600 * step, 7) for step in (1, 2, 3, 6, 12)),
    *((_DAY * step, 6) for step in (1, 2, 5, 10)),
)


@dataclass(frozen=True, slots=True)
class Lane:
    """The recordings of one device: {UID of the recording: what it records}."""

    device_id: str
    kind: str
    strips: tuple[tuple[str, tuple[Span, ...]], ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """From moments to percent of the width, with a free edge on either side."""

    span: Span

    def x(self, moment: datetime) -> float:
        """Return where a moment lies; what lies outside is moved to the edge."""
        part = (moment - self.span.starts) / (self.span.ends - self.span.starts)
        return round(EDGE + min(max(part, 0), 1) * (100 - 2 * EDGE), 2)

    def has(self, moment: datetime) -> bool:
        """Tell whether a moment is on the scale."""
        return self.span.starts <= moment <= self.span.ends


def lanes_of(clips: Iterable[Clip]) -> tuple[Lane, ...]:
    """Return a lane for each device, by its first recording; impossible clips are out."""
    found: dict[tuple[str, str], list[tuple[str, tuple[Span, ...]]]] = {}
    for clip in clips:
        spans = recorded(clip)
        if spans:
            key = clip.device_id, device_kind(clip)
            found.setdefault(key, []).append((clip.uid, spans))
    return tuple(Lane(*key, tuple(strips)) for key, strips in found.items())


def window(activity: Span) -> Span:
    """Return what lies near an activity: as far away as it is long, an hour at least."""
    away = max(activity.ends - activity.starts, _HOUR)
    return Span(activity.starts - away, activity.ends + away)


def near(activity: Span, lanes: Iterable[Lane]) -> tuple[Lane, ...]:
    """Return the lanes without the recordings that lie far from an activity."""
    whole = window(activity)
    kept = (
        Lane(
            lane.device_id,
            lane.kind,
            tuple(
                (uid, spans)
                for uid, spans in lane.strips
                if spans[0].starts < whole.ends and spans[-1].ends > whole.starts
            ),
        )
        for lane in lanes
    )
    return tuple(lane for lane in kept if lane.strips)


def scale_of(lanes: Iterable[Lane], activity: Span | None = None) -> Scale | None:
    """Return the scale for an activity, what lies near it, or recordings alone.

    None where there is neither.
    """
    spans = [span for lane in lanes for _uid, strip in lane.strips for span in strip]
    if activity is None:
        return Scale(_around(spans)) if spans else None
    whole, found = window(activity), _around([activity, *spans])
    return Scale(
        Span(max(found.starts, whole.starts), min(found.ends, whole.ends)),
    )


def _around(spans: Sequence[Span]) -> Span:
    return Span(min(one.starts for one in spans), max(one.ends for one in spans))


def ticks(scale: Scale, zone: tzinfo) -> tuple[int, tuple[datetime, ...]]:
    """Return the seconds from line to line of the grid, and the lines, in a zone."""
    starts = scale.span.starts.astimezone(zone)
    midnight = starts.replace(hour=0, minute=0, second=0, microsecond=0)
    for step, most in _STEPS:
        if scale.span.seconds <= step * most:
            break
    else:
        step = _DAY * (int(scale.span.seconds / _DAY / most) + 1)
    gone = (starts - midnight).total_seconds()
    moment = midnight + timedelta(seconds=-(-gone // step) * step)
    found = []
    while scale.has(moment):
        found.append(moment)
        moment += timedelta(seconds=step)
    return step, tuple(found)


def levels(places: Iterable[float], apart: float) -> tuple[int, ...]:
    """Return on which level each of several pins is drawn, so that none hides another.

    Args:
        places: percent of the width, in order; apart: how far two are on one level.
    """
    last: list[float] = []
    found = []
    for place in places:
        free = (n for n, before in enumerate(last) if place - before >= apart)
        level = next(free, len(last))
        last[level:] = [place, *last[level + 1 :]]
        found.append(level)
    return tuple(found)
