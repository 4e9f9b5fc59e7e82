"""Do what the outbox asks for, now: ``python -m lingchuan.records.setup.jobs``.

usage: python -m lingchuan.records.setup.jobs [--var VAR] [--conf ZOPE_CONF]
       bin/instance run …/lingchuan/records/setup/jobs.py

- A served site does it by itself every few seconds (setup/clock.py). This is for cron or
  a timer: beside a site in RelStorage or ZEO, or for a site that is stopped.
- Where a running site has Data.fs open, that site does it: so it says, and ends well.
- Exit status: 0 all that was due was taken up, or the running site does it; 1 it could
  not be done. What fails is tried again later and shown in @@records-jobs.
"""

from AccessControl import SpecialUsers
from AccessControl.SecurityManagement import newSecurityManager
from argparse import ArgumentParser
from lingchuan.records.setup.clock import sites
from lingchuan.records.setup.instance import prepare_process
from lingchuan.records.setup.instance import say
from lingchuan.records.setup.instance import zope_application
from lingchuan.records.site.job_runner import AT_ONCE
from lingchuan.records.site.job_runner import run_due
from OFS.Application import Application
from pathlib import Path
from Testing.makerequest import makerequest
from zc.lockfile import LockError
from zope.component.hooks import setSite
from zope.globalrequest import setRequest

import sys


DONE, NOT_DONE = 0, 1
SERVED = (
    "网站正在运行，后台任务由其自动办理，无需另行启动。"
    " The site is running and does its jobs by itself: nothing to do here."
)
TAKEN = "已处理后台任务 {count} 项。 {count} jobs were taken up."
FAILED = "后台任务未能处理：{error}。 The jobs could not be done: {error}."


def run(var: Path, configuration: Path | None) -> int:
    """Do what is due in every site of a database; return how many jobs were taken up."""
    with zope_application(var, configuration) as app:
        return run_all(app)


def run_all(app: Application) -> int:
    """Do what is due in every site of an open database; return how many were taken up."""
    count = 0
    setRequest(app.REQUEST)
    newSecurityManager(None, SpecialUsers.system.__of__(app.acl_users))
    for name in sites(app):
        setSite(app[name])
        while taken := run_due(app[name], AT_ONCE):
            count += taken
    return count


def main(argv: list[str] | None = None) -> int:
    """Do what is due, or say why not."""
    parser = ArgumentParser(prog="lingchuan.records.setup.jobs")
    parser.add_argument("--var", type=Path, default=Path("var"), help="data folder")
    parser.add_argument("--conf", type=Path, help="another zope.conf than VAR's")
    options = parser.parse_args(argv)
    conf = options.conf.resolve() if options.conf else None
    var = options.var.resolve()
    try:
        if not (conf or var / "etc" / "zope.conf").is_file():
            raise FileNotFoundError(conf or var)
        prepare_process(var)
        count = run(var, conf)
    except LockError:
        say(SERVED)
        return DONE
    except Exception as error:
        say(FAILED.format(error=type(error).__name__))
        return NOT_DONE
    say(TAKEN.format(count=count))
    return DONE


if __name__ == "__main__":
    # `bin/instance run` gives the open database by this name.
    given = globals().get("app")
    if given is None:
        sys.exit(main())
    say(TAKEN.format(count=run_all(makerequest(given))))
