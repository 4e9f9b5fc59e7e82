"""The ledger held against itself, at start and again and again, and who sees to that.

That it was done is an event: what only the ledger's database notes, whoever may write
there could note too.
"""

from collections.abc import Callable
from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from lingchuan.records.content.events import log_site_now
from lingchuan.records.content.events import SITE
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import audit
from lingchuan.records.ledger import rows
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision.alarms import again
from lingchuan.records.supervision.alarms import Found
from lingchuan.records.supervision.incidents import fingerprint_of
from typing import Any


SOURCE = "audit"
# A day, and the time that reading it all may take.
LATE = timedelta(hours=30)
OFTEN, SELDOM = timedelta(hours=1), timedelta(days=1)
# Events; reading more of them takes more than a few seconds.
MANY = 200_000


def is_due(now: datetime) -> bool:
    """Return whether the ledger is to be read again: each hour, a large one each day."""
    last = last_audit()
    if last is None or last > now:
        return True
    return now - last >= (OFTEN if ledger.size() < MANY else SELDOM)


def audit_whole(portal: Any) -> Iterator[Found]:
    """Yield what is wrong with the ledger; write the event of having looked.

    Raises:
        LedgerUnavailable: it cannot be read or written.
    """
    size, count = ledger.size(), 0
    for fault in audit.faults():
        count += 1
        told: dict[str, Any] = {"code": fault.code, "seq": fault.seq}
        fingerprint = fingerprint_of("ledger", fault.code, fault.seq, fault.since)
        yield Found(kinds.LEDGER_BROKEN, SOURCE, again(fingerprint), details=told)
    told = {"events": size, "faults": count}
    log_site_now(SOURCE, told, actor="system", channel="script")


def last_audit() -> datetime | None:
    """Return when the ledger was checked last by its own events."""
    row = rows.last_act(uid=SITE, actions=(SOURCE,))
    return datetime.fromisoformat(row["at"]).astimezone(UTC) if row else None


class AuditWatch:
    """Tells of an audit that did not come while the process ran."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Begin to wait."""
        self._now = now
        self._since = now()

    def check(self) -> Iterator[Found]:
        """Yield that no audit was done for more than a day."""
        last = last_audit()
        since = self._since if last is None else max(self._since, last)
        if self._now() - since > LATE:
            fingerprint = again(fingerprint_of("job", SOURCE, "absent"))
            told = {"job": SOURCE, "error": "absent"}
            yield Found(kinds.JOB_FAILED, SOURCE, fingerprint, details=told)
