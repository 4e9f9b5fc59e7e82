"""Checks of the time marks of a recording: none lies after its end (Art. 15, 16).

A recording is as long as its file or its span, whichever is longer; where neither is
known, nothing is checked. That no mark lies before the start, every door sees to.
"""

from collections.abc import Callable
from collections.abc import Iterator
from lingchuan.records.content.moments import zoned
from lingchuan.records.core.case_facts import PHOTO
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.time_marks import write_mark


# What is longer is no recording; it is not said in hours.
LONGEST = 1e7
# Seconds that a length may be rounded by.
ROUNDED = 1.0
OF_ROWS = {
    "key_shots": "offset_s",
    "markers": "offset_s",
    "interruptions": "voice_offset_s",
}
NOTICE = "notice_offset_s"


def mark_problems(get: Callable[[str], object]) -> Iterator[Problem]:
    """Yield the marks that lie after the end; `get` returns a value by its name."""
    length = _length(get)
    if get("medium") == PHOTO or not length:
        return
    marks = [(NOTICE, get(NOTICE))]
    marks += [
        (name, row.get(column))
        for name, column in OF_ROWS.items()
        for row in get(name) or ()
    ]
    for name, offset in marks:
        if offset is not None and offset > length + ROUNDED:
            told = (("mark", _said(offset)), ("length", _said(length)))
            yield Problem(name, "mark_after_end", told)


def _length(get: Callable[[str], object]) -> float:
    starts, ends = get("starts"), get("ends")
    span = (zoned(ends) - zoned(starts)).total_seconds() if starts and ends else 0.0
    return max(span, get("duration_s") or 0.0)


def _said(seconds: float) -> str:
    return write_mark(min(seconds, LONGEST))
