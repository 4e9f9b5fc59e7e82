"""R21-4: a grant holds through its last day in China; what counts as one use."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
from lingchuan.records.core.access import grants
from lingchuan.records.core.access.grants import Use
from lingchuan.records.core.access.values import Grant
from lingchuan.records.core.access.values import Outcome
from zoneinfo import ZoneInfo

import pytest


CHINA = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [UTC, CHINA, BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Pacific/Apia")]
MICROSECOND = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
TEN = datetime(2026, 4, 1, 10, tzinfo=CHINA)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
moments = st.datetimes(
    datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.sampled_from(ZONES)
)


def grant(until, uses=None):
    return Grant("r", "view", "granted", until, uses)


@given(days, st.sampled_from(ZONES))
def test_a_grant_holds_through_midnight_in_china_wherever_the_server_stands(day, zone):
    midnight = datetime(day.year, day.month, day.day, tzinfo=CHINA) + timedelta(days=1)
    # In UTC first: within one zone Python reckons by the clock on the wall.
    first_outside = midnight.astimezone(UTC)
    assert grants.in_force(grant(day), (first_outside - MICROSECOND).astimezone(zone))
    assert not grants.in_force(grant(day), first_outside.astimezone(zone))


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 10, 25)])
def test_the_night_in_which_a_servers_clock_changes_is_as_long_as_any(day):
    last = datetime(day.year, day.month, day.day, 23, 59, 59, 999999, tzinfo=CHINA)
    assert grants.last_moment(day) == last
    assert grants.in_force(grant(day), last.astimezone(BERLIN))
    later = (last.astimezone(UTC) + MICROSECOND).astimezone(BERLIN)
    assert not grants.in_force(grant(day), later)


def test_an_hour_that_comes_twice_before_midnight_is_within_the_day_both_times():
    # In Beirut the clocks are set back at midnight.
    beirut = ZoneInfo("Asia/Beirut")
    moment = grants.last_moment(date(2025, 10, 25), beirut)
    assert moment == datetime(2025, 10, 25, 21, 59, 59, 999999, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        grants.in_force(grant(date(2026, 4, 1)), datetime(2026, 4, 1))
    with pytest.raises(ValueError, match="aware"):
        grants.next_use([], datetime(2026, 4, 1), 1)


@pytest.mark.parametrize(
    ("uses", "after", "allowed", "expected"),
    [
        ([], 0, 2, Use(True, 1)),
        # Two tabs, a range, a download that is taken up again.
        ([0], 0, 2, Use(False, 1)),
        ([0], 119, 2, Use(False, 1)),
        ([0], 120, 2, Use(True, 0)),
        ([0, 120], 239, 2, Use(False, 0)),
        ([0, 120], 240, 2, None),
        ([], 0, 0, None),
        ([0], 500, None, Use(True, None)),
        ([0], 5, None, Use(False, None)),
        # Fewer were allowed later on: what runs may end.
        ([0, 120], 121, 1, Use(False, 0)),
        # Another server's clock lags behind; a clock that is set back is another thing.
        ([0], -1, 2, Use(False, 1)),
        ([0], -2, 2, Use(True, 0)),
        ([0, 120], 30, 2, None),
        # A clock that was ahead is set right: one use is lost, not all of them.
        ([9000, 0], 1, 3, Use(False, 1)),
    ],
)
def test_two_hours_from_the_first_byte_are_one_use(uses, after, allowed, expected):
    began = [TEN + timedelta(minutes=minute) for minute in uses]
    now = TEN + timedelta(minutes=after)
    assert grants.next_use(began, now, allowed) == expected


@pytest.mark.parametrize(("month", "day"), [(3, 29), (10, 25)])
def test_two_hours_are_two_hours_in_the_night_in_which_clocks_change(month, day):
    began = datetime(2026, month, day, 0, 30, tzinfo=UTC).astimezone(BERLIN)
    within, after = (
        (began.astimezone(UTC) + 2 * HOUR - late).astimezone(BERLIN)
        for late in (MICROSECOND, timedelta())
    )
    assert grants.next_use([began], within, 2) == Use(False, 1)
    assert grants.next_use([began], after, 2) == Use(True, 0)


@given(st.lists(moments, max_size=30), st.integers(0, 4))
def test_no_order_of_moments_gives_more_uses(nows, allowed):
    uses = []
    for now in nows:
        use = grants.next_use(uses, now, allowed)
        if use is None:
            continue
        if use.counts:
            uses.append(now)
        assert use.left == allowed - len(uses)
        passed = now.astimezone(UTC) - uses[-1].astimezone(UTC)
        assert timedelta(minutes=-1) <= passed < 2 * HOUR
    assert len(uses) <= allowed


@pytest.mark.parametrize(
    ("days", "is_good"),
    [(1, True), (30, True), (0, False), (31, False), (-1, False), (True, False),
     ("5", False), (None, False), (2.0, False)],
)  # fmt: skip
def test_days_are_a_number_from_one_to_the_most(days, is_good):
    problem = grants.days_problem(days, 30)
    assert (problem is None) is is_good
    if problem:
        assert (problem.field, problem.code, problem.params) == (
            "days",
            "bad_days",
            (("max", "30"),),
        )


def test_uses_are_a_number_or_any():
    assert grants.uses_problem(None, 10) is None
    assert grants.uses_problem(10, 10) is None
    assert grants.uses_problem(11, 10).field == "uses"


def test_the_day_of_the_decision_is_not_counted():
    assert grants.last_day(date(2026, 3, 31), 5) == date(2026, 4, 5)


def test_only_what_is_given_is_granted():
    outcomes = [
        Outcome("a", "view", "granted", "own_file", "x"),
        Outcome("a", "copy", "redacted", "privacy_of_others", "x"),
        Outcome("b", "view", "refused", "work_secret", "x"),
        Outcome("c", "view", "human", "internal_paper", "x"),
    ]
    made = grants.grants_of(outcomes, date(2026, 4, 5), 3)
    assert [(one.uid, one.right, one.outcome) for one in made] == [
        ("a", "view", "granted"),
        ("a", "copy", "redacted"),
    ]
    assert [Grant.from_dict(one.to_dict()) for one in made] == list(made)
