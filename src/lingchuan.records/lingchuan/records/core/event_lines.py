"""Event lines: one event of the ledger a line, its leaf bytes in it as they were hashed.

    {"action":"create",…,"uid":"…","leaf_hash":"<64 hex digits>","seq":7}

- The bytes before `,"leaf_hash":"` with a closing brace are the leaf bytes, so a line is
  checked without reading its JSON. The mark stands nowhere else: inside a JSON text a
  quotation mark has a backslash before it.
- A row that its reader may not know is hidden: `{"at":"…","leaf_hash":"…","seq":7}`. It
  keeps its place in the tree; its time is not proven.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from lingchuan.records.core.digest import leaf_bytes
from lingchuan.records.core.merkle import hash_leaf
from lingchuan.records.core.merkle import HASH_SIZE
from typing import Any

import hashlib
import json
import re


MARK = b',"leaf_hash":"'
_SEQ = b'","seq":'
_END = b"}\n"
_TAIL = re.compile(rb'([0-9a-f]{64})","seq":([1-9][0-9]{0,17})\}\n')
_HIDDEN = re.compile(rb'\{"at":"[0-9T:.Z+-]{1,40}"')


class LineError(ValueError):
    """A line is no event line."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event line, taken apart.

    `leaf` are the leaf bytes without their closing brace, `leaf_hash` is what the line
    says of them, in bytes.
    """

    seq: int
    leaf: bytes
    leaf_hash: bytes

    @property
    def is_hidden(self) -> bool:
        """Return whether the line tells no more than a time."""
        return _HIDDEN.fullmatch(self.leaf) is not None

    @property
    def is_true(self) -> bool:
        """Return whether the leaf hash is that of the leaf bytes."""
        return hash_leaf(self.leaf + b"}") == self.leaf_hash

    def event(self) -> dict[str, Any]:
        """Return the event without seq and leaf hash.

        Raises:
            LineError: the leaf bytes are no JSON object.
        """
        try:
            event = json.loads(self.leaf + b"}")
        except (ValueError, RecursionError) as error:
            raise LineError("the leaf is no JSON") from error
        if not isinstance(event, dict):
            raise LineError("the leaf is no JSON object")
        return event


def leaf_hashes(lines: Sequence[bytes], first: int) -> list[bytes] | None:
    """Return the leaf hashes of lines that are as they must be: the quick way.

    None where a line is not the event of its place (`first`, `first` + 1 …) with its
    own leaf hash, or where the places differ in their digits; then each line is to be
    read by itself. What the lines say is compared for all of them at once.
    """
    numbers = list(range(first, first + len(lines)))
    ends = len(_SEQ) + len(str(numbers[-1])) + len(_END)
    if len(str(first)) != len(str(numbers[-1])):
        return None
    cut = len(MARK) + 2 * HASH_SIZE + ends
    sha256 = hashlib.sha256
    leaves = [sha256(b"\0%b}" % line[:-cut]).digest() for line in lines]
    hashes = b"|" + b"".join(leaves).hex("|", HASH_SIZE).encode()
    if b"".join([line[-cut:-ends] for line in lines]) != hashes.replace(b"|", MARK):
        return None
    places = str(numbers)[1:-1].encode().replace(b", ", _END + _SEQ)
    said = b"".join([line[-ends:] for line in lines])
    return leaves if said == _SEQ + places + _END else None


def write_line(event: Mapping[str, Any]) -> bytes:
    """Return the line of an event with its `seq` and `leaf_hash`."""
    return _line(leaf_bytes(event)[:-1], event)


def write_hidden_line(event: Mapping[str, Any]) -> bytes:
    """Return the line of an event that its reader may not know."""
    return _line(leaf_bytes({"at": event["at"]})[:-1], event)


def _line(leaf: bytes, event: Mapping[str, Any]) -> bytes:
    parts = (leaf, MARK, event["leaf_hash"].encode(), _SEQ, event["seq"], _END)
    return b"%b%b%b%b%d%b" % parts


def read_line(line: bytes) -> EventLine:
    """Return the parts of a line with its end.

    Raises:
        LineError: it is no event line.
    """
    leaf, mark, tail = line.rpartition(MARK)
    found = _TAIL.fullmatch(tail)
    if not mark or not found or not leaf.startswith(b"{"):
        raise LineError("no event line")
    return EventLine(int(found[2]), leaf, bytes.fromhex(found[1].decode()))
