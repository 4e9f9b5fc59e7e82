"""design.md section 3: the tree over the events, its checkpoints, its keys."""

from lingchuan.records.core import merkle
from lingchuan.records.core.notes import NoteError
from lingchuan.records.core.notes import open_note
from lingchuan.records.ledger import api
from lingchuan.records.ledger import checkpoints
from lingchuan.records.ledger import keys
from lingchuan.records.ledger import places
from lingchuan.records.ledger import tree

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
