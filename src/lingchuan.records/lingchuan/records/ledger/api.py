"""What every action calls: `record` an event, take a number, read events.

- A change is recorded with its transaction: both are there, or neither.
- What is read, refused or found out is recorded at once, and stays when that is given up.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import timedelta
from lingchuan.records.core.digest import canonical_json
from lingchuan.records.core.digest import leaf_hash
from lingchuan.records.core.plain_text import without_numbers
from lingchuan.records.ledger.actors import actor_of
from lingchuan.records.ledger.actors import ANONYMOUS
from lingchuan.records.ledger.actors import current_actor
from lingchuan.records.ledger.actors import is_staff
from lingchuan.records.ledger.actors import logged_actor
from lingchuan.records.ledger.actors import pseudonym
from lingchuan.records.ledger.details import told
from lingchuan.records.ledger.engine import translated
from lingchuan.records.ledger.manager import changed_uids
from lingchuan.records.ledger.manager import holds_lock
from lingchuan.records.ledger.manager import joined
from lingchuan.records.ledger.moments import now
from lingchuan.records.ledger.places import configure
from lingchuan.records.ledger.places import LedgerUnavailable
from lingchuan.records.ledger.places import store
from plone.rest.interfaces import IAPIRequest
from sqlalchemy.exc import IntegrityError
from typing import Any
from zope.globalrequest import getRequest

import uuid


__all__ = (
    "actor_of",
    "ANONYMOUS",
    "changed_uids",
    "claim_number",
    "configure",
    "current_actor",
    "holds_lock",
    "is_staff",
    "LedgerUnavailable",
    "logged_actor",
    "pseudonym",
)

_PLAIN = {"role": "", "on_behalf": "", "digest": None, "digest_before": None}
# A playback that rests longer than this and goes on is another one.
PLAY_GAP = timedelta(minutes=30)


class NumberTaken(ValueError):
    """A number was given already."""


def record(action: str, *, uid: str, path: str, **values: Any) -> str:
    """Buffer one event with the transaction and return its id.

    Args:
        values: see `event_of`.
    Raises:
        LedgerUnavailable: there is no ledger; the change must not go on.
    """
    manager = joined(store())
    event = event_of(action, uid=uid, path=path, batch=manager.batch, **values)
    manager.buffer.append(event)
    return str(event["id"])


def record_now(action: str, *, uid: str, path: str, **values: Any) -> str:
    """Write one event and commit it, whatever becomes of the transaction.

    Raises:
        LedgerUnavailable: it could not be written; what it tells must not happen.
    """
    event = event_of(action, uid=uid, path=path, **values)
    write_now([event])
    return str(event["id"])


def write_now(events: Sequence[Mapping[str, Any]]) -> None:
    """Write events that `event_of` made, and commit them.

    Raises:
        LedgerUnavailable: none of them could be written.
    """
    with _own_transaction() as connection:
        store().append(connection, events)


def write_before_answer(events: Sequence[Mapping[str, Any]]) -> None:
    """Write events before a request is answered; with its change where it makes one.

    Raises:
        LedgerUnavailable: none of them could be written.
    """
    if holds_lock() or changed_uids():
        joined(store()).buffer.extend(events)
    else:
        write_now(events)


@contextmanager
def _own_transaction():
    if holds_lock():
        raise LedgerUnavailable("this transaction holds the ledger's lock itself")
    with store().writing() as connection:
        yield connection


def event_of(
    action: str,
    *,
    uid: str,
    path: str,
    files: Iterable[Mapping[str, Any]] = (),
    files_before: Iterable[Mapping[str, Any]] = (),
    details: Mapping[str, Any] | None = None,
    reason: str = "",
    actor: str | None = None,
    channel: str | None = None,
    batch: str | None = None,
    **plain: str | None,
) -> dict[str, Any]:
    """Return an event with its leaf hash, written nowhere yet.

    Args:
        plain: digest and digest_before of the record's canonical state, None for a
            read; role; on_behalf.
        files, files_before: {field, sha256, sm3, size} of each original.
        actor: as the ledger names them.
        reason, details: numbers of people are masked.
    """
    event = {
        **_PLAIN,
        **plain,
        "id": uuid.uuid4().hex,
        "batch": batch or uuid.uuid4().hex,
        "at": now(),
        "actor": actor or logged_actor(),
        "action": action,
        "uid": uid,
        "path": path,
        "files_before": _text(list(files_before)),
        "files": _text(list(files)),
        "details": _text(told(details or {})),
        "reason": without_numbers(reason),
        "channel": channel or present_channel(),
    }
    return event | {"leaf_hash": leaf_hash(event)}


def _text(value: object) -> str:
    return canonical_json(value).decode()


def play(event: Mapping[str, Any], file: str, starts: int, ends: int) -> None:
    """Write a byte range of a playback; the first of it writes its event too.

    Args:
        event: what `event_of` made for the case that this is the first.
        file: what is played of the record.
        starts, ends: first byte, and the one after the last.
    Raises:
        LedgerUnavailable: it could not be written; not a byte may be sent.
    """
    who = {"actor": event["actor"], "uid": event["uid"], "file": file}
    with _own_transaction() as connection:
        known = store().open_play(connection, who, event["at"], PLAY_GAP)
        if known is None:
            store().append(connection, [event])
        row = {"event": known or event["id"], "at": event["at"]}
        store().add_range(connection, **row, **who, starts=starts, ends=ends)


def coverage(event_ids: Iterable[str]) -> dict[str, list[list[int]]]:
    """Return {event: [[first byte, byte after the last], …]} of playbacks, merged."""
    found: dict[str, list[list[int]]] = {}
    for event, starts, ends in store().ranges(event_ids):
        merged = found.setdefault(event, [])
        if merged and starts <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], ends)
        else:
            merged.append([starts, ends])
    return found


def allocate_number(series: str, year: int, pattern: str, uid: str) -> tuple[int, str]:
    """Take the next number of a series, in this transaction's SQL commit."""
    connection = joined(store()).connection()
    with translated():
        return store().take_number(connection, series, year, pattern, uid=uid, at=now())


def reserve_number(
    series: str, year: int, pattern: str, uid: str
) -> tuple[int, str, int]:
    """Take the next number of a series at once, or the one that a thing has already.

    It stays the thing's own when the transaction is given up, so none is lost.

    Returns:
        The number, its full text, and its year.
    """
    with _own_transaction() as connection:
        known = store().number_of(connection, series, uid)
        if known is not None:
            return known
        row = {"uid": uid, "at": now()}
        seq, full = store().take_number(connection, series, year, pattern, **row)
        return seq, full, year


def claim_number(series: str, year: int, number: int, full: str, uid: str) -> None:
    """Take a number that was given elsewhere, in this transaction's SQL commit.

    Raises:
        NumberTaken: it was given here.
    """
    connection = joined(store()).connection()
    row = {"full": full, "uid": uid, "at": now()}
    with translated():
        try:
            store().claim_number(connection, series, year, number, **row)
        except IntegrityError as error:
            raise NumberTaken(full) from error


def numbers() -> list[dict[str, Any]]:
    """Return all numbers ever given: {series, year, number, full, uid}."""
    return store().numbers()


def read(since: int = 0, limit: int | None = 100, **which: Any) -> list[dict[str, Any]]:
    """Return committed events after a place: all, or those of a selection.

    Args:
        which: conditions of ledger/selection.py; skip: how many to leave out first;
            newest_first: the other way round.
    """
    return store().read(since, limit, **which)


def count(**which: Any) -> int:
    """Return the number of committed events of a selection."""
    return store().count(**which)


def values(column: str, **which: Any) -> list[str]:
    """Return the different values of a column in a selection, sorted."""
    return store().values(column, **which)


def last_event(uid: str) -> dict[str, Any] | None:
    """Return the last committed event of a record, be it a change or a read."""
    return store().last(uid)


def last_change(uid: str) -> dict[str, Any] | None:
    """Return the last committed event that changed a record."""
    return store().last(uid, change=True)


def find(event_id: str) -> dict[str, Any] | None:
    """Return an event by its id."""
    return store().find(event_id)


def size() -> int:
    """Return the number of committed events."""
    return store().size()


def progress(job: str) -> str | None:
    """Return what a job noted last."""
    return store().progress(job)


def set_progress(job: str, state: str) -> None:
    """Note how far a job has come, at once."""
    store().set_progress(job, now(), state)


def present_channel() -> str:
    """Return by which way the current user acts: ui, rest or script."""
    request = getRequest()
    if request is None or not request.get("SERVER_PROTOCOL"):
        return "script"
    return "rest" if IAPIRequest.providedBy(request) else "ui"
