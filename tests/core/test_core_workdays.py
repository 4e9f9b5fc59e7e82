"""Working days: each due day as a walk day by day has it, over 20 years; domain.md 5."""

from chinese_calendar import is_workday
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from lingchuan.records.core.workdays import Calendar
from lingchuan.records.core.workdays import Due
from lingchuan.records.core.workdays import MOST
from lingchuan.records.core.workdays import Overdue

import pytest


DAY = timedelta(days=1)
FIRST, LAST = date(2007, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST, LAST)
COUNTS = st.integers(1, 80)
# Days that the bureau may set, close together so that a walk meets them.
OVERRIDES = st.dictionaries(st.integers(-60, 60), st.booleans(), max_size=12)


def works(day, overrides):
    """Return whether a day of the 20 years is worked, asked in the plainest way."""
    return overrides[day] if day in overrides else is_workday(day)


def set_days(base, overrides):
    """Return {day: whether it is worked} from days counted from a base."""
    return {base + DAY * n: flag for n, flag in overrides.items()}


@settings(max_examples=400, deadline=None)
@given(DAYS, COUNTS, OVERRIDES, st.sampled_from((1, -1)))
def test_a_due_day_is_that_of_a_walk_day_by_day(base, count, overrides, way):
    overrides = set_days(base, overrides)
    day, passed = base, 0
    while passed < count:
        day += DAY * way
        if not FIRST <= day <= LAST:
            return
        passed += works(day, overrides)
    assert Calendar(overrides).due(base, count * way) == Due(day)


@settings(max_examples=200, deadline=None)
@given(DAYS, st.integers(-20, 400), OVERRIDES)
def test_working_days_between_two_days_are_those_of_a_walk(after, days, overrides):
    overrides, until = set_days(after, overrides), min(after + DAY * days, LAST)
    day, passed = after, 0
    while day < until:
        day += DAY
        passed += works(day, overrides)
    assert Calendar(overrides).count(after, until) == passed


@settings(max_examples=200, deadline=None)
@given(DAYS, COUNTS)
def test_forwards_and_backwards_meet_and_the_first_day_is_not_counted(base, count):
    calendar = Calendar()
    due = calendar.due(base, count).day
    assert calendar.works(due)
    assert calendar.count(base, due) == count
    # The `count`-th working day back from the day after leads behind the base.
    back = calendar.due(due + DAY, -count).day
    assert base < back <= due
    assert calendar.count(back - DAY, due) == count


def span(first, last):
    """Return the days from one through another, each as (month, day)."""
    days = (date(*last) - date(*first)).days
    return [date(*first) + DAY * n for n in range(days + 1)]


# The notices of 2025 and 2026 as domain.md has them.
HOLIDAYS = [
    *span((2025, 1, 1), (2025, 1, 1)),
    *span((2025, 1, 28), (2025, 2, 4)),
    *span((2025, 4, 4), (2025, 4, 6)),
    *span((2025, 5, 1), (2025, 5, 5)),
    *span((2025, 5, 31), (2025, 6, 2)),
    *span((2025, 10, 1), (2025, 10, 8)),
    *span((2026, 1, 1), (2026, 1, 3)),
    *span((2026, 2, 15), (2026, 2, 23)),
    *span((2026, 4, 4), (2026, 4, 6)),
    *span((2026, 5, 1), (2026, 5, 5)),
    *span((2026, 6, 19), (2026, 6, 21)),
    *span((2026, 9, 25), (2026, 9, 27)),
    *span((2026, 10, 1), (2026, 10, 7)),
]
WORKED_WEEKENDS = [
    *(date(2025, month, day) for month, day in ((1, 26), (2, 8), (4, 27))),
    *(date(2025, month, day) for month, day in ((9, 28), (10, 11))),
    *(date(2026, month, day) for month, day in ((1, 4), (2, 14), (2, 28))),
    *(date(2026, month, day) for month, day in ((5, 9), (9, 20), (10, 10))),
]


def test_the_notices_of_two_years_are_known_day_by_day():
    calendar = Calendar()
    for day in span((2025, 1, 1), (2026, 12, 31)):
        ordinary = day.weekday() < 5 and day not in HOLIDAYS
        assert calendar.works(day) == (ordinary or day in WORKED_WEEKENDS), day
        assert calendar.is_certain(day)


@pytest.mark.parametrize(
    ("base", "count", "due"),
    [
        # A worked Saturday and Sunday count; a holiday of nine days does not.
        (date(2026, 2, 13), 1, date(2026, 2, 14)),
        (date(2026, 2, 14), 1, date(2026, 2, 24)),
        (date(2026, 2, 27), 1, date(2026, 2, 28)),
        (date(2026, 9, 18), 1, date(2026, 9, 20)),
        (date(2026, 2, 24), -1, date(2026, 2, 14)),
        # A base that is no working day: the next one is the first.
        (date(2026, 3, 7), 1, date(2026, 3, 9)),
    ],
)
def test_worked_weekends_count_and_holidays_do_not(base, count, due):
    assert Calendar().due(base, count) == Due(due)


def test_the_bureaus_own_table_comes_first():
    friday, saturday = date(2026, 3, 13), date(2026, 3, 14)
    calendar = Calendar({friday: False, saturday: True})
    assert calendar.due(date(2026, 3, 12), 1) == Due(saturday)
    assert calendar.is_certain(friday)


@pytest.mark.parametrize(
    ("base", "count", "due", "provisional"),
    [
        (date(2026, 12, 30), 1, date(2026, 12, 31), False),
        # On the way to it lie days of a year without notice.
        (date(2026, 12, 31), 1, date(2027, 1, 4), True),
        (date(2027, 1, 4), -1, date(2026, 12, 31), True),
        (date(2026, 12, 31), 200, date(2027, 10, 11), True),
        (date(2027, 4, 30), 1, date(2027, 5, 3), True),
        (date(2003, 6, 2), 1, date(2003, 6, 3), True),
        # The base is not counted: it makes nothing uncertain.
        (date(2027, 1, 1), -1, date(2026, 12, 31), False),
    ],
)
def test_what_touches_a_year_without_notice_is_provisional(
    base, count, due, provisional
):
    assert Calendar().due(base, count) == Due(due, provisional)


def test_a_year_in_the_bureaus_own_table_is_certain():
    spring = {date(2027, 2, n): False for n in range(5, 13)}
    calendar = Calendar(spring | {date(2027, 2, 14): True}, frozenset((2027,)))
    assert calendar.due(date(2027, 2, 4), 1) == Due(date(2027, 2, 14))
    assert calendar.works(date(2027, 1, 1)), "its holidays are those that it names"
    assert calendar.is_certain(date(2027, 7, 1))
    assert not calendar.is_certain(date(2028, 1, 3))


def test_a_day_of_its_own_makes_no_year_certain():
    calendar = Calendar({date(2027, 1, 4): False})
    assert calendar.due(date(2027, 1, 3), 1) == Due(date(2027, 1, 5), True)
    assert calendar.due(date(2027, 1, 4), -1).provisional


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2150, 1, 1)), st.integers(-80, 80))
def test_no_year_raises(base, count):
    if count:
        due = Calendar().due(base, count)
        assert due.provisional or 2004 <= due.day.year <= 2026


@pytest.mark.parametrize(
    ("base", "count"),
    [
        (date(2026, 3, 9), 0),
        (date(2026, 3, 9), MOST + 1),
        (date(2026, 3, 9), -MOST - 1),
        (date.max, 1),
        (date.min, -1),
    ],
)
def test_what_is_no_due_day_is_refused(base, count):
    with pytest.raises(ValueError):
        Calendar().due(base, count)


@pytest.mark.parametrize(
    ("due", "until", "overdue"),
    [
        (Due(date(2026, 12, 30)), date(2026, 12, 31), Overdue(1)),
        (Due(date(2026, 12, 30)), date(2026, 12, 30), Overdue(0)),
        (Due(date(2026, 12, 30)), date(2026, 12, 1), Overdue(0)),
        # A day counted since the due day has no notice.
        (Due(date(2026, 12, 31)), date(2027, 1, 1), Overdue(0, True)),
        (Due(date(2026, 12, 30)), date(2027, 1, 4), Overdue(2, True)),
        (Due(date(2026, 12, 30), True), date(2026, 12, 31), Overdue(1, True)),
        (Due(date.max, True), date(2026, 12, 31), Overdue(0, True)),
    ],
)
def test_how_late_is_as_sure_as_the_days_that_were_counted(due, until, overdue):
    assert Calendar().overdue(due, until) == overdue
