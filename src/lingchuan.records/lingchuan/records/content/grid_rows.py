"""The rows of a grid as a browser without scripts sends them.

A grid's page holds two rows that are none: a template (TT), and an empty last row (AA)
which the grid's script numbers when somebody types there. Without it both are sent as
they stand, and the grid cannot read them. How many rows there are is sent beside them.
"""

from collections.abc import Mapping
from collections.abc import MutableMapping
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.small_numbers import small_number

import re


TEMPLATE = "TT"
EMPTY = "AA"
COUNT = "count"
MOST_ROWS = 1000
_ROW = re.compile(rf"(?P<grid>.+)\.(?P<row>{TEMPLATE}|{EMPTY})(?P<rest>[.-].*)")


def settle_rows(form: MutableMapping[str, object]) -> None:
    """Number the last row of each grid where something was typed; drop its template.

    Raises:
        BadInput: how many rows there are is no number below a thousand.
    """
    _look_at_counts(form)
    grids: dict[str, dict[str, dict[str, object]]] = {}
    for key in list(form):
        found = _ROW.fullmatch(key)
        if found is not None:
            rows = grids.setdefault(found["grid"], {TEMPLATE: {}, EMPTY: {}})
            rows[found["row"]][found["rest"]] = form.pop(key)
    for grid, rows in grids.items():
        if _is_filled(rows):
            _append(form, grid, rows[EMPTY])


def _look_at_counts(form: Mapping[str, object]) -> None:
    bad = [
        Problem(key.removesuffix(f".{COUNT}").rpartition(".")[2], "out_of_range")
        for key, value in form.items()
        if key.endswith(f".{COUNT}") and not _is_count(value or 0)
    ]
    if bad:
        raise BadInput(bad)


def _is_count(sent: object) -> bool:
    number = small_number(sent)
    return number is not None and number < MOST_ROWS


def _is_filled(rows: Mapping[str, Mapping[str, object]]) -> bool:
    """Tell whether the last row is another than the template that it was made from."""
    last, template = rows[EMPTY], rows[TEMPLATE]
    return any(value != template.get(rest) for rest, value in last.items())


def _append(
    form: MutableMapping[str, object], grid: str, row: Mapping[str, object]
) -> None:
    number = int(str(form.get(f"{grid}.{COUNT}") or 0))
    form[f"{grid}.{COUNT}"] = str(number + 1)
    form |= {f"{grid}.{number}{rest}": value for rest, value in row.items()}
