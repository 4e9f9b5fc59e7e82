"""Of several processes on one ledger, one leads in a job, until it ends.

- Beside SQLite it holds the lock of a file; in PostgreSQL a lock of its session.
- Either goes with the process, so that the next who asks leads then.
"""

from lingchuan.records.ledger import places
from lingchuan.records.ledger.engine import translated
from lingchuan.records.ledger.store import LedgerStore
from pathlib import Path
from sqlalchemy import Connection
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from typing import Any
from typing import IO

import fcntl
import hashlib


_KEY_BYTES = 8


class Leader:
    """The jobs in which one process, or one part of it, leads."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], Any] = {}

    def leads(self, job: str) -> bool:
        """Return whether this one leads in a job; it takes what is free.

        Raises:
            LedgerUnavailable: the ledger does not answer.
        """
        store = places.store()
        key = (store.url, job)
        if store.engine.dialect.name == "sqlite":
            if key not in self._held:
                self._held[key] = _locked_file(store, job)
        elif not _is_alive(self._held.get(key)):
            self._held[key] = _locked_session(store, job)
        if self._held[key] is None:
            del self._held[key]
        return key in self._held

    def close(self) -> None:
        """Let others lead."""
        for held in self._held.values():
            held.close()
        self._held.clear()


def _locked_file(store: LedgerStore, job: str) -> IO[bytes] | None:
    path = Path(store.engine.url.database or "").with_name(f"{job}.lock")
    try:
        stream = path.open("ab")
    except OSError as error:
        raise places.LedgerUnavailable(str(error)) from error
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        stream.close()
        return None
    return stream


def _locked_session(store: LedgerStore, job: str) -> Connection | None:
    with translated():
        session = store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        digest = hashlib.sha256(f"lingchuan.records {job}".encode()).digest()
        key = int.from_bytes(digest[:_KEY_BYTES], signed=True)
        if session.execute(select(func.pg_try_advisory_lock(key))).scalar():
            # Never given to others, for the lock is the session's.
            session.detach()
            return session
        session.close()
    return None


def _is_alive(session: Connection | None) -> bool:
    """Return whether a session goes on, and its lock with it."""
    if session is None:
        return False
    try:
        session.execute(select(1))
    except SQLAlchemyError:
        session.invalidate()
        return False
    return True
