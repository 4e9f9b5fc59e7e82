"""What a check has found: first an event of the ledger, then an incident.

- The event is committed at once. So a check that may not write to the database, or is
  killed, has told what it found; the incident follows at the next look at the ledger.
- The same finding is told once. What is found again after its incident was handled
  is told again.
- A row that cannot be read is a finding itself; those after it are reported all the same.
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import UTC
from lingchuan.records.content.events import SITE
from lingchuan.records.core.digest import canonical_json
from lingchuan.records.interfaces import IAlarms
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import rows as ledger_rows
from lingchuan.records.supervision import incidents
from lingchuan.records.supervision import kinds
from typing import Any
from ZODB.POSException import ConflictError
from zope.interface import implementer

import json
import re
import transaction


ALARM = "alarm"
# Kinds whose event says itself what happened.
ACTIONS = {kinds.NOT_COMMITTED: "not_committed", kinds.CLOCK_JUMP: "clock_jump"}
TELLING = frozenset((ALARM, *ACTIONS.values()))
# The person at the desk reads so many of one kind; the ledger names them all.
MOST_OF_A_KIND = 100
# The source of what no check found, but somebody's work.
IN_USE = "use"
AUDIT = "audit"
UNREADABLE = "row_unreadable"
_PAGE = 1_000
_TRIES = 5
_NEVER = datetime.max.replace(tzinfo=UTC)
_ONCE = datetime.min.replace(tzinfo=UTC)
_FINGERPRINT = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of a check, about a record (`uid`, `path`) or the site.

    `fingerprint` is the same each time the same thing is found.
    """

    kind: str
    source: str
    fingerprint: str
    uid: str = SITE
    path: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


def tell(found: Found, portal: Any) -> bool:
    """Write the event of a finding unless it was told before; return whether it is new.

    Raises:
        LedgerUnavailable: it could not be written.
    """
    if is_told(found):
        return False
    ledger.record_now(
        ACTIONS.get(found.kind, ALARM),
        uid=found.uid,
        path=found.path or "/".join(portal.getPhysicalPath()),
        actor="system",
        channel="script",
        details={
            **found.details,
            "kind": found.kind,
            "source": found.source,
            "fingerprint": found.fingerprint,
        },
    )
    return True


def is_told(found: Found) -> bool:
    """Return whether a finding was told before."""
    if incidents.find(found.fingerprint) is not None:
        return True
    part = f'"fingerprint":"{found.fingerprint}"'
    return ledger_rows.is_told(found.uid, TELLING, part)


@implementer(IAlarms)
class Alarms:
    """What lower features call."""

    def tell(
        self, kind: str, uid: str, path: str, details: Mapping[str, Any], **who: str
    ) -> None:
        """Write the alarm of a record; each time it is met is an event."""
        about = json.loads(canonical_json(dict(details)))
        fingerprint = incidents.fingerprint_of(kind, uid, sorted(about.items()))
        told = {"kind": kind, "source": IN_USE, "fingerprint": fingerprint}
        ledger.record_now(ALARM, uid=uid, path=path, details=about | told, **who)


ALARMS = Alarms()


def again(fingerprint: str, before: datetime = _NEVER) -> str:
    """Return a fingerprint whose incident, if there is one, is not handled by a moment."""
    while (known := incidents.find(fingerprint)) is not None:
        handled = incidents.handled_at(known)
        if handled is None or handled >= before:
            break
        fingerprint = incidents.fingerprint_of(fingerprint, "again")
    return fingerprint


def tell_of_job(portal: Any, job: str, error: str, path: str = "", **more: Any) -> None:
    """Report that a job of the clock failed, as one incident until that is handled.

    Args:
        path: of what it failed at; more: other details.
    Raises:
        LedgerUnavailable: it could not be written.
    """
    at = (path,) if path else ()
    fingerprint = again(incidents.fingerprint_of("job", job, *at, error))
    told = {"job": job, "error": error, **more}
    tell(Found(kinds.JOB_FAILED, "jobs", fingerprint, path=path, details=told), portal)
    raise_incidents(portal)


def raise_incidents(portal: Any) -> int:
    """Make an incident of each finding that the ledger tells of; return how many.

    It commits. It begins with a new view of the database, so nothing may be pending.
    """
    path = "/".join(portal.getPhysicalPath())
    job = _job(portal)
    since, made = _since(job), 0
    while True:
        rows = ledger.read(since, _PAGE)
        if not rows:
            return made
        told = [row for row in rows if row["action"] in TELLING]
        here = [row for row in told if (row["path"] + "/").startswith(path + "/")]
        made += _retried(portal, here)
        since = rows[-1]["seq"]
        ledger.set_progress(job, str(since))


def report_again(portal: Any) -> None:
    """Let what the ledger tells of be looked at from its beginning."""
    ledger.set_progress(_job(portal), "0")


def _job(portal: Any) -> str:
    return f"incidents:{'/'.join(portal.getPhysicalPath())}"


def _since(job: str) -> int:
    """Return the last event reported; 0 where what was noted cannot be true."""
    noted = ledger.progress(job) or "0"
    since = int(noted) if noted.isdecimal() else 0
    return since if since <= ledger.size() else 0


def _retried(portal: Any, rows: list[dict[str, Any]]) -> int:
    for attempt in range(_TRIES):
        portal._p_jar.sync()
        try:
            made = _report_all(rows)
            transaction.commit()
        except ConflictError:
            transaction.abort()
            if attempt == _TRIES - 1:
                raise
        else:
            return made
    return 0


def _report_all(rows: Iterable[dict[str, Any]]) -> int:
    """Report each finding; of many of one kind the rest as one."""
    reported: Counter[str] = Counter()
    last: dict[str, dict[str, Any]] = {}
    for row in rows:
        told = _told(row)
        if told is None:
            continue
        kind = told["kind"]
        reported[kind] += 1
        if reported[kind] <= MOST_OF_A_KIND:
            _report(row, told)
        else:
            last[kind] = row | {"details": told}
    for kind, row in last.items():
        _report_rest(kind, reported[kind] - MOST_OF_A_KIND, row)
    return reported.total()


def _told(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what the row of a finding tells, None where it is of no known kind."""
    try:
        told = json.loads(row["details"])
        canonical_json(told)
        at = datetime.fromisoformat(row["at"]).astimezone(UTC)
        if told.get("kind") not in kinds.known():
            return None
        if told.get("occurred"):
            datetime.fromisoformat(told["occurred"])
        if _FINGERPRINT.fullmatch(told["fingerprint"]):
            return {"source": ALARM, **told, "at": at}
    except (AttributeError, KeyError, TypeError, ValueError):
        return _unreadable(row)
    return _unreadable(row)


def _unreadable(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": kinds.LEDGER_BROKEN,
        "source": AUDIT,
        "at": _ONCE,
        "fingerprint": incidents.fingerprint_of("ledger", UNREADABLE, row["seq"]),
        "code": UNREADABLE,
        "seq": row["seq"],
    }


def _report(row: Mapping[str, Any], told: Mapping[str, Any]) -> None:
    form = ("at", "kind", "fingerprint", "source", "occurred")
    occurred = told.get("occurred")
    about_record = row["uid"] != SITE
    incidents.report(
        told["kind"],
        source=str(told["source"]),
        uid=row["uid"] if about_record else None,
        path=row["path"] if about_record else None,
        details={name: told[name] for name in told if name not in form},
        fingerprint=again(told["fingerprint"], told["at"]),
        occurred_at=datetime.fromisoformat(occurred) if occurred else None,
    )


def _report_rest(kind: str, count: int, row: Mapping[str, Any]) -> None:
    incidents.report(
        kinds.MANY,
        source=str(row["details"]["source"]),
        details={"kind": kind, "count": count, "seq": row["seq"]},
        fingerprint=incidents.fingerprint_of(kinds.MANY, row["id"]),
    )
