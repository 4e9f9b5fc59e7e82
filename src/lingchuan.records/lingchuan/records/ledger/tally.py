"""What happened within a time: counts and the last checkpoint, for reports."""

from dataclasses import dataclass
from datetime import datetime
from lingchuan.records.ledger import places
from lingchuan.records.ledger.moments import stamp
from lingchuan.records.ledger.schema import checkpoints
from lingchuan.records.ledger.schema import events
from sqlalchemy import func
from sqlalchemy import select
from typing import Any


@dataclass(frozen=True, slots=True)
class Tally:
    """Events from a moment on, to before another.

    `counts` is {action: number}; `first` and `last` are places, None of no event.
    """

    first: int | None
    last: int | None
    counts: dict[str, int]


def tally(start: datetime, end: datetime) -> Tally:
    """Return what was written from `start` to before `end`, by the server's clock.

    Raises:
        LedgerUnavailable: the ledger cannot be read.
    """
    query = select(
        events.c.action, func.count(), func.min(events.c.seq), func.max(events.c.seq)
    )
    within = (events.c.at >= stamp(start)) & (events.c.at < stamp(end))
    rows = places.store().select(query.where(within).group_by(events.c.action))
    return Tally(
        first=min((row[2] for row in rows), default=None),
        last=max((row[3] for row in rows), default=None),
        counts={row[0]: row[1] for row in rows},
    )


def last_checkpoint(start: datetime, end: datetime) -> dict[str, Any] | None:
    """Return the last checkpoint of a time: {at, size, root, note}, None without one."""
    within = (checkpoints.c.at >= stamp(start)) & (checkpoints.c.at < stamp(end))
    query = select(checkpoints).where(within).order_by(checkpoints.c.row.desc())
    found = places.store().select(query.limit(1))
    return dict(found[0]._mapping) if found else None
