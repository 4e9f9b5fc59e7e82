"""design.md section 3: an event lives and dies with its transaction."""

from concurrent.futures import ThreadPoolExecutor
from lingchuan.records.core.digest import leaf_hash
from lingchuan.records.ledger import api
from lingchuan.records.ledger import manager
from lingchuan.records.ledger import places
from lingchuan.records.ledger.api import LedgerUnavailable
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import OperationalError

import pytest
import threading
import time
import transaction


PATTERN = "陵审批许字〔{year}〕第{seq:03d}号"


pytestmark = pytest.mark.usefixtures("ledger")


class Witness:
    """A data manager that votes before the ledger and tells what became of it."""

    finished = False

    def sortKey(self):
        return "a"

    def tpc_begin(self, txn): ...
    def commit(self, txn): ...
    def tpc_vote(self, txn): ...
    def tpc_abort(self, txn): ...
    def abort(self, txn): ...
    def tpc_finish(self, txn):
        self.finished = True


def write(action="create", uid="u1"):
    return api.record(action, uid=uid, path="/p/files", actor="clerk1")


def test_events_of_one_transaction_share_a_batch_and_appear_at_commit():
    first, second = write(), write("change")
    assert api.read() == []
    transaction.commit()
    rows = api.read()
    assert [row["id"] for row in rows] == [first, second]
    assert len({row["batch"] for row in rows}) == 1
    assert api.last_event("u1")["action"] == "change"


def test_stored_leaf_hash_is_that_of_the_stored_row():
    write()
    transaction.commit()
    row = api.read()[0]
    assert row["leaf_hash"] == leaf_hash(row)


def test_abort_writes_nothing():
    write()
    transaction.abort()
    assert api.read() == []


def test_rolled_back_savepoint_takes_its_events_along():
    write("kept")
    savepoint = transaction.savepoint()
    write("dropped")
    savepoint.rollback()
    transaction.commit()
    assert [row["action"] for row in api.read()] == ["kept"]


def test_change_fails_when_the_ledger_fails(monkeypatch):
    witness = Witness()
    transaction.get().join(witness)
    write()
    store = places.store()

    def broken(connection, rows):
        connection.execute(text("INSERT INTO missing VALUES (1)"))

    monkeypatch.setattr(store, "append", broken)
    with pytest.raises(LedgerUnavailable):
        transaction.commit()
    transaction.abort()
    assert not witness.finished
    monkeypatch.undo()
    assert api.read() == []


@pytest.mark.parametrize(
    "statement", ["UPDATE events SET actor='x'", "DELETE FROM events"]
)
def test_rows_cannot_be_changed_or_deleted(statement):
    write()
    transaction.commit()
    with pytest.raises(DBAPIError), places.store().engine.begin() as connection:
        connection.execute(text(statement))
    assert api.read()[0]["actor"] == "clerk1"


def take(index):
    transaction.begin()
    seq, full = api.allocate_number("permit_file", 2026, PATTERN, f"uid{index}")
    write(uid=f"uid{index}")
    transaction.commit()
    return seq, full


def test_sixteen_writers_at_once_get_unique_numbers_without_gaps():
    with ThreadPoolExecutor(16) as pool:
        taken = list(pool.map(take, range(48)))
    assert sorted(seq for seq, _full in taken) == list(range(1, 49))
    assert len({full for _seq, full in taken}) == 48


def test_aborted_transaction_leaves_no_gap_and_years_count_apart():
    api.allocate_number("permit_file", 2026, PATTERN, "gone")
    transaction.abort()
    assert take(1) == (1, "陵审批许字〔2026〕第001号")
    transaction.begin()
    assert api.allocate_number("permit_file", 2027, PATTERN, "u")[0] == 1


def test_number_taken_after_a_savepoint_is_given_back_by_its_rollback():
    assert api.allocate_number("s", 2026, PATTERN, "a")[0] == 1
    savepoint = transaction.savepoint()
    for _again in range(2):
        assert api.allocate_number("s", 2026, PATTERN, "b")[0] == 2
        savepoint.rollback()
    assert api.allocate_number("s", 2026, PATTERN, "c")[0] == 2
    transaction.commit()
    assert take_of("s") == 3


@pytest.mark.parametrize("event_before", [True, False])
def test_first_number_of_a_transaction_is_given_back_too(event_before):
    if event_before:
        write()
    savepoint = transaction.savepoint()
    api.allocate_number("s", 2026, PATTERN, "a")
    savepoint.rollback()
    transaction.commit()
    assert take_of("s") == 1


def take_of(series):
    transaction.begin()
    return api.allocate_number(series, 2026, PATTERN, "next")[0]


def test_reading_does_not_wait_for_the_number_that_is_held():
    write()
    transaction.commit()
    api.allocate_number("s", 2026, PATTERN, "a")
    started = time.monotonic()
    assert api.last_event("u1")["action"] == "create"
    assert time.monotonic() - started < 5


class CommitLock(Witness):
    """Holds one lock from `tpc_begin` on, as FileStorage does."""

    def __init__(self, lock):
        self.lock = lock

    def tpc_begin(self, txn):
        assert self.lock.acquire(timeout=5)

    def tpc_abort(self, txn):
        if self.lock.locked():
            self.lock.release()

    def tpc_finish(self, txn):
        self.lock.release()


def test_writers_with_a_number_and_without_never_wait_for_each_other():
    lock = threading.Lock()

    def work(index):
        transaction.begin()
        transaction.get().join(CommitLock(lock))
        if index % 2:
            api.allocate_number("s", 2026, PATTERN, f"u{index}")
            time.sleep(0.02)
        write(uid=f"u{index}")
        transaction.commit()

    started = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(24)))
    assert time.monotonic() - started < 15
    assert len(api.read()) == 24


@pytest.mark.parametrize("event_before", [True, False])
def test_an_event_of_a_later_hook_takes_the_ledgers_lock_before_the_zodbs(
    event_before,
):
    """The ledger's lock is held when the database takes its own."""
    held = []

    class Watching(Witness):
        def tpc_begin(self, txn):
            held.append(manager.holds_lock())

    transaction.get().join(Watching())
    manager.joined(places.store())
    if event_before:
        write("first")
    transaction.get().addBeforeCommitHook(write, ("second",))
    transaction.commit()
    assert held == [True]
    assert len(api.read()) == 1 + event_before


def test_an_event_after_the_last_hook_gives_the_transaction_up():
    class Late(Witness):
        def tpc_begin(self, txn):
            present = manager.present()
            present.buffer.append({})

    transaction.get().join(Late())
    manager.joined(places.store())
    with pytest.raises(LedgerUnavailable, match="too late"):
        transaction.commit()
    transaction.abort()
    assert api.read() == []


def test_a_savepoint_that_the_ledger_refuses_is_a_ledger_that_fails(monkeypatch):
    api.allocate_number("s", 2026, PATTERN, "a")
    connection = manager.present().connection()

    def refused(statement):
        raise OperationalError(statement, {}, Exception("gone"))

    monkeypatch.setattr(connection, "exec_driver_sql", refused)
    with pytest.raises(LedgerUnavailable):
        manager.present().savepoint()
