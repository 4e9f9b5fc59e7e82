"""Dated lists: what applied on the day counts."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import Any


def valid_on(
    rows: Sequence[Mapping[str, Any]] | None, day: date
) -> list[dict[str, Any]]:
    """Return the rows in force on `day`; both ends are inclusive."""
    return [dict(row) for row in rows or () if _covers(row, day)]


def _covers(row: Mapping[str, Any], day: date) -> bool:
    starts, ends = row.get("valid_from"), row.get("valid_until")
    return (not starts or starts <= day) and (not ends or day <= ends)
