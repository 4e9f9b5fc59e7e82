"""design.md section 3: the tree over the events, its checkpoints, its keys."""

from lingchuan.records.core import merkle
from lingchuan.records.core.notes import NoteError
from lingchuan.records.core.notes import open_note
from lingchuan.records.core.notes import read_verifiers
from lingchuan.records.ledger import api
from lingchuan.records.ledger import audit
from lingchuan.records.ledger import checkpoints
from lingchuan.records.ledger import keys
from lingchuan.records.ledger import places
from lingchuan.records.ledger import tree
from pathlib import Path
from sqlalchemy import text
from tests.ledger import postgresql

import os
import pytest
import stat
import transaction


pytestmark = pytest.mark.usefixtures("ledger")


def write(count):
    for number in range(count):
        api.record("change", uid=f"u{number % 7}", path="/p", actor="a", digest="d")
    transaction.commit()


def leaves():
    return [bytes.fromhex(row["leaf_hash"]) for row in api.read(limit=None)]


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257, 700])
def test_root_is_that_of_all_leaves_from_kept_subtrees_too(count):
    write(count)
    for _first_then_from_what_is_kept in range(2):
        assert tree.root(count) == merkle.root(leaves())
        tree.keep(count)


@pytest.mark.parametrize("size", [1, 256, 300, 600])
def test_each_event_is_proven_in_the_tree_of_its_size(size):
    write(600)
    root = tree.root(size)
    for seq in {1, size // 2 + 1, max(1, size - 1), size}:
        proof = tree.inclusion(seq, size)
        leaf = leaves()[seq - 1]
        assert merkle.verify_inclusion(leaf, seq - 1, size, proof, root)


def test_each_older_size_is_proven_to_be_the_beginning():
    write(530)
    for old in (0, 1, 200, 256, 512, 529, 530):
        proof = tree.consistency(old, 530)
        roots = tree.root(old), tree.root(530)
        assert merkle.verify_consistency(old, 530, *roots, proof)


def test_places_are_dense_after_numbers_and_aborts():
    write(3)
    api.allocate_number("s", 2026, "{year}-{seq}", "u")
    api.record("create", uid="u", path="/p", actor="a")
    transaction.abort()
    api.record_now("view", uid="u", path="/p", actor="a")
    write(2)
    assert [row["seq"] for row in api.read()] == [1, 2, 3, 4, 5, 6]


def test_checkpoint_is_signed_kept_and_written_outside(tmp_path):
    write(5)
    note = checkpoints.make()
    signed = open_note(note, keys.verifiers())
    assert (signed.size, signed.root) == (5, tree.root(5))
    assert checkpoints.latest()["note"] == note
    files = sorted((tmp_path / "checkpoints").iterdir())
    assert [one.name.split("-")[-1] for one in files] == ["5.note", "verifiers.txt"]
    assert files[0].read_text(encoding="utf-8") == note
    assert files[1].read_text(encoding="utf-8") == checkpoints.verifiers()


def test_unchanged_ledger_is_not_signed_again_but_written_again(tmp_path):
    write(1)
    first = checkpoints.make()
    for file in (tmp_path / "checkpoints").iterdir():
        file.unlink()
    assert checkpoints.make() == first
    assert len(places.store().checkpoints()) == 1
    assert len(list((tmp_path / "checkpoints").iterdir())) == 2


def test_checkpoint_is_due_when_older_than_the_term_and_events_came():
    assert checkpoints.is_due(24)
    write(1)
    checkpoints.make()
    assert not checkpoints.is_due(0)
    write(1)
    assert checkpoints.is_due(0)
    assert not checkpoints.is_due(24)


def test_private_key_is_the_owners_alone_and_made_once(tmp_path):
    first = keys.signing_key()
    assert not keys.make()
    assert keys.signing_key() == first
    mode = (tmp_path / "keys" / "signing-key").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_rotation_is_an_event_signed_by_both_keys_and_leaves_the_old_verifier():
    write(1)
    before = checkpoints.make()
    old = keys.signing_key()
    note = checkpoints.rotate()
    new = keys.signing_key()
    assert new != old and new.name == old.name
    for key in (old, new):
        assert open_note(note, [key.verifier]).size == 2
    assert api.read()[-1]["action"] == "rotate_key"
    assert keys.verifiers() == [old.verifier, new.verifier]
    write(1)
    after = checkpoints.make()
    assert open_note(after, [new.verifier]).size == 3
    with pytest.raises(NoteError):
        open_note(after, [old.verifier])
    assert open_note(before, keys.verifiers()).size == 1


def test_a_folder_that_cannot_be_written_is_said(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(places.CHECKPOINTS, str(tmp_path / "file" / "below"))
    write(1)
    with pytest.raises(api.LedgerUnavailable):
        checkpoints.make()


SEALED = ("events", "checkpoints")


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


PLAYER = {"uid": "u", "path": "/p", "actor": "a", "details": {"size": 100}}


def play(starts, ends, file="file", **changes):
    event = api.event_of("play", **(PLAYER | changes))
    api.play(event, file, starts, ends)


def test_ranges_of_one_playback_are_one_event_with_its_coverage():
    for starts, ends in ((0, 10), (10, 30), (50, 60), (5, 20)):
        play(starts, ends)
    rows = api.read()
    assert [row["action"] for row in rows] == ["play"]
    assert api.coverage([rows[0]["id"]]) == {rows[0]["id"]: [[0, 30], [50, 60]]}


@pytest.mark.parametrize("changes", [{"actor": "b"}, {"uid": "v"}])
def test_another_person_or_record_is_another_playback(changes):
    play(0, 10)
    play(10, 20, **changes)
    assert len(api.read()) == 2


def test_another_file_of_the_record_is_another_playback():
    play(0, 10)
    play(10, 20, file="transcript_file")
    assert len(api.read()) == 2


def test_playback_that_goes_on_after_a_long_rest_is_another(monkeypatch):
    monkeypatch.setattr(api, "now", lambda: "2026-03-09T01:00:00.000+00:00")
    play(0, 10)
    monkeypatch.setattr(api, "now", lambda: "2026-03-09T01:29:59.000+00:00")
    play(10, 20)
    monkeypatch.setattr(api, "now", lambda: "2026-03-09T02:00:00.000+00:00")
    play(20, 30)
    assert len(api.read()) == 2


def test_read_is_committed_at_once_and_stays_when_the_transaction_is_given_up():
    api.record("change", uid="u", path="/p", actor="a")
    api.record_now("deny", uid="u", path="/p", actor="a")
    transaction.abort()
    assert [row["action"] for row in api.read()] == ["deny"]


def test_read_within_a_transaction_that_holds_the_lock_is_refused_not_waited_for():
    api.allocate_number("s", 2026, "{year}-{seq}", "u")
    with pytest.raises(api.LedgerUnavailable):
        api.record_now("view", uid="u", path="/p", actor="a")


def test_last_change_is_no_read():
    write(1)
    api.record_now("view", uid="u0", path="/p", actor="a")
    assert api.last_change("u0")["action"] == "change"
    assert api.last_event("u0")["action"] == "view"


def test_progress_of_a_job_is_what_it_noted_last():
    assert api.progress("fixity") is None
    api.set_progress("fixity", "1")
    api.set_progress("fixity", "2")
    api.set_progress("other", "3")
    assert api.progress("fixity") == "2"


def test_parties_digest_is_salted_and_lasts(tmp_path, monkeypatch):
    first = api.pseudonym("party1")
    assert first == api.pseudonym("party1") != api.pseudonym("party2")
    assert "party1" not in first and first.startswith("party:")
    monkeypatch.setenv(places.KEYS, str(tmp_path / "elsewhere"))
    keys.make()
    assert api.pseudonym("party1") != first
