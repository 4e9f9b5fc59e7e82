"""A year's notice: its lines, how far it reaches, what a complete year must name."""

from datetime import date
from lingchuan.records.core.workdays import Calendar
from lingchuan.records.core.working_year import covered_until
from lingchuan.records.core.working_year import first_uncertain
from lingchuan.records.core.working_year import LATEST
from lingchuan.records.core.working_year import left_out
from lingchuan.records.core.working_year import read_notice
from tests.notices import notices

import pytest


__all__ = ("notices",)
pytestmark = pytest.mark.usefixtures("notices")

NEW_YEAR = date(2027, 1, 1)
# What the rule of thumb knows of 2027; 1 May and 2, 3 October are a weekend.
FIXED = {date(2027, 1, 1): False, date(2027, 10, 1): False}


@pytest.mark.parametrize(
    ("line", "first", "count", "works"),
    [
        ("2027-02-06 班", date(2027, 2, 6), 1, True),
        ("2027年2月6日：上班", date(2027, 2, 6), 1, True),
        ("2027/2/6，休", date(2027, 2, 6), 1, False),
        ("20270206 放假", date(2027, 2, 6), 1, False),
        ("2027-02-05 至 2027-02-11 休", date(2027, 2, 5), 7, False),
        ("2027-02-05～2027-02-11休", date(2027, 2, 5), 7, False),
        ("2027-02-05—2027-02-11 OFF", date(2027, 2, 5), 7, False),
    ],
)
def test_a_line_of_a_notice_is_read(line, first, count, works):
    lines, problems = read_notice(f"\n{line}\n")
    assert problems == []
    (read,) = lines
    assert (read.number, read.works) == (2, works)
    assert (read.days[0], len(read.days)) == (first, count)


@pytest.mark.parametrize(
    "line",
    [
        "春节放假",
        "2027-02-06",
        "2027-02-30 休",
        "2027-02-06 半天",
        "2027-02-11 至 2027-02-05 休",
        "2027-02-05 至 2028-02-05 休",
        "休 2027-02-06",
    ],
)
def test_a_line_that_is_not_clear_is_named_by_its_number(line):
    lines, problems = read_notice(f"2027-01-01 休\n{line}")
    assert len(lines) == 1
    assert [(one.code, one.params) for one in problems] == [
        ("bad_notice_line", (("line", "2"),))
    ]


def test_a_notice_without_lines_is_none():
    assert [one.code for one in read_notice(" \n\n")[1]] == ["required"]


def test_days_are_certain_to_the_end_of_the_last_notice():
    calendar = Calendar()
    today = date(2026, 11, 26)
    assert covered_until(calendar, today) == date(2026, 12, 31)
    assert first_uncertain(calendar, today, LATEST) == NEW_YEAR
    assert first_uncertain(calendar, today, date(2026, 12, 31)) is None


def test_one_own_day_in_an_uncovered_year_does_not_cover_it():
    calendar = Calendar({NEW_YEAR: False})
    assert first_uncertain(calendar, NEW_YEAR, LATEST) == date(2027, 1, 2)
    assert covered_until(calendar, date(2027, 6, 1)) == NEW_YEAR


def test_a_complete_year_is_certain_and_what_follows_is_not():
    calendar = Calendar(FIXED, frozenset((2027,)))
    assert covered_until(calendar, NEW_YEAR) == date(2027, 12, 31)
    every = Calendar({}, frozenset(range(2027, 2101)))
    assert covered_until(every, NEW_YEAR) == LATEST
    assert first_uncertain(every, NEW_YEAR, LATEST) is None


def test_no_day_before_a_late_today_is_certain():
    assert covered_until(Calendar(), date(2003, 6, 1)) is None


@pytest.mark.parametrize("known", [(), (2027,)])
def test_a_year_is_not_complete_without_its_fixed_holidays(known):
    one = {date(2027, 1, 1): False}
    calendar = Calendar(one, frozenset(known))
    assert left_out(calendar, 2027) == [date(2027, 10, 1)]
    assert left_out(Calendar(FIXED, frozenset(known)), 2027) == []


def test_a_year_of_a_known_notice_is_not_complete_without_all_its_days():
    lacking = left_out(Calendar(), 2026)
    assert date(2026, 2, 16) in lacking
    assert date(2026, 2, 14) in lacking
    # 1–3 January, of which one is a Saturday; 4 January, a Sunday, is worked.
    assert lacking[:3] == [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 4)]
