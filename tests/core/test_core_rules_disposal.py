"""R18-3, R18-4: the first day on which a recording may be disposed of."""

from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
from lingchuan.records.core.rules.disposal import disposable_from
from lingchuan.records.core.rules.disposal import hall_disposable_from
from lingchuan.records.core.rules.disposal import R18_3
from lingchuan.records.core.rules.disposal import R18_4
from tests.core.recorded_cases import around
from tests.core.recorded_cases import case_of
from tests.core.recorded_cases import changed
from tests.core.recorded_cases import clip
from tests.core.recorded_cases import found

import pytest


NOW = around("2026-05-20 12:00")
FILM = clip("2026-05-14", "15:02", "15:21", activity=None)


@pytest.mark.parametrize(
    ("recorded", "free"),
    [
        # A month of 31 days is longer than thirty days, one of 28 is shorter.
        ("2026-07-01", "2026-08-02"),
        ("2026-04-01", "2026-05-02"),
        ("2026-02-01", "2026-03-04"),
        ("2026-01-31", "2026-03-03"),
        ("2028-01-31", "2028-03-02"),
        ("2026-12-31", "2027-02-01"),
    ],
)
def test_r18_3_keeps_the_hall_for_a_month_and_for_thirty_days(recorded, free):
    day = date.fromisoformat(recorded)
    assert hall_disposable_from(day) == date.fromisoformat(free)


@given(st.dates(date(2004, 1, 1), date(2100, 1, 1)))
def test_r18_3_never_frees_a_recording_within_thirty_days_or_its_month(day):
    last = hall_disposable_from(day) - timedelta(days=1)
    assert 30 <= (last - day).days <= 31
    assert (last.year, last.month) != (day.year, day.month)


@pytest.mark.parametrize(
    ("kind", "free"),
    [
        ("y10", date(2037, 1, 1)),
        ("y30", date(2057, 1, 1)),
        ("permanent", None),
        ("", None),
    ],
)
def test_r18_4_keeps_all_else_as_long_as_the_file(kind, free):
    assert disposable_from(kind, date(2027, 1, 1)) == free
    assert disposable_from(kind, None) is None


def test_r18_3_warns_of_a_recording_of_the_hall_without_its_day():
    hall = changed(FILM, device_kind="hall_camera")
    assert found(R18_3, case_of(None, hall), NOW) == []
    undated = case_of(None, changed(hall, starts=None))
    assert found(R18_3, undated, NOW) == [("", "hall_day_unknown", "WARN")]
    assert found(R18_3, case_of(None, changed(FILM, starts=None)), NOW) == []


@pytest.mark.parametrize(
    ("state", "kind", "count"),
    [("served", "", 0), ("closed", "", 1), ("archived", "", 1), ("closed", "y10", 0)],
)
def test_r18_4_warns_of_a_closed_file_that_says_not_how_long(state, kind, count):
    case = case_of(None, FILM, state=state, retention_class=kind)
    assert found(R18_4, case, NOW) == [("", "clip_term_unknown", "WARN")] * count
