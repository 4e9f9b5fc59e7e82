"""The frozen parts of a package: one zip of small files, and the layout of the whole."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from lingchuan.records.core.zip_writer import Entry
from typing import Final
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
from zipfile import ZipInfo

import json
import zlib


LAYOUT: Final = "layout.json"
# zipfile knows no earlier day; the parts are told apart by their names.
_NO_DAY: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Large:
    """An original that lies beside the frozen parts: `entry` in the package, its bytes."""

    entry: Entry
    uid: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The frozen package, read again.

    `entries` are the entries of the archive in their order; `small` the contents of the
    frozen ones by their path, `originals` {path: (uid, sha256)} of the others.
    """

    folder: str
    at: datetime
    entries: tuple[Entry, ...]
    small: Mapping[str, bytes]
    originals: Mapping[str, tuple[str, str]]


def pack(
    folder: str, at: datetime, files: Mapping[str, bytes], originals: Sequence[Large]
) -> bytes:
    """Return the frozen parts.

    Args:
        folder: name of the package's top folder.
        at: the moment that the archive's entries bear.
        files: {path: contents} of the small files, in their order.
    """
    small = [
        {"path": path, "size": len(data), "crc32": zlib.crc32(data)}
        for path, data in files.items()
    ]
    large = [
        {
            "path": one.entry.name,
            "size": one.entry.size,
            "crc32": one.entry.crc32,
            "uid": one.uid,
            "sha256": one.sha256,
        }
        for one in originals
    ]
    layout = {"folder": folder, "at": at.isoformat(), "entries": [*small, *large]}
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, data in {LAYOUT: json.dumps(layout).encode(), **files}.items():
            archive.writestr(ZipInfo(path, _NO_DAY), data, ZIP_DEFLATED)
    return out.getvalue()


def thaw(data: bytes) -> Layout:
    """Return the layout of a frozen package."""
    with ZipFile(BytesIO(data)) as archive:
        told = json.loads(archive.read(LAYOUT))
        rows = told["entries"]
        small = {r["path"]: archive.read(r["path"]) for r in rows if "uid" not in r}
    return Layout(
        told["folder"],
        datetime.fromisoformat(told["at"]),
        tuple(Entry(row["path"], row["size"], row["crc32"]) for row in rows),
        small,
        {row["path"]: (row["uid"], row["sha256"]) for row in rows if "uid" in row},
    )
