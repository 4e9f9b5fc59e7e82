"""Merkle trees: known vectors, every small size, and every single change."""

from hypothesis import assume
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from lingchuan.records.core import merkle

import pytest


SIZES = range(301)
LEAVES = [merkle.hash_leaf(b"%d" % number) for number in SIZES]
# The test data of certificate-transparency for RFC 6962: leaves, and roots by size.
DATA = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def subtree_hashes(leaves):
    """Return a lookup that answers each subtree from what it has worked out before."""
    known = {}

    def look(start, end):
        if (start, end) not in known:
            known[start, end] = merkle.root(leaves[start:end])
        return known[start, end]

    return look


LOOK = subtree_hashes(LEAVES)


def plain_root(leaves):
    """Return the root by the words of RFC 6962, 2.1."""
    if not leaves:
        return merkle.EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return merkle.hash_node(plain_root(leaves[:half]), plain_root(leaves[half:]))


def test_roots_are_those_of_the_known_vectors():
    leaves = [merkle.hash_leaf(bytes.fromhex(one)) for one in DATA]
    roots = [merkle.root(leaves[:size]).hex() for size in range(1, 9)]
    assert roots == list(ROOTS)
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.root([]).hex() == empty


def test_the_known_proof_of_the_sixth_of_eight_leaves():
    leaves = [merkle.hash_leaf(bytes.fromhex(one)) for one in DATA]
    proof = [one.hex() for one in merkle.inclusion_proof(leaves, 5, 8)]
    assert proof == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]


def test_a_growing_tree_has_the_root_of_every_size_and_goes_on_from_its_peaks():
    tree = merkle.Tree()
    for size in SIZES:
        assert tree.root() == plain_root(LEAVES[:size])
        tree = merkle.Tree(tree.size, tree.peaks)
        tree.append(LEAVES[size])
    with pytest.raises(ValueError):
        merkle.Tree(3, [LEAVES[0]])


def test_a_subtree_is_added_only_where_it_has_its_place():
    tree = merkle.Tree()
    tree.append_subtree(3, merkle.root(LEAVES[:8]))
    tree.append_subtree(1, merkle.root(LEAVES[8:10]))
    assert (tree.size, tree.root()) == (10, merkle.root(LEAVES[:10]))
    with pytest.raises(ValueError):
        tree.append_subtree(2, LEAVES[0])


@pytest.mark.parametrize("start", range(0, 70))
def test_perfect_subtrees_of_a_run_go_on_from_a_tree(start):
    for end in range(start, 140):
        tree = merkle.Tree()
        for leaf in LEAVES[:start]:
            tree.append(leaf)
        subtrees = list(merkle.perfect_subtrees(start, LEAVES[start:end]))
        for level, subtree in subtrees:
            tree.append_subtree(level, subtree)
        assert (tree.size, tree.root()) == (end, plain_root(LEAVES[:end]))
        assert len(subtrees) <= 2 * max(1, end - start).bit_length()


@pytest.mark.parametrize("size", SIZES)
def test_every_inclusion_and_consistency_proof_of_a_size_holds(size):
    root = LOOK(0, size) if size else merkle.EMPTY_ROOT
    for index in range(size):
        proof = merkle.inclusion_proof(LOOK, index, size)
        assert merkle.verify_inclusion(LEAVES[index], index, size, proof, root)
    for old in range(size + 1):
        old_root = LOOK(0, old) if old else merkle.EMPTY_ROOT
        proof = merkle.consistency_proof(LOOK, old, size)
        assert merkle.verify_consistency(old, size, old_root, root, proof)


@pytest.mark.parametrize("place", [(-1, 3), (3, 3), (0, 0)])
def test_no_proof_is_made_outside_the_tree(place):
    with pytest.raises(merkle.ProofError):
        merkle.inclusion_proof(LEAVES, *place)
    assert not merkle.verify_inclusion(LEAVES[0], *place, [], LEAVES[0])


@pytest.mark.parametrize("sizes", [(-1, 3), (4, 3)])
def test_no_proof_is_made_of_an_older_tree_that_is_larger(sizes):
    with pytest.raises(merkle.ProofError):
        merkle.consistency_proof(LEAVES, *sizes)
    assert not merkle.verify_consistency(*sizes, LEAVES[0], LEAVES[0], [])


def test_a_list_of_leaves_gives_the_same_proofs_as_a_lookup():
    assert merkle.inclusion_proof(LEAVES, 20, 77) == merkle.inclusion_proof(
        LOOK, 20, 77
    )
    assert merkle.consistency_proof(LEAVES, 20, 77) == merkle.consistency_proof(
        LOOK, 20, 77
    )


@st.composite
def changed_hash(draw, value):
    """Return the hash with one bit turned, or a byte more or less."""
    kind = draw(st.sampled_from(("bit", "bit", "longer", "shorter")))
    if kind == "longer":
        return value + b"\x00"
    if kind == "shorter":
        return value[:-1]
    bit = draw(st.integers(0, 255))
    return (int.from_bytes(value) ^ 1 << bit).to_bytes(32)


@st.composite
def changed_proof(draw, proof):
    """Return the proof with one element changed, added, dropped, doubled or swapped."""
    kinds = ["add"] + ["change", "drop", "double"] * bool(proof)
    kinds += ["swap"] * (len(proof) > 1)
    kind = draw(st.sampled_from(kinds))
    proof = list(proof)
    place = draw(st.integers(0, max(0, len(proof) - 1)))
    if kind == "add":
        proof.insert(
            draw(st.integers(0, len(proof))), draw(st.binary(min_size=32, max_size=32))
        )
    elif kind == "change":
        proof[place] = draw(changed_hash(proof[place]))
    elif kind == "drop":
        del proof[place]
    elif kind == "double":
        proof.insert(place, proof[place])
    else:
        other = draw(st.integers(0, len(proof) - 1).filter(lambda n: n != place))
        proof[place], proof[other] = proof[other], proof[place]
    return proof


def shape(index, size):
    """Return the steps from a leaf to the root: which side the sibling is on."""
    steps, start, end = [], 0, size
    while end - start > 1:
        split = start + (1 << ((end - start - 1).bit_length() - 1))
        steps.append(index < split)
        start, end = (start, split) if index < split else (split, end)
    return steps


@st.composite
def inclusions(draw):
    """Return a true claim: (leaf, index, size, proof, root)."""
    size = draw(st.integers(1, 300))
    index = draw(st.integers(0, size - 1))
    proof = merkle.inclusion_proof(LOOK, index, size)
    return [LEAVES[index], index, size, proof, LOOK(0, size)]


@settings(max_examples=1500, deadline=None)
@given(st.data(), inclusions(), st.sampled_from("leaf index size proof root".split()))
def test_every_single_change_breaks_an_inclusion_proof(data, claim, part):
    leaf, index, size, proof, root = claim
    assert merkle.verify_inclusion(*claim)
    if part == "leaf":
        leaf = data.draw(changed_hash(leaf))
    elif part == "root":
        root = data.draw(changed_hash(root))
    elif part == "proof":
        proof = data.draw(changed_proof(proof))
    elif part == "index":
        index = data.draw(st.integers(-3, size + 3).filter(lambda n: n != index))
    else:
        size = data.draw(st.integers(-1, 310).filter(lambda n: n != size))
        # The same steps prove the same of both sizes; a checkpoint signs which it is.
        assume(not (index < size and shape(index, size) == shape(index, claim[2])))
    assert not merkle.verify_inclusion(leaf, index, size, proof, root)


@st.composite
def consistencies(draw):
    """Return a true claim: (old, new, old root, new root, proof)."""
    new = draw(st.integers(1, 300))
    old = draw(st.integers(1, new))
    proof = merkle.consistency_proof(LOOK, old, new)
    return [old, new, LOOK(0, old), LOOK(0, new), proof]


@settings(max_examples=1500, deadline=None)
@given(st.data(), consistencies(), st.sampled_from(("old", "new", "proof")))
def test_every_single_change_breaks_a_consistency_proof(data, claim, part):
    old, new, old_root, new_root, proof = claim
    assert merkle.verify_consistency(*claim)
    if part == "old":
        old_root = data.draw(changed_hash(old_root))
    elif part == "new":
        new_root = data.draw(changed_hash(new_root))
    else:
        proof = data.draw(changed_proof(proof))
    assert not merkle.verify_consistency(old, new, old_root, new_root, proof)


@settings(max_examples=1500, deadline=None)
@given(consistencies(), st.integers(-1, 310))
def test_a_changed_older_size_breaks_a_consistency_proof(claim, old):
    assume(old != claim[0])
    assert not merkle.verify_consistency(old, *claim[1:])


@pytest.mark.parametrize("new", range(1, 65))
def test_a_fork_breaks_every_consistency_proof(new):
    forked = [*LEAVES[:new]]
    for old in range(1, new):
        forked[old - 1] = merkle.hash_leaf(b"other")
        proof = merkle.consistency_proof(forked, old, new)
        fork = merkle.root(forked[:new])
        assert not merkle.verify_consistency(old, new, LOOK(0, old), fork, proof)
        forked[old - 1] = LEAVES[old - 1]
