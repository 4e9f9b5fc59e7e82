"""The database held against the ledger: at start, and each minute what came since.

- From objects to events: what a transaction stored of a record names an event that
  the ledger has, that is the record's last change, and whose digest is the record's.
- From events to objects: each change that the ledger tells of was stored, or gets a
  `not_committed` event; what was stored and went back is an alarm.
- Events are committed before their objects, so the look begins with the events and
  goes on with a view of the database that is newer than all of them.
- Offices, clearances and roles are held against their events (rights.py).
- What went back and is open for it is shut again at once (reclosing.py).
- Parts of a record that are objects of their own are held against it by fixity.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from lingchuan.records.content.events import SITE
from lingchuan.records.ledger import api as ledger
from lingchuan.records.supervision import alarms
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision import storage as database
from lingchuan.records.supervision.alarms import again
from lingchuan.records.supervision.alarms import Found
from lingchuan.records.supervision.incidents import fingerprint_of
from lingchuan.records.supervision.judging import Judge
from lingchuan.records.supervision.numbers import unused_numbers
from lingchuan.records.supervision.reclosing import close_again
from lingchuan.records.supervision.restoring import went_back
from lingchuan.records.supervision.rights import changed_rights
from lingchuan.records.supervision.window import Window
from typing import Any
from ZODB.utils import p64
from ZODB.utils import u64
from ZODB.utils import z64

import json
import struct


SOURCE = "reconciler"
_PAGE = 2_000
# Where other processes write: the number of events at the look before.
_seen_before: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class Report:
    """What a look has found, and how much it has looked at."""

    found: tuple[Found, ...]
    records: int
    events: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The last transaction and event that were looked at."""

    tid: bytes = z64
    seq: int = 0

    @classmethod
    def read(cls, job: str) -> "Progress":
        """Return what was noted last."""
        try:
            noted = json.loads(ledger.progress(job) or "{}")
            return cls(p64(int(noted.get("tid", "0"), 16)), int(noted.get("seq", 0)))
        except (AttributeError, TypeError, ValueError, struct.error):
            # Nobody here wrote that: begin anew.
            return cls()

    def note(self, job: str) -> None:
        """Note it."""
        ledger.set_progress(
            job, json.dumps({"tid": f"{u64(self.tid):x}", "seq": self.seq})
        )


def reconcile(portal: Any) -> Report:
    """Hold what came since the last look against each other; tell what does not fit.

    It begins with a new view of the database and commits, so nothing may be pending.

    Raises:
        LedgerUnavailable: the ledger cannot be read or written.
    """
    job = f"{SOURCE}:{'/'.join(portal.getPhysicalPath())}"
    here, store = Progress.read(job), database.storage_of(portal)
    low = store.lastTransaction()
    through = max(_through(job, store), min(here.seq, ledger.size()))
    database.wait_for_commits(store)
    high = store.lastTransaction()
    portal._p_jar.sync()

    touched, found = _touched(store, here.tid, high)
    found += _cut_off(here)
    window = _window(here, through, set().union(*touched.values()))

    judge = Judge(portal, here.seq, window)
    found += went_back(portal, here.tid, here.seq, touched)
    judge.is_restored = any(one.kind == kinds.RESTORED for one in found)
    if judge.is_restored:
        # Incidents lie in the database too, and have gone back with it.
        alarms.report_again(portal)
    for uid in {**touched, **window.last}:
        found += judge.record(uid, touched.get(uid, ()))
    found += judge.broken()
    found += changed_rights(portal, here.seq, through)
    found += unused_numbers(portal) if window.last else []
    # Before it is told: what is told is not found again.
    found += close_again(portal, found)
    new = [one for one in found if alarms.tell(one, portal)]

    after = Progress(low, through)
    if after != here:
        after.note(job)
    alarms.raise_incidents(portal)
    return Report(tuple(new), len(touched), max(0, through - here.seq))


def _touched(
    store: Any, tid: bytes, through: bytes
) -> tuple[dict[str, set[str]], list[Found]]:
    """Return {UID: events that the states stored of it name}, and what is unreadable."""
    touched: dict[str, set[str]] = {}
    found = []
    for one in database.stored_after(store, tid, through):
        if isinstance(one, database.Unreadable):
            found.append(_unreadable(one))
        else:
            touched.setdefault(one.uid, set()).add(one.event or "")
    return touched, found


def _cut_off(here: Progress) -> Iterator[Found]:
    """Yield that the ledger has fewer events than were seen in it."""
    size = ledger.size()
    if size < here.seq:
        told = {"code": "place_missing", "seq": size + 1}
        fingerprint = again(fingerprint_of("cut_off", size, here.seq))
        yield Found(kinds.LEDGER_BROKEN, SOURCE, fingerprint, details=told)


def _unreadable(one: database.Unreadable) -> Found:
    told = {"field": one.oid, "reason": one.reason}
    fingerprint = again(fingerprint_of("unread", one.oid, one.reason))
    return Found(kinds.FIXITY_NOT_CHECKED, SOURCE, fingerprint, details=told)


def _through(job: str, store: Any) -> int:
    """Return up to which event it can be decided now whether its change was stored."""
    size = ledger.size()
    if database.commit_lock(store) is not None:
        return size
    before = _seen_before.get(job, 0)
    _seen_before[job] = size
    return before


def _window(here: Progress, through: int, stored: set[str]) -> Window:
    window, since = Window(stored, through), here.seq
    while rows := ledger.read(since, _PAGE):
        window.take(row for row in rows if row["uid"] != SITE)
        since = rows[-1]["seq"]
    return window
