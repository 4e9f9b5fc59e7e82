"""Order of dates and spans of time."""

from collections.abc import Sequence
from datetime import date
from datetime import datetime
from lingchuan.records.core.findings import Problem


EARLIEST = date(2000, 1, 1)


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
