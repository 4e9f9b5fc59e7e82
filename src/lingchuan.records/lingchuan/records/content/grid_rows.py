"""The rows of a grid as a browser without scripts sends them.

A grid's page holds two rows that are none: a template (TT), and an empty last row (AA)
which the grid's script numbers when somebody types there. Without it both are sent as
they stand, and the grid cannot read them.
"""

from collections.abc import Mapping
from collections.abc import MutableMapping

import re


TEMPLATE = "TT"
EMPTY = "AA"
COUNT = "count"
_ROW = re.compile(rf"(?P<grid>.+)\.(?P<row>{TEMPLATE}|{EMPTY})(?P<rest>[.-].*)")


def settle_rows(form: MutableMapping[str, object]) -> None:
    """Number the last row of each grid where something was typed; drop its template."""
    grids: dict[str, dict[str, dict[str, object]]] = {}
    for key in list(form):
        found = _ROW.fullmatch(key)
        if found is not None:
            rows = grids.setdefault(found["grid"], {TEMPLATE: {}, EMPTY: {}})
            rows[found["row"]][found["rest"]] = form.pop(key)
    for grid, rows in grids.items():
        if _is_filled(rows):
            _append(form, grid, rows[EMPTY])


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
