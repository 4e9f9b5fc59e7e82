"""Parameters of a transition: which it takes, and what is wrong with those sent."""

from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.text import control_problem
from lingchuan.records.core.text import size_problem
from typing import Final


TEXT: Final = "text"
# Characters of a reason, a comment or a name.
MOST: Final = 2_000
# A text that must not be empty.
REASON: Final = "reason"
# Another text that must not be empty.
NEEDED: Final = "needed"
# A text that a form asks people for; a program may leave it out.
ASKED: Final = "asked"
DATE: Final = "date"
# A whole number.
NUMBER: Final = "number"
# Names in a list, or in a text that separates them.
NAMES: Final = "names"
# Objects in a list, and one object that must not be empty; what is in them is checked
# where it is used.
ROWS: Final = "rows"
CHANGES: Final = "changes"
_REQUIRED: Final = {
    REASON: "reason_required",
    NEEDED: "required",
    CHANGES: "required",
}


def parameter_problems(
    taken: Mapping[str, str], sent: Mapping[str, object]
) -> list[Problem]:
    """Return what is wrong with the parameters sent.

    Args:
        taken: {name: kind}; kinds are the constants of this module.
        sent: {name: value}; None stands for a parameter that is absent.
    """
    found = [Problem(name, "unknown_field") for name in sorted(set(sent) - set(taken))]
    for name, kind in taken.items():
        value = sent.get(name)
        if kind in _REQUIRED and (value is None or value in ("", {})):
            found.append(Problem(name, _REQUIRED[kind]))
        elif value is not None:
            found += _problems(name, kind, value)
    return found


def _problems(name: str, kind: str, value: object) -> Iterator[Problem]:
    if kind == DATE:
        if not _is_day(value):
            yield Problem(name, "bad_date")
    elif kind == NUMBER:
        if not isinstance(value, int) or isinstance(value, bool):
            yield Problem(name, "wrong_type")
    elif kind == CHANGES:
        if not isinstance(value, dict):
            yield Problem(name, "unknown_value")
    elif kind == ROWS:
        if not _all(value, dict):
            yield Problem(name, "unknown_value")
    elif kind == NAMES and not isinstance(value, str):
        if not _all(value, str):
            yield Problem(name, "unknown_value")
    elif not isinstance(value, str):
        yield Problem(name, "wrong_type")
    elif kind in (REASON, NEEDED) and not value.strip():
        yield Problem(name, _REQUIRED[kind])
    else:
        for problem in (control_problem(name, value), size_problem(name, value, MOST)):
            if problem:
                yield problem


def _is_day(value: object) -> bool:
    if isinstance(value, date):
        return not isinstance(value, datetime)
    if not isinstance(value, str):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return value == ""
    return True


def _all(value: object, kind: type) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(v, kind) for v in value)
