"""Working days: what is one, and the day so many of them on or back.

- A day is looked up in the bureau's own table first, then in the calendar of the State
  Council's notices, then by a rule of thumb that knows no lunar holidays.
- What rests on the rule of thumb is provisional, and says so; it never raises.
- The first day is not counted. Days are local dates of China.

Source: 行政许可法 Art. 82; domain.md section 5.
"""

from chinese_calendar import is_workday
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta
from functools import cache
from typing import Final


ONE_DAY: Final = timedelta(days=1)
MOST: Final = 2000
_SATURDAY: Final = 5
# Statutory holidays of the sun's calendar: {month: days}.
_FIXED: Final[Mapping[int, tuple[int, ...]]] = {1: (1,), 5: (1, 2), 10: (1, 2, 3)}


@dataclass(frozen=True, slots=True)
class Due:
    """A day; `provisional` where a day on the way to it is not certain."""

    day: date
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Overdue:
    """How many working days something is late.

    Args:
        provisional: the due day, or a day counted since, is not certain.
    """

    workdays: int
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of the bureau.

    Args:
        overrides: {day: whether it is worked}, the bureau's own table.
        known_years: years whose notice stands in that table as a whole; their other
            days are worked from Monday to Friday, for certain.
    """

    overrides: Mapping[date, bool] = field(default_factory=dict)
    known_years: frozenset[int] = frozenset()

    def works(self, day: date) -> bool:
        """Tell whether a day is worked, be it certain or not."""
        return self._look_up(day)[0]

    def is_certain(self, day: date) -> bool:
        """Tell whether a notice or the bureau's own table says what a day is."""
        return self._look_up(day)[1]

    def due(self, base: date, count: int) -> Due:
        """Return the `count`-th working day strictly after `base`; before it if negative.

        Raises:
            ValueError: `count` is 0 or beyond `MOST`, or the day is beyond all dates.
        """
        if not 0 < abs(count) <= MOST:
            raise ValueError(f"count must be from 1 to {MOST} either way, not {count}")
        step = ONE_DAY if count > 0 else -ONE_DAY
        day, left, provisional = base, abs(count), False
        while left:
            try:
                day += step
            except OverflowError as error:
                raise ValueError(f"no such day: {count} from {base}") from error
            works, certain = self._look_up(day)
            provisional |= not certain
            left -= works
        return Due(day, provisional)

    def count(self, after: date, until: date) -> int:
        """Return how many working days lie after a day, through another; 0 for none."""
        days = (until - after).days
        return sum(self.works(after + ONE_DAY * n) for n in range(1, days + 1))

    def overdue(self, due: Due, until: date) -> Overdue:
        """Return how late something is that was due and was done, or is not, by a day."""
        days = (until - due.day).days
        since = [due.day + ONE_DAY * n for n in range(1, days + 1)]
        is_certain = not due.provisional and all(map(self.is_certain, since))
        return Overdue(self.count(due.day, until), not is_certain)

    def _look_up(self, day: date) -> tuple[bool, bool]:
        """Return whether a day is worked, and whether that is certain."""
        if day in self.overrides:
            return self.overrides[day], True
        if day.year in self.known_years:
            return day.weekday() < _SATURDAY, True
        works = _noticed(day)
        if works is not None:
            return works, True
        is_fixed = day.day in _FIXED.get(day.month, ())
        return day.weekday() < _SATURDAY and not is_fixed, False


@cache
def _noticed(day: date) -> bool | None:
    """Return whether a day is worked by the notices known here, None without one."""
    # The package looks through all of its days at each call.
    try:
        return bool(is_workday(day))
    except NotImplementedError:
        return None
