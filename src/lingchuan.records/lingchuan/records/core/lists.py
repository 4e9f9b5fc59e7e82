"""Dated lists: what applied on the day counts; names with what stands in brackets."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import Any

import re
import unicodedata


_BRACKETED = re.compile(r"\([^()]*\)")


def valid_on(
    rows: Sequence[Mapping[str, Any]] | None, day: date
) -> list[dict[str, Any]]:
    """Return the rows in force on `day`; both ends are inclusive."""
    return valid_between(rows, day, day)


def valid_between(
    rows: Sequence[Mapping[str, Any]] | None, first: date, last: date
) -> list[dict[str, Any]]:
    """Return the rows in force on any day from `first` to `last`, both included."""
    return [dict(row) for row in rows or () if _covers(row, first, last)]


def plain_name(name: str) -> str:
    """Return a name without what explains it: 现场核查(勘验)笔录 is 现场核查笔录."""
    return _BRACKETED.sub("", unicodedata.normalize("NFKC", name)).strip()


def _covers(row: Mapping[str, Any], first: date, last: date) -> bool:
    starts, ends = row.get("valid_from"), row.get("valid_until")
    return (not starts or starts <= last) and (not ends or first <= ends)
