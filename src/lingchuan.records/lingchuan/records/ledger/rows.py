"""Rows of the ledger that the checks ask for, found by the database itself.

Each raises LedgerUnavailable where the database does not answer.
"""

from collections.abc import Collection
from collections.abc import Mapping
from lingchuan.records.ledger import places
from lingchuan.records.ledger.schema import events
from lingchuan.records.ledger.schema import numbers
from sqlalchemy import and_
from sqlalchemy import not_
from sqlalchemy import Select
from sqlalchemy import select
from typing import Any


Row = dict[str, Any]


def is_told(uid: str, actions: Collection[str], part: str) -> bool:
    """Return whether an event of a record has a text in its details."""
    query = select(events.c.seq).where(
        events.c.uid == uid,
        events.c.action.in_(list(actions)),
        events.c.details.contains(part, autoescape=True),
    )
    return bool(_rows(query.limit(1)))


def acts_after(seq: int, **of: Collection[str]) -> list[Row]:
    """Return the events of some actions after a place, in their order.

    Args:
        of: see `last_act`.
    """
    query = _acts(**of).where(events.c.seq > seq)
    return _rows(query.order_by(events.c.seq))


def last_act(through: int | None = None, **of: Collection[str]) -> Row | None:
    """Return the last event of some actions, up to a place.

    Args:
        of: uid, actions, and the path if that matters.
    """
    query = _acts(**of).order_by(events.c.seq.desc()).limit(1)
    if through is not None:
        query = query.where(events.c.seq <= through)
    return next(iter(_rows(query)), None)


def _acts(uid: str, actions: Collection[str], path: str | None = None) -> Select:
    query = select(events).where(events.c.uid == uid)
    if path is not None:
        query = query.where(events.c.path == path)
    return query.where(events.c.action.in_(list(actions)))


def numbers_beyond(known: Mapping[tuple[str, int], int]) -> list[Row]:
    """Return the numbers given beyond the highest known of each (series, year)."""
    query = select(numbers).order_by(numbers.c.series, numbers.c.year, numbers.c.number)
    for (series, year), number in known.items():
        same = and_(numbers.c.series == series, numbers.c.year == year)
        query = query.where(not_(and_(same, numbers.c.number <= number)))
    return _rows(query)


def _rows(query: Select) -> list[Row]:
    return [dict(row._mapping) for row in places.store().select(query)]
