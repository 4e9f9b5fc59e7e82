"""Jobs of the outbox that tests put and do."""

from collections.abc import Callable
from contextlib import contextmanager
from lingchuan.records.interfaces import IJob
from lingchuan.records.interfaces import IOnceJob
from lingchuan.records.ledger import outbox
from lingchuan.records.site.job_runner import run_due
from pathlib import Path
from zope.component import getGlobalSiteManager
from zope.interface import alsoProvides

import sqlite3
import transaction


KIND = "trial"


class Trial:
    """A job that does what a test wants."""

    title = "Trial"

    def __init__(self, act: Callable[[dict], object]) -> None:
        self.act = act

    def run(self, portal: object, payload: dict, tell: object) -> None:
        """Do it."""
        self.act(payload)


@contextmanager
def doing(act: Callable[[dict], object], *, once: bool = False):
    """Let jobs of the kind be done so."""
    job, manager = Trial(act), getGlobalSiteManager()
    alsoProvides(job, IOnceJob if once else IJob)
    manager.registerUtility(job, IJob, name=KIND)
    try:
        yield job
    finally:
        manager.unregisterUtility(job, IJob, name=KIND)


def clear(var: Path) -> None:
    """Let nothing be due that the demo's cases asked for."""
    with sqlite3.connect(var / "ledger" / "ledger.sqlite") as connection:
        connection.execute("UPDATE jobs SET state = 'void'")


def put(*names: str) -> None:
    """Put jobs, and commit."""
    for name in names:
        outbox.put(KIND, f"{KIND}:{name}", {"name": name})
    transaction.commit()


def job_of(name: str) -> outbox.Job:
    """Return a job as it is now."""
    key = f"{KIND}:{name}"
    return outbox.of([key])[key]


def jobs() -> list[outbox.Job]:
    """Return the jobs of the kind."""
    return [job for job in outbox.rows() if job.kind == KIND]


def run(portal: object) -> int:
    """Do what is due, as the clock does."""
    transaction.abort()
    return run_due(portal)
