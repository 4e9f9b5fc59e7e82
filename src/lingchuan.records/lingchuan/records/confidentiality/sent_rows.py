"""Rows that somebody sends to a register: their shape, their days, their reasons."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.parameters import MOST
from lingchuan.records.core.text import control_problem
from lingchuan.records.core.text import size_problem
from plone.restapi.exceptions import DeserializationError

import json


ITEMS = "items"
MOST_ROWS = 200
Row = Mapping[str, object]


def body_rows(body: str | bytes, name: str) -> list[Row]:
    """Return the rows of a body: a list, an object that holds one, or one row.

    Args:
        name: the key of the list beside `items`.
    Raises:
        DeserializationError: it is no JSON.
        BadInput: it holds no rows, or too many.
    """
    try:
        sent = json.loads(body or "[]")
    except ValueError as error:
        raise DeserializationError("No JSON could be decoded") from error
    if isinstance(sent, dict):
        sent = next((sent[key] for key in (ITEMS, name) if key in sent), [sent])
    if not isinstance(sent, list) or not sent:
        raise BadInput([Problem(ITEMS, "required")])
    if not all(isinstance(row, dict) for row in sent):
        raise BadInput([Problem(ITEMS, "row_object")])
    if len(sent) > MOST_ROWS:
        raise BadInput([Problem(ITEMS, "too_many", (("max", str(MOST_ROWS)),))])
    return sent


def refuse(found: Iterable[tuple[int, Problem]], count: int) -> None:
    """Refuse all rows where one has a problem.

    Args:
        found: the place of each row and what is wrong with it; of several rows the
            field names its place too.
    Raises:
        BadInput: there are problems.
    """
    problems = [
        problem
        if count == 1
        else Problem(f"{ITEMS}[{place}].{problem.field}", problem.code, problem.params)
        for place, problem in found
    ]
    if problems:
        raise BadInput(problems)


def unknown_fields(row: Row, taken: Iterable[str]) -> list[Problem]:
    """Return the fields that no such row has."""
    return [Problem(name, "unknown_field") for name in sorted(set(row) - set(taken))]


def text_problems(row: Row, name: str) -> list[Problem]:
    """Return what is wrong with a text that must not be empty."""
    value = row.get(name)
    if value is None or value == "":
        return [Problem(name, "required")]
    if not isinstance(value, str):
        return [Problem(name, "wrong_type")]
    if not value.strip():
        return [Problem(name, "required")]
    checked = (control_problem(name, value), size_problem(name, value, MOST))
    return [problem for problem in checked if problem]


def list_problems(row: Row, name: str, known: Iterable[str]) -> list[Problem]:
    """Return what is wrong with a list of known names."""
    value = row.get(name)
    if value is None:
        return [Problem(name, "required")]
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return [Problem(name, "wrong_type")]
    unknown = sorted(set(value) - set(known))
    return [Problem(name, "unknown_value", (("value", one),)) for one in unknown]


def is_day(value: object) -> bool:
    """Tell whether a value is a day as 2026-03-18, or none."""
    try:
        as_day(value)
    except (TypeError, ValueError):
        return False
    return True


def as_day(value: object) -> date | None:
    """Return a day of a row, None for none.

    Raises:
        TypeError, ValueError: it is no day.
    """
    if value is None or value == "":
        return None
    return date.fromisoformat(value)  # type: ignore[arg-type]


def last_day_problems(row: Row, name: str, earliest: date) -> list[Problem]:
    """Return what is wrong with a last day; it may be left open."""
    if not is_day(row.get(name)):
        return [Problem(name, "bad_date")]
    day = as_day(row.get(name))
    return [Problem(name, "day_past")] if day is not None and day < earliest else []
