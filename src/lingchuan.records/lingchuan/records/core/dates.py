"""Order of dates and spans of time; days and moments as people write them."""

from collections.abc import Sequence
from datetime import date
from datetime import datetime
from lingchuan.records.core.findings import Problem

import re
import unicodedata


EARLIEST = date(2000, 1, 1)
_SEPARATED = r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
_COMPACT = r"(\d{4})(\d{2})(\d{2})"
_TIME = r"(\d{1,2}?):?(\d{2})(?::?(\d{2}))?"
_DAY = re.compile(f"{_SEPARATED}|{_COMPACT}")
_MOMENT = re.compile(rf"{_SEPARATED}(?:[T\s]+|(?<=日)){_TIME}|{_COMPACT}[T\s]*{_TIME}")


def order_problems(
    steps: Sequence[tuple[str, date | None]], today: date
) -> list[Problem]:
    """Return the steps that are impossible or before the one they follow.

    Args:
        steps: (field, local date or None) in the order of the procedure.
        today: local date; nothing may lie after it.
    """
    found = []
    previous: date | None = None
    for field, day in steps:
        if day is None:
            continue
        if day < EARLIEST:
            found.append(Problem(field, "too_early"))
        elif day > today:
            found.append(Problem(field, "in_future"))
        elif previous is not None and day < previous:
            params = (("previous", previous.isoformat()),)
            found.append(Problem(field, "before_previous", params))
        previous = day
    return found


def interval_problem(
    starts: datetime | None, ends: datetime | None, field: str = "ends"
) -> Problem | None:
    """Return a problem when a span does not end after its start."""
    if starts is None or ends is None or ends > starts:
        return None
    return Problem(field, "ends_before_starts")


def read_day(text: str) -> date:
    """Return the day of a text as 2026-03-18, 2026/3/18, 2026年3月18日 or 20260318.

    Raises:
        ValueError: it is no such text, or no day.
    """
    return _read(text, _DAY).date()


def as_day(text: str) -> str:
    """Return a day that can be read as 2026-03-18, any other text as it is."""
    try:
        return read_day(text).isoformat()
    except ValueError:
        return text


def read_moment(text: str) -> datetime:
    """Return the moment of a day with a time as 9:00, 09:00:30 or 0900; no zone.

    Raises:
        ValueError: it is no such text, or no moment.
    """
    return _read(text, _MOMENT)


def _read(text: str, pattern: re.Pattern[str]) -> datetime:
    found = pattern.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        raise ValueError(f"no date: {text[:40]!r}")
    return datetime(*(int(part) for part in found.groups() if part))  # type: ignore[arg-type]
