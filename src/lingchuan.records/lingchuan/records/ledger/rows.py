"""Rows of the ledger that the checks ask for, found by the database itself."""

from collections.abc import Collection
from collections.abc import Mapping
from lingchuan.records.ledger import places
from lingchuan.records.ledger.schema import events
from lingchuan.records.ledger.schema import numbers
from sqlalchemy import and_
from sqlalchemy import not_
from sqlalchemy import Select
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from typing import Any


Row = dict[str, Any]


def is_told(uid: str, actions: Collection[str], part: str) -> bool:
    """Return whether an event of a record has a text in its details.

    Raises:
        LedgerUnavailable: the ledger cannot be read; so do all below.
    """
    query = select(events.c.seq).where(
        events.c.uid == uid,
        events.c.action.in_(list(actions)),
        events.c.details.contains(part, autoescape=True),
    )
    return bool(_rows(query.limit(1)))


def changes_after(uid: str, actions: Collection[str], seq: int) -> list[Row]:
    """Return the changes of some actions after a place, in their order."""
    return _rows(_changes(uid, actions).where(events.c.seq > seq))


def change_until(uid: str, actions: Collection[str], seq: int) -> Row | None:
    """Return the last change of some actions up to a place."""
    query = _changes(uid, actions, newest_first=True).where(events.c.seq <= seq)
    return next(iter(_rows(query.limit(1))), None)


def _changes(uid: str, actions: Collection[str], newest_first: bool = False) -> Select:
    order = events.c.seq.desc() if newest_first else events.c.seq
    query = select(events).where(events.c.uid == uid, events.c.digest.is_not(None))
    return query.where(events.c.action.in_(list(actions))).order_by(order)


def numbers_beyond(known: Mapping[tuple[str, int], int]) -> list[Row]:
    """Return the numbers given beyond the highest known of each (series, year)."""
    query = select(numbers).order_by(numbers.c.series, numbers.c.year, numbers.c.number)
    for (series, year), number in known.items():
        same = and_(numbers.c.series == series, numbers.c.year == year)
        query = query.where(not_(and_(same, numbers.c.number <= number)))
    return _rows(query)


def _rows(query: Select) -> list[Row]:
    try:
        with places.store().engine.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(query)]
    except SQLAlchemyError as error:
        raise places.LedgerUnavailable(str(error)) from error
