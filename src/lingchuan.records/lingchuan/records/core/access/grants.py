"""How long a grant is in force, and what counts as one use (R21-4).

- A grant holds through 24:00 in China of its last day, wherever the server stands: the
  first moment of the next day is outside.
- All that one person does with one record and right within two hours of the first byte is
  one use: two tabs, ranges, a download that broke.
- A clock that is set back gives no use: a moment before the last use is a new one. Only a
  minute is forgiven, by which servers may differ.
- All is reckoned in UTC: two moments of one zone are not so far apart as their clocks
  tell when summer time begins between them.
"""

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import tzinfo
from datetime import UTC
from lingchuan.records.core.access.values import Grant
from lingchuan.records.core.access.values import Outcome
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.media_facts import CHINA
from typing import Final


ONE_USE: Final = timedelta(hours=2)
_SKEW: Final = timedelta(minutes=1)
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Use:
    """A use that is allowed.

    Args:
        counts: it is a new one, to be stored at the end of the uses.
        left: how many are left after it; None for any number.
    """

    counts: bool
    left: int | None


def days_problem(days: object, most: int, field: str = "days") -> Problem | None:
    """Return a problem where a grant is to hold for no number of days from 1 to `most`."""
    if isinstance(days, int) and not isinstance(days, bool) and 1 <= days <= most:
        return None
    return Problem(field, "bad_days", (("max", str(most)),))


def uses_problem(uses: object, most: int, field: str = "uses") -> Problem | None:
    """Return a problem where uses are neither None nor a number from 1 to `most`."""
    return None if uses is None else days_problem(uses, most, field)


def last_day(decided_on: date, days: int) -> date:
    """Return the last day of a grant; the day of the decision is not counted."""
    return decided_on + _ONE_DAY * days


def last_moment(day: date, tz: tzinfo = CHINA) -> datetime:
    """Return the last microsecond of a day, in UTC."""
    # Where clocks are set back at midnight, the last hour comes twice: the later one.
    end = datetime.combine(day, time.max.replace(fold=1), tzinfo=tz)
    return end.astimezone(UTC)


def in_force(grant: Grant, now: datetime) -> bool:
    """Tell whether a grant still holds at a moment, which is aware.

    Raises:
        ValueError: the moment is naive: nobody knows when it is.
    """
    return _utc(now) <= last_moment(grant.until)


def next_use(
    uses: Sequence[datetime], now: datetime, allowed: int | None
) -> Use | None:
    """Return the use that an access at a moment is, None where all are used up.

    Args:
        uses: the moments, aware, at which uses began, in the order they were stored.
        now: aware.
        allowed: how many; None for any number.
    Raises:
        ValueError: a moment is naive.
    """
    moment = _utc(now)
    left = None if allowed is None else allowed - len(uses)
    if uses and -_SKEW <= moment - _utc(uses[-1]) < ONE_USE:
        return Use(False, left if left is None else max(left, 0))
    if left is None:
        return Use(True, None)
    return Use(True, left - 1) if left > 0 else None


def grants_of(
    outcomes: Iterable[Outcome], until: date, uses: int | None
) -> tuple[Grant, ...]:
    """Return a grant for each record and right that is given, whole or redacted."""
    return tuple(
        Grant(one.uid, one.right, one.outcome, until, uses)
        for one in outcomes
        if one.is_given
    )


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError(f"expected an aware moment, got {moment!r}")
    return moment.astimezone(UTC)
