"""Commits that stop halfway, and many at once: told apart, and no false alarm."""

from concurrent.futures import ThreadPoolExecutor
from lingchuan.records.ledger import api as ledger
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision.reconciler import reconcile
from pathlib import Path
from tests.real_site import open_site
from tests.supervision.findings import add_file
from tests.supervision.findings import alarms
from tests.supervision.findings import change
from tests.supervision.findings import kinds_of
from tests.supervision.findings import reported
from ZODB.POSException import ConflictError

import pytest
import subprocess
import sys
import threading
import time
import transaction


# On a machine that has much else to do.
MOST_S = 180


def test_an_event_whose_change_was_not_stored_gets_its_event(looked, monkeypatch):
    file = add_file(looked.portal)
    uid, event = file.UID(), file.ledger_event
    number = file.file_number

    def broken(self, *args, **kw):
        raise OSError("the power is gone")

    monkeypatch.setattr(type(looked.storage), "tpc_finish", broken)
    with pytest.raises(OSError):
        transaction.commit()
    monkeypatch.undo()
    transaction.abort()
    assert ledger.find(event) is not None
    reconcile(looked.portal)
    rows = [row for row in ledger.read(uid=uid) if row["action"] == "not_committed"]
    assert {kind for kind, _uid in reported(looked.portal)} == {kinds.NOT_COMMITTED}
    assert event in {one["event"] for one in alarms(kinds.NOT_COMMITTED)}
    assert rows
    again = add_file(looked.portal)
    transaction.commit()
    assert again.file_number != number
    assert reconcile(looked.portal).found == ()


def test_a_record_goes_on_after_a_change_that_was_not_stored(looked, monkeypatch):
    file = add_file(looked.portal)
    transaction.commit()
    reconcile(looked.portal)
    change(file, title="没有存下的改名")
    lost = file.ledger_event
    monkeypatch.setattr(type(looked.storage), "tpc_finish", stop)
    with pytest.raises(OSError):
        transaction.commit()
    monkeypatch.undo()
    transaction.abort()
    change(file, title="存下的改名")
    transaction.commit()
    reconcile(looked.portal)
    told = alarms()
    assert [(one["kind"], one["event"]) for one in told] == [
        (kinds.NOT_COMMITTED, lost)
    ]
    reconcile(looked.portal)
    assert len(alarms()) == 1


def stop(self, *args, **kw):
    """Stop as if the power were gone."""
    raise OSError("the power is gone")


KILL = """
import os, sys
from pathlib import Path
from plone.dexterity.utils import createContent
from lingchuan.records.setup.instance import zope_application, SITE_ID
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from tests.supervision.findings import add_file
import transaction
with zope_application(Path(sys.argv[1])) as app:
    setRequest(app.REQUEST)
    setSite(app[SITE_ID])
    storage = app._p_jar.db().storage
    print(add_file(app[SITE_ID]).ledger_event, flush=True)
    if sys.argv[2] == "voted":
        type(storage).tpc_finish = lambda *a, **k: os._exit(9)
    transaction.commit()
    os._exit(9)
"""


@pytest.mark.parametrize("phase", ["voted", "finished"])
def test_a_process_killed_at_its_commit_is_told_apart(functional_session, var, phase):
    with open_site(var) as site:
        reconcile(site.portal)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", KILL, str(var), phase],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    event = done.stdout.split()[-1]
    assert done.returncode == 9, done.stderr
    with open_site(var) as site:
        started = time.monotonic()
        reconcile(site.portal)
        assert time.monotonic() - started < 60
        lost = {one["event"] for one in alarms(kinds.NOT_COMMITTED)}
        assert (event in lost) is (phase == "voted")
        assert {one["kind"] for one in alarms()} <= {kinds.NOT_COMMITTED}
        assert bool(kinds_of(site.portal)) is (phase == "voted")


def test_an_event_that_is_just_being_stored_is_waited_for(looked, monkeypatch):
    finish, finishing, go_on = type(looked.storage).tpc_finish, threading.Event(), []

    def slow(self, *args, **kw):
        finishing.set()
        time.sleep(1)
        go_on.append(True)
        return finish(self, *args, **kw)

    monkeypatch.setattr(type(looked.storage), "tpc_finish", slow)

    def write():
        add_file(looked.connect())
        transaction.commit()

    thread = threading.Thread(target=write)
    thread.start()
    assert finishing.wait(30)
    size = ledger.size()
    report = reconcile(looked.portal)
    assert go_on
    assert report.found == ()
    assert report.events > 0
    assert ledger.size() == size
    thread.join()


def test_a_busy_site_gives_no_alarm(looked):
    done, failures, made = threading.Event(), [], []

    def write(index):
        portal = looked.connect()
        while not done.is_set():
            try:
                file = add_file(portal, f"许可{index}")
                transaction.commit()
                change(file, title=f"许可{index}改")
                transaction.commit()
                made.append(index)
            except ConflictError:
                transaction.abort()
        transaction.abort()
        portal._p_jar.close()

    with ThreadPoolExecutor(8) as pool:
        writers = [pool.submit(write, index) for index in range(8)]
        end = time.monotonic() + MOST_S
        looks = 0
        while time.monotonic() < end and (looks < 4 or len(made) < 16):
            failures += reconcile(looked.portal).found
            looks += 1
        done.set()
        for one in writers:
            one.result()
    failures += reconcile(looked.portal).found
    assert failures == []
    assert looks >= 4
    assert len(made) >= 16


def test_a_number_that_nobody_bears_is_named(looked):
    ledger.allocate_number(
        "permit_file", 2026, "陵审批许字〔{year}〕第{seq:03d}号", "nobody"
    )
    transaction.commit()
    add_file(looked.portal)
    transaction.commit()
    reconcile(looked.portal)
    told = alarms(kinds.NOT_COMMITTED)
    assert [one["record"] for one in told] == ["nobody"]
    assert told[0]["number"].startswith("陵审批许字")
    reconcile(looked.portal)
    assert kinds_of(looked.portal) == [kinds.NOT_COMMITTED]
