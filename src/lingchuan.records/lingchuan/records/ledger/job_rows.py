"""Rows of the table of jobs: what the SQL of the outbox is.

- A row is inserted once for each site and key, and stays: its key is never free again.
- Who changes a row holds the ledger's write lock for that moment, so each job is one
  worker's, whatever the database.
- Moments are as events tell them, so that they are compared as texts.
"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from lingchuan.records.ledger.schema import jobs
from sqlalchemy import and_
from sqlalchemy import case
from sqlalchemy import ColumnElement
from sqlalchemy import Connection
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import Row
from sqlalchemy import Select
from sqlalchemy import select
from typing import Any

import json


WAITING, RUNNING, DONE = "waiting", "running", "done"
VOID, FAILED, DOUBTFUL = "void", "failed", "doubtful"
STATES = (DOUBTFUL, FAILED, RUNNING, WAITING, DONE, VOID)
# What changes the site itself, or deletes, leaves no object that names its last event.
_SITE = "site"
_DELETES = ("delete", "delete_draft")


@dataclass(frozen=True, slots=True)
class Job:
    """A row of the outbox.

    `event` is a change of the transaction that put it, '' where that changed no record;
    `error` names a type or a code; moments are aware, None where there is none.
    """

    id: str
    kind: str
    key: str
    payload: Mapping[str, Any]
    event: str
    state: str
    tries: int
    percent: int
    worker: str
    error: str
    made_at: datetime
    not_before: datetime
    lease_until: datetime | None
    ended_at: datetime | None

    @classmethod
    def of(cls, row: Row) -> "Job":
        """Return the job of a row."""
        known = dict(row._mapping)
        del known["site"]
        for name in ("made_at", "not_before", "lease_until", "ended_at"):
            known[name] = datetime.fromisoformat(known[name]) if known[name] else None
        return cls(**known | {"payload": json.loads(known["payload"])})


def insert(
    connection: Connection,
    rows: Sequence[Mapping[str, Any]],
    events: Iterable[Mapping[str, Any]],
) -> None:
    """Insert jobs whose keys are new, with a change that was made along with them."""
    if not rows:
        return
    changes = [one["id"] for one in events if _is_change(one)]
    query = select(jobs.c.site, jobs.c.key)
    query = query.where(jobs.c.key.in_([row["key"] for row in rows]))
    known = {tuple(row) for row in connection.execute(query)}
    new: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        where = (row["site"], row["key"])
        if where not in known:
            new.setdefault(where, {**row, "event": changes[-1] if changes else ""})
    if new:
        connection.execute(jobs.insert(), list(new.values()))


def _is_change(event: Mapping[str, Any]) -> bool:
    return (
        event["digest"] is not None
        and event["uid"] != _SITE
        and event["action"] not in _DELETES
    )


def is_due(now: str, repeatable: Collection[str]) -> ColumnElement[bool]:
    """Return the condition of what a worker may take up."""
    return or_(
        and_(jobs.c.state == WAITING, jobs.c.not_before <= now),
        and_(is_lapsed(now), jobs.c.kind.in_(sorted(repeatable))),
    )


def is_lapsed(now: str) -> ColumnElement[bool]:
    """Return the condition of what a worker has not ended in its time."""
    return and_(jobs.c.state == RUNNING, jobs.c.lease_until <= now)


def next_due(site: str, now: str, repeatable: Collection[str]) -> Select:
    """Return the query of the job that is next.

    What is never repeated comes first: it is short, and the others may take hours.
    """
    is_long = case((jobs.c.kind.in_(sorted(repeatable)), 1), else_=0)
    order = (is_long, jobs.c.not_before, jobs.c.made_at, jobs.c.id)
    query = select(jobs).where(jobs.c.site == site, is_due(now, repeatable))
    return query.order_by(*order).limit(1)


def change(
    connection: Connection, which: ColumnElement[bool], values: Mapping[str, Any]
) -> bool:
    """Change the rows of a condition; return whether there were any."""
    done = connection.execute(jobs.update().where(which).values(**values))
    return done.rowcount > 0


def held(job: Job) -> ColumnElement[bool]:
    """Return the condition that a worker still has what it took up."""
    return and_(
        jobs.c.id == job.id,
        jobs.c.state == RUNNING,
        jobs.c.worker == job.worker,
        jobs.c.tries == job.tries,
    )


def listed(site: str, states: Collection[str] = ()) -> Select:
    """Return the query of a site's jobs, the newest first."""
    query = select(jobs).where(jobs.c.site == site)
    if states:
        query = query.where(jobs.c.state.in_(sorted(states)))
    return query.order_by(jobs.c.made_at.desc(), jobs.c.id)


def counted(site: str) -> Select:
    """Return the query of how many jobs are in each state."""
    query = select(jobs.c.state, func.count()).where(jobs.c.site == site)
    return query.group_by(jobs.c.state)
