"""Kinds of secrecy as sets, and the table of classes decided in advance (Art. 20)."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from itertools import chain
from itertools import combinations as _choose
from lingchuan.records.core.lists import valid_between
from lingchuan.records.core.lists import valid_on
from typing import Any
from typing import Final


STATE: Final = "STATE"
COMMERCIAL: Final = "COMMERCIAL"
WORK: Final = "WORK"
PRIVACY: Final = "PRIVACY"
KINDS: Final = (STATE, COMMERCIAL, WORK, PRIVACY)


def combination(kinds: Iterable[str]) -> str:
    """Return the name of a set of kinds, as COMMERCIAL+PRIVACY.

    Raises:
        ValueError: a kind is unknown or the set is empty.
    """
    wanted = set(kinds)
    if not wanted or wanted - set(KINDS):
        raise ValueError(f"expected some of {KINDS}, got {sorted(wanted)}")
    return "+".join(kind for kind in KINDS if kind in wanted)


def combinations(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return the names of all sets that a clearance for `kinds` covers."""
    held = [kind for kind in KINDS if kind in set(kinds)]
    sizes = (_choose(held, size) for size in range(1, len(held) + 1))
    return tuple(combination(group) for group in chain.from_iterable(sizes))


def look_up_class(
    table: Sequence[Mapping[str, Any]],
    portal_type: str,
    record_kind: str | None,
    document_name: str | None,
    day: date,
) -> frozenset[str] | None:
    """Return the kinds decided in advance, an empty set for open, None for none.

    The most specific row in force on `day` wins; an empty cell means any.
    """
    best: tuple[int, frozenset[str]] | None = None
    for row in valid_on(table, day):
        weight = _weight(row, portal_type, record_kind, document_name)
        if weight is not None and (best is None or weight > best[0]):
            best = (weight, frozenset(row.get("kinds") or ()))
    return best[1] if best else None


def _weight(
    row: Mapping[str, Any], portal_type: str, kind: str | None, name: str | None
) -> int | None:
    if row.get("portal_type") != portal_type:
        return None
    if row.get("record_kind") not in (None, "", kind):
        return None
    if row.get("document_name") not in (None, "", name):
        return None
    return bool(row.get("record_kind")) + 2 * bool(row.get("document_name"))


def clashes(table: Sequence[Mapping[str, Any]], row: Mapping[str, Any]) -> bool:
    """Tell whether a row decides on a class that another decides on the same day."""
    first, last = row.get("valid_from"), row.get("valid_until")
    others = valid_between(table, first or date.min, last or date.max)
    return any(_class(other) == _class(row) for other in others)


def _class(row: Mapping[str, Any]) -> tuple[str, str, str]:
    names = ("portal_type", "record_kind", "document_name")
    kind, record_kind, name = (str(row.get(column) or "") for column in names)
    return kind, record_kind, name
