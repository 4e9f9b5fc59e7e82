"""The database below the objects: its transactions, and which records they stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from io import BytesIO
from lingchuan.records.interfaces import ILoggedContent
from typing import Any
from ZODB._compat import PersistentUnpickler
from ZODB.broken import find_global
from ZODB.POSException import POSKeyError
from ZODB.utils import get_pickle_metadata
from ZODB.utils import p64
from ZODB.utils import u64
from ZODB.utils import z64


UID = "_plone.uuid"
_PACKAGE = b"lingchuan."
# The name of its class stands at the beginning of a record; most are of no interest.
_HEAD = 128


@dataclass(frozen=True, slots=True)
class Stored:
    """A state of a record that a transaction stored; `event` is the last it names."""

    uid: str
    event: str | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A state that a transaction stored and nobody can read; `oid` is its place in hex."""

    oid: str
    reason: str


def storage_of(portal: Any) -> Any:
    """Return the storage below a site."""
    return portal._p_jar.db().storage


def commit_lock(storage: Any) -> Any:
    """Return the lock that each commit holds from vote to end.

    None where other processes write too (RelStorage), so that no lock here tells.
    """
    return getattr(storage, "_commit_lock", None)


def wait_for_commits(storage: Any) -> None:
    """Return when what is being committed now is done."""
    lock = commit_lock(storage)
    if lock is not None:
        with lock:
            return


def stored_after(
    storage: Any, tid: bytes, through: bytes
) -> Iterator[Stored | Unreadable]:
    """Yield the states of logged content stored after one transaction up to another."""
    start = p64(u64(tid) + 1) if tid != z64 else None
    for transaction in storage.iterator(start, through):
        for record in transaction:
            # Without data, the making of an object was undone.
            data = record.data or _data_before(storage, record.oid, transaction.tid)
            if data and _PACKAGE in data[:_HEAD]:
                try:
                    found = _stored(data)
                except Exception as error:
                    # Broken bytes raise whatever they say.
                    oid = f"{u64(record.oid):#x}"
                    found = Unreadable(oid, type(error).__name__)
                if found is not None:
                    yield found


def _data_before(storage: Any, oid: bytes, tid: bytes) -> bytes | None:
    try:
        found = storage.loadBefore(oid, tid)
    except POSKeyError:
        return None
    return found[0] if found else None


def _stored(data: bytes) -> Stored | None:
    state = _state(data) if _is_logged(data) else {}
    return Stored(state[UID], state.get("ledger_event")) if state.get(UID) else None


def _is_logged(data: bytes) -> bool:
    return _is_logged_class(*get_pickle_metadata(data))


@cache
def _is_logged_class(module: str, name: str) -> bool:
    if not module.startswith(_PACKAGE.decode()):
        return False
    found = getattr(import_module(module), name, None)
    return found is not None and ILoggedContent.implementedBy(found)


def _state(data: bytes) -> dict[str, Any]:
    """Return the attributes in a stored record; other persistent objects are None."""
    reader = PersistentUnpickler(find_global, lambda _reference: None, BytesIO(data))
    reader.load()
    state = reader.load()
    return state if isinstance(state, dict) else {}
