"""How the ledger is reached: SQLite beside Data.fs, or PostgreSQL.

Whoever writes takes the one write lock first and holds it to the end, so that events
lie in the order of their commits and no place in the tree stays empty.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlalchemy import Connection
from sqlalchemy import create_engine
from sqlalchemy import Engine
from sqlalchemy import event
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from typing import Any


BUSY_SECONDS = 30
WRITING = "lingchuan_writing"
# Any number that nobody else uses in the same database.
LOCK = 0x6C63_7265_636F_7264


class LedgerUnavailable(Exception):
    """The ledger cannot be written or read, so nothing else is."""


class LedgerDamaged(LedgerUnavailable):
    """A row holds what the ledger never writes."""


@contextmanager
def translated() -> Iterator[None]:
    """Let each error of the database be a LedgerUnavailable."""
    try:
        yield
    except SQLAlchemyError as error:
        raise LedgerUnavailable(str(error)) from error


def make_engine(url: str) -> Engine:
    """Return the engine of a ledger's URL."""
    if url.startswith("sqlite"):
        waits = {"timeout": BUSY_SECONDS}
        engine = create_engine(url, connect_args=waits, max_overflow=-1)
        event.listen(engine, "connect", _on_connect)
    else:
        waits = {"options": f"-c lock_timeout={BUSY_SECONDS}s"}
        # A server that was restarted is found again.
        engine = create_engine(
            url, connect_args=waits, max_overflow=-1, pool_pre_ping=True
        )
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
    writing = connection.get_execution_options().get(WRITING)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
    elif writing:
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
