"""Where the files of a package or an export lie: a folder or a zip, read as they are.

- Names are relative to the top folder, with slashes. A link is never followed.
- A stored entry of a zip is read as the bytes that lie there, whatever its CRC, so that
  damage can be told by its place; the digests find it.
- What lies around the files of a zip is compared with what the system writes (framing.py).
- Nothing is unpacked; what is read at once has a limit.
"""

from collections.abc import Iterator
from datetime import datetime
from lingchuan.records.cli.findings import Finding
from lingchuan.records.cli.findings import UsageError
from lingchuan.records.cli.framing import framing_findings
from lingchuan.records.cli.framing import MAGIC
from lingchuan.records.cli.framing import OTHER_ZIP
from lingchuan.records.cli.framing import Zip
from lingchuan.records.core.bags import archive_problems
from lingchuan.records.core.bags import BagProblem
from lingchuan.records.core.bags import LINK
from lingchuan.records.core.bags import path_problems
from lingchuan.records.core.bags import UNLISTED
from pathlib import Path
from typing import BinaryIO
from typing import cast
from typing import Protocol
from zipfile import BadZipFile
from zipfile import ZIP_STORED
from zipfile import ZipFile
from zipfile import ZipInfo

import io
import os
import stat
import struct
import zlib


CHUNK = 1024 * 1024
MOST_AT_ONCE = 256 * 1024 * 1024
# By one of these the top folder is known.
BAG_MARKS = ("bagit.txt", "manifest-sha256.txt")
EXPORT_MARKS = ("events.jsonl", "events.jsonl.gz")
MARKS = BAG_MARKS + EXPORT_MARKS
_LOCAL_HEADER = struct.Struct("<4s22sHH")
_BROKEN = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    struct.error,
    ValueError,
    zlib.error,
)


class DamagedError(Exception):
    """A file cannot be read as what it should be; the argument is its name."""


class NoArchiveError(DamagedError):
    """A zip has no directory that can be read; `lost` tells where, if that can be told."""

    def __init__(self, name: str, lost: list[Finding]) -> None:
        super().__init__(name)
        self.lost = lost


class Source(Protocol):
    """The files below one top folder."""

    names: list[str]
    beside: list[str]
    problems: list[BagProblem]

    def size(self, name: str) -> int:
        """Return the bytes of a file."""

    def crc32(self, name: str) -> int | None:
        """Return the CRC-32 that is declared of a file, None where none is."""

    def open(self, name: str) -> BinaryIO:
        """Return a stream of a file; DamagedError where there is none."""

    def framing(self, moment: datetime | None) -> list[Finding]:
        """Return what is wrong around the files, were they packed at this moment."""


def chunks(source: Source, name: str) -> Iterator[bytes]:
    """Yield the bytes of a file.

    Raises:
        DamagedError: it cannot be read to its end.
    """
    try:
        with source.open(name) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except _BROKEN as error:
        raise DamagedError(name) from error


def read(source: Source, name: str) -> bytes:
    """Return the bytes of a small file.

    Raises:
        DamagedError: it cannot be read, or is too large to be read at once.
    """
    if source.size(name) > MOST_AT_ONCE:
        raise DamagedError(name)
    return b"".join(chunks(source, name))


class Folder:
    """The files of a folder; links and devices among them are problems."""

    def __init__(self, path: Path) -> None:
        self.problems: list[BagProblem] = []
        found = self._walk(path)
        top = _top(list(found))
        self._files = {
            name.removeprefix(top): file
            for name, file in found.items()
            if name.startswith(top)
        }
        self.names = sorted(self._files)
        self.beside = sorted(name for name in found if not name.startswith(top))
        self.problems += path_problems(self.names)

    def _walk(self, top: Path) -> dict[str, Path]:
        found: dict[str, Path] = {}
        waiting = [(top, "")]
        while waiting:
            folder, prefix = waiting.pop()
            with os.scandir(folder) as entries:
                for entry in entries:
                    name, path = f"{prefix}{entry.name}", Path(entry.path)
                    mode = entry.stat(follow_symlinks=False).st_mode
                    if stat.S_ISDIR(mode):
                        waiting.append((path, f"{name}/"))
                    elif stat.S_ISREG(mode):
                        found[name] = path
                    else:
                        self.problems.append(BagProblem(LINK, name))
        return found

    def size(self, name: str) -> int:
        """Return the bytes of a file."""
        return self._files[name].stat().st_size

    def crc32(self, name: str) -> int | None:
        """Return None: a folder declares none."""
        return None

    def framing(self, moment: datetime | None) -> list[Finding]:
        """Return nothing: nothing lies around the files of a folder."""
        return []

    def open(self, name: str) -> BinaryIO:
        """Return a stream of a file."""
        return self._files[name].open("rb")

    def path(self, name: str) -> Path:
        """Return where a file lies."""
        return self._files[name]


class Archive:
    """The files of a zip."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._file = path.open("rb")
        self._whole = Zip(self._file, path.name, path.stat().st_size)
        try:
            self._zip = ZipFile(self._file)
        except _BROKEN as error:
            raise NoArchiveError(path.name, _lost(self._whole)) from error
        entries = self._zip.infolist()
        self.problems = archive_problems(entries, self._whole.size)
        files = [one for one in entries if not one.orig_filename.endswith("/")]
        self.problems += path_problems(one.orig_filename for one in files)
        top = _top([one.orig_filename for one in files])
        self._entries = {
            one.orig_filename.removeprefix(top): one
            for one in files
            if one.orig_filename.startswith(top)
        }
        beside = [one for one in files if not one.orig_filename.startswith(top)]
        self.problems += [BagProblem(UNLISTED, one.orig_filename) for one in beside]
        self.names = sorted(self._entries)
        self.beside: list[str] = []

    def size(self, name: str) -> int:
        """Return the bytes that the zip declares of a file."""
        return self._entries[name].file_size

    def crc32(self, name: str) -> int | None:
        """Return the CRC-32 that the zip declares of a file."""
        return self._entries[name].CRC

    def framing(self, moment: datetime | None) -> list[Finding]:
        """Return what of the archive is not as the system writes it."""
        return framing_findings(self._whole, self._zip.infolist(), moment)

    def open(self, name: str) -> BinaryIO:
        """Return a stream of a file."""
        entry = self._entries[name]
        if entry.compress_type == ZIP_STORED:
            return io.BufferedReader(_Stored(self._file, entry), CHUNK)
        try:
            return cast(BinaryIO, self._zip.open(entry))
        except _BROKEN as error:
            raise DamagedError(name) from error


class _Stored(io.RawIOBase):
    """The bytes of a stored entry."""

    def __init__(self, file: BinaryIO, entry: ZipInfo) -> None:
        file.seek(entry.header_offset)
        header = file.read(_LOCAL_HEADER.size)
        magic, _rest, name_size, extra_size = _LOCAL_HEADER.unpack(header)
        raw = file.read(name_size)
        encoding = "utf-8" if entry.flag_bits & 0x800 else "cp437"
        if magic != MAGIC or raw != entry.orig_filename.encode(encoding):
            raise DamagedError(entry.orig_filename)
        self._file = file
        self._place = entry.header_offset + len(header) + name_size + extra_size
        self._left = entry.file_size

    def readable(self) -> bool:
        """Say that it is read from."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as there is something."""
        self._file.seek(self._place)
        part = self._file.read(min(len(buffer), self._left))
        if not part and self._left and len(buffer):
            raise EOFError
        buffer[: len(part)] = part
        self._place += len(part)
        self._left -= len(part)
        return len(part)


def _lost(archive: Zip) -> list[Finding]:
    """Return which bytes keep an archive from being read; the file is closed."""
    with archive.file:
        found = framing_findings(archive, (), None)
    return [one for one in found if one.code != OTHER_ZIP]


def _top(names: list[str]) -> str:
    """Return the top folder with its slash, "" where the files lie at the top."""
    if any(mark in names for mark in MARKS):
        return ""
    tops = {name.partition("/")[0] for name in names if "/" in name}
    marked = {
        name.partition("/")[0] for name in names if name.partition("/")[2] in MARKS
    }
    if len(marked) == 1:
        return f"{marked.pop()}/"
    if len(tops) == 1 and not marked and tops != {"data"}:
        return f"{tops.pop()}/"
    return ""


def open_source(path: Path) -> Folder | Archive:
    """Return the source of a folder or a zip.

    Raises:
        NoArchiveError: a zip is none, or is cut off.
        UsageError: it cannot be read.
    """
    try:
        return Folder(path) if path.is_dir() else Archive(path)
    except OSError as error:
        raise UsageError("unreadable", str(path)) from error
