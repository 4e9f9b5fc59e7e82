"""RFC 6962 Merkle trees: roots, proofs of inclusion and of consistency, their checks.

- A leaf is the 32-byte leaf hash of its data; an index counts from 0.
- A proof is a list of 32-byte hashes in the order of RFC 6962 (nearest sibling first).
- A root says nothing of its size. Trees of two sizes may lead from a leaf to the root by
  the same steps; take size and root together from one signed checkpoint.
- It stores nothing: who keeps leaves or subtrees answers through a `Lookup`.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

import hashlib


LEAF_PREFIX = b"\x00"
NODE_PREFIX = b"\x01"
HASH_SIZE = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

# Gives the hash of leaves[start:end]; only asked for subtrees that never change again
# (start a multiple of a power of two, end - start at most that power) or that end the tree.
Lookup = Callable[[int, int], bytes]
Leaves = Sequence[bytes] | Lookup


class ProofError(ValueError):
    """No proof can be made: index or sizes lie outside the tree."""


def hash_leaf(data: bytes) -> bytes:
    """Return the leaf hash of some data."""
    return hashlib.sha256(LEAF_PREFIX + data).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node over its two halves."""
    return hashlib.sha256(NODE_PREFIX + left + right).digest()


class Tree:
    """A tree that grows at its end; it keeps one hash for each bit of its size.

    `peaks` are the roots of its perfect subtrees, the largest first; with `size` they
    are all that is needed to go on from a stored state.
    """

    __slots__ = ("_peaks", "size")

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self._peaks = list(peaks)
        if len(self._peaks) != size.bit_count():
            raise ValueError(f"{size} leaves need {size.bit_count()} peaks")

    @property
    def peaks(self) -> tuple[bytes, ...]:
        """Return the roots of the perfect subtrees, the largest first."""
        return tuple(self._peaks)

    def append(self, leaf: bytes) -> None:
        """Add a leaf."""
        self.append_subtree(0, leaf)

    def append_subtree(self, level: int, subtree: bytes) -> None:
        """Add 2**level leaves by their hash; the size must be a multiple of it."""
        if self.size & ((1 << level) - 1):
            raise ValueError(f"no place for a subtree of level {level} at {self.size}")
        places = self.size >> level
        while places & 1:
            subtree = hash_node(self._peaks.pop(), subtree)
            places >>= 1
        self._peaks.append(subtree)
        self.size += 1 << level

    def root(self) -> bytes:
        """Return the hash of the whole tree."""
        if not self._peaks:
            return EMPTY_ROOT
        *rest, last = self._peaks
        for peak in reversed(rest):
            last = hash_node(peak, last)
        return last


def perfect_subtrees(
    start: int, leaves: Sequence[bytes]
) -> Iterator[tuple[int, bytes]]:
    """Yield (level, hash) of the fewest perfect subtrees over leaves from `start` on.

    `append_subtree` takes them in this order, in a tree of `start` leaves.
    """
    place = 0
    while place < len(leaves):
        level = (len(leaves) - place).bit_length() - 1
        if index := start + place:
            level = min(level, (index & -index).bit_length() - 1)
        yield level, _perfect(leaves[place : place + (1 << level)])
        place += 1 << level


def _perfect(nodes: Sequence[bytes]) -> bytes:
    # Not hash_node: of a million leaves, calls would take half the time.
    sha256 = hashlib.sha256
    while len(nodes) > 1:
        pairs = iter(nodes)
        nodes = [
            sha256(NODE_PREFIX + left + right).digest()
            for left, right in zip(pairs, pairs, strict=True)
        ]
    return nodes[0]


def root(leaves: Iterable[bytes]) -> bytes:
    """Return the hash of a tree of these leaves."""
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    return tree.root()


def inclusion_proof(leaves: Leaves, index: int, size: int) -> list[bytes]:
    """Return the hashes that lead from the leaf at `index` to the root of `size` leaves.

    Raises:
        ProofError: not 0 <= index < size.
    Source: RFC 6962, 2.1.1.
    """
    if not 0 <= index < size:
        raise ProofError(f"index {index} lies outside a tree of {size}")
    return _path(_lookup(leaves), index, 0, size)


def consistency_proof(leaves: Leaves, old: int, new: int) -> list[bytes]:
    """Return the hashes that show the first `old` of `new` leaves to be unchanged.

    Raises:
        ProofError: not 0 <= old <= new.
    Source: RFC 6962, 2.1.2; for old = 0 and old = new the proof is empty.
    """
    if not 0 <= old <= new:
        raise ProofError(f"a tree of {old} is no beginning of one of {new}")
    if old in (0, new):
        return []
    look = _lookup(leaves)
    proof: list[bytes] = []
    start, end, whole = 0, new, True
    while old != end:
        split = start + _split(end - start)
        if old <= split:
            proof.append(look(split, end))
            end = split
        else:
            proof.append(look(start, split))
            start, whole = split, False
    if not whole:
        proof.append(look(start, end))
    return proof[::-1]


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Return whether the proof leads from the leaf at `index` to the root.

    Source: RFC 9162, 2.1.3.2 (the same tree as RFC 6962).
    """
    if not 0 <= index < size or not _are_hashes((leaf, root, *proof)):
        return False
    place, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = hash_node(sibling, found)
            place, last = _past_single_steps(place, last)
        else:
            found = hash_node(found, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def verify_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Return whether the proof shows the tree of `old` to be a beginning of `new`.

    Every tree goes on from the empty one, so old = 0 asks for the empty root alone.
    Source: RFC 9162, 2.1.4.2 (the same tree as RFC 6962).
    """
    if not 0 <= old <= new or not _are_hashes((old_root, new_root, *proof)):
        return False
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    place, last = _past_set_bits(old - 1, new - 1)
    # A perfect old tree is itself the node that the way starts from.
    steps = list(proof) if place else [old_root, *proof]
    if not steps:
        return False
    found_old = found_new = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            found_old = hash_node(sibling, found_old)
            found_new = hash_node(sibling, found_new)
            place, last = _past_single_steps(place, last)
        else:
            found_new = hash_node(found_new, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and found_old == old_root and found_new == new_root


def _lookup(leaves: Leaves) -> Lookup:
    if callable(leaves):
        return leaves
    return lambda start, end: root(leaves[start:end])


def _path(look: Lookup, index: int, start: int, end: int) -> list[bytes]:
    proof: list[bytes] = []
    while end - start > 1:
        split = start + _split(end - start)
        if index < split:
            proof.append(look(split, end))
            end = split
        else:
            proof.append(look(start, split))
            start = split
    return proof[::-1]


def _split(size: int) -> int:
    """Return the largest power of two below the size."""
    return 1 << ((size - 1).bit_length() - 1)


def _past_single_steps(place: int, last: int) -> tuple[int, int]:
    """Skip the levels at which the last node of the tree has no sibling."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _past_set_bits(place: int, last: int) -> tuple[int, int]:
    while place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _are_hashes(values: Iterable[bytes]) -> bool:
    return all(len(value) == HASH_SIZE for value in values)
