"""What is written to the ledger's tables, and read from them.

It takes plain values and knows no content type. An event's place is given when it
is appended; the clock may jump, the order of places does not. Whatever the database
refuses is a LedgerUnavailable; on a connection of the caller's, the caller sees to it.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from datetime import datetime
from datetime import timedelta
from lingchuan.records.core.numbering import format_number
from lingchuan.records.ledger import schema
from lingchuan.records.ledger.engine import LedgerDamaged
from lingchuan.records.ledger.engine import make_engine
from lingchuan.records.ledger.engine import translated
from lingchuan.records.ledger.engine import WRITING
from lingchuan.records.ledger.schema import checkpoints
from lingchuan.records.ledger.schema import events
from lingchuan.records.ledger.schema import numbers
from lingchuan.records.ledger.schema import plays
from lingchuan.records.ledger.schema import progress
from lingchuan.records.ledger.schema import subtrees
from lingchuan.records.ledger.selection import Selection
from sqlalchemy import Connection
from sqlalchemy import func
from sqlalchemy import Row
from sqlalchemy import Select
from sqlalchemy import select
from typing import Any


NUMBER = ("series", "year", "number", "full", "uid")


class LedgerStore:
    """One ledger behind an SQLAlchemy URL."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = make_engine(url)
        self._writer = self.engine.execution_options(**{WRITING: True})
        with self._writer.begin() as connection:
            if not schema.is_there(connection):
                schema.create(connection)

    def connect(self) -> Connection:
        """Return a connection inside a writing transaction of its own."""
        connection = self._writer.connect()
        try:
            connection.begin()
        except Exception:
            connection.close()
            raise
        return connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that holds the write lock; commit at the end.

        Raises:
            LedgerUnavailable: the database refuses, be it the lock, a row or the commit.
        """
        with translated(), self._writer.begin() as connection:
            yield connection

    def append(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert events in their order, each at the next place."""
        seq = connection.execute(select(func.max(events.c.seq))).scalar() or 0
        placed = [{**row, "seq": seq + n} for n, row in enumerate(rows, 1)]
        if placed:
            connection.execute(events.insert(), placed)

    def take_number(
        self, connection: Connection, series: str, year: int, pattern: str, **row: str
    ) -> tuple[int, str]:
        """Insert and return the next number of a series and its full text."""
        query = select(func.max(numbers.c.number)).where(
            numbers.c.series == series, numbers.c.year == year
        )
        seq = (connection.execute(query).scalar() or 0) + 1
        full = format_number(pattern, year, seq)
        self.claim_number(connection, series, year, seq, full=full, **row)
        return seq, full

    def claim_number(
        self, connection: Connection, series: str, year: int, number: int, **row: str
    ) -> None:
        """Insert a number of a series; one that is there already is an error."""
        connection.execute(
            numbers.insert().values(series=series, year=year, number=number, **row)
        )

    def number_of(
        self, connection: Connection, series: str, uid: str
    ) -> tuple[int, str, int] | None:
        """Return (number, full text, year) that a thing has taken of a series."""
        query = select(numbers.c.number, numbers.c.full, numbers.c.year).where(
            numbers.c.series == series, numbers.c.uid == uid
        )
        row = connection.execute(query).first()
        return tuple(row) if row else None

    def numbers(self) -> list[dict[str, Any]]:
        """Return the numbers given, in their order."""
        columns = [numbers.c[name] for name in NUMBER]
        query = select(*columns).order_by(*columns[:3])
        return [dict(row._mapping) for row in self.select(query)]

    def read(
        self,
        since: int = 0,
        limit: int | None = 100,
        skip: int = 0,
        newest_first: bool = False,
        **which: Any,
    ) -> list[dict[str, Any]]:
        """Return events after `since`, oldest first unless told otherwise."""
        query = Selection(**which).of(select(events).where(events.c.seq > since))
        order = events.c.seq.desc() if newest_first else events.c.seq
        query = query.order_by(order).offset(skip or None)
        return [dict(row._mapping) for row in self.select(query, limit)]

    def count(self, **which: Any) -> int:
        """Return the number of events of a selection."""
        query = select(func.count()).select_from(events)
        return self.select(Selection(**which).of(query))[0][0]

    def values(self, column: str, **which: Any) -> list[str]:
        """Return the different values that a selection has in a column, sorted."""
        query = select(events.c[column]).distinct()
        return sorted(row[0] for row in self.select(Selection(**which).of(query)))

    def last(self, uid: str, *, change: bool = False) -> dict[str, Any] | None:
        """Return the last event of a record, or the last that changed it."""
        query = select(events).where(events.c.uid == uid)
        if change:
            query = query.where(events.c.digest.is_not(None))
        return self._one(query.order_by(events.c.seq.desc()))

    def find(self, event_id: str) -> dict[str, Any] | None:
        """Return an event by its id."""
        return self._one(select(events).where(events.c.id == event_id))

    def size(self) -> int:
        """Return the number of events."""
        return self.select(select(func.max(events.c.seq)))[0][0] or 0

    def leaves(self, start: int, end: int) -> list[bytes]:
        """Return the leaf hashes at the places start … end-1, counted from 0.

        Raises:
            LedgerDamaged: one of them is no hash.
        """
        query = select(events.c.leaf_hash).order_by(events.c.seq)
        query = query.where(events.c.seq > start, events.c.seq <= end)
        return _hashes(self.select(query))

    def rows(self, batch: int = 2_000) -> Iterator[dict[str, Any]]:
        """Yield every event in its order, without holding them all."""
        since = 0
        while True:
            found = self.read(since, batch)
            yield from found
            if len(found) < batch:
                return
            since = found[-1]["seq"]

    def subtrees(self, count: int) -> list[bytes]:
        """Return the hashes of the first full subtrees, at most `count`."""
        query = select(subtrees.c.hash).order_by(subtrees.c.number)
        return _hashes(self.select(query, count))

    def keep_subtrees(self, first: int, hashes: Iterable[bytes]) -> None:
        """Keep the hashes of full subtrees, from number `first` on."""
        rows = [{"number": n, "hash": h.hex()} for n, h in enumerate(hashes, first)]
        if not rows:
            return
        with self.writing() as connection:
            query = select(func.count()).select_from(subtrees)
            known = connection.execute(query).scalar() or 0
            new = [row for row in rows if row["number"] >= known]
            if new:
                connection.execute(subtrees.insert(), new)

    def keep_checkpoint(self, at: str, size: int, root: bytes, note: str) -> None:
        """Keep a signed note."""
        row = {"at": at, "size": size, "root": root.hex(), "note": note}
        with self.writing() as connection:
            connection.execute(checkpoints.insert(), [row])

    def checkpoints(self, size: int | None = None) -> list[dict[str, Any]]:
        """Return the signed notes, oldest first: {at, size, root, note}."""
        columns = [checkpoints.c[name] for name in ("at", "size", "root", "note")]
        query = select(*columns).order_by(checkpoints.c.row)
        if size is not None:
            query = query.where(checkpoints.c.size == size)
        return [dict(row._mapping) for row in self.select(query)]

    def last_checkpoint(self) -> dict[str, Any] | None:
        """Return the latest signed note."""
        return self._one(select(checkpoints).order_by(checkpoints.c.row.desc()))

    def progress(self, job: str) -> str | None:
        """Return what a job noted last."""
        query = select(progress.c.state).where(progress.c.job == job)
        found = self._one(query.order_by(progress.c.row.desc()))
        return found["state"] if found else None

    def set_progress(self, job: str, at: str, state: str) -> None:
        """Note how far a job has come."""
        with self.writing() as connection:
            row = {"job": job, "at": at, "state": state}
            connection.execute(progress.insert(), [row])

    def open_play(
        self, connection: Connection, who: Mapping[str, str], at: str, gap: timedelta
    ) -> str | None:
        """Return the event of a playback that goes on: {actor, uid, file}."""
        same = [plays.c[name] == value for name, value in who.items()]
        query = select(plays.c.event, plays.c.at).where(*same)
        row = connection.execute(query.order_by(plays.c.row.desc()).limit(1)).first()
        if row is None:
            return None
        passed = datetime.fromisoformat(at) - datetime.fromisoformat(row.at)
        return row.event if timedelta(0) <= passed <= gap else None

    def add_range(self, connection: Connection, **row: Any) -> None:
        """Add a byte range to a playback."""
        connection.execute(plays.insert(), [row])

    def ranges(self, event_ids: Iterable[str]) -> list[tuple[str, int, int]]:
        """Return (event, first byte, byte after the last) of playbacks."""
        columns = (plays.c.event, plays.c.starts, plays.c.ends)
        query = select(*columns).where(plays.c.event.in_(list(event_ids)))
        return [tuple(row) for row in self.select(query.order_by(*columns))]

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()

    def select(self, query: Select, limit: int | None = None) -> list[Row]:
        """Return what a query finds; a database that does not answer is unavailable."""
        with translated(), self.engine.connect() as connection:
            return list(connection.execute(query.limit(limit)))

    def _one(self, query: Select) -> dict[str, Any] | None:
        found = self.select(query, 1)
        return dict(found[0]._mapping) if found else None


def _hashes(rows: Iterable[Row]) -> list[bytes]:
    try:
        return [bytes.fromhex(row[0]) for row in rows]
    except (TypeError, ValueError) as error:
        # audit.py names the row.
        raise LedgerDamaged(f"a hash that is none: {error}") from error
