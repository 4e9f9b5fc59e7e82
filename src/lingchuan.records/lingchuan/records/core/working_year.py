"""A year of working days: how far it is certain, what its notice must say, its lines.

- A notice is typed in as lines: `2027-02-06 班`, or a span: `2027-02-05 至 2027-02-11 休`.
- A year stands in the bureau's own table as a whole only where an ordinary week fits all
  days that the table leaves out; else a public holiday was forgotten.

Source: domain.md section 5.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta
from lingchuan.records.core.dates import read_day
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.workdays import Calendar
from typing import Final

import re
import unicodedata


EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2100, 12, 31)
# A table takes no more days at once than a year has.
MOST_DAYS: Final = 366
_LONGEST_SPAN: Final = timedelta(days=60)
_SATURDAY: Final = 5
_DAY: Final = r"[0-9]{4}[-/.年]?[0-9]{1,2}[-/.月]?[0-9]{1,2}日?"
_LINE: Final = re.compile(
    rf"(?P<first>{_DAY})\s*(?:(?:至|到|~|—+|–|--)\s*(?P<last>{_DAY}))?"
    r"\s*[:,，、]?\s*(?P<says>[^\s:,]+)"
)
_SAYS: Final = dict.fromkeys(("休", "放假", "休息", "off"), False) | dict.fromkeys(
    ("班", "上班", "work"), True
)


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """What one line of a notice says: its number from 1 on, the days, if they are worked."""

    number: int
    days: tuple[date, ...]
    works: bool


def span(first: date, last: date) -> Iterator[date]:
    """Yield the days from one through another."""
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)


def days_of(year: int) -> Iterator[date]:
    """Yield the days of a year."""
    return span(date(year, 1, 1), date(year, 12, 31))


def is_ordinary(day: date, works: bool) -> bool:
    """Tell whether a day is as in a week without holidays: worked from Monday to Friday."""
    return works == (day.weekday() < _SATURDAY)


def first_uncertain(calendar: Calendar, first: date, last: date) -> date | None:
    """Return the first day of a span that is not certain, None where all are."""
    days = span(first, last)
    return next((day for day in days if not calendar.is_certain(day)), None)


def covered_until(calendar: Calendar, today: date) -> date | None:
    """Return the last certain day before the first one from today on that is not.

    None where no day is certain that long.
    """
    first = first_uncertain(calendar, today, LATEST)
    if first is None:
        return LATEST
    back = (first - timedelta(days=n) for n in range(1, (first - EARLIEST).days + 1))
    return next((day for day in back if calendar.is_certain(day)), None)


def left_out(calendar: Calendar, year: int) -> list[date]:
    """Return the days that a table must name before its year is complete.

    By what is known beside the table they are no ordinary days, and it leaves them out.
    """
    known = replace(calendar, known_years=calendar.known_years - {year})
    return [
        day
        for day in days_of(year)
        if day not in calendar.overrides and not is_ordinary(day, known.works(day))
    ]


def read_notice(text: str) -> tuple[list[NoticeLine], list[Problem]]:
    """Return the lines of a notice, and what is wrong with others; empty ones are none."""
    lines, problems = [], []
    for number, line in enumerate(text.splitlines(), 1):
        plain = unicodedata.normalize("NFKC", line).strip()
        if not plain:
            continue
        try:
            lines.append(_read_line(number, plain))
        except ValueError:
            params = (("line", str(number)),)
            problems.append(Problem("lines", "bad_notice_line", params))
    if not lines and not problems:
        problems.append(Problem("lines", "required"))
    return lines, problems


def _read_line(number: int, line: str) -> NoticeLine:
    found = _LINE.fullmatch(line)
    if found is None or found["says"].lower() not in _SAYS:
        raise ValueError("no line of a notice")
    first = read_day(found["first"])
    last = read_day(found["last"]) if found["last"] else first
    if not first <= last <= first + _LONGEST_SPAN:
        raise ValueError("no span of days")
    return NoticeLine(number, tuple(span(first, last)), _SAYS[found["says"].lower()])
