"""`python -m lingchuan.records.setup.jobs`: for a stopped site, and beside a served one."""

from lingchuan.records.ledger import outbox
from lingchuan.records.setup import jobs
from pathlib import Path
from tests.real_site import open_site
from tests.site.outbox_jobs import clear

import os
import subprocess
import sys
import transaction


KEY = "mail:trial:u1:nobody"


def run(*options: str) -> subprocess.CompletedProcess:
    """Run the command."""
    command = [sys.executable, "-W", "ignore", "-m", jobs.__name__, *options]
    return subprocess.run(command, capture_output=True, text=True)


def put() -> None:
    """Put a mail to somebody who is gone."""
    payload = {"to": "nobody", "template": "trial", "number": "", "path": "@@today"}
    outbox.put("mail", KEY, payload)
    transaction.commit()


def test_a_stopped_site_does_what_is_due_and_a_served_one_by_itself(
    functional_session, var
):
    clear(var)
    with open_site(var):
        put()
        done = run("--var", str(var))
        assert done.stdout == f"{jobs.SERVED}\n"
        assert (done.returncode, outbox.rows()[0].state) == (0, outbox.WAITING)
    done = run("--var", str(var), "--conf", str(var / "etc" / "zope.conf"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{jobs.TAKEN.format(count=1)}\n"
    with open_site(var):
        assert (outbox.rows()[0].state, outbox.rows()[0].error) == ("void", "no_user")


def test_an_instance_of_buildout_runs_it_too(functional_session, var):
    clear(var)
    with open_site(var):
        put()
    conf = str(var / "etc" / "zope.conf")
    # What `bin/instance run` does.
    command = [sys.executable, "-W", "ignore", "-m", "Zope2.utilities.zconsole"]
    known = os.environ | {
        "LINGCHUAN_LEDGER_URL": f"sqlite:///{var}/ledger/ledger.sqlite",
        "LINGCHUAN_KEYS": str(var / "keys"),
    }
    done = subprocess.run(
        [*command, "run", conf, jobs.__file__],
        capture_output=True,
        text=True,
        env=known,
    )
    assert done.stdout.endswith(f"{jobs.TAKEN.format(count=1)}\n"), done.stderr
    with open_site(var):
        assert outbox.rows()[0].state == "void"


def test_where_there_is_no_site_it_says_so(tmp_path: Path):
    done = run("--var", str(tmp_path))
    assert done.returncode == jobs.NOT_DONE
    assert done.stdout == f"{jobs.FAILED.format(error='FileNotFoundError')}\n"
    assert list(tmp_path.iterdir()) == []
