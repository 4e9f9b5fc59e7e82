"""The ledger held against itself and against the notes that left: what is named."""

from lingchuan.records.core.notes import open_note
from lingchuan.records.core.notes import read_verifiers
from lingchuan.records.ledger import api
from lingchuan.records.ledger import audit
from lingchuan.records.ledger import checkpoints
from lingchuan.records.ledger import keys
from lingchuan.records.ledger import places
from pathlib import Path
from sqlalchemy import text
from tests.ledger import postgresql

import os
import pytest
import stat
import transaction


pytestmark = pytest.mark.usefixtures("ledger")
SEALED = ("events", "checkpoints")


def write(count):
    for number in range(count):
        api.record("change", uid=f"u{number % 7}", path="/p", actor="a", digest="d")
    transaction.commit()


def tampered(*statements):
    """Change rows as one may who owns the database."""
    store = places.store()
    engine, name = store.engine, store.engine.url.database
    if engine.dialect.name == "postgresql":
        folder = store.engine.url.query["host"]
        engine = postgresql.make_engine(postgresql.url(folder, postgresql.OWNER, name))
        drops = [f"ALTER TABLE {name} DISABLE TRIGGER ALL" for name in SEALED]
    else:
        acts = ("update", "delete")
        drops = [f"DROP TRIGGER {name}_no_{act}" for name in SEALED for act in acts]
    with engine.begin() as connection:
        for statement in (*drops, *statements):
            connection.execute(text(statement))
    engine.dispose()


def test_whole_ledger_has_no_fault():
    write(300)
    checkpoints.make()
    write(10)
    assert list(audit.faults()) == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE events SET actor = 'b' WHERE seq = 7", [("row_changed", 7)]),
        (
            "UPDATE events SET leaf_hash = '" + "0" * 64 + "' WHERE seq = 7",
            [("row_changed", 7), ("history_changed", 20)],
        ),
        (
            "DELETE FROM events WHERE seq = 7",
            [("place_missing", 7), ("history_changed", 20)],
        ),
        ("DELETE FROM events WHERE seq > 18", [("place_missing", 20)]),
    ],
)
def test_tampered_row_is_named_by_its_place(statement, expected):
    write(20)
    checkpoints.make()
    tampered(statement)
    assert [(one.code, one.seq) for one in audit.faults()] == expected


@pytest.mark.parametrize("value", ["kein Hash", "zz", "", "00" * 31])
def test_a_hash_that_is_none_is_named_and_the_audit_goes_on(value):
    write(20)
    checkpoints.make()
    tampered(
        f"UPDATE events SET leaf_hash = '{value}' WHERE seq = 7",
        "UPDATE events SET actor = 'b' WHERE seq = 12",
    )
    found = [(one.code, one.seq) for one in audit.faults()]
    assert found == [("row_changed", 7), ("row_changed", 12), ("history_changed", 20)]


def test_a_hash_that_is_none_is_not_signed():
    write(20)
    tampered("UPDATE events SET leaf_hash = 'kein Hash' WHERE seq = 7")
    with pytest.raises(api.LedgerUnavailable):
        checkpoints.make()


def cut(size):
    """Cut the ledger's end off, with the checkpoints above it."""
    tampered(
        f"DELETE FROM events WHERE seq > {size}",
        f"DELETE FROM checkpoints WHERE size > {size}",
    )


def test_an_end_that_was_cut_off_is_named_by_the_note_outside():
    write(10)
    checkpoints.make()
    write(10)
    checkpoints.make()
    cut(15)
    found = [(one.code, one.seq, one.since) for one in audit.faults()]
    assert found == [("place_missing", 20, 10)]


@pytest.mark.parametrize("size_after", [15, 20, 30])
def test_a_ledger_that_does_not_go_on_from_the_note_outside_is_not_signed(size_after):
    write(20)
    checkpoints.make()
    cut(15)
    write(size_after - 15)
    with pytest.raises(checkpoints.LedgerForkedError):
        checkpoints.make()
    with pytest.raises(checkpoints.LedgerForkedError):
        checkpoints.rotate()
    assert len(keys.verifiers()) == 1
    assert checkpoints.latest() is None


def test_a_note_outside_that_nobody_of_ours_signed_is_named(tmp_path):
    write(5)
    checkpoints.make()
    note = next((tmp_path / "checkpoints").glob("*.note"))
    note.write_text(note.read_text(encoding="utf-8").replace("\n5\n", "\n6\n"))
    assert [one.code for one in audit.faults()] == ["checkpoint_forged"]
    write(1)
    checkpoints.make()


def test_an_empty_note_that_a_crash_left_is_written_anew(tmp_path):
    write(5)
    made = checkpoints.make()
    note = next((tmp_path / "checkpoints").glob("*.note"))
    note.write_text("")
    checkpoints.make()
    assert note.read_text(encoding="utf-8") == made


def test_a_note_is_on_the_disk_before_it_has_its_name(monkeypatch):
    steps, replace, sync = [], Path.replace, os.fsync

    def replaced(self, target):
        steps.append(Path(target).suffix)
        return replace(self, target)

    def synced(descriptor):
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        steps.append("folder" if is_folder else "file")
        sync(descriptor)

    write(1)
    monkeypatch.setattr(Path, "replace", replaced)
    monkeypatch.setattr(os, "fsync", synced)
    checkpoints.make()
    assert steps == ["file", ".note", "folder", "file", ".txt", "folder"]


@pytest.mark.parametrize("name", ["signing-key", "salt"])
def test_a_key_that_is_gone_is_said_and_none_is_made_in_its_place(tmp_path, name):
    write(1)
    (tmp_path / "keys" / name).unlink()
    with pytest.raises(api.LedgerUnavailable, match="make-keys"):
        checkpoints.make() if name == "signing-key" else api.pseudonym("party1")
    assert not (tmp_path / "keys" / name).exists()


def test_a_key_made_by_command_is_an_event_and_the_old_public_one_stays(tmp_path):
    write(1)
    before = checkpoints.make()
    old = keys.signing_key()
    for name in ("signing-key", "verifiers"):
        (tmp_path / "keys" / name).unlink()
    assert checkpoints.make_keys()
    assert api.read()[-1]["action"] == "rotate_key"
    checkpoints.make()
    outside = (tmp_path / "checkpoints" / "verifiers.txt").read_text(encoding="utf-8")
    known = read_verifiers(outside)
    assert known == [old.verifier, keys.signing_key().verifier]
    assert open_note(before, known).size == 1
    assert not checkpoints.make_keys()


def test_checkpoint_from_the_future_is_due(monkeypatch):
    write(1)
    with monkeypatch.context() as ahead:
        ahead.setattr(api, "now", lambda: "2999-01-01T00:00:00.000+00:00")
        checkpoints.make()
    assert not checkpoints.is_due(24)
    write(1)
    assert checkpoints.is_due(24)


def test_forged_checkpoint_is_named(monkeypatch, tmp_path):
    write(2)
    checkpoints.make()
    monkeypatch.setenv(places.KEYS, str(tmp_path / "other-keys"))
    assert [one.code for one in audit.faults()] == ["checkpoint_forged"]
