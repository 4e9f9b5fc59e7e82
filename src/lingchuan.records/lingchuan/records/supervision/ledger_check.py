"""The ledger held against itself, once a day."""

from collections.abc import Iterator
from datetime import date
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import audit
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision.alarms import Found
from lingchuan.records.supervision.incidents import fingerprint_of
from typing import Any


SOURCE = "audit"


def audit_daily(today: date) -> Iterator[Found]:
    """Yield what is wrong with the ledger, once a day.

    Raises:
        LedgerUnavailable: it cannot be read.
    """
    if ledger.progress(SOURCE) == today.isoformat():
        return
    for fault in audit.faults():
        told: dict[str, Any] = {"code": fault.code, "seq": fault.seq}
        fingerprint = fingerprint_of("ledger", fault.code, fault.seq, fault.since)
        yield Found(kinds.LEDGER_BROKEN, SOURCE, fingerprint, details=told)
    ledger.set_progress(SOURCE, today.isoformat())
