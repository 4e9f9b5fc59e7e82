"""A zip written while it is read: stored entries whose sizes and CRC-32 are known.

- No data descriptor and no byte that depends on the clock: the same entries give the
  same bytes, and their number is known before the first is written.
- Names are ASCII; an entry or archive beyond 4 GiB has its zip64 fields.
- It makes the bytes around the contents; whoever sends them brings the contents.

Source: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 to 4.3.16, 4.5.3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import struct


_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_END64: Final = struct.Struct("<4sQ2H2L4Q")
_LOCATOR: Final = struct.Struct("<4sLQL")
_MOST_32: Final = 0xFFFFFFFF
_MOST_16: Final = 0xFFFF
_ZIP64: Final = 1
_PLAIN_VERSION: Final = 20
_ZIP64_VERSION: Final = 45
_UNIX: Final = 3 << 8
# A regular file that everybody may read.
_MODE: Final = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the archive: its name in it, its size in bytes and its CRC-32."""

    name: str
    size: int
    crc32: int


def local_header(entry: Entry, moment: datetime) -> bytes:
    """Return what stands before the contents of an entry.

    Raises:
        ValueError: the name is not ASCII.
    """
    name = entry.name.encode("ascii")
    extra, size = b"", entry.size
    if size >= _MOST_32:
        extra = struct.pack("<2H2Q", _ZIP64, 16, size, size)
        size = _MOST_32
    head = _LOCAL.pack(
        b"PK\x03\x04",
        _version(extra),
        0,
        0,
        *_dos(moment),
        entry.crc32,
        size,
        size,
        len(name),
        len(extra),
    )
    return head + name + extra


def directory(entries: Sequence[Entry], moment: datetime) -> bytes:
    """Return what stands behind the contents of all entries: where each one lies."""
    offset, rows = 0, []
    for entry in entries:
        rows.append(_row(entry, offset, moment))
        offset += len(local_header(entry, moment)) + entry.size
    table = b"".join(rows)
    return table + _end(len(rows), len(table), offset)


def total_size(entries: Sequence[Entry], moment: datetime) -> int:
    """Return the size of the whole archive in bytes."""
    heads = sum(len(local_header(one, moment)) + one.size for one in entries)
    return heads + len(directory(entries, moment))


def _version(extra: bytes) -> int:
    return _ZIP64_VERSION if extra else _PLAIN_VERSION


def _dos(moment: datetime) -> tuple[int, int]:
    """Return time and date as MS-DOS has them, to two seconds."""
    time = moment.hour << 11 | moment.minute << 5 | moment.second // 2
    return time, (moment.year - 1980) << 9 | moment.month << 5 | moment.day


def _row(entry: Entry, offset: int, moment: datetime) -> bytes:
    name = entry.name.encode("ascii")
    large = [n for n in (entry.size, entry.size, offset) if n >= _MOST_32]
    extra = b""
    if large:
        extra = struct.pack(f"<2H{len(large)}Q", _ZIP64, 8 * len(large), *large)
    size = min(entry.size, _MOST_32)
    head = _CENTRAL.pack(
        b"PK\x01\x02",
        _UNIX | _version(extra),
        _version(extra),
        0,
        0,
        *_dos(moment),
        entry.crc32,
        size,
        size,
        len(name),
        len(extra),
        0,
        0,
        0,
        _MODE,
        min(offset, _MOST_32),
    )
    return head + name + extra


def _end(count: int, size: int, offset: int) -> bytes:
    large = b""
    if count >= _MOST_16 or size >= _MOST_32 or offset >= _MOST_32:
        versions = (_UNIX | _ZIP64_VERSION, _ZIP64_VERSION)
        end = (*versions, 0, 0, count, count, size, offset)
        large = _END64.pack(b"PK\x06\x06", _END64.size - 12, *end)
        large += _LOCATOR.pack(b"PK\x06\x07", 0, offset + size, 1)
    few, small = min(count, _MOST_16), min(size, _MOST_32)
    where = min(offset, _MOST_32)
    return large + _END.pack(b"PK\x05\x06", 0, 0, few, few, small, where, 0)
