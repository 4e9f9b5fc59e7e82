"""kill -9 at a moment of a change: the phases, as wrappers of what runs then."""

from collections.abc import Callable
from lingchuan.records.content import facts
from lingchuan.records.content import normalise
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger.manager import LedgerManager
from typing import Any
from ZODB.Connection import Connection
from ZODB.FileStorage.FileStorage import FileStorage

import os
import signal


def die(*_args: Any, **_values: Any) -> None:
    """End this process as kill -9 does."""
    os.kill(os.getpid(), signal.SIGKILL)


def _before(owner: Any, name: str) -> None:
    setattr(owner, name, die)


def _after(owner: Any, name: str) -> None:
    real = getattr(owner, name)

    def wrapped(*args: Any, **values: Any) -> Any:
        real(*args, **values)
        die()

    setattr(owner, name, wrapped)


def _amid_digest() -> None:
    real = facts.file_digests

    def wrapped(chunks: Any) -> Any:
        def some() -> Any:
            yield next(iter(chunks))
            die()

        return real(some())

    facts.file_digests = wrapped


# The temp file is written before the digests are kept.
PHASES: dict[str, Callable[[], None]] = {
    "temp file": lambda: _before(normalise, "keep_digests"),
    "digest": _amid_digest,
    "before the event": lambda: _before(ledger, "record"),
    "before the vote": lambda: _before(Connection, "tpc_vote"),
    "vote": lambda: _before(LedgerManager, "tpc_vote"),
    "after the ledger's commit": lambda: _after(LedgerManager, "tpc_vote"),
    "finish": lambda: _before(FileStorage, "tpc_finish"),
    "mid-finish": lambda: _before(FileStorage, "_finish"),
    "end of finish": lambda: _after(FileStorage, "_finish"),
    "after": lambda: _before(LedgerManager, "tpc_finish"),
    "acknowledged": lambda: None,
}
ONLY_WITH_FILE = ("temp file", "digest")
