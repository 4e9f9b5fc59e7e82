"""R13-1: days and moments are read as clerks write them, and nothing is guessed."""

from datetime import date
from datetime import datetime
from lingchuan.records.core.dates import read_day
from lingchuan.records.core.dates import read_moment

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-18",
        " 2026-3-18 ",
        "2026/3/18",
        "2026.3.18",
        "2026年3月18日",
        "20260318",
        "２０２６－０３－１８",
    ],
)
def test_a_day_is_read_in_each_usual_form(text):
    assert read_day(text) == date(2026, 3, 18)


@pytest.mark.parametrize(
    "text", ["", "03/18/2026", "18.3.2026", "2026-03", "2026-02-30", "2026-03-18 x"]
)
def test_what_is_no_day_or_not_clearly_one_is_refused(text):
    with pytest.raises(ValueError):
        read_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-18 09:05",
        "2026-03-18T09:05",
        "2026-3-18 9:05",
        "2026年3月18日9：05",
        "2026-03-18 905",
        "20260318 0905",
        "202603180905",
    ],
)
def test_a_moment_is_read_in_each_usual_form(text):
    assert read_moment(text) == datetime(2026, 3, 18, 9, 5)


def test_seconds_of_a_moment_are_kept():
    assert read_moment("2026-03-18 09:05:31") == datetime(2026, 3, 18, 9, 5, 31)


@pytest.mark.parametrize(
    "text", ["2026-03-18", "2026-03-18 25:00", "2026-03-189:00", "9:00", "x"]
)
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(ValueError):
        read_moment(text)
