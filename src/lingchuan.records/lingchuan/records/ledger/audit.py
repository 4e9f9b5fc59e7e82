"""The ledger held against itself: each row, each place, each checkpoint.

It reads everything, so it runs seldom. What it finds is named by its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from lingchuan.records.core import merkle
from lingchuan.records.core.digest import leaf_hash
from lingchuan.records.core.notes import NoteError
from lingchuan.records.core.notes import open_note
from lingchuan.records.ledger import keys
from lingchuan.records.ledger import places


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
    store = places.store()
    known = {row["size"]: row for row in store.checkpoints()}
    tree, since = merkle.Tree(), 0
    yield from _held_against(known.get(0), tree, since)
    place = 0
    for row in store.rows():
        place += 1
        if row["seq"] != place:
            yield Fault("place_missing", place)
            place = row["seq"]
        if leaf_hash(row) != row["leaf_hash"]:
            yield Fault("row_changed", place)
        tree.append(bytes.fromhex(row["leaf_hash"]))
        if place in known:
            yield from _held_against(known[place], tree, since)
            since = place
    for size in sorted(size for size in known if size > place):
        yield Fault("place_missing", size, since)


def _held_against(row: dict | None, tree: merkle.Tree, since: int) -> Iterator[Fault]:
    if row is None:
        return
    try:
        signed = open_note(row["note"], keys.verifiers())
    except NoteError:
        yield Fault("checkpoint_forged", row["size"], since)
        return
    if (signed.size, signed.root) != (row["size"], tree.root()):
        yield Fault("history_changed", row["size"], since)
