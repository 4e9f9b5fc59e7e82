"""Canonical JSON and digests (RFC 6962 leaf hashes, GB/T 32905 SM3)."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from lingchuan.records.core.merkle import hash_leaf
from queue import Queue
from threading import Thread
from typing import Any

import hashlib
import json


SM3 = "sm3"
# The blocks of which a package names the digest of each, so that damage has a place.
BLOCK_SIZE = 4 * 1024 * 1024
_WORTH_A_THREAD = 64 * 1024
_MOST_BEHIND = 4
_NOT_HASHED = frozenset(("seq", "leaf_hash"))


def canonical_json(value: Any) -> bytes:
    """Return JSON with sorted keys, no blanks, UTF-8, dates in ISO form."""
    text = json.dumps(
        value,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        default=_plain,
    )
    return text.encode("utf-8")


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Iterable):
        return list(value)
    raise TypeError(f"cannot write {type(value).__name__} as canonical JSON")


def state_digest(value: Any) -> str:
    """Return the SHA-256 of a canonical state, in lowercase hex."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def has_sm3() -> bool:
    """Return whether this Python's OpenSSL knows SM3."""
    try:
        hashlib.new(SM3)
    except ValueError:
        return False
    return True


def file_digests(chunks: Iterable[bytes]) -> tuple[str, str, int]:
    """Return SHA-256, SM3 (lowercase hex) and the size in bytes, in one pass.

    SM3 takes five times as long, so it runs beside SHA-256 in a thread of its own, at
    most a few chunks behind. What the source raises goes through; the thread ends first.

    Raises:
        ValueError: this Python has no SM3 (see has_sm3).
    """
    sha256, size = hashlib.sha256(), 0
    with _HashBeside(SM3) as sm3:
        for chunk in chunks:
            sm3.update(chunk)
            sha256.update(chunk)
            size += len(chunk)
    return sha256.hexdigest(), sm3.hexdigest(), size


def block_digests(chunks: Iterable[bytes], size: int = BLOCK_SIZE) -> list[str]:
    """Return the SHA-256 (lowercase hex) of each block of `size` bytes, in order."""
    found: list[str] = []
    block, filled = hashlib.sha256(), 0
    for chunk in chunks:
        view = memoryview(chunk)
        while len(view):
            piece = view[: size - filled]
            block.update(piece)
            filled += len(piece)
            view = view[len(piece) :]
            if filled == size:
                found.append(block.hexdigest())
                block, filled = hashlib.sha256(), 0
    return [*found, block.hexdigest()] if filled else found


class _HashBeside:
    """A hash that a thread works out, from the first large chunk on."""

    def __init__(self, name: str) -> None:
        self._hash = hashlib.new(name)
        self._chunks: Queue[bytes | None] = Queue(_MOST_BEHIND)
        self._thread: Thread | None = None

    def __enter__(self) -> "_HashBeside":
        return self

    def __exit__(self, *_error: object) -> None:
        if self._thread is not None:
            self._chunks.put(None)
            self._thread.join()

    def update(self, chunk: bytes) -> None:
        """Take a chunk; one that its owner may write into again is copied."""
        if self._thread is None and len(chunk) < _WORTH_A_THREAD:
            self._hash.update(chunk)
            return
        if self._thread is None:
            self._thread = Thread(target=self._work, daemon=True)
            self._thread.start()
        self._chunks.put(bytes(chunk))

    def hexdigest(self) -> str:
        """Return the digest; only after the block."""
        return self._hash.hexdigest()

    def _work(self) -> None:
        while (chunk := self._chunks.get()) is not None:
            self._hash.update(chunk)


def leaf_bytes(event: Mapping[str, Any]) -> bytes:
    """Return what is hashed of an event; its place in the tree is no part of it."""
    leaf = {key: value for key, value in event.items() if key not in _NOT_HASHED}
    return canonical_json(leaf)


def leaf_hash(event: Mapping[str, Any]) -> str:
    """Return the leaf hash of an event, in lowercase hex."""
    return hash_leaf(leaf_bytes(event)).hex()
