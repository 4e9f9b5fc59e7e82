"""Everything is checked again within a set number of days, a little at a time.

- The ledger says what there must be: it is gone through by its order, round and round.
  A record whose last change lies farther on is checked there; so in each round every
  record is checked, the one that was checked longest ago first.
- How far a round has come is noted after each few records; a crash loses no more.
- A round that takes longer than the days is told of, with how much is left.
"""

from collections.abc import Callable
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from lingchuan.records.content.events import log_site_now
from lingchuan.records.content.events import SITE
from lingchuan.records.ledger import api as ledger
from lingchuan.records.supervision import alarms
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision import records
from lingchuan.records.supervision import storage as database
from lingchuan.records.supervision.alarms import Found
from lingchuan.records.supervision.incidents import fingerprint_of
from lingchuan.records.supervision.record_check import Counts
from lingchuan.records.supervision.record_check import RecordCheck
from lingchuan.records.supervision.record_check import SOURCE
from typing import Any

import json
import time


# A round aims at this part of its days, so that it is done in time.
AIM = 0.8
BUDGET_S = 10.0
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Round:
    """How far a round has come: since when, to which event; counts not told yet."""

    since: str
    seq: int = 0
    day: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, job: str, now: datetime) -> "Round":
        """Return the round as it was noted last; begin one where none goes on."""
        noted = ledger.progress(job)
        here = cls(**json.loads(noted)) if noted else cls.begin(job, now)
        if datetime.fromisoformat(here.since) <= now:
            return here
        # A clock that was ahead began it; nothing would be due until then.
        return cls.begin(job, now)

    @classmethod
    def begin(cls, job: str, now: datetime) -> "Round":
        """Begin a new round."""
        new = cls(now.isoformat(), day=now.date().isoformat())
        new.note(job)
        return new

    def note(self, job: str) -> None:
        """Note how far it has come."""
        ledger.set_progress(job, json.dumps(asdict(self), sort_keys=True))

    def age(self, now: datetime) -> timedelta:
        """Return how long it has gone on."""
        return now - datetime.fromisoformat(self.since)


@dataclass(frozen=True, slots=True)
class Slice:
    """What was done at one time."""

    found: tuple[Found, ...]
    counts: Counts
    seq: int
    is_round_done: bool


def job_of(portal: Any) -> str:
    """Return the name under which a site's rounds are noted."""
    return f"{SOURCE}:{'/'.join(portal.getPhysicalPath())}"


def check_slice(
    portal: Any,
    days: float,
    *,
    budget_s: float = BUDGET_S,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Slice:
    """Check what is due by now, at most for a while; tell what is wrong.

    It begins with a new view of the database, so nothing may be pending.

    Args:
        days: within which everything is to be checked.
    Raises:
        LedgerUnavailable: the ledger cannot be read or written.
    """
    through = ledger.size()
    database.wait_for_commits(database.storage_of(portal))
    portal._p_jar.sync()
    check = RecordCheck(portal)
    here = _told_daily(portal, Round.read(job_of(portal), now()), now())
    late = _late(here, days, through, now())
    found = [one for one in late if alarms.tell(one, portal)]
    end = time.monotonic() + budget_s
    while time.monotonic() < end and here.seq < due(here, days, through, now()):
        new, here = check_page(check, here, through, lambda: time.monotonic() < end)
        found += new
    is_done = here.seq >= through > 0
    if is_done:
        tell_counts(portal, here)
        here = Round.begin(job_of(portal), now())
    alarms.raise_incidents(portal)
    return Slice(tuple(found), check.counts, here.seq, is_done)


def check_page(
    check: RecordCheck,
    here: Round,
    through: int,
    goes_on: Callable[[], bool] = lambda: True,
) -> tuple[list[Found], Round]:
    """Check the records of the next few events; return what is new, and the round.

    The round is noted.

    Args:
        goes_on: asked after each record whether the next one may be checked too.
    """
    portal, before = check.portal, asdict(check.counts)
    rows = [row for row in ledger.read(here.seq, _PAGE) if row["seq"] <= through]
    found: list[Found] = []
    seq = here.seq if rows else through
    for row in rows:
        if _is_last_change(portal, row):
            found += [one for one in check.check(row) if alarms.tell(one, portal)]
        seq = row["seq"]
        if not goes_on():
            break
    more = {name: n - before[name] for name, n in asdict(check.counts).items()}
    counts = {name: here.counts.get(name, 0) + n for name, n in more.items()}
    here = replace(here, seq=seq, counts=counts)
    here.note(job_of(portal))
    return found, here


def _is_last_change(portal: Any, row: dict[str, Any]) -> bool:
    if row["digest"] is None or row["uid"] == SITE:
        return False
    if not records.is_within(portal, row["path"]):
        return False
    last = ledger.last_change(row["uid"])
    return last is not None and last["seq"] == row["seq"]


def due(here: Round, days: float, through: int, now: datetime) -> float:
    """Return up to which event the round should have come."""
    return through * min(1.0, here.age(now) / (timedelta(days=days) * AIM))


def _late(here: Round, days: float, through: int, now: datetime) -> list[Found]:
    if here.age(now) <= timedelta(days=days) or here.seq >= through:
        return []
    told = {"reason": "late", "count": through - here.seq}
    fingerprint = fingerprint_of("late", here.since)
    return [Found(kinds.FIXITY_NOT_CHECKED, SOURCE, fingerprint, details=told)]


def _told_daily(portal: Any, here: Round, now: datetime) -> Round:
    """Write the event of a day that is over."""
    today = now.date().isoformat()
    if here.day == today:
        return here
    tell_counts(portal, here)
    here = replace(here, day=today, counts={})
    here.note(job_of(portal))
    return here


def tell_counts(portal: Any, here: Round) -> None:
    """Write the event of what a round has checked since the last one."""
    if any(here.counts.values()):
        told = {**here.counts, "since": here.since, "through": here.seq}
        log_site_now(SOURCE, told, actor="system", channel="script")
