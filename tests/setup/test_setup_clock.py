"""What a serving process does by itself: each minute, job by job, and never alone."""

from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import checkpoints
from lingchuan.records.ledger import outbox
from lingchuan.records.setup import clock
from lingchuan.records.setup.clock import Clock
from lingchuan.records.supervision import kinds
from pathlib import Path
from tests.real_site import open_site
from tests.server import free_port
from tests.server import wait_for
from tests.setup.ticking import in_thread
from tests.setup.ticking import tick
from tests.site.outbox_jobs import clear
from tests.supervision.findings import add_file
from tests.supervision.findings import details
from tests.supervision.findings import kinds_of
from tests.supervision.findings import record_of
from tests.supervision.findings import reported
from ZODB.POSException import ConflictError
from zope.component.hooks import getSite

import json
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import transaction


def test_a_tick_signs_the_ledger_and_finds_nothing_in_an_honest_site(real, monkeypatch):
    before = checkpoints.latest()["size"]
    size = ledger.size()
    monkeypatch.setattr(checkpoints, "is_due", lambda hours: hours == 24)
    tick(real)
    monkeypatch.undo()
    assert checkpoints.latest()["size"] == size > before
    assert reported(real.portal) == []
    made = len(list((real.var / "checkpoints").glob("*.note")))
    add_file(real.portal)
    transaction.commit()
    tick(real)
    # The hours of the setting have not passed.
    assert len(list((real.var / "checkpoints").glob("*.note"))) == made


def test_a_tick_finds_what_was_changed_past_the_ledger(real):
    record = record_of(real.portal)
    record.title = "伪造"
    transaction.commit()
    tick(real)
    assert reported(real.portal) == [(kinds.CHANGED_UNLOGGED, record.UID())]


def test_a_tick_tells_of_a_row_that_was_changed_in_the_ledger(real):
    path = real.var / "ledger" / "ledger.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER events_no_update")
        connection.execute("UPDATE events SET actor = 'nobody' WHERE seq = 3")
    tick(real)
    told = details(real.portal, kinds.LEDGER_BROKEN)
    assert (told["code"], told["seq"]) == ("row_changed", 3)
    tick(real)
    assert kinds_of(real.portal) == [kinds.LEDGER_BROKEN]


def test_a_job_that_fails_is_told_once_and_the_others_go_on(real, caplog):
    done = []

    def failing(site):
        raise ValueError("a job's own fault")

    jobs = {"first": failing, "second": lambda site: done.append(site.getId())}
    made = tick(real, jobs)
    in_thread(made.tick)
    assert done == ["lingchuan"] * 2
    told = details(real.portal, kinds.JOB_FAILED)
    assert told == {"job": "first", "error": "ValueError"}
    assert "a job's own fault" in caplog.text


def test_what_a_failed_job_had_changed_is_given_up(real):
    def half(site):
        record_of(site).title = "halb"
        raise ValueError

    tick(real, {"half": half})
    real.portal._p_jar.sync()
    assert record_of(real.portal).title != "halb"
    assert kinds_of(real.portal) == [kinds.JOB_FAILED]


def test_an_incident_is_made_although_others_write_at_the_same_time(real, monkeypatch):
    record = record_of(real.portal)
    record.title = "伪造"
    transaction.commit()
    commit, failed = transaction.commit, []

    def conflicting():
        if not failed:
            failed.append(True)
            raise ConflictError
        commit()

    monkeypatch.setattr("transaction.commit", conflicting)
    tick(real)
    monkeypatch.undo()
    assert failed
    assert kinds_of(real.portal) == [kinds.CHANGED_UNLOGGED]


def test_a_ledger_that_does_not_answer_is_logged_and_the_next_tick_comes(
    real, monkeypatch, caplog
):
    def down(*args, **options):
        raise ledger.LedgerUnavailable("down")

    monkeypatch.setattr(ledger, "size", down)
    made = tick(real)
    assert "LedgerUnavailable" in caplog.text
    monkeypatch.undo()
    record_of(real.portal).title = "伪造"
    transaction.commit()
    in_thread(made.tick)
    assert kinds.CHANGED_UNLOGGED in kinds_of(real.portal)


def test_a_tick_leaves_nothing_behind_in_its_thread(real):
    left = []

    def ticking():
        Clock(real.db, {"nothing": lambda site: None}).tick()
        left.append(getSite())

    in_thread(ticking)
    assert left == [None]


def test_the_clock_ticks_at_once_and_again_and_ends_without_delay(real):
    ticks = []
    made = Clock(real.db, {"count": lambda site: ticks.append(1)}, tick_s=0.2)
    made.start()
    end = time.monotonic() + 20
    while len(ticks) < 3 and time.monotonic() < end:
        time.sleep(0.05)
    assert len(ticks) >= 3
    made.tick_s = 600
    started = time.monotonic()
    made.stop()
    made.join(5)
    assert not made.is_alive()
    assert time.monotonic() - started < 2
    assert made.daemon


def test_a_short_clock_that_fails_rests_for_a_minute(real, monkeypatch, caplog):
    rests = []

    def failing(site):
        raise ValueError

    for job in (failing, lambda site: None):
        made = Clock(real.db, {"job": job}, tick_s=2)
        monkeypatch.setattr(
            made._stopping,
            "wait",
            lambda rest, made=made: rests.append(rest) or made.stop(),
        )
        in_thread(made.run)
    assert rests == [60, 2]


def test_of_two_processes_one_does_a_job_and_the_other_after_it_ends(real):
    done = []
    first, second = (
        Clock(real.db, {"audit": lambda site, name=name: done.append(name)})
        for name in ("first", "second")
    )
    for made in (first, second, first):
        in_thread(made.tick)
    assert done == ["first", "first"]
    first.leader.close()
    in_thread(second.tick)
    assert done == ["first", "first", "second"]
    second.leader.close()


def test_each_machine_looks_at_its_own_clock(real, monkeypatch):
    done = []
    for host in ("one", "one", "two"):
        monkeypatch.setattr(clock.socket, "gethostname", lambda host=host: host)
        made = Clock(real.db, {"clock": lambda site, host=host: done.append(host)})
        in_thread(made.tick)
        # Kept, as long as the test goes on.
        done.append(made)
    assert [one for one in done if isinstance(one, str)] == ["one", "two"]


def test_no_clock_starts_in_scripts_nor_tests(real, monkeypatch):
    names = {thread.name for thread in threading.enumerate()}
    assert not [name for name in names if name.startswith("clock:")]
    started = []
    monkeypatch.setattr(Clock, "start", lambda self: started.append(self))
    monkeypatch.setitem(sys.modules, clock.CONSOLE, object())
    clock.start(None)
    assert started == []
    monkeypatch.delitem(sys.modules, clock.CONSOLE)
    clock.start(None)
    assert started == []
    monkeypatch.setattr("Zope2.DB", real.db)
    clock.start(None)
    assert [(sorted(one.jobs), one.tick_s) for one in started] == [
        (["checkpoint", "clock", "expire", "grants", "reconcile", "watch"], 60),
        (["audit", "digest", "duties", "fixity"], 60),
        (["outbox"], 2),
    ]


def serve(var: Path, log: Path) -> tuple[subprocess.Popen, str]:
    """Serve a site; return its process and address."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "lingchuan.records.setup.instance"]
    with log.open("wb") as stream:
        command += ["--var", str(var), "--port", str(port)]
        process = subprocess.Popen(command, stdout=stream, stderr=stream)
    url = f"http://localhost:{port}/lingchuan"
    wait_for(f"{url}/login", process, log)
    return process, url


def events(var: Path, action: str) -> list[dict]:
    """Return the details of the events of an action, as the file holds them."""
    with sqlite3.connect(var / "ledger" / "ledger.sqlite") as connection:
        rows = connection.execute(
            "SELECT details FROM events WHERE action=?", (action,)
        )
        return [json.loads(row[0]) for row in rows]


def test_a_served_site_finds_by_itself_does_its_jobs_and_ends_at_once(
    real, var, tmp_path
):
    record = record_of(real.portal)
    record.title = "伪造"
    clear(var)
    outbox.put("mail", "mail:trial", {"to": "nobody"})
    transaction.commit()
    real.db.close()
    process, _url = serve(var, tmp_path / "log")
    try:
        end = time.monotonic() + 60
        while not events(var, "alarm") and time.monotonic() < end:
            time.sleep(0.2)
        assert [one["kind"] for one in events(var, "alarm")] == [kinds.CHANGED_UNLOGGED]
        time.sleep(1)
    finally:
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
    assert time.monotonic() - started < 5
    assert list((var / "checkpoints").glob("*.note"))
    with open_site(var) as site:
        assert outbox.rows()[0].state == outbox.VOID
        assert kinds_of(site.portal) == [kinds.CHANGED_UNLOGGED]
