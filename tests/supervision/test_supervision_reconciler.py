"""The database against the ledger: what was undone, restored, slipped in or lost."""

from concurrent.futures import ThreadPoolExecutor
from lingchuan.records.ledger import api as ledger
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision.reconciler import reconcile
from pathlib import Path
from plone.dexterity.utils import createContent
from tests.real_site import open_site
from tests.supervision.findings import add_file
from tests.supervision.findings import alarms
from tests.supervision.findings import all_records
from tests.supervision.findings import base
from tests.supervision.findings import change
from tests.supervision.findings import details
from tests.supervision.findings import kinds_of
from tests.supervision.findings import record_of
from tests.supervision.findings import reported
from tests.supervision.findings import undo_last
from ZODB.POSException import ConflictError

import pytest
import shutil
import subprocess
import sys
import threading
import time
import transaction


@pytest.fixture
def looked(real):
    """A site that was looked at, with nothing found."""
    assert reconcile(real.portal).found == ()
    return real


def test_an_honest_site_gives_no_alarm_at_the_first_look_nor_after(real):
    report = reconcile(real.portal)
    assert report.found == ()
    assert report.records >= len(all_records(real.portal))
    assert report.events == ledger.size()
    file = add_file(real.portal)
    transaction.commit()
    change(file, title="改名后的许可")
    transaction.commit()
    report = reconcile(real.portal)
    assert (report.found, report.records, report.events) == ((), 1, 3)
    assert reported(real.portal) == alarms() == []


def test_a_look_with_nothing_new_writes_nothing(looked):
    tid, size = looked.storage.lastTransaction(), ledger.size()
    assert reconcile(looked.portal).records == 0
    assert looked.storage.lastTransaction() == tid
    assert ledger.size() == size


def test_an_undone_change_is_found_and_named_once(looked):
    file = add_file(looked.portal)
    transaction.commit()
    reconcile(looked.portal)
    change(file, title="改名后的许可")
    transaction.commit()
    event = ledger.last_change(file.UID())["id"]
    reconcile(looked.portal)
    undo_last(looked)
    assert file.title == "食品经营许可"
    for _again in range(2):
        reconcile(looked.portal)
        assert reported(looked.portal) == [(kinds.ROLLED_BACK, file.UID())]
        assert [one["event"] for one in alarms()] == [event]
    assert details(looked.portal, kinds.ROLLED_BACK)["event"] == event


def test_a_change_undone_before_anybody_looked_is_found(looked):
    file = add_file(looked.portal)
    transaction.commit()
    change(file, title="改名后的许可")
    transaction.commit()
    undo_last(looked)
    reconcile(looked.portal)
    assert reported(looked.portal) == [(kinds.ROLLED_BACK, file.UID())]


@pytest.mark.parametrize("look_between", [True, False])
def test_a_change_undone_and_followed_by_another_is_found(looked, look_between):
    file = add_file(looked.portal)
    transaction.commit()
    change(file, title="第一次改名")
    transaction.commit()
    event = ledger.last_change(file.UID())["id"]
    if look_between:
        reconcile(looked.portal)
    undo_last(looked)
    change(file, title="第二次改名")
    transaction.commit()
    reconcile(looked.portal)
    assert reported(looked.portal) == [(kinds.ROLLED_BACK, file.UID())]
    assert details(looked.portal, kinds.ROLLED_BACK)["event"] == event


@pytest.mark.parametrize("look_between", [True, False])
def test_an_undone_making_is_found(looked, look_between):
    file = add_file(looked.portal)
    transaction.commit()
    uid = file.UID()
    if look_between:
        reconcile(looked.portal)
    undo_last(looked)
    reconcile(looked.portal)
    assert reported(looked.portal) == [(kinds.ROLLED_BACK, uid)]


def test_an_attribute_changed_in_a_shell_is_found(looked):
    record = record_of(looked.portal)
    record.document_number = "伪造〔2026〕1号"
    transaction.commit()
    for _again in range(2):
        reconcile(looked.portal)
        assert reported(looked.portal) == [(kinds.CHANGED_UNLOGGED, record.UID())]
    told = details(looked.portal, kinds.CHANGED_UNLOGGED)
    assert told["event"] == record.ledger_event
    assert told["expected"] == ledger.find(record.ledger_event)["digest"]
    assert told["found"] != told["expected"]


def test_a_change_in_a_shell_that_forges_the_digest_is_found(looked):
    from lingchuan.records.content import facts
    from lingchuan.records.core.digest import state_digest

    record = record_of(looked.portal)
    record.title = "伪造"
    record.state_digest = state_digest(facts.canonical_state(record))
    transaction.commit()
    reconcile(looked.portal)
    assert kinds_of(looked.portal) == [kinds.CHANGED_UNLOGGED]


def test_a_record_that_names_an_event_of_another_is_found(looked):
    record = record_of(looked.portal)
    record.ledger_event = looked.portal["files"].ledger_event
    transaction.commit()
    reconcile(looked.portal)
    assert reported(looked.portal) == [(kinds.MISSING_EVENT, record.UID())]


def test_a_record_made_in_a_shell_without_event_is_found(looked):
    record = createContent("TextRecord", id="slipped-in", title="凭空而来")
    file = record_of(looked.portal, "PermitFile")
    file._setOb(record.id, base(record))
    file["slipped-in"].reindexObject()
    transaction.commit()
    reconcile(looked.portal)
    assert reported(looked.portal) == [(kinds.MISSING_EVENT, record.UID())]


def test_a_record_taken_out_in_a_shell_is_found(looked):
    file = add_file(looked.portal)
    transaction.commit()
    reconcile(looked.portal)
    uid, year = file.UID(), file.aq_parent
    year._tree.pop(file.getId())
    transaction.commit()
    reconcile(looked.portal)
    assert reported(looked.portal) == [(kinds.RECORD_MISSING, uid)]


def test_a_deleted_draft_is_no_alarm(looked):
    from lingchuan.records.content.actions import add_record
    from plone import api

    file = add_file(looked.portal)
    with api.env.adopt_user(username="handler1"):
        draft = add_record(file, "TextRecord", title="草稿")
        transaction.commit()
        file._delObject(draft.getId())
        transaction.commit()
    reconcile(looked.portal)
    assert reported(looked.portal) == []


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
    (var / "etc" / "zope.conf").write_text(
        (var / "etc" / "zope.conf").read_text().replace(str(made_at(var)), str(var))
    )
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


def made_at(var: Path) -> str:
    """Return the folder that a copied configuration names."""
    first = (var / "etc" / "zope.conf").read_text().splitlines()[0]
    return first.removeprefix("%define VAR ")


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
    done, failures = threading.Event(), []

    def write(index):
        portal = looked.connect()
        made = 0
        while not done.is_set():
            try:
                file = add_file(portal, f"许可{index}")
                transaction.commit()
                change(file, title=f"许可{index}改")
                transaction.commit()
                made += 1
            except ConflictError:
                transaction.abort()
        transaction.abort()
        portal._p_jar.close()
        return made

    with ThreadPoolExecutor(8) as pool:
        writers = [pool.submit(write, index) for index in range(8)]
        end = time.monotonic() + 8
        looks = 0
        while time.monotonic() < end:
            failures += reconcile(looked.portal).found
            looks += 1
        done.set()
        made = sum(one.result() for one in writers)
    failures += reconcile(looked.portal).found
    assert failures == []
    assert looks > 3
    assert made > 8


def restore(site, var: Path, keep: Path) -> None:
    """Put the database that was kept in the place of the present one."""
    site.db.close()
    for name in ("Data.fs", "Data.fs.index"):
        (var / "filestorage" / name).unlink(missing_ok=True)
        if (keep / name).exists():
            shutil.copy(keep / name, var / "filestorage" / name)


@pytest.mark.parametrize("write_after", [False, True])
def test_an_older_database_is_found_with_the_first_event_it_lacks(
    functional_session, var, tmp_path, write_after
):
    with open_site(var) as site:
        reconcile(site.portal)
        keep = tmp_path / "keep"
        shutil.copytree(var / "filestorage", keep)
        files = [add_file(site.portal, f"许可{n}") for n in range(3)]
        transaction.commit()
        first = next(
            row
            for row in ledger.read(limit=None)
            if row["uid"] in {file.UID() for file in files} and row["digest"]
        )
        uids = {file.UID() for file in files}
        reconcile(site.portal)
        restore(site, var, keep)
    with open_site(var) as site:
        if write_after:
            late = add_file(site.portal, "恢复之后")
            transaction.commit()
            assert late.file_number
        reconcile(site.portal)
        told = details(site.portal, kinds.RESTORED)
        assert told["seq"] == first["seq"]
        assert told["event"] == first["id"]
        found = reported(site.portal)
        assert {uid for kind, uid in found if kind == kinds.ROLLED_BACK} >= uids
        assert {kind for kind, _uid in found} <= {kinds.RESTORED, kinds.ROLLED_BACK}
        count = len(alarms())
        reconcile(site.portal)
        assert len(alarms()) == count


def test_a_ledger_older_than_the_database_is_found(functional_session, var, tmp_path):
    with open_site(var) as site:
        reconcile(site.portal)
    keep = tmp_path / "keep"
    shutil.copytree(var / "ledger", keep)
    with open_site(var) as site:
        file = add_file(site.portal)
        transaction.commit()
        uid, event = file.UID(), file.ledger_event
        reconcile(site.portal)
    from lingchuan.records.ledger import places

    places._stores.pop(f"sqlite:///{var}/ledger/ledger.sqlite").close()
    shutil.rmtree(var / "ledger")
    shutil.copytree(keep, var / "ledger")
    with open_site(var) as site:
        reconcile(site.portal)
        assert (kinds.MISSING_EVENT, uid) in reported(site.portal)
        assert event in {one["event"] for one in alarms(kinds.MISSING_EVENT)}


def test_a_pack_gives_no_alarm_and_hides_none(looked):
    file = add_file(looked.portal)
    transaction.commit()
    for number in range(3):
        change(file, title=f"改名{number}")
        transaction.commit()
    looked.db.pack(time.time() + 1)
    assert reconcile(looked.portal).found == ()
    file.title = "伪造"
    transaction.commit()
    looked.db.pack(time.time() + 1)
    reconcile(looked.portal)
    assert reported(looked.portal) == [(kinds.CHANGED_UNLOGGED, file.UID())]


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


def test_many_findings_are_each_an_event_and_not_each_an_incident(looked, monkeypatch):
    from lingchuan.records.supervision import alarms as told

    monkeypatch.setattr(told, "MOST_OF_A_KIND", 2)
    changed = [
        one for one in all_records(looked.portal) if one.portal_type == "TextRecord"
    ]
    for record in changed[:5]:
        record.title = "伪造"
    transaction.commit()
    reconcile(looked.portal)
    assert len(alarms(kinds.CHANGED_UNLOGGED)) == 5
    found = kinds_of(looked.portal)
    assert found.count(kinds.CHANGED_UNLOGGED) == 2
    assert details(looked.portal, kinds.MANY)["count"] == 3


def test_incidents_are_events_and_records_like_others(looked):
    record = record_of(looked.portal)
    record.title = "伪造"
    transaction.commit()
    reconcile(looked.portal)
    incident = looked.portal["supervision"].objectValues()[0]
    assert ledger.last_change(incident.UID())["id"] == incident.ledger_event
    assert reconcile(looked.portal).found == ()
    incident.source = "nobody"
    transaction.commit()
    reconcile(looked.portal)
    assert (kinds.CHANGED_UNLOGGED, incident.UID()) in reported(looked.portal)
