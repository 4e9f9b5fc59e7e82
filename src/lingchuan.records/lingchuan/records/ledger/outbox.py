"""The outbox: what is to be done after a transaction, once it has come to pass.

- A job is put with its transaction, in the SQL commit of its events, or not at all;
  the same key twice is one job, for ever.
- A worker claims it for a time, its lease, and ends it after its own transaction. So it
  is done at least once; whoever does it must be able to do it again (docs/adr/0022).
- A lease that ran out is another worker's, but for what may have left the house: that
  is doubtful until a person decides.
- Keys and payloads name things by code, number and UID, never by title; a party never
  by name or account. Errors are types and codes, never what they say.
"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from lingchuan.records.core.digest import canonical_json
from lingchuan.records.ledger import job_rows
from lingchuan.records.ledger.engine import translated
from lingchuan.records.ledger.job_rows import DONE
from lingchuan.records.ledger.job_rows import DOUBTFUL
from lingchuan.records.ledger.job_rows import FAILED
from lingchuan.records.ledger.job_rows import Job
from lingchuan.records.ledger.job_rows import RUNNING
from lingchuan.records.ledger.job_rows import STATES
from lingchuan.records.ledger.job_rows import VOID
from lingchuan.records.ledger.job_rows import WAITING
from lingchuan.records.ledger.manager import holds_lock
from lingchuan.records.ledger.manager import joined
from lingchuan.records.ledger.moments import stamp
from lingchuan.records.ledger.places import store
from lingchuan.records.ledger.schema import jobs
from sqlalchemy import and_
from sqlalchemy import ColumnElement
from sqlalchemy import select
from typing import Any
from zope.component.hooks import getSite

import uuid


__all__ = (
    "DONE",
    "DOUBTFUL",
    "FAILED",
    "Job",
    "RUNNING",
    "STATES",
    "VOID",
    "WAITING",
)

LEASE = timedelta(minutes=10)
# How long a job rests after each try that failed; after the last it has failed.
RESTS = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 720))
MOST_TRIES = len(RESTS) + 1
# How long what a job needs may still come to be stored, and how often it is looked for.
COMING = timedelta(minutes=10)
LOOK_AGAIN = timedelta(seconds=10)
# A person decides on these.
OPEN = (FAILED, DOUBTFUL)


class JobError(Exception):
    """What a job says of itself by a short code; it is never text for people."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class JobVoid(JobError):
    """There is nothing to do any more."""


class JobMissing(JobError):
    """What the job needs is not there: not yet, or its transaction did not come to pass."""


class JobDoubtful(JobError):
    """It may have been done, and must not be done twice."""


class LeaseLost(JobError):
    """Another worker has the job now."""


def put(
    kind: str,
    key: str,
    payload: Mapping[str, Any],
    not_before: datetime | None = None,
) -> None:
    """Buffer a job with the transaction; a key that was ever put makes no second one.

    Args:
        kind: of an IJob.
        key: what is done, and for what, as `<kind>:<code>:<uid>`.
        payload: what JSON holds; see the IJob of the kind.
        not_before: aware.
    Raises:
        LedgerUnavailable: there is no ledger; the change must not go on.
    """
    now = datetime.now(UTC)
    row = {
        "id": uuid.uuid4().hex,
        "site": _site(),
        "kind": kind,
        "key": key,
        "payload": canonical_json(payload).decode(),
        "made_at": stamp(now),
        "not_before": stamp(not_before or now),
        "state": WAITING,
    }
    empty = dict.fromkeys(("lease_until", "worker", "error", "ended_at"), "")
    joined(store()).jobs.append(row | empty | {"tries": 0, "percent": 0})


def claim(
    worker: str,
    repeatable: Collection[str],
    lease: timedelta = LEASE,
    now: datetime | None = None,
) -> Job | None:
    """Take up the next job that is due, None where none is.

    Args:
        worker: a name that no other worker has.
        repeatable: kinds that are taken up again when a lease ran out.
    Raises:
        LedgerUnavailable: the ledger does not answer.
    """
    moment = now or datetime.now(UTC)
    query = job_rows.next_due(_site(), stamp(moment), repeatable)
    # Whoever only looks must not wait for the lock.
    if not store().select(query):
        return None
    with store().writing() as connection:
        row = connection.execute(query).first()
        if row is None:
            return None
        values = {
            "state": RUNNING,
            "worker": worker,
            "tries": row.tries + 1,
            "percent": 0,
            "lease_until": stamp(moment + lease),
        }
        job_rows.change(connection, jobs.c.id == row.id, values)
        query = select(jobs).where(jobs.c.id == row.id)
        return Job.of(connection.execute(query).one())


def lapsed(repeatable: Collection[str], now: datetime | None = None) -> list[Job]:
    """Return what no worker has ended in its time and none may take up again."""
    condition = job_rows.is_lapsed(stamp(now or datetime.now(UTC)))
    query = job_rows.listed(_site()).where(condition)
    query = query.where(jobs.c.kind.not_in(sorted(repeatable)))
    return [Job.of(row) for row in store().select(query)]


def tell(job: Job, percent: int, lease: timedelta = LEASE) -> None:
    """Note how far a job has come, and that its worker goes on.

    Nothing is noted while the transaction holds the ledger's lock itself.

    Raises:
        LeaseLost: another worker has it.
    """
    until = stamp(datetime.now(UTC) + lease)
    values = {"percent": max(0, min(100, percent)), "lease_until": until}
    if not holds_lock() and not _settle(job, values):
        raise LeaseLost(job.kind)


def finish(job: Job) -> bool:
    """End what was done; return whether the worker had it until now."""
    return _end(job, DONE, "", percent=100)


def void(job: Job, reason: str) -> bool:
    """End a job for which there is nothing to do any more."""
    return _end(job, VOID, reason)


def fail(job: Job, error: str) -> bool:
    """End a job that could not be done, until a person decides."""
    return _end(job, FAILED, error)


def doubt(job: Job, error: str) -> bool:
    """End a job that may have been done, until a person decides."""
    return _end(job, DOUBTFUL, error)


def retry(job: Job, error: str, now: datetime | None = None) -> bool:
    """Let a job rest, longer each time.

    Raises:
        IndexError: it has had all its tries.
    """
    until = (now or datetime.now(UTC)) + RESTS[job.tries - 1]
    values = {"state": WAITING, "not_before": stamp(until), "error": error}
    return _settle(job, values)


def look_again(job: Job, code: str, now: datetime | None = None) -> bool:
    """Let a job wait for what it needs; it is no try."""
    until = (now or datetime.now(UTC)) + LOOK_AGAIN
    values = {"state": WAITING, "not_before": stamp(until), "error": code}
    return _settle(job, values | {"tries": job.tries - 1})


def _end(job: Job, state: str, error: str, **values: Any) -> bool:
    values |= {"state": state, "error": error, "ended_at": stamp(datetime.now(UTC))}
    return _settle(job, values)


def _settle(job: Job, values: Mapping[str, Any]) -> bool:
    with store().writing() as connection:
        return job_rows.change(connection, job_rows.held(job), values)


def again(job_id: str) -> bool:
    """Let a failed or doubtful job be done again, with the transaction.

    Returns:
        Whether it was failed or doubtful.
    """
    now = stamp(datetime.now(UTC))
    values = {"state": WAITING, "tries": 0, "not_before": now, "error": ""}
    return _decide(job_id, values | {"ended_at": "", "percent": 0})


def leave(job_id: str) -> bool:
    """Let a failed or doubtful job be as it is, with the transaction."""
    return _decide(job_id, {"state": VOID, "ended_at": stamp(datetime.now(UTC))})


def _decide(job_id: str, values: Mapping[str, Any]) -> bool:
    which = and_(jobs.c.site == _site(), jobs.c.id == job_id, jobs.c.state.in_(OPEN))
    connection = joined(store()).connection()
    with translated():
        return job_rows.change(connection, which, values)


def rows(
    states: Collection[str] = (), limit: int | None = None, skip: int = 0
) -> list[Job]:
    """Return the jobs of this site in some states, or all, the newest first."""
    query = job_rows.listed(_site(), states).offset(skip or None)
    return [Job.of(row) for row in store().select(query, limit)]


def counts() -> dict[str, int]:
    """Return {state: how many jobs of this site}, without those that have none."""
    return {row[0]: row[1] for row in store().select(job_rows.counted(_site()))}


def of(keys: Iterable[str]) -> dict[str, Job]:
    """Return {key: job} of what was put of some keys."""
    return {one.key: one for one in _found(jobs.c.key.in_(sorted(keys)))}


def find(job_id: str) -> Job | None:
    """Return a job of this site by its id."""
    return next(iter(_found(jobs.c.id == job_id)), None)


def _found(which: ColumnElement[bool]) -> list[Job]:
    query = job_rows.listed(_site()).where(which)
    return [Job.of(row) for row in store().select(query)]


def _site() -> str:
    """Return the path of the site: several may share a ledger."""
    site = getSite()
    return "/".join(site.getPhysicalPath()) if site is not None else ""
