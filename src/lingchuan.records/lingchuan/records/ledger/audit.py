"""The ledger held against itself: each row, each place, each checkpoint.

It reads everything, so it runs seldom. What it finds is named by its place. The notes
that lie outside the site count too: they are not in the hand of who holds the database.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from lingchuan.records.core import merkle
from lingchuan.records.core.digest import leaf_hash
from lingchuan.records.core.notes import Checkpoint
from lingchuan.records.core.notes import NoteError
from lingchuan.records.core.notes import open_note
from lingchuan.records.ledger import keys
from lingchuan.records.ledger import outside
from lingchuan.records.ledger import places
from typing import Any


Row = Mapping[str, Any]
# What no event has the hash of stands in the tree for a hash that is none.
_NONE = bytes(32)


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not fit: `seq` is the event's place, or a checkpoint's size.

    `code` is row_changed, place_missing, checkpoint_forged, or history_changed: some
    event between the checkpoint before (`since`) and this one is another now.
    """

    code: str
    seq: int
    since: int = 0


def faults() -> Iterator[Fault]:
    """Yield all that is wrong with the ledger; nothing for a whole one.

    Raises:
        LedgerUnavailable: it cannot be read.
    """
    known, forged = _signed()
    yield from forged
    tree, since, place = merkle.Tree(), 0, 0
    yield from _held_against(known.get(0, ()), tree, 0, since)
    for row in places.store().rows():
        place += 1
        if row["seq"] != place:
            yield Fault("place_missing", place)
            place = row["seq"]
        leaf = _leaf(row)
        if leaf is None:
            yield Fault("row_changed", place)
        tree.append(leaf or _stored(row))
        if place in known:
            yield from _held_against(known[place], tree, place, since)
            since = place
    for size in sorted(size for size in known if size > place):
        yield Fault("place_missing", size, since)


def _signed() -> tuple[dict[int, list[Checkpoint]], list[Fault]]:
    """Return the checkpoints of database and folder by their size, and the forged."""
    verifiers = keys.verifiers()
    known: dict[int, list[Checkpoint]] = {}
    forged = set()
    for row in places.store().checkpoints():
        try:
            signed = open_note(row["note"], verifiers)
        except (NoteError, AttributeError, TypeError):
            forged.add(row["size"])
            continue
        known.setdefault(row["size"], []).append(signed)
    for note in outside.notes(verifiers):
        if note.signed is None:
            forged.add(note.size)
        else:
            known.setdefault(note.signed.size, []).append(note.signed)
    return known, [Fault("checkpoint_forged", size) for size in sorted(forged)]


def _held_against(
    signed: list[Checkpoint], tree: merkle.Tree, size: int, since: int
) -> Iterator[Fault]:
    if any((one.size, one.root) != (size, tree.root()) for one in signed):
        yield Fault("history_changed", size, since)


def _leaf(row: Row) -> bytes | None:
    """Return the hash of an event's leaf; None if the row does not have it."""
    try:
        told = leaf_hash(row)
    except (TypeError, ValueError):
        return None
    return bytes.fromhex(told) if told == row["leaf_hash"] else None


def _stored(row: Row) -> bytes:
    """Return what a row names as its hash; a hash of nothing where that is none."""
    try:
        found = bytes.fromhex(row["leaf_hash"])
    except (TypeError, ValueError):
        return _NONE
    return found if len(found) == len(_NONE) else _NONE
