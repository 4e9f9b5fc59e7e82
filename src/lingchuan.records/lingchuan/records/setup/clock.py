"""What a serving process does by itself: look after ledger and database, do the outbox.

- Three daemon threads: for what is quick, for what reads much, and for the outbox, so
  that the long work of one never keeps another from its time. All end with the process.
- Each job has a transaction of its own. One that fails is logged and told once, and
  the others go on; so do they all at the next tick.
- Of several processes on one ledger one does a job, and the next one when that ends.
- Nothing is kept in memory that a kill could lose: how far a job has come is noted in
  the ledger's database.
- Scripts and tests have no such clock; it starts when Zope starts to serve.
"""

from AccessControl import SpecialUsers
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from datetime import datetime
from datetime import UTC
from lingchuan.records.content.settings import settings
from lingchuan.records.interfaces import ISupervisionShelf
from lingchuan.records.ledger import checkpoints
from lingchuan.records.ledger.leader import Leader
from lingchuan.records.setup.digest import send_digests
from lingchuan.records.setup.duties import renew_duties
from lingchuan.records.setup.ending import end_grants
from lingchuan.records.setup.ending import end_secrets
from lingchuan.records.site.job_runner import run_due
from lingchuan.records.supervision import alarms
from lingchuan.records.supervision.clock_check import ClockCheck
from lingchuan.records.supervision.fixity import check_slice
from lingchuan.records.supervision.incidents import SHELF
from lingchuan.records.supervision.ledger_check import audit_whole
from lingchuan.records.supervision.ledger_check import AuditWatch
from lingchuan.records.supervision.ledger_check import is_due
from lingchuan.records.supervision.reconciler import reconcile
from Products.CMFCore.interfaces import ISiteRoot
from Testing.makerequest import makerequest
from typing import Any
from ZODB.DemoStorage import DemoStorage
from zope.component.hooks import setSite
from zope.globalrequest import clearRequest
from zope.globalrequest import setRequest

import atexit
import logging
import socket
import sys
import threading
import transaction
import Zope2


TICK_S = 60.0
# Whoever waits for a copy or a mail must not wait a minute.
SHORT_TICK_S = 2.0
# Each machine has its own; all other jobs are the ledger's.
CLOCK = "clock"
# bin/instance run and debug say that they start to serve, and do not.
CONSOLE = "Zope2.utilities.zconsole"
Job = Callable[[Any], object]

log = logging.getLogger(__name__)


def look_at(check: ClockCheck | AuditWatch) -> Job:
    """Return the job that tells what a check finds from one look to the next."""

    def job(portal: Any) -> None:
        for found in check.check():
            alarms.tell(found, portal)
        alarms.raise_incidents(portal)

    return job


def make_checkpoint(portal: Any) -> None:
    """Sign the ledger when that is due."""
    if checkpoints.is_due(settings().checkpoint_hours):
        checkpoints.make()


def check_files(portal: Any) -> None:
    """Check the part of everything that is due."""
    check_slice(portal, settings().fixity_days)


def check_ledger() -> Job:
    """Return the job that holds the ledger against itself, at its first run and when due."""
    begun: set[str] = set()

    def job(portal: Any) -> None:
        path = "/".join(portal.getPhysicalPath())
        if path in begun and not is_due(datetime.now(UTC)):
            return
        for found in audit_whole(portal):
            alarms.tell(found, portal)
        alarms.raise_incidents(portal)
        begun.add(path)

    return job


def quick_jobs() -> dict[str, Job]:
    """Return the jobs that never take long."""
    return {
        CLOCK: look_at(ClockCheck()),
        "watch": look_at(AuditWatch()),
        "reconcile": reconcile,
        "checkpoint": make_checkpoint,
        "expire": end_secrets,
        "grants": end_grants,
    }


def long_jobs() -> dict[str, Job]:
    """Return the jobs that read much."""
    return {
        "duties": renew_duties,
        "digest": send_digests,
        "fixity": check_files,
        "audit": check_ledger(),
    }


def outbox_jobs() -> dict[str, Job]:
    """Return the job that does what the outbox asks for."""
    return {"outbox": run_due}


class Clock(threading.Thread):
    """Runs jobs for each site of a database, at once and then each tick.

    After a tick in which something failed it waits a minute, however short its tick.

    It keeps a connection of its own: one of the pool would go back to it with a cache
    that the jobs have filled with what no request needs.
    """

    def __init__(
        self, db: Any, jobs: Mapping[str, Job], tick_s: float = TICK_S
    ) -> None:
        super().__init__(name=f"clock: {', '.join(jobs)}", daemon=True)
        self.db = db
        self.jobs = jobs
        self.tick_s = tick_s
        self.leader = Leader()
        self._connection: Any = None
        self._stopping = threading.Event()
        self._has_failed = False

    def run(self) -> None:
        """Go on until the process ends."""
        while not self._stopping.is_set():
            self._has_failed = False
            self.tick()
            rest = max(self.tick_s, TICK_S) if self._has_failed else self.tick_s
            self._stopping.wait(rest)

    def stop(self) -> None:
        """Begin nothing new."""
        self._stopping.set()

    def tick(self) -> None:
        """Run each job for each site."""
        try:
            with self._application() as app:
                names = sites(app)
            for name in names:
                for job in self.jobs:
                    self._run(name, job)
            self._connection.cacheMinimize()
        except Exception:
            # No database, or it is being closed: there is nobody to tell.
            log.exception("the clock could not tick")
            self._connection = None
            self._has_failed = True

    def _run(self, name: str, job: str) -> None:
        if self._stopping.is_set():
            return
        try:
            with self._site(name) as site:
                if self.leader.leads(_lock_of(job)):
                    self.jobs[job](site)
        except Exception as error:
            log.exception("%s: %s failed", name, job)
            self._has_failed = True
            self._tell(name, job, type(error).__name__)

    def _tell(self, name: str, job: str, error: str) -> None:
        """Report that a job failed; where that fails too, the log has it."""
        try:
            with self._site(name) as site:
                alarms.tell_of_job(site, job, error)
        except Exception:
            log.exception("%s: that %s failed could not be reported", name, job)

    @contextmanager
    def _site(self, name: str) -> Iterator[Any]:
        with self._application() as app:
            setSite(app[name])
            yield app[name]

    @contextmanager
    def _application(self) -> Iterator[Any]:
        """Give the root of the database as it is now, as the system's own user."""
        transaction.abort()
        if self._connection is None:
            self._connection = self.db.open()
        self._connection.sync()
        app = makerequest(self._connection.root()["Application"])
        setRequest(app.REQUEST)
        newSecurityManager(None, SpecialUsers.system.__of__(app.acl_users))
        try:
            yield app
        finally:
            transaction.abort()
            noSecurityManager()
            setSite(None)
            clearRequest()


def _lock_of(job: str) -> str:
    return f"{job}@{socket.gethostname()}" if job == CLOCK else job


def sites(app: Any) -> list[str]:
    """Return the ids of the sites in which the add-on is installed."""
    return [
        name
        for name, site in app.objectItems()
        if ISiteRoot.providedBy(site)
        and ISupervisionShelf.providedBy(site._getOb(SHELF, None))
    ]


def start(event: object) -> None:
    """Start the clocks of a process that begins to serve; not of a console or a test."""
    if CONSOLE in sys.modules or isinstance(Zope2.DB.storage, DemoStorage):
        return
    ticks = (
        (quick_jobs(), TICK_S),
        (long_jobs(), TICK_S),
        (outbox_jobs(), SHORT_TICK_S),
    )
    for jobs, tick_s in ticks:
        clock = Clock(Zope2.DB, jobs, tick_s)
        atexit.register(clock.stop)
        clock.start()
