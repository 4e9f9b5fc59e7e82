"""The clock's job that mails each morning how much is due; off unless it is set.

- Once on each working day, and never twice: that it was done is noted before it begins.
- Mails that cannot be sent are told as one incident; none is sent again.
"""

from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.content.settings import settings
from lingchuan.records.content.working_days import calendar
from lingchuan.records.ledger import api as ledger
from lingchuan.records.recording.due_renewal import is_renewing
from lingchuan.records.site import digest
from lingchuan.records.supervision import alarms
from typing import Any


JOB = "digest"
# Hours of the morning; in the first two the lists of the night are waited for.
FIRST, WAITING, LAST = 7, 9, 12


def send_digests(portal: Any) -> None:
    """Mail what is due, if it is time.

    Raises:
        LedgerUnavailable: what failed cannot be written.
    """
    now = facts.now()
    day = now.date().isoformat()
    if not is_time(now) or ledger.progress(JOB) == day:
        return
    ledger.set_progress(JOB, day)
    failed = digest.send_all(portal)
    if failed:
        alarms.tell_of_job(portal, JOB, failed[0], mails=len(failed))


def is_time(now: datetime) -> bool:
    """Tell whether mails are wanted, and this is the morning of a working day."""
    if not settings().daily_digest or not FIRST <= now.hour < LAST:
        return False
    return calendar().works(now.date()) and (now.hour >= WAITING or not is_renewing())
