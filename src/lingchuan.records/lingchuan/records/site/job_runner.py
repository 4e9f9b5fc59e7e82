"""The runner of the outbox: each job in a transaction of its own, one after the other.

- It is done, void, tried again later, failed or doubtful; the last two are told as an
  incident before they are noted, so that a kill between the two loses neither.
- A job is put before its objects are stored (ledger/manager.py). One whose change is
  not there waits for it, and is void when it has not come for minutes: its transaction
  did not come to pass.
- Nothing of what a job's error says is kept or logged, for it may name people; its type
  and its place in the code are.
"""

from collections.abc import Callable
from datetime import datetime
from datetime import UTC
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.interfaces import IJob
from lingchuan.records.interfaces import IOnceJob
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import outbox
from lingchuan.records.ledger.outbox import Job
from lingchuan.records.supervision import alarms
from lingchuan.records.supervision import records
from lingchuan.records.supervision.reclosing import committed
from traceback import extract_tb
from typing import Any
from zope.component import getUtilitiesFor
from zope.component import getUtility

import logging
import os
import socket
import threading
import time
import transaction


AT_ONCE = 20
TELL_SECONDS = 2.0
LAPSED, NEVER_STORED = "lapsed", "never_stored"
OUTBOX = "outbox"

log = logging.getLogger(__name__)


def run_due(portal: Any, limit: int = AT_ONCE, worker: str = "") -> int:
    """Do the jobs that are due, at most so many; return how many were taken up.

    It commits, so nothing may be pending; the current user is the system.

    Raises:
        LedgerUnavailable: the ledger does not answer.
    """
    repeatable = kinds_repeated()
    for job in outbox.lapsed(repeatable):
        _report(portal, job, LAPSED)
        outbox.doubt(job, LAPSED)
    for taken in range(limit):
        job = outbox.claim(worker or this_worker(), repeatable)
        if job is None:
            return taken
        _do(portal, job)
    return limit


def kinds_repeated() -> frozenset[str]:
    """Return the kinds of jobs that are done again when a worker ended amid them."""
    found = getUtilitiesFor(IJob)
    return frozenset(kind for kind, job in found if not IOnceJob.providedBy(job))


def this_worker() -> str:
    """Return a name that no other worker has."""
    return f"{socket.gethostname()}:{os.getpid()}:{threading.get_ident()}"


def _do(portal: Any, job: Job) -> None:
    if job.tries > outbox.MOST_TRIES:
        # Whoever took it up each time did not live to say what became of it.
        _report(portal, job, LAPSED)
        outbox.fail(job, LAPSED)
        return
    try:
        _attempt(portal, job)
    except Exception as error:
        transaction.abort()
        _settle(portal, job, error)
    else:
        outbox.finish(job)


def _attempt(portal: Any, job: Job) -> None:
    doer = getUtility(IJob, name=job.kind)
    portal._p_jar.sync()
    forget_roles()
    if not is_stored(portal, job.event):
        raise outbox.JobMissing(NEVER_STORED)
    payload, tell = {**job.payload, "key": job.key}, _teller(job)
    if IOnceJob.providedBy(doer):
        doer.run(portal, payload, tell)
        transaction.abort()
    else:
        committed(portal, lambda: doer.run(portal, payload, tell))


def _settle(portal: Any, job: Job, error: Exception) -> None:
    """Note what became of a job that was not done."""
    if isinstance(error, outbox.JobVoid):
        outbox.void(job, error.code)
    elif isinstance(error, outbox.JobMissing):
        _wait_for(job, error.code)
    elif isinstance(error, outbox.JobDoubtful):
        _report(portal, job, error.code)
        outbox.doubt(job, error.code)
    elif not isinstance(error, outbox.LeaseLost):
        _try_later(portal, job, error)


def _wait_for(job: Job, code: str) -> None:
    if datetime.now(UTC) - job.made_at < outbox.COMING:
        outbox.look_again(job, code)
    else:
        outbox.void(job, NEVER_STORED)


def _try_later(portal: Any, job: Job, error: Exception) -> None:
    coded = isinstance(error, outbox.JobError)
    name = error.code if coded else type(error).__name__
    frames = extract_tb(error.__traceback__)
    places = "".join(f"\n  {one.filename}:{one.lineno} {one.name}" for one in frames)
    log.error("%s: a job of kind %s failed: %s%s", job.id, job.kind, name, places)
    if job.tries < outbox.MOST_TRIES:
        outbox.retry(job, name)
    else:
        _report(portal, job, name)
        outbox.fail(job, name)


def _report(portal: Any, job: Job, error: str) -> None:
    """Let the desk of incidents know that a person has to decide."""
    alarms.tell_of_job(portal, job.kind, error, what=OUTBOX)


def _teller(job: Job) -> Callable[[int], None]:
    """Return what notes the percent of a job, not more often than it is looked at."""
    told = time.monotonic()

    def tell(percent: int) -> None:
        nonlocal told
        if time.monotonic() - told >= TELL_SECONDS:
            told = time.monotonic()
            outbox.tell(job, percent)

    return tell


def is_stored(portal: Any, event_id: str) -> bool:
    """Return whether the change of an event, or a later one of its record, is stored."""
    event = ledger.find(event_id) if event_id else None
    if event is None:
        return True
    path = records.path_of(portal, event["uid"]) or event["path"]
    record = records.record_at(portal, path, event["uid"])
    last = records.event_of(record) if record is not None else None
    if last is None or last == event_id:
        return last is not None
    named = ledger.find(last)
    return named is not None and named["seq"] >= event["seq"]
