"""An original file, read once for all that is asked of its bytes."""

from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from lingchuan.records.core.digest import BLOCK_SIZE
from plone.namedfile.file import NamedBlobFile
from typing import BinaryIO
from typing import Final
from ZODB.POSException import POSKeyError

import hashlib
import zlib


CHUNK: Final = 1 << 19
_PER_BLOCK: Final = BLOCK_SIZE // CHUNK
assert _PER_BLOCK * CHUNK == BLOCK_SIZE


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading told: digests in lowercase hex, the size in bytes.

    `blocks` are the SHA-256 of each block of BLOCK_SIZE bytes.
    """

    sha256: str
    size: int
    crc32: int
    blocks: tuple[str, ...]


def open_original(file: NamedBlobFile | None) -> BinaryIO | None:
    """Return an original, open outside of the database's care; None if it is not there."""
    if file is None:
        return None
    try:
        return open(file._blob.committed(), "rb", buffering=0)
    except (OSError, POSKeyError):
        return None


def read_original(stream: BinaryIO) -> Reading:
    """Read a file from its beginning; the whole is hashed beside its blocks."""
    with hashing() as whole:
        size = crc = 0
        blocks = []
        for chunks in _blocks(stream):
            block = hashlib.sha256()
            for chunk in chunks:
                whole.update(chunk)
                block.update(chunk)
                crc = zlib.crc32(chunk, crc)
                size += len(chunk)
            blocks.append(block.hexdigest())
        return Reading(whole.hexdigest(), size, crc, tuple(blocks))


def _blocks(stream: BinaryIO) -> Iterator[list[bytes]]:
    while chunks := [
        chunk for _n in range(_PER_BLOCK) if (chunk := stream.read(CHUNK))
    ]:
        yield chunks


class SideHash:
    """SHA-256 in a thread of its own, at most one chunk behind who feeds it."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="sha256")
        self._last: Future[None] | None = None

    def update(self, chunk: bytes) -> None:
        """Take a chunk that nobody writes into again."""
        self._wait()
        self._last = self._pool.submit(self._hash.update, chunk)

    def hexdigest(self) -> str:
        """Return the digest of all chunks."""
        self._wait()
        return self._hash.hexdigest()

    def close(self) -> None:
        """End the thread."""
        self._pool.shutdown()

    def _wait(self) -> None:
        if self._last is not None:
            self._last.result()


@contextmanager
def hashing() -> Iterator[SideHash]:
    """Give a SHA-256 that works beside; its thread ends with the block."""
    found = SideHash()
    try:
        yield found
    finally:
        found.close()
