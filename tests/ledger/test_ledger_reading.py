"""What reading asks of the database, and what it says when that does not answer."""

from datetime import datetime
from lingchuan.records.ledger import api
from lingchuan.records.ledger import checkpoints
from lingchuan.records.ledger import places
from lingchuan.records.ledger import tally
from lingchuan.records.ledger import tree
from lingchuan.records.ledger.engine import LedgerDamaged
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

import pytest
import transaction


pytestmark = pytest.mark.usefixtures("ledger")

READINGS = {
    "read": lambda: api.read(),
    "size": lambda: api.size(),
    "find": lambda: api.find("x"),
    "last change": lambda: api.last_change("u"),
    "numbers": lambda: api.numbers(),
    "coverage": lambda: api.coverage(["x"]),
    "progress": lambda: api.progress("job"),
    "latest checkpoint": lambda: checkpoints.latest(),
    "checkpoint of a size": lambda: checkpoints.of_size(1),
    "is due": lambda: checkpoints.is_due(1),
    "root": lambda: tree.root(1),
    "inclusion": lambda: tree.inclusion(1, 1),
    "consistency": lambda: tree.consistency(1, 2),
    "tally": lambda: tally.tally(datetime.now(), datetime.now()),
}
WRITINGS = {
    "record": lambda: api.record_now("view", uid="u", path="/p", actor="a"),
    "number": lambda: api.reserve_number("s", 2026, "{seq}", "u"),
    "claim": lambda: api.claim_number("s", 2026, 1, "1", "u"),
    "allocate": lambda: api.allocate_number("s", 2026, "{seq}", "u"),
    "note": lambda: api.set_progress("job", "x"),
    "subtrees": lambda: tree.keep(256),
    "checkpoint": lambda: places.store().keep_checkpoint("at", 1, b"", "note"),
    "play": lambda: api.play(
        api.event_of("play", uid="u", path="/p", actor="a"), "file", 0, 1
    ),
}


def write(count):
    for number in range(count):
        api.record("change", uid=f"u{number % 7}", path="/p", actor="a", digest="d")
    transaction.commit()


@pytest.fixture
def broken():
    """A database that answers no statement."""
    write(2)
    engine = places.store().engine

    def refuse(_connection, _cursor, statement, *_more):
        raise OperationalError(statement, {}, Exception("gone"))

    event.listen(engine, "before_cursor_execute", refuse)
    yield
    event.remove(engine, "before_cursor_execute", refuse)


@pytest.mark.parametrize("name", [*READINGS, *WRITINGS])
def test_whatever_the_database_refuses_is_a_ledger_that_does_not_answer(broken, name):
    with pytest.raises(api.LedgerUnavailable):
        (READINGS | WRITINGS)[name]()


def test_a_leaf_that_is_no_hash_is_a_damaged_ledger(monkeypatch):
    write(3)
    store = places.store()
    monkeypatch.setattr(store, "select", lambda *_args: [("0g",)])
    for found in (lambda: store.leaves(0, 3), lambda: store.subtrees(1)):
        with pytest.raises(LedgerDamaged):
            found()


def test_proofs_are_given_while_somebody_writes():
    write(300)
    with places.store().writing():
        proof = tree.inclusion(7, 300)
    assert places.store().subtrees(9) == []
    checkpoints.make()
    assert len(places.store().subtrees(9)) == 1
    assert tree.inclusion(7, 300) == proof
