"""The ledger's tables in SQL: append only, SQLite or PostgreSQL.

Rules: rows are inserted and read, never changed; a number of a series is
inserted once and never taken back after its commit. It knows no content type.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from lingchuan.records.core.numbering import format_number
from sqlalchemy import BigInteger
from sqlalchemy import Column
from sqlalchemy import Connection
from sqlalchemy import create_engine
from sqlalchemy import Engine
from sqlalchemy import event
from sqlalchemy import func
from sqlalchemy import Integer
from sqlalchemy import MetaData
from sqlalchemy import select
from sqlalchemy import Table
from sqlalchemy import Text
from sqlalchemy import text
from sqlalchemy import UniqueConstraint
from typing import Any


BUSY_SECONDS = 30
_WRITING = "lingchuan_writing"

metadata = MetaData()

events = Table(
    "events",
    metadata,
    Column(
        "seq",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    Column("id", Text, nullable=False, unique=True),
    Column("batch", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("on_behalf", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("uid", Text, nullable=False, index=True),
    Column("path", Text, nullable=False, index=True),
    Column("digest_before", Text),
    Column("digest", Text),
    Column("files", Text, nullable=False),
    Column("details", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("leaf_hash", Text, nullable=False),
    sqlite_autoincrement=True,
)

numbers = Table(
    "numbers",
    metadata,
    Column("series", Text, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("full", Text, nullable=False),
    Column("uid", Text, nullable=False),
    Column("at", Text, nullable=False),
    UniqueConstraint("full", name="numbers_full"),
)

_SEALS = tuple(
    f"CREATE TRIGGER IF NOT EXISTS {table}_no_{act.lower()} BEFORE {act} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    for table in ("events", "numbers")
    for act in ("UPDATE", "DELETE")
)


class LedgerStore:
    """One ledger behind an SQLAlchemy URL."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._writer = self.engine.execution_options(**{_WRITING: True})
        with self._writer.begin() as connection:
            metadata.create_all(connection)
            if self.engine.dialect.name == "sqlite":
                for statement in _SEALS:
                    connection.execute(text(statement))

    def connect(self) -> Connection:
        """Return a connection inside a writing transaction of its own."""
        connection = self._writer.connect()
        try:
            connection.begin()
        except Exception:
            connection.close()
            raise
        return connection

    def append(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert events in their order."""
        for row in rows:
            connection.execute(events.insert().values(**row))

    def take_number(
        self, connection: Connection, series: str, year: int, pattern: str, **row: str
    ) -> tuple[int, str]:
        """Insert and return the next number of a series and its full text."""
        if self.engine.dialect.name == "postgresql":
            key = func.hashtext(f"{series}/{year}")
            connection.execute(select(func.pg_advisory_xact_lock(key)))
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

    def numbers(self) -> list[dict[str, Any]]:
        """Return the numbers given, in their order."""
        names = ("series", "year", "number", "full", "uid")
        columns = [numbers.c[name] for name in names]
        query = select(*columns).order_by(*columns[:3])
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def read(
        self,
        since: int = 0,
        limit: int = 100,
        uid: str | None = None,
        path_prefix: str | None = None,
    ) -> list[dict[str, Any]]:
        """Return events after `since`, oldest first."""
        query = select(events).where(events.c.seq > since)
        if uid is not None:
            query = query.where(events.c.uid == uid)
        if path_prefix is not None:
            inside = events.c.path.startswith(path_prefix + "/", autoescape=True)
            query = query.where((events.c.path == path_prefix) | inside)
        query = query.order_by(events.c.seq).limit(limit)
        with self.engine.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(query)]

    def last(self, uid: str) -> dict[str, Any] | None:
        """Return the last event of a record, None without one."""
        query = select(events).where(events.c.uid == uid)
        query = query.order_by(events.c.seq.desc()).limit(1)
        with self.engine.connect() as connection:
            row = connection.execute(query).first()
        return dict(row._mapping) if row else None

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, max_overflow=-1)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    """Lock at once for writing only: a reader must never wait for a writer."""
    writing = connection.get_execution_options().get(_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
