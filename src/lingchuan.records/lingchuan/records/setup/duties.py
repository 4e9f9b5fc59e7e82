"""The clock's job that keeps the lists of what is owed: each few files by themselves.

- All files once a day, those of which time has made more due, and those that a changed
  table or device asked for.
- A file that cannot be reckoned is told as an incident; it waits, and the others go on.
"""

from lingchuan.records.recording import due_renewal
from lingchuan.records.recording.due_index import index_of
from lingchuan.records.supervision import alarms
from lingchuan.records.supervision.reclosing import committed
from typing import Any


JOB = "duties"
UNRECKONED = "not_reckoned"


def renew_duties(portal: Any) -> None:
    """Reckon anew what waits for it. It commits.

    Raises:
        LedgerUnavailable: what failed cannot be written.
    """
    committed(portal, lambda: due_renewal.begin_day(portal))
    index = index_of(portal.portal_catalog)
    waiting = [] if index is None else list(index.waiting)
    step, failed = due_renewal.AT_ONCE, 0
    for start in range(0, len(waiting), step):
        some = waiting[start : start + step]
        failed += committed(portal, lambda some=some: due_renewal.renew(portal, some))
        portal._p_jar.cacheGC()
    if failed:
        alarms.tell_of_job(portal, JOB, UNRECKONED, files=failed)
