"""What a check has found: first an event of the ledger, then an incident.

- The event is committed at once. So a check that may not write to the database, or is
  killed, has told what it found; the incident follows at the next look at the ledger.
- The same finding is told once. A file that was found again after its incident was
  handled is told again.
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.content.events import SITE
from lingchuan.records.ledger import api as ledger
from lingchuan.records.supervision import incidents
from lingchuan.records.supervision import kinds
from typing import Any
from ZODB.POSException import ConflictError

import json
import transaction


ALARM = "alarm"
# Kinds whose event says itself what happened.
ACTIONS = {kinds.NOT_COMMITTED: "not_committed", kinds.CLOCK_JUMP: "clock_jump"}
TELLING = frozenset((ALARM, *ACTIONS.values()))
# The person at the desk reads so many of one kind; the ledger names them all.
MOST_OF_A_KIND = 100
_PAGE = 1_000
_TRIES = 5


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
    rows = ledger.read(uid=found.uid, limit=_PAGE, newest_first=True)
    alarms = (json.loads(row["details"]) for row in rows if row["action"] in TELLING)
    return any(one.get("fingerprint") == found.fingerprint for one in alarms)


def again(fingerprint: str) -> str:
    """Return a fingerprint whose incident, if there is one, is not handled yet."""
    known = incidents.find(fingerprint)
    while known is not None and facts.lifecycle_state(known) == incidents.HANDLED:
        fingerprint = incidents.fingerprint_of(fingerprint, "again")
        known = incidents.find(fingerprint)
    return fingerprint


def raise_incidents(portal: Any) -> int:
    """Make an incident of each finding that the ledger tells of; return how many.

    It commits. It begins with a new view of the database, so nothing may be pending.
    """
    path = "/".join(portal.getPhysicalPath())
    job = f"incidents:{path}"
    since, made = int(ledger.progress(job) or 0), 0
    while True:
        rows = ledger.read(since, _PAGE)
        if not rows:
            return made
        told = [row for row in rows if row["action"] in TELLING]
        here = [row for row in told if (row["path"] + "/").startswith(path + "/")]
        made += _retried(portal, here)
        since = rows[-1]["seq"]
        ledger.set_progress(job, str(since))


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
        told = json.loads(row["details"])
        kind = told.get("kind")
        if kind not in kinds.known() or not told.get("fingerprint"):
            continue
        reported[kind] += 1
        if reported[kind] <= MOST_OF_A_KIND:
            _report(row, told)
        else:
            last[kind] = row
    for kind, row in last.items():
        _report_rest(kind, reported[kind] - MOST_OF_A_KIND, row)
    return reported.total()


def _report(row: Mapping[str, Any], told: dict[str, Any]) -> None:
    kind, fingerprint = told.pop("kind"), told.pop("fingerprint")
    occurred = told.pop("occurred", None)
    about_record = row["uid"] != SITE
    incidents.report(
        kind,
        source=told.pop("source", ALARM),
        uid=row["uid"] if about_record else None,
        path=row["path"] if about_record else None,
        details=told,
        fingerprint=fingerprint,
        occurred_at=datetime.fromisoformat(occurred) if occurred else None,
    )


def _report_rest(kind: str, count: int, row: Mapping[str, Any]) -> None:
    incidents.report(
        kinds.MANY,
        source=json.loads(row["details"]).get("source", ALARM),
        details={"kind": kind, "count": count, "seq": row["seq"]},
        fingerprint=incidents.fingerprint_of(kinds.MANY, row["id"]),
    )
