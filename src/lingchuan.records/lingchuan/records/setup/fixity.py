"""Check files and records now: ``python -m lingchuan.records.setup.fixity``.

usage: python -m lingchuan.records.setup.fixity [--var VAR] [--all]

- It runs beside a site that is served, and when none is. Data.fs is opened to be read
  only; what is found is written to the ledger, and the site makes incidents of it.
- Without --all it goes on where the last check stopped, as far as is due by the
  setting; with it, everything is checked.
- Exit status: 0 all is good, 1 something is wrong, 2 something could not be checked.
  Each is named by record, place and field, never by a file's name.
"""

from AccessControl import SpecialUsers
from AccessControl.SecurityManagement import newSecurityManager
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime
from datetime import UTC
from lingchuan.records.content.settings import settings
from lingchuan.records.ledger import api as ledger
from lingchuan.records.setup.configuration import write_read_only
from lingchuan.records.setup.instance import prepare_process
from lingchuan.records.setup.instance import say
from lingchuan.records.setup.instance import SITE_ID
from lingchuan.records.setup.instance import zope_application
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision.alarms import Found
from lingchuan.records.supervision.fixity import check_page
from lingchuan.records.supervision.fixity import due
from lingchuan.records.supervision.fixity import job_of
from lingchuan.records.supervision.fixity import Round
from lingchuan.records.supervision.fixity import tell_counts
from lingchuan.records.supervision.record_check import Counts
from lingchuan.records.supervision.record_check import RecordCheck
from pathlib import Path
from typing import Any
from zc.lockfile import LockError
from zc.lockfile import LockFile
from zope.component.hooks import setSite
from zope.globalrequest import setRequest

import sys


GOOD, WRONG, UNCHECKED = 0, 1, 2
Say = Callable[[str], None]


def check_site(site: Any, everything: bool, served: bool, tell: Say = say) -> Counts:
    """Check the records of a site and say what is wrong; return the counts.

    Raises:
        LedgerUnavailable: the ledger cannot be read or written.
    """
    job, now = job_of(site), datetime.now(UTC)
    through = ledger.size()
    here = Round.begin(job, now) if everything else Round.read(job, now)
    check = RecordCheck(
        site, tells_behind=not served, heard=lambda one: _name(one, tell)
    )
    last = through if everything else due(here, settings().fixity_days, through, now)
    while here.seq < last:
        here = check_page(check, here, through)[1]
        site._p_jar.cacheGC()
    if here.seq >= through > 0:
        tell_counts(site, here)
        Round.begin(job, now)
    return check.counts


def _name(found: Found, tell: Say) -> None:
    """Say what was found: kind, record, place, field, reason."""
    told = (found.details.get("field"), found.details.get("reason"))
    tell("\t".join([found.kind, found.uid, found.path, *filter(None, told)]))


def is_served(var: Path) -> bool:
    """Return whether a process has the site's database open to write."""
    try:
        LockFile(str(var / "filestorage" / "Data.fs.lock")).close()
    except LockError:
        return True
    return False


def check(var: Path, everything: bool) -> int:
    """Check the site of a data folder; return the exit status."""
    served = is_served(var)
    with zope_application(var, write_read_only(var)) as app:
        site = app[SITE_ID]
        setRequest(app.REQUEST)
        setSite(site)
        newSecurityManager(None, SpecialUsers.system.__of__(app.acl_users))
        counts = check_site(site, everything, served)
    say(
        f"{counts.records} records, {counts.files} files, {counts.bytes} bytes checked;"
        f" {counts.wrong} wrong, {counts.unread} not checked."
    )
    if counts.wrong:
        return WRONG
    return UNCHECKED if counts.unread else GOOD


def main(argv: list[str] | None = None) -> int:
    """Check, or say why not."""
    parser = ArgumentParser(prog="lingchuan.records.setup.fixity")
    parser.add_argument("--var", type=Path, default=Path("var"), help="data folder")
    parser.add_argument("--all", action="store_true", help="everything, from the start")
    options = parser.parse_args(argv)
    var = options.var.resolve()
    try:
        prepare_process(var)
        return check(var, options.all)
    except Exception as error:
        say(f"{kinds.FIXITY_NOT_CHECKED}\t{type(error).__name__}\t{error}")
        return UNCHECKED


if __name__ == "__main__":
    sys.exit(main())
