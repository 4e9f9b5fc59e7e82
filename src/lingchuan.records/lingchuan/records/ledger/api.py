"""What every action calls: `record` an event, take a number, read events."""

from AccessControl import getSecurityManager
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import datetime
from datetime import UTC
from lingchuan.records.core.digest import canonical_json
from lingchuan.records.core.digest import leaf_hash
from lingchuan.records.ledger.manager import joined
from lingchuan.records.ledger.manager import LedgerUnavailable
from lingchuan.records.ledger.store import LedgerStore
from pathlib import Path
from plone.rest.interfaces import IAPIRequest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.exc import SQLAlchemyError
from typing import Any
from zope.component.hooks import getSite
from zope.globalrequest import getRequest

import os
import threading
import uuid


class NumberTaken(ValueError):
    """A number was given already."""


ENVIRONMENT = "LINGCHUAN_LEDGER_URL"
SYSTEM = "system"

_lock = threading.Lock()
_configured: str | None = None
_stores: dict[str, LedgerStore] = {}


def configure(url: str | None) -> None:
    """Set the ledger's URL; None goes back to the environment or Data.fs."""
    global _configured
    _configured = url


def record(
    action: str,
    *,
    uid: str,
    path: str,
    digest: str | None = None,
    digest_before: str | None = None,
    reason: str = "",
    files: Iterable[Mapping[str, Any]] = (),
    details: Mapping[str, Any] | None = None,
    actor: str | None = None,
    role: str = "",
    on_behalf: str = "",
    channel: str | None = None,
) -> str:
    """Buffer one event with the transaction and return its id.

    Raises:
        LedgerUnavailable: there is no ledger; the change must not go on.
    """
    manager = joined(_store())
    event: dict[str, Any] = {
        "id": uuid.uuid4().hex,
        "batch": manager.batch,
        "at": _now(),
        "actor": actor or current_actor(),
        "role": role,
        "on_behalf": on_behalf,
        "action": action,
        "uid": uid,
        "path": path,
        "digest_before": digest_before,
        "digest": digest,
        "files": canonical_json(list(files)).decode(),
        "details": canonical_json(dict(details or {})).decode(),
        "reason": reason,
        "channel": channel or _channel(),
    }
    manager.buffer.append(event | {"leaf_hash": leaf_hash(event)})
    return str(event["id"])


def allocate_number(series: str, year: int, pattern: str, uid: str) -> tuple[int, str]:
    """Take the next number of a series, in this transaction's SQL commit."""
    store = _store()
    connection = joined(store).connection()
    try:
        return store.take_number(connection, series, year, pattern, uid=uid, at=_now())
    except SQLAlchemyError as error:
        raise LedgerUnavailable(str(error)) from error


def claim_number(series: str, year: int, number: int, full: str, uid: str) -> None:
    """Take a number that was given elsewhere, in this transaction's SQL commit.

    Raises:
        NumberTaken: it was given here.
    """
    store = _store()
    connection = joined(store).connection()
    row = {"full": full, "uid": uid, "at": _now()}
    try:
        store.claim_number(connection, series, year, number, **row)
    except IntegrityError as error:
        raise NumberTaken(full) from error
    except SQLAlchemyError as error:
        raise LedgerUnavailable(str(error)) from error


def numbers() -> list[dict[str, Any]]:
    """Return all numbers ever given: {series, year, number, full, uid}."""
    return _store().numbers()


def read(
    since: int = 0,
    limit: int = 100,
    uid: str | None = None,
    path_prefix: str | None = None,
) -> list[dict[str, Any]]:
    """Return committed events, oldest first."""
    return _store().read(since, limit, uid, path_prefix)


def last_event(uid: str) -> dict[str, Any] | None:
    """Return the last committed event of a record."""
    return _store().last(uid)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def current_actor() -> str:
    """Return the current user's id, `system` without one."""
    return getSecurityManager().getUser().getId() or SYSTEM


def _channel() -> str:
    request = getRequest()
    if request is None or not request.get("SERVER_PROTOCOL"):
        return "script"
    return "rest" if IAPIRequest.providedBy(request) else "ui"


def _store() -> LedgerStore:
    url = _configured or os.environ.get(ENVIRONMENT) or _beside_data_fs()
    with _lock:
        if url not in _stores:
            try:
                _stores[url] = LedgerStore(url)
            except (SQLAlchemyError, OSError) as error:
                raise LedgerUnavailable(str(error)) from error
        return _stores[url]


def _beside_data_fs() -> str:
    site = getSite()
    connection = getattr(site, "_p_jar", None)
    storage = connection.db().storage if connection is not None else None
    name = getattr(storage, "getName", lambda: "")()
    if not name or not Path(name).is_absolute() or not Path(name).exists():
        raise LedgerUnavailable(f"no ledger: set {ENVIRONMENT}")
    folder = Path(name).parent.parent / "ledger"
    folder.mkdir(mode=0o700, exist_ok=True)
    return f"sqlite:///{folder / 'ledger.sqlite'}"
