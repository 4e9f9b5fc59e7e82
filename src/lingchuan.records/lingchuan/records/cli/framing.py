"""The bytes of a zip around its files: exactly those that the system writes, or not.

- Headers and directory are written anew, from names, sizes, CRC-32 and the moment of
  issue, and held against what lies there. So each byte of an archive belongs to a file,
  which its digests prove, or is compared here.
- What the entries are is said twice, in the directory and in the headers. Where one of
  the two was changed, the account that fits better tells where; both where both fit.
- An archive of another tool is not compared byte for byte: it is told once.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from lingchuan.records.cli.findings import Finding
from lingchuan.records.cli.findings import finding
from lingchuan.records.core.zip_writer import directory
from lingchuan.records.core.zip_writer import Entry
from lingchuan.records.core.zip_writer import local_header
from typing import BinaryIO
from typing import Final
from zipfile import ZipInfo

import os
import struct


OTHER_ZIP: Final = "other_zip"
MAGIC: Final = b"PK\x03\x04"
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_MOST_32: Final = 0xFFFFFFFF
# In a zip64 field of a local header: its id, its length, the size of the contents.
_SIZE_64: Final = struct.Struct("<4xQ")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as an archive tells of it: where its header lies, name, size, CRC-32.

    `moment` is (year, month, day, hour, minute, second), whether or not there is such a
    moment.
    """

    place: int
    name: str
    size: int
    crc32: int
    moment: tuple[int, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Zip:
    """An open archive, its name and the number of its bytes."""

    file: BinaryIO
    name: str
    size: int

    def read(self, place: int, count: int) -> bytes:
        """Return the bytes from a place on, as far as there are such."""
        if not 0 <= place < self.size:
            return b""
        self.file.seek(place)
        return self.file.read(min(count, self.size - place))


def framing_findings(
    archive: Zip, listed: Iterable[ZipInfo], moment: datetime | None
) -> list[Finding]:
    """Return what of an archive is not as the system writes it.

    Args:
        listed: what its directory says; nothing where the directory cannot be read.
        moment: that its entries must bear; None where nothing tells it.
    """
    by_directory = _compared(archive, [_row(one) for one in listed], moment)
    if not by_directory:
        return []
    by_headers = _compared(archive, [*_walk(archive)], moment)
    vague, clear = _vagueness(by_directory), _vagueness(by_headers or by_directory)
    if vague == clear:
        # Which of the two was changed cannot be told: both places are named.
        return [*dict.fromkeys((*by_directory, *by_headers))]
    return by_directory if vague < clear else by_headers


def _vagueness(found: list[Finding]) -> tuple[bool, int]:
    return found[0].code == OTHER_ZIP, len(found)


def _row(told: ZipInfo) -> Row:
    name = told.orig_filename
    return Row(told.header_offset, name, told.file_size, told.CRC, told.date_time)


def _walk(archive: Zip) -> Iterator[Row]:
    """Yield the entries as the headers tell of them, from the first byte on."""
    place = 0
    while True:
        head = archive.read(place, _LOCAL.size)
        if len(head) < _LOCAL.size or head[:4] != MAGIC:
            return
        *_rest, time, day, crc32, _stored, size, name_size, extra_size = _LOCAL.unpack(
            head
        )
        tail = archive.read(place + len(head), name_size + extra_size)
        name, extra = tail[:name_size], tail[name_size:]
        if size == _MOST_32 and len(extra) >= _SIZE_64.size:
            (size,) = _SIZE_64.unpack_from(extra)
        yield Row(place, name.decode("latin-1"), size, crc32, _moment(time, day))
        place += len(head) + len(tail) + size


def _moment(time: int, day: int) -> tuple[int, int, int, int, int, int]:
    date = (day >> 9) + 1980, day >> 5 & 15, day & 31
    return *date, time >> 11, time >> 5 & 63, (time & 31) * 2


def _compared(archive: Zip, rows: list[Row], moment: datetime | None) -> list[Finding]:
    """Return what is not as it would be written, were the entries these."""
    rows = sorted(rows, key=lambda row: row.place)
    entries = [Entry(row.name, row.size, row.crc32) for row in rows]
    try:
        moment = moment or datetime(*rows[0].moment)
        headers = [local_header(one, moment) for one in entries]
        table = directory(entries, moment)
    except (IndexError, ValueError, struct.error):
        # No entries, or a name, a moment or a size of which no such header is made.
        headers = []
    wrong = [*_headers(archive, rows, headers)] if headers else []
    if not headers or 2 * len(wrong) > len(rows):
        return [finding(OTHER_ZIP, archive.name)]
    place = rows[-1].place + len(headers[-1]) + rows[-1].size
    return [*wrong, *_between(archive, rows, headers), *_end(archive, place, table)]


def _headers(
    archive: Zip, rows: list[Row], headers: Sequence[bytes]
) -> Iterator[Finding]:
    for row, header in zip(rows, headers, strict=True):
        found = archive.read(row.place, len(header))
        if found != header:
            ranges = _range(row.place, header, found)
            yield finding("zip_header", row.name, ranges=ranges)


def _between(
    archive: Zip, rows: list[Row], headers: Sequence[bytes]
) -> Iterator[Finding]:
    """Yield what lies before and between the entries, and the folders among them."""
    place = 0
    for row, header in zip(rows, headers, strict=True):
        if row.place > place:
            ranges = f"{place}\u2013{row.place - 1}"
            yield finding("zip_beside", archive.name, ranges=ranges)
        if row.name.endswith("/"):
            yield finding("unlisted", row.name)
        place = row.place + len(header) + row.size


def _end(archive: Zip, place: int, table: bytes) -> Iterator[Finding]:
    found = archive.read(place, len(table))
    if found != table:
        ranges = _range(place, table, found)
        yield finding("zip_directory", archive.name, ranges=ranges)
    end = place + len(table)
    if archive.size > end:
        ranges = f"{end}\u2013{archive.size - 1}"
        yield finding("zip_beside", archive.name, ranges=ranges)


def _range(place: int, expected: bytes, found: bytes) -> str:
    """Return the range of the bytes, counted in the archive, that are not as expected."""
    first = len(os.path.commonprefix((expected, found)))
    last = len(expected) - 1
    if len(found) == len(expected):
        last -= len(os.path.commonprefix((expected[::-1], found[::-1])))
    return f"{max(place + first, 0)}\u2013{place + last}"
