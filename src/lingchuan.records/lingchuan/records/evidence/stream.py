"""A package as it leaves: the frozen parts, and the originals out of their files.

- Nothing is copied to the disk; half a megabyte at a time passes through.
- Each original is hashed on its way, in a thread of its own. Its last bytes leave only
  when all of them were right, so a whole package never holds wrong ones.
- The files are open before the first byte: what becomes of them meanwhile is no matter.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from lingchuan.records.core.zip_writer import directory
from lingchuan.records.core.zip_writer import Entry
from lingchuan.records.core.zip_writer import local_header
from lingchuan.records.core.zip_writer import total_size
from lingchuan.records.evidence.frozen import Layout
from lingchuan.records.evidence.originals import CHUNK
from lingchuan.records.evidence.originals import hashing
from typing import BinaryIO
from zope.interface import implementer
from ZPublisher.Iterators import IStreamIterator

import logging


logger = logging.getLogger(__name__)


class OriginalChangedError(Exception):
    """The bytes of an original are not those that were frozen; the answer breaks off."""


@dataclass(frozen=True, slots=True)
class Source:
    """An open original: its stream, its SHA-256, and whom to tell that it is another.

    `alarm` takes the SHA-256 and the number of the bytes that were read.
    """

    stream: BinaryIO
    sha256: str
    alarm: Callable[[str, int], None]


@implementer(IStreamIterator)
class PackageStream:
    """The bytes of a package; `len` is their number."""

    def __init__(self, layout: Layout, sources: Mapping[str, Source]) -> None:
        self._entries = [
            Entry(f"{layout.folder}/{one.name}", one.size, one.crc32)
            for one in layout.entries
        ]
        self._layout = layout
        self._sources = sources
        self._size = total_size(self._entries, layout.at)
        self._bytes = self._all()

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> "PackageStream":
        return self

    def __next__(self) -> bytes:
        return next(self._bytes)

    def close(self) -> None:
        """Close the files; the server calls it when the answer ends, however it ends."""
        self._bytes.close()
        for source in self._sources.values():
            source.stream.close()

    def _all(self) -> Iterator[bytes]:
        moment = self._layout.at
        for entry, one in zip(self._entries, self._layout.entries, strict=True):
            yield local_header(entry, moment)
            if one.name in self._sources:
                yield from _checked(self._sources[one.name], one.size)
            else:
                yield self._layout.small[one.name]
        yield directory(self._entries, moment)


def _checked(source: Source, size: int) -> Iterator[bytes]:
    """Yield the bytes of an original, the last of them once all are known to be right.

    Raises:
        OriginalChangedError: they are not.
    """
    left = size
    with hashing() as digest:
        while left > 0:
            chunk = source.stream.read(min(CHUNK, left))
            digest.update(chunk)
            left -= len(chunk)
            if not chunk or left == 0:
                _compare(source, digest.hexdigest(), size - left)
            yield chunk


def _compare(source: Source, found: str, size: int) -> None:
    if found == source.sha256:
        return
    source.alarm(found, size)
    logger.error("an original is not what was frozen: %s, not %s", found, source.sha256)
    raise OriginalChangedError(found)
