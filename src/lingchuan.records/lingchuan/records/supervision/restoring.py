"""An older database in place of the one that the ledger knows."""

from collections.abc import Container
from collections.abc import Iterator
from lingchuan.records.content.events import SITE
from lingchuan.records.ledger import api as ledger
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision import records
from lingchuan.records.supervision.alarms import Found
from lingchuan.records.supervision.alarms import is_told
from lingchuan.records.supervision.incidents import fingerprint_of
from lingchuan.records.supervision.judging import behind_of
from lingchuan.records.supervision.judging import gave_way
from lingchuan.records.supervision.judging import lost_once
from lingchuan.records.supervision.judging import Row
from lingchuan.records.supervision.judging import SOURCE
from lingchuan.records.supervision.storage import storage_of
from lingchuan.records.supervision.window import DELETES
from typing import Any
from ZODB.utils import u64


# So many of the last events are held against the database at each look.
TAIL = 40
_PAGE = 500


def went_back(
    portal: Any, kept: bytes, seen: int, touched: Container[str]
) -> Iterator[Found]:
    """Yield what the last events tell of and the database lacks, or nothing.

    It is an older database when its last transaction is older than the one kept at the
    last look; or, if somebody has written since, when it does not have that one and the
    records of the last events went back. Else single records were taken out.

    Args:
        kept, seen: transaction and event of the last look.
        touched: the records that were stored since, which are looked at anyhow.
    """
    store = storage_of(portal)
    older = store.lastTransaction() < kept
    lost = _lost(portal, seen - TAIL, seen)
    lost = [row for row in lost if older or row["uid"] not in touched]
    if older or (lost and not _has(store, kept)):
        yield from _restored(portal, kept, seen)
        return
    yield from _each(portal, lost, kinds.RECORD_MISSING)


def _has(store: Any, tid: bytes) -> bool:
    return any(True for _transaction in store.iterator(tid, tid))


def _restored(portal: Any, kept: bytes, seen: int) -> Iterator[Found]:
    lost: list[Row] = []
    end = seen
    while end > 0:
        page = _lost(portal, end - _PAGE, end)
        if not page and end != seen:
            break
        lost += page
        end -= _PAGE
    if not lost:
        return
    first = min(lost, key=lambda row: row["seq"])
    yield Found(
        kinds.RESTORED,
        SOURCE,
        fingerprint_of("restored", u64(kept), first["id"]),
        first["uid"],
        first["path"],
        {
            "count": len({row["uid"] for row in lost}),
            "seq": first["seq"],
            "event": first["id"],
        },
    )
    yield from _each(portal, lost, kinds.ROLLED_BACK)


def _each(portal: Any, lost: list[Row], absent: str) -> Iterator[Found]:
    """Yield each change that a record lacks; of a record that is not there the last."""
    last = {row["uid"]: row["id"] for row in sorted(lost, key=lambda row: row["seq"])}
    for row in lost:
        if records.record_at(portal, row["path"], row["uid"]) is not None:
            yield behind_of(kinds.ROLLED_BACK, row)
        elif row["id"] == last[row["uid"]]:
            yield behind_of(absent, row)


def _lost(portal: Any, since: int, through: int) -> list[Row]:
    """Return the changes of a range of events that their records do not have."""
    since = max(0, since)
    rows = ledger.read(since, through - since)
    changes = [row for row in rows if row["digest"] is not None and row["uid"] != SITE]
    named: dict[str, int | None] = {}
    found = []
    for row in changes:
        if not records.is_within(portal, row["path"]):
            continue
        if row["uid"] not in named:
            named[row["uid"]] = _reached(portal, row)
        reached = named[row["uid"]]
        if reached is not None and row["seq"] > reached and not _is_known(row):
            found.append(row)
    return found


def _reached(portal: Any, row: Row) -> int | None:
    """Return the place of the event that a record names; None where that tells nothing.

    That a record cannot be read is told by who checks all of it (fixity.py).
    """
    try:
        return _named(portal, row)
    except Exception as error:
        records.unread_reason(error)
        return None


def _named(portal: Any, row: Row) -> int | None:
    record = records.record_at(portal, row["path"], row["uid"])
    if record is None:
        last = ledger.last_change(row["uid"]) or row
        gone = last["action"] in DELETES or gave_way(portal, row)
        return None if gone or _is_known(last) else 0
    event = records.event_of(record)
    named = ledger.find(event) if event else None
    return named["seq"] if named is not None else None


def _is_known(row: Row) -> bool:
    """Return whether it was told before that a change was not done, or undone."""
    return is_told(lost_once(row))
