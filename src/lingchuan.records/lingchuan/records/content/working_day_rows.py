"""Rows sent for the table of working days: what they must say.

    overrides: {date: "2027-02-06", working: true | false | null, source: "国办发明电…"}
    known_years: {year: 2027, source: "国办发明电…" | null}

`null` takes away what stands there; then the day needs no source. Every problem names
its place: `overrides[3].source`.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.secret_marks import is_marked
from lingchuan.records.core.text import title_problem
from lingchuan.records.core.working_year import EARLIEST
from lingchuan.records.core.working_year import LATEST
from lingchuan.records.core.working_year import MOST_DAYS


OVERRIDES = "overrides"
KNOWN_YEARS = "known_years"
Row = Mapping[str, object]
# Whether a day is worked, and the document that says so.
OwnDay = tuple[bool, str]
_DAY_FIELDS = frozenset(("date", "working", "source"))
_YEAR_FIELDS = frozenset(("year", "source"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What shall stand in the table; None takes away. `reasons` come with days to go."""

    days: Mapping[date, OwnDay | None]
    years: Mapping[int, str | None]
    reasons: tuple[str, ...]


def read(overrides: Sequence[Row], known_years: Sequence[Row]) -> Asked:
    """Return what the rows ask for.

    Raises:
        BadInput: something is wrong with a row.
    """
    found = _shape(OVERRIDES, overrides) + _shape(KNOWN_YEARS, known_years)
    if not found:
        found = _checked(OVERRIDES, overrides, "date", _as_day, _day_problems)
        found += _checked(KNOWN_YEARS, known_years, "year", int, _year_problems)
    if found:
        raise BadInput(found)
    gone = [row for row in overrides if row["working"] is None]
    return Asked(
        dict(map(_day, overrides)),
        {row["year"]: _line(row["source"]) for row in known_years},
        tuple(filter(None, (_line(row.get("source")) for row in gone))),
    )


def _shape(name: str, rows: object) -> list[Problem]:
    if not isinstance(rows, (list, tuple)):
        return [Problem(name, "wrong_type")]
    if not all(isinstance(row, Mapping) for row in rows):
        return [Problem(name, "row_object")]
    if len(rows) > MOST_DAYS:
        return [Problem(name, "too_many", (("max", str(MOST_DAYS)),))]
    return []


def _checked(
    name: str,
    rows: Sequence[Row],
    key: str,
    read_key: Callable[[object], object],
    problems: Callable[[Row], Iterable[Problem]],
) -> list[Problem]:
    """Return the problems of all rows, each with its place; no two name the same."""
    found, seen = [], set()
    for place, row in enumerate(rows):
        wrong = list(problems(row))
        if not wrong:
            mine = read_key(row[key])
            wrong = [Problem(key, "stands_twice")] if mine in seen else []
            seen.add(mine)
        at = f"{name}[{place}]"
        found += [replace(one, field=f"{at}.{one.field}") for one in wrong]
    return found


def _day_problems(row: Row) -> Iterable[Problem]:
    yield from _unknown(row, _DAY_FIELDS)
    yield from _date_problems(row.get("date"))
    if "working" not in row:
        yield Problem("working", "required")
    elif not isinstance(row["working"], bool | None):
        yield Problem("working", "wrong_type")
    may_lack = row.get("working", False) is None
    yield from _source_problems(row.get("source"), may_lack=may_lack)


def _date_problems(value: object) -> Iterable[Problem]:
    if value is None or value == "":
        yield Problem("date", "required")
    elif not isinstance(value, str):
        yield Problem("date", "wrong_type")
    else:
        try:
            day = _as_day(value)
        except ValueError:
            yield Problem("date", "bad_date")
        else:
            if not EARLIEST <= day <= LATEST:
                yield Problem("date", "out_of_range")


def _year_problems(row: Row) -> Iterable[Problem]:
    yield from _unknown(row, _YEAR_FIELDS)
    year = row.get("year")
    if year is None:
        yield Problem("year", "required")
    elif not isinstance(year, int) or isinstance(year, bool):
        yield Problem("year", "wrong_type")
    elif not EARLIEST.year <= year <= LATEST.year:
        yield Problem("year", "out_of_range")
    may_lack = "source" in row and row["source"] is None
    yield from _source_problems(row.get("source"), may_lack=may_lack)


def _source_problems(value: object, *, may_lack: bool) -> Iterable[Problem]:
    if value is None or value == "":
        if not may_lack:
            yield Problem("source", "required")
    elif not isinstance(value, str):
        yield Problem("source", "wrong_type")
    elif is_marked(value):
        yield Problem("source", "secret_text")
    else:
        wrong = title_problem("source", value)
        if wrong:
            yield wrong


def _unknown(row: Row, taken: frozenset[str]) -> list[Problem]:
    return [Problem(name, "unknown_field") for name in sorted(set(row) - taken)]


def _as_day(value: object) -> date:
    return date.fromisoformat(str(value))


def _line(value: object) -> str | None:
    return " ".join(value.split()) if isinstance(value, str) and value else None


def _day(row: Row) -> tuple[date, OwnDay | None]:
    day, works = _as_day(row["date"]), row["working"]
    if works is None:
        return day, None
    return day, (bool(works), _line(row["source"]) or "")
