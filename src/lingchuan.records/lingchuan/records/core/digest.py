"""Canonical JSON and digests (RFC 6962 leaf hashes, GB/T 32905 SM3)."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from lingchuan.records.core.merkle import hash_leaf
from typing import Any

import hashlib
import json


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


def file_digests(chunks: Iterable[bytes]) -> tuple[str, str, int]:
    """Return SHA-256, SM3 (lowercase hex) and the size in bytes, in one pass."""
    sha256, sm3, size = hashlib.sha256(), hashlib.new("sm3"), 0
    for chunk in chunks:
        sha256.update(chunk)
        sm3.update(chunk)
        size += len(chunk)
    return sha256.hexdigest(), sm3.hexdigest(), size


def leaf_bytes(event: Mapping[str, Any]) -> bytes:
    """Return what is hashed of an event; its place in the tree is no part of it."""
    leaf = {key: value for key, value in event.items() if key not in _NOT_HASHED}
    return canonical_json(leaf)


def leaf_hash(event: Mapping[str, Any]) -> str:
    """Return the leaf hash of an event, in lowercase hex."""
    return hash_leaf(leaf_bytes(event)).hex()
