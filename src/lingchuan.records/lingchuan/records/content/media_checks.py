"""Checks at the door of an audio-visual record: its interruptions (Art. 15)."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import datetime
from lingchuan.records.core.dates import interval_problem
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.rules.coverage import NAMED_CAUSES


Getter = Callable[[str], object]
Span = tuple[datetime | None, datetime | None]

INTERRUPTIONS = "interruptions"


def media_problems(get: Getter, context: object) -> list[Problem]:
    """Return what is wrong with a recording's values; arguments as `problems`."""
    clip = (get("starts"), get("ends"))
    return [
        problem
        for place, row in enumerate(get(INTERRUPTIONS) or (), 1)
        for problem in _of_interruption(row, clip, str(place))
    ]


def _of_interruption(
    row: Mapping[str, object], clip: Span, place: str
) -> Iterator[Problem]:
    span = (row.get("starts"), row.get("ends"))
    found = interval_problem(*span, INTERRUPTIONS)
    if found is not None:
        yield found
    elif not _belongs(span, clip):
        yield Problem(INTERRUPTIONS, "interruption_outside")
    cause, reason = row.get("cause"), row.get("reason") or ""
    if cause and cause not in NAMED_CAUSES and not reason.strip():
        yield Problem(INTERRUPTIONS, "cause_reason_missing", (("row", place),))


def _belongs(row: Span, clip: Span) -> bool:
    """Tell whether an interruption lies in its recording, or right before or after it."""
    if None in row or None in clip:
        return True
    inside = clip[0] <= row[0] and row[1] <= clip[1]
    return inside or row[1] == clip[0] or row[0] == clip[1]
