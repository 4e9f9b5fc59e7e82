"""The bureau's own table of working days: merged, checked, logged, and fresh at once."""

from datetime import date
from lingchuan.records.content import facts
from lingchuan.records.content import working_days
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.ledger.manager import joined
from lingchuan.records.ledger.places import store
from plone import api
from tests.notices import notices

import json
import pytest
import transaction


__all__ = ("notices",)
pytestmark = pytest.mark.usefixtures("notices")

TODAY = date(2026, 11, 26)
SOURCE = "国办发明电〔2026〕9号"
SPRING = date(2027, 2, 8)
ROW = {"date": "2027-02-08", "working": False, "source": SOURCE}
MADE_UP = {"date": "2027-02-06", "working": True, "source": SOURCE}
# 1 May and 2, 3 October 2027 are a weekend.
FIXED = [
    {"date": day, "working": False, "source": SOURCE}
    for day in ("2027-01-01", "2027-10-01")
]
YEAR = {"year": 2027, "source": SOURCE}


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """It is the 26th of November 2026."""
    monkeypatch.setattr(facts, "today", lambda: TODAY)


@pytest.fixture
def keep(integration):
    """Return the writer, as the administrator or another user."""

    def write(overrides, years=(), user="sysadmin"):
        with api.env.adopt_user(username=user):
            return working_days.set_overrides(overrides, years)

    return write


@pytest.fixture
def told(integration):
    """Return the events of the table in this transaction, their details read."""

    def events():
        found = [
            one for one in joined(store()).buffer if one["action"] == "working_days"
        ]
        return [one | {"details": json.loads(one["details"])} for one in found]

    return events


def problems(call) -> set[tuple[str, str]]:
    with pytest.raises(BadInput) as caught:
        call()
    return {(one.field, one.code) for one in caught.value.problems}


def test_a_change_counts_at_the_next_question(keep):
    before = working_days.calendar()
    assert before.due(date(2027, 2, 5), 1).day == SPRING
    keep([ROW, MADE_UP])
    due = working_days.calendar().due(date(2027, 2, 5), 1)
    assert (due.day, due.provisional) == (date(2027, 2, 6), False)
    keep([MADE_UP | {"working": None}])
    due = working_days.calendar().due(date(2027, 2, 5), 1)
    assert (due.day, due.provisional) == (date(2027, 2, 9), True)


def test_an_unchanged_table_is_made_into_a_calendar_once(keep):
    keep([ROW])
    assert working_days.calendar() is working_days.calendar()


def test_what_is_given_up_is_given_up_in_the_calendar_too(keep):
    keep([ROW])
    point = transaction.savepoint()
    assert working_days.calendar().works(SPRING) is False
    keep([ROW | {"working": True}])
    assert working_days.calendar().works(SPRING) is True
    point.rollback()
    assert working_days.calendar().works(SPRING) is False


def test_a_complete_year_makes_its_ordinary_days_certain(keep):
    keep([*FIXED, ROW, MADE_UP])
    assert working_days.coverage() == {
        "covered_until": "2027-01-01",
        "provisional_from": "2027-01-02",
    }
    keep([], [YEAR])
    assert working_days.coverage() == {
        "covered_until": "2027-12-31",
        "provisional_from": "2028-01-01",
    }
    assert working_days.calendar().due(date(2027, 2, 5), 1).provisional is False
    keep([], [YEAR | {"source": None}])
    assert working_days.coverage()["provisional_from"] == "2027-01-02"


def test_a_year_that_lacks_a_holiday_is_not_complete(keep):
    keep([ROW])
    missing = [("known_years", "year_incomplete")]
    assert problems(lambda: keep([], [YEAR])) == set(missing)
    assert problems(lambda: keep([], [{"year": 2026, "source": SOURCE}])) == set(
        missing
    )
    keep(FIXED, [YEAR])
    gone = FIXED[0] | {"working": None}
    assert problems(lambda: keep([gone])) == set(missing)
    keep([gone], [YEAR | {"source": None}])
    assert working_days.complete_years() == {}


def test_a_change_is_one_event_with_what_changed(keep, told):
    keep([ROW, MADE_UP])
    past = {"date": "2026-03-09", "working": False, "source": "县政府通知"}
    assert keep([past, ROW]) == [date(2026, 3, 9)]
    first, second = told()
    assert first["details"] == {
        "days_off": ["2027-02-08"],
        "days_worked": ["2027-02-06"],
    }
    assert (first["reason"], first["digest_before"]) == (SOURCE, working_days.EMPTY)
    assert second["digest_before"] == first["digest"]
    assert second["details"] == {
        "days_off": ["2026-03-09"],
        "past_days": ["2026-03-09"],
    }
    assert second["digest"] == working_days.digest_of(api.portal.get())
    keep([ROW | {"working": None, "source": "录入有误"}])
    assert told()[-1]["details"] == {"days_taken_away": ["2027-02-08"]}
    assert told()[-1]["reason"] == "录入有误"


def test_what_stands_there_already_is_no_change(keep, told):
    keep([*FIXED, ROW], [YEAR])
    table = working_days.as_json()
    assert keep(table["overrides"], table["known_years"]) == []
    assert keep([{"date": "2027-05-06", "working": None}]) == []
    assert len(told()) == 1


@pytest.mark.parametrize("user", ["clerk1", "bureau_head", "secrecy_officer", "party1"])
def test_only_the_administrator_keeps_the_table(keep, user):
    with pytest.raises(NotAllowed):
        keep([ROW], user=user)
    assert working_days.own_days() == {}


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"date": None}, "date", "required"),
        ({"date": 20270208}, "date", "wrong_type"),
        ({"date": "2027-02-30"}, "date", "bad_date"),
        ({"date": "1999-12-31"}, "date", "out_of_range"),
        ({"date": "2101-01-01"}, "date", "out_of_range"),
        ({"working": 1}, "working", "wrong_type"),
        ({"working": "休"}, "working", "wrong_type"),
        ({"source": ""}, "source", "required"),
        ({"source": None}, "source", "required"),
        ({"source": 9}, "source", "wrong_type"),
        ({"source": " "}, "source", "empty"),
        ({"source": "号" * 201}, "source", "too_long"),
        ({"source": "机密★10年"}, "source", "secret_text"),
        ({"note": "x"}, "note", "unknown_field"),
    ],
)
def test_a_day_that_cannot_be_is_refused_by_its_field(keep, change, field, code):
    found = problems(lambda: keep([MADE_UP, ROW | change]))
    assert found == {(f"overrides[1].{field}", code)}
    assert working_days.own_days() == {}


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"year": None}, "year", "required"),
        ({"year": "2027"}, "year", "wrong_type"),
        ({"year": True}, "year", "wrong_type"),
        ({"year": 2101}, "year", "out_of_range"),
        ({"source": ""}, "source", "required"),
        ({"note": "x"}, "note", "unknown_field"),
    ],
)
def test_a_year_that_cannot_be_is_refused_by_its_field(keep, change, field, code):
    found = problems(lambda: keep(FIXED, [YEAR | change]))
    assert found == {(f"known_years[0].{field}", code)}
    assert working_days.own_days() == {}


def test_a_row_without_a_word_on_it_is_refused(keep):
    assert problems(lambda: keep([{"date": "2027-02-08"}])) == {
        ("overrides[0].working", "required"),
        ("overrides[0].source", "required"),
    }
    assert problems(lambda: keep([], [{"year": 2027}])) == {
        ("known_years[0].source", "required")
    }


def test_the_same_day_twice_is_refused(keep):
    again = MADE_UP | {"date": "20270208"}
    assert problems(lambda: keep([ROW, again])) == {
        ("overrides[1].date", "stands_twice")
    }
    assert problems(lambda: keep([], [YEAR, YEAR])) == {
        ("known_years[1].year", "stands_twice")
    }


@pytest.mark.parametrize(
    ("rows", "code"),
    [(None, "wrong_type"), (["2027-02-08"], "row_object"), ([ROW] * 367, "too_many")],
)
def test_what_are_no_rows_is_refused(keep, rows, code):
    assert problems(lambda: keep(rows)) == {("overrides", code)}
