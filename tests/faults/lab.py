"""A site in a folder that is opened anew in a forked process for each trial.

Zope's parts are loaded once, by making the site; each trial then opens Data.fs, blobs
and ledger itself, as a server does at its start, and may be killed at any moment.
"""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from lingchuan.records.demo.users import create_users
from lingchuan.records.interfaces import IRecordsLayer
from lingchuan.records.ledger import places
from lingchuan.records.setup.configuration import write_configuration
from lingchuan.records.setup.instance import create_site
from lingchuan.records.setup.instance import ensure_admin
from lingchuan.records.setup.instance import prepare_process
from lingchuan.records.setup.instance import SITE_ID
from lingchuan.records.setup.instance import zope_application
from lingchuan.records.supervision.reconciler import reconcile
from pathlib import Path
from Testing.makerequest import makerequest
from tests.faults.oracle import wrong
from typing import Any
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from zope.interface import alsoProvides

import json
import os
import signal
import traceback
import transaction
import ZODB.config


DATABASE = """
%import lingchuan.records.setup
<zodb>
  <recordblobstorage>
    blob-dir {var}/blobstorage
    <filestorage>
      path {var}/filestorage/Data.fs
    </filestorage>
  </recordblobstorage>
</zodb>
"""
KILLED = -signal.SIGKILL


def prepare(var: Path, ledger: str | None = None) -> None:
    """Make the site with the demo's users, and load all of Zope into this process."""
    prepare_process(var)
    os.environ.update(
        {places.KEYS: str(var / "keys"), places.CHECKPOINTS: str(var / "checkpoints")}
    )
    if ledger:
        os.environ[places.URL] = ledger
    write_configuration(var, 0)
    with zope_application(var) as app:
        if SITE_ID not in app.objectIds():
            ensure_admin(app, var)
            create_site(app, demo=False)
            create_users(app[SITE_ID])
            transaction.commit()
    for store in places._stores.values():
        store.close()
    places._stores.clear()


@contextmanager
def opened(var: Path) -> Iterator[Any]:
    """Open the site as a server does; give it."""
    database = ZODB.config.databaseFromString(DATABASE.format(var=var))
    connection = database.open()
    app = makerequest(connection.root()["Application"])
    site = app[SITE_ID]
    alsoProvides(app.REQUEST, IRecordsLayer)
    setSite(site)
    setRequest(app.REQUEST)
    transaction.begin()
    try:
        yield site
    finally:
        transaction.abort()
        setSite(None)
        connection.close()
        database.close()


def trial(var: Path, work: Callable[[Any, Callable], None]) -> tuple[list[Any], int]:
    """Run `work(site, tell)` in a process of its own.

    Returns:
        what it told until its end, and its exit status; KILLED for a kill.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _run(var, work, writer)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as stream:
        told = [json.loads(line) for line in stream]
    _pid, status = os.waitpid(child, 0)
    return told, os.waitstatus_to_exitcode(status)


def _run(var: Path, work: Callable[[Any, Callable], None], writer: int) -> None:
    def tell(value: Any) -> None:
        os.write(writer, json.dumps(value).encode() + b"\n")

    try:
        with opened(var) as site:
            work(site, tell)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def restart(
    var: Path, acknowledged: list[dict[str, Any]], whole: bool = True
) -> list[str]:
    """Start again and reconcile; return what is wrong then, a line each.

    Args:
        whole: look at everything, not only whether it starts.
    """

    def work(site: Any, tell: Callable) -> None:
        reconcile(site)
        transaction.begin()
        for line in wrong(site, acknowledged) if whole else ():
            tell(line)

    told, status = trial(var, work)
    return told + ([f"the restart ended with {status}"] if status else [])
