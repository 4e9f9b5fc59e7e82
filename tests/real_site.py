"""A site on a real Data.fs with blobs and ledger, opened inside the test's process.

It is made once for the run by the set-up's own command; each test works on a copy.
"""

from AccessControl import SpecialUsers
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from collections.abc import Iterator
from contextlib import contextmanager
from lingchuan.records.ledger import api as ledger
from lingchuan.records.setup.blob_storage import RecordBlobStorage
from lingchuan.records.setup.instance import SITE_ID
from pathlib import Path
from Testing.makerequest import makerequest
from tests.workers import made_once
from ZODB import DB
from ZODB.FileStorage import FileStorage
from zope.component.hooks import getSite
from zope.component.hooks import setSite
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest

import pytest
import shutil
import subprocess
import sys
import transaction


def make_site(var: Path, *options: str) -> Path:
    """Make a site by the set-up's command."""
    command = [sys.executable, "-W", "ignore", "-m", "lingchuan.records.setup.instance"]
    command += ["--site-only", "--var", str(var), *options]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return var


def copy_site(made: Path, var: Path) -> Path:
    """Copy a site that nobody has open, with a configuration that names the copy."""
    shutil.copytree(made, var, ignore=shutil.ignore_patterns("*.lock"))
    for conf in (var / "etc").glob("zope.*"):
        conf.write_text(conf.read_text().replace(str(made), str(var)))
    return var


class RealSite:
    """One open database and its site."""

    def __init__(self, var: Path) -> None:
        self.var = var
        file_storage = FileStorage(str(var / "filestorage" / "Data.fs"))
        self.storage = RecordBlobStorage(str(var / "blobstorage"), file_storage)
        self.db = DB(self.storage)
        self.portal = self.connect()

    def connect(self) -> object:
        """Return the portal in a connection of this thread."""
        connection = self.db.open()
        app = makerequest(connection.root()["Application"])
        setRequest(app.REQUEST)
        portal = app[SITE_ID]
        setSite(portal)
        newSecurityManager(None, SpecialUsers.system.__of__(app.acl_users))
        return portal

    def blob_path(self, file: object) -> Path:
        """Return where the bytes of a file lie."""
        return Path(file._blob.committed())


@contextmanager
def open_site(var: Path) -> Iterator[RealSite]:
    """Open a site, and leave the process as it was."""
    before = getSite(), getRequest()
    transaction.abort()
    configured = ledger.configure(f"sqlite:///{var}/ledger/ledger.sqlite")
    site = RealSite(var)
    try:
        yield site
    finally:
        transaction.abort()
        noSecurityManager()
        site.db.close()
        ledger.configure(configured)
        setSite(before[0])
        setRequest(before[1])


@pytest.fixture(scope="session")
def made_site(tmp_path_factory):
    """The data folder of a site with the demo's cases, which nobody changes."""
    return made_once(
        tmp_path_factory, "real-site", lambda var: make_site(var, "--demo")
    )


@pytest.fixture
def var(made_site, tmp_path):
    """A copy of it."""
    return copy_site(made_site, tmp_path / "var")


@pytest.fixture
def real(functional_session, var):
    """The site of the copy, open in this process."""
    with open_site(var) as site:
        yield site
