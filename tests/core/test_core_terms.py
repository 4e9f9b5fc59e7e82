"""R20-3: a term is read as papers write it, and ends on the day that a walk would find."""

from calendar import isleap
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies
from lingchuan.records.core.terms import corresponding_day
from lingchuan.records.core.terms import has_run_out
from lingchuan.records.core.terms import last_day
from lingchuan.records.core.terms import read_term
from lingchuan.records.core.terms import released_from
from lingchuan.records.core.terms import Term
from lingchuan.records.core.terms import TermError

import pytest


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("10年", Term(months=120)),
        (" １０ 年 ", Term(months=120)),
        ("十年", Term(months=120)),
        ("二十五年", Term(months=300)),
        ("6个月", Term(months=6)),
        ("六个月", Term(months=6)),
        ("1年6个月", Term(months=18)),
        ("90天", Term(days=90)),
        ("2030年6月20日", Term(day=date(2030, 6, 20))),
        ("2030-06-20", Term(day=date(2030, 6, 20))),
        ("2030年6月20日止", Term(day=date(2030, 6, 20))),
        ("工程竣工验收后", Term(condition="工程竣工验收后")),
        ("长期", Term(endless=True)),
        ("长期保密", Term(endless=True)),
        ("2030年工程竣工后", Term(condition="2030年工程竣工后")),
        ("三年规划公布前", Term(condition="三年规划公布前")),
    ],
)
def test_a_term_is_read_as_papers_write_it(text, term):
    assert read_term(text) == term


@pytest.mark.parametrize(
    "text",
    (
        "|0年|0个月|2030年2月30日|2030年6月|2030年|6月20日|百年|半年|十|10|★|3周"
        "|50年以内|五十年后|10年以上|2099年底|2099年12月31日前|30年，可延长|至2099年底"
        "|保密期限10年|10年后解密|自2025年起|100年（含）|明年底"
    ).split("|"),
)
def test_what_looks_like_a_time_and_is_none_is_no_condition(text):
    with pytest.raises(TermError):
        read_term(text)


def _walked(start, months):
    """Count the months one by one on a calendar, then find the day or the last one."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    lengths = (31, 29 if isleap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return date(year, month, min(start.day, lengths[month - 1]))


DAYS = strategies.dates(min_value=date(1949, 10, 1), max_value=date(2100, 12, 31))


@given(DAYS, strategies.integers(min_value=1, max_value=400))
def test_the_corresponding_day_is_the_one_a_walk_finds(start, months):
    assert corresponding_day(start, months) == _walked(start, months)


@given(DAYS, strategies.integers(min_value=1, max_value=30))
def test_it_is_protected_through_its_last_day_and_released_from_the_next(start, years):
    last = last_day(Term(months=12 * years), start)
    day = released_from(last)
    assert not has_run_out(last, last)
    assert has_run_out(last, day)
    assert day - last == timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "issued", "last", "free"),
    [
        ("10年", "2016-02-29", "2026-02-28", "2026-03-01"),
        ("4年", "2016-02-29", "2020-02-29", "2020-03-01"),
        ("10年", "2014-02-28", "2024-02-28", "2024-02-29"),
        ("6个月", "2025-08-31", "2026-02-28", "2026-03-01"),
        ("6个月", "2023-08-31", "2024-02-29", "2024-03-01"),
        ("1个月", "2026-12-31", "2027-01-31", "2027-02-01"),
        ("2030年6月20日", "2026-01-01", "2030-06-20", "2030-06-21"),
    ],
)
def test_leap_days_and_ends_of_months(text, issued, last, free):
    found = last_day(read_term(text), date.fromisoformat(issued))
    assert (found.isoformat(), released_from(found).isoformat()) == (last, free)


def test_a_condition_ends_by_no_day():
    assert last_day(read_term("项目公开后"), date(2026, 1, 1)) is None
    assert not has_run_out(None, date.max)
