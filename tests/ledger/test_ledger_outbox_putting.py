"""A job lives and dies with the transaction that puts it, and is put once."""

from lingchuan.records.ledger import api
from lingchuan.records.ledger import job_rows
from lingchuan.records.ledger import manager
from lingchuan.records.ledger import outbox
from lingchuan.records.ledger import places
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

import pytest
import transaction


pytestmark = pytest.mark.usefixtures("ledger")


def put(key="mail:test:u1", **values):
    outbox.put("mail", key, {"number": "一号"}, **values)


def test_a_job_is_there_with_its_transaction_and_not_before():
    put()
    assert outbox.rows() == []
    transaction.commit()
    (job,) = outbox.rows()
    assert (job.kind, job.key, job.state) == ("mail", "mail:test:u1", outbox.WAITING)
    assert (job.payload, job.event) == ({"number": "一号"}, "")
    assert api.read() == []


def test_an_abort_leaves_no_job():
    put()
    transaction.abort()
    transaction.commit()
    assert outbox.rows() == []


def test_a_job_knows_the_change_that_was_made_along_with_it():
    put()
    api.record("login", uid="u1", path="/p")
    event = api.record("submit", uid="u1", path="/p", digest="d1")
    api.record("settings", uid="site", path="/p", digest="d2")
    transaction.commit()
    assert outbox.rows()[0].event == event


def test_a_key_that_was_put_before_makes_no_second_job():
    for _again in range(2):
        put()
        put()
        transaction.commit()
    (job,) = outbox.rows()
    assert outbox.finish(outbox.claim("w", {"mail"}))
    put()
    put("mail:test:u2")
    transaction.commit()
    assert outbox.of(["mail:test:u1"])["mail:test:u1"].id == job.id
    assert outbox.counts() == {outbox.DONE: 1, outbox.WAITING: 1}


def test_a_rolled_back_savepoint_takes_its_jobs_along():
    put("mail:kept:u1")
    savepoint = transaction.savepoint()
    put("mail:dropped:u1")
    savepoint.rollback()
    transaction.commit()
    assert [job.key for job in outbox.rows()] == ["mail:kept:u1"]


def test_events_are_not_written_when_the_jobs_are_not(monkeypatch):
    api.record("submit", uid="u1", path="/p")
    put()

    def broken(connection, rows, events):
        connection.execute(text("INSERT INTO missing VALUES (1)"))

    monkeypatch.setattr(job_rows, "insert", broken)
    with pytest.raises(api.LedgerUnavailable):
        transaction.commit()
    transaction.abort()
    monkeypatch.undo()
    assert (api.read(), outbox.rows()) == ([], [])


def test_a_job_of_a_later_hook_takes_the_ledgers_lock_before_the_zodbs():
    held = []
    manager.joined(places.store())
    transaction.get().addBeforeCommitHook(put)
    transaction.get().addBeforeCommitHook(lambda: held.append(manager.holds_lock()))
    transaction.commit()
    assert held == [True]
    assert len(outbox.rows()) == 1


@pytest.mark.parametrize(
    "statement", ["DELETE FROM jobs", "UPDATE jobs SET payload='x'"]
)
def test_a_job_is_not_removed_nor_asks_for_anything_else(statement):
    put()
    transaction.commit()
    with pytest.raises(DBAPIError), places.store().engine.begin() as connection:
        connection.execute(text(statement))
    assert outbox.rows()[0].payload == {"number": "一号"}
