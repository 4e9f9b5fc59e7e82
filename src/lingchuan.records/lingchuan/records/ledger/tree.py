"""The tree over the ledger's events: roots and proofs, without reading all of it.

The hashes of each full 256 leaves are kept beside the events, so that a root of a
million costs as many steps as one of a few thousand. They are a copy: what is proven
to others is proven from the events themselves (audit.py, lingchuan-verify).
"""

from lingchuan.records.core import merkle
from lingchuan.records.ledger import places
from lingchuan.records.ledger.store import LedgerStore


# Leaves of one subtree that is kept.
SPAN = 256


def keep(size: int) -> None:
    """Keep the hashes of the full subtrees of the first `size` events.

    It takes the write lock, so nothing that only reads does it.
    """
    store = places.store()
    known = len(store.subtrees(size // SPAN))
    store.keep_subtrees(known, _full(store, known, size // SPAN))


def root(size: int) -> bytes:
    """Return the root over the first `size` events.

    Raises:
        LedgerUnavailable: the ledger cannot be read; so do all below.
    """
    return Lookup(places.store(), size)(0, size)


def inclusion(seq: int, size: int) -> list[bytes]:
    """Return the proof that event `seq` (from 1) is among the first `size`.

    Raises:
        ProofError: it is not.
    """
    look = Lookup(places.store(), size)
    return merkle.inclusion_proof(look, seq - 1, size)


def consistency(old: int, new: int) -> list[bytes]:
    """Return the proof that the first `old` events are the beginning of `new`.

    Raises:
        ProofError: 0 <= old <= new does not hold.
    """
    return merkle.consistency_proof(Lookup(places.store(), new), old, new)


class Lookup:
    """The hash of events [start, end), from kept subtrees where there are some."""

    def __init__(self, store: LedgerStore, size: int) -> None:
        self._store = store
        kept = store.subtrees(size // SPAN)
        self._kept = kept + _full(store, len(kept), size // SPAN)

    def __call__(self, start: int, end: int) -> bytes:
        """Return the hash of the leaves start … end-1, counted from 0."""
        tree, place = merkle.Tree(), start
        if start % SPAN == 0:
            level = SPAN.bit_length() - 1
            for subtree in self._kept[start // SPAN : end // SPAN]:
                tree.append_subtree(level, subtree)
                place += SPAN
        for leaf in self._store.leaves(place, end) if place < end else ():
            tree.append(leaf)
        return tree.root()


def _full(store: LedgerStore, first: int, end: int) -> list[bytes]:
    """Return the hashes of the full subtrees first … end-1."""
    return [
        merkle.root(store.leaves(number * SPAN, (number + 1) * SPAN))
        for number in range(first, end)
    ]
