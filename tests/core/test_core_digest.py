"""Digests of files: one pass, SM3 beside SHA-256, nothing left behind."""

from hypothesis import given
from hypothesis import strategies as st
from lingchuan.records.core import digest

import hashlib
import pytest
import threading
import time
import tracemalloc


MIB = 1024 * 1024


def plain(data):
    return hashlib.sha256(data).hexdigest(), hashlib.new("sm3", data).hexdigest()


@given(st.lists(st.sampled_from((0, 1, 55, 64, 65_535, 65_536, 200_000)), max_size=9))
def test_digests_do_not_depend_on_how_the_bytes_come(sizes):
    chunks = [bytes([place]) * size for place, size in enumerate(sizes)]
    data = b"".join(chunks)
    assert digest.file_digests(chunks) == (*plain(data), len(data))


def test_the_empty_file_has_its_digests():
    assert digest.file_digests([]) == (*plain(b""), 0)
    assert digest.block_digests([]) == []


def test_a_buffer_that_is_filled_again_does_not_spoil_the_digest_beside():
    buffer, data = bytearray(MIB), []

    def chunks():
        for byte in range(12):
            buffer[:] = bytes([byte]) * MIB
            data.append(bytes(buffer))
            yield memoryview(buffer)

    found = digest.file_digests(chunks())
    assert found == (*plain(b"".join(data)), 12 * MIB)


@pytest.mark.parametrize("after", [0, 1, 3, 20])
def test_an_error_of_the_source_goes_through_and_leaves_no_thread(after):
    def chunks():
        for _n in range(after):
            yield b"x" * MIB
        raise OSError("the disk is gone")

    before = threading.active_count()
    with pytest.raises(OSError, match="the disk is gone"):
        digest.file_digests(chunks())
    assert threading.active_count() == before


def test_a_chunk_that_is_no_bytes_is_an_error_and_leaves_no_thread():
    before = threading.active_count()
    with pytest.raises(TypeError):
        digest.file_digests([b"x" * MIB, "text" * MIB])
    assert threading.active_count() == before


def test_a_fast_source_is_held_back():
    tracemalloc.start()
    digest.file_digests(bytes(MIB) for _n in range(64))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 10 * MIB


def test_two_digests_take_hardly_longer_than_the_slower_alone():
    chunks = [bytes(MIB)] * 16
    ratios = []
    # Other processes take their share of a round, not of all of them.
    for _round in range(5):
        start = time.perf_counter()
        sm3 = hashlib.new("sm3")
        for chunk in chunks:
            sm3.update(chunk)
        alone = time.perf_counter() - start
        start = time.perf_counter()
        assert digest.file_digests(chunks)[1] == sm3.hexdigest()
        ratios.append((time.perf_counter() - start) / alone)
    # On one processor alone it would be 1.2 times.
    assert min(ratios) < 2


def test_a_python_without_sm3_says_so(monkeypatch):
    def new(name, *_data):
        raise ValueError(f"unsupported hash type {name}")

    assert digest.has_sm3()
    monkeypatch.setattr(digest.hashlib, "new", new)
    assert not digest.has_sm3()
    with pytest.raises(ValueError, match="sm3"):
        digest.file_digests([b"x"])


@given(st.binary(max_size=50), st.integers(1, 20), st.integers(1, 20))
def test_blocks_are_hashed_however_the_bytes_come(data, size, step):
    chunks = [data[place : place + step] for place in range(0, len(data), step)]
    blocks = [data[place : place + size] for place in range(0, len(data), size)]
    found = digest.block_digests(chunks, size)
    assert found == [hashlib.sha256(block).hexdigest() for block in blocks]
