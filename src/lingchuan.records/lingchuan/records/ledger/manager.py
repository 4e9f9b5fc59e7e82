"""The data manager: events and jobs live and die with the transaction.

They are buffered (a savepoint is the buffers' lengths), the manager sorts
last, and in `tpc_vote` it appends and commits. Whatever fails there aborts the
ZODB's transaction too; nothing is logged and passed over. It is not two-phase:
an event whose object then does not commit is found by the reconciler.

The ledger's write lock is taken before the ZODB's commit lock, always: else a
transaction that holds a number and one that is committing wait for each other.
"""

from lingchuan.records.ledger import job_rows
from lingchuan.records.ledger.places import LedgerUnavailable
from lingchuan.records.ledger.store import LedgerStore
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from transaction.interfaces import IDataManagerSavepoint
from transaction.interfaces import ISavepointDataManager
from typing import Any
from zope.interface import implementer

import transaction
import uuid


LAST = "~~~~lingchuan.records.ledger"
_KEY = "lingchuan.records.ledger"


@implementer(IDataManagerSavepoint)
class LedgerSavepoint:
    """The number of events and jobs, and the SQL savepoint, that a rollback keeps."""

    def __init__(self, manager: "LedgerManager") -> None:
        self.manager = manager
        self.kept = len(manager.buffer)
        self.kept_jobs = len(manager.jobs)
        self.name = manager.mark()

    def rollback(self) -> None:
        """Forget the events, jobs and numbers since the savepoint."""
        del self.manager.buffer[self.kept :]
        del self.manager.jobs[self.kept_jobs :]
        self.manager.go_back(self.name)


@implementer(ISavepointDataManager)
class LedgerManager:
    """Holds one transaction's events and jobs, and its connection if a number is taken."""

    def __init__(self, store: LedgerStore, manager: Any) -> None:
        self.store = store
        self.transaction_manager = manager
        self.buffer: list[dict[str, Any]] = []
        self.jobs: list[dict[str, Any]] = []
        self.batch = uuid.uuid4().hex
        self._connection: Connection | None = None
        self._is_committing = False
        self._marks = 0

    @property
    def has_rows(self) -> bool:
        """Whether there is anything to append."""
        return bool(self.buffer or self.jobs)

    def connection(self) -> Connection:
        """Return this transaction's connection, which holds the write lock."""
        if self._connection is None:
            try:
                self._connection = self.store.connect()
            except SQLAlchemyError as error:
                raise LedgerUnavailable(str(error)) from error
        return self._connection

    def lock(self) -> None:
        """Take the write lock; runs before any data manager's `tpc_begin`."""
        self._is_committing = True
        if self.has_rows:
            self.connection()

    def lock_if_late(self) -> None:
        """Take the write lock for what a hook behind `lock` is about to record."""
        if self._is_committing:
            self.connection()

    def mark(self) -> str | None:
        """Set an SQL savepoint and return its name, None while none is needed."""
        if self._connection is None:
            return None
        self._marks += 1
        name = f"mark_{self._marks}"
        self._execute(f"SAVEPOINT {name}")
        return name

    def go_back(self, name: str | None) -> None:
        """Give back the numbers taken since the mark."""
        if name is None:
            self._close()
        elif self._connection is not None:
            self._execute(f"ROLLBACK TO SAVEPOINT {name}")

    def _execute(self, statement: str) -> None:
        try:
            self._connection.exec_driver_sql(statement)
        except SQLAlchemyError as error:
            raise LedgerUnavailable(str(error)) from error

    def sortKey(self) -> str:  # noqa: N802
        """Sort behind every ZODB connection."""
        return LAST

    def savepoint(self) -> LedgerSavepoint:
        """Return a savepoint."""
        return LedgerSavepoint(self)

    def tpc_begin(self, txn: object) -> None:
        """Refuse what would wait for the ledger's lock within the ZODB's.

        Raises:
            LedgerUnavailable: rows came after every chance to take the lock.
        """
        if self.has_rows and self._connection is None:
            raise LedgerUnavailable("an event came too late in its transaction")

    def commit(self, txn: object) -> None:
        """Wait for the vote."""

    def tpc_vote(self, txn: object) -> None:
        """Append and commit; a failure aborts the whole transaction."""
        if not self.has_rows and self._connection is None:
            return
        try:
            connection = self.connection()
            self.store.append(connection, self.buffer)
            job_rows.insert(connection, self.jobs, self.buffer)
            connection.commit()
        except SQLAlchemyError as error:
            raise LedgerUnavailable(str(error)) from error

    def tpc_finish(self, txn: object) -> None:
        """Let the connection go."""
        self._close()

    def tpc_abort(self, txn: object) -> None:
        """Forget everything."""
        self.abort(txn)

    def abort(self, txn: object) -> None:
        """Forget everything; a number that was taken is free again."""
        self.buffer.clear()
        self.jobs.clear()
        self._close()

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def present() -> LedgerManager | None:
    """Return the current transaction's manager, None where nothing was recorded."""
    try:
        return transaction.get().data(_KEY)
    except KeyError:
        return None


def holds_lock() -> bool:
    """Return whether the current transaction holds the ledger's write lock."""
    found = present()
    return found is not None and found._connection is not None


def changed_uids() -> set[str]:
    """Return the UIDs of what the current transaction is to write changes of."""
    found = present()
    return {event["uid"] for event in found.buffer} if found is not None else set()


def joined(store: LedgerStore) -> LedgerManager:
    """Return the current transaction's manager, joined on first use."""
    txn = transaction.get()
    found = present()
    if found is None or found not in txn._resources:
        found = LedgerManager(store, transaction.manager)
        txn.join(found)
        txn.addBeforeCommitHook(found.lock)
        txn.set_data(_KEY, found)
    found.lock_if_late()
    return found
