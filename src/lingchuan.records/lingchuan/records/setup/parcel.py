"""The folder that records travel in: items, files, and a manifest that names them all.

- `items/<n>.json` is one record each, what holds it first; `files/<SHA-256>` a file.
- `manifest.json` is written last; without it, or with one thing more or less or
  different, nothing is read.
- It is filled under another name, which is gone again if filling fails.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from plone.namedfile.file import NamedBlobFile
from typing import Any
from typing import IO
from ZODB.blob import Blob

import hashlib
import json
import shutil


MANIFEST = "manifest.json"
ITEMS, FILES = "items", "files"
_BLOCK = 1 << 20


class ParcelError(ValueError):
    """The folder is not what was packed."""


class Parcel:
    """One folder of records."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.packed: dict[str, str] = {}

    def keep(self, file: NamedBlobFile) -> str:
        """Copy a file in and return its SHA-256."""
        part = self.folder / "part"
        with file.open() as source, part.open("wb") as target:
            sha256 = _copy(source, target)
        part.rename(self.folder / FILES / sha256)
        return sha256

    def fetch(self, sha256: str) -> NamedBlobFile:
        """Return a new file with what was kept.

        Raises:
            ParcelError: it is not there, or not what was kept.
        """
        path = self.folder / FILES / sha256
        if Path(sha256).name != sha256 or not path.is_file():
            raise ParcelError(f"{FILES}/{sha256}: is absent")
        file = NamedBlobFile()
        file._blob = Blob()
        with path.open("rb") as source, file._blob.open("w") as target:
            found = _copy(source, target)
        if found != sha256:
            raise ParcelError(f"{FILES}/{sha256}: is another file")
        return file

    def pack(self, items: Iterable[dict[str, Any]], **more: object) -> str:
        """Write items and manifest; return the SHA-256 of the manifest.

        Args:
            more: what else the manifest tells.
        """
        for number, item in enumerate(items, start=1):
            data = json.dumps(item, sort_keys=True, indent=1).encode("ascii")
            name = f"{number}.json"
            (self.folder / ITEMS / name).write_bytes(data)
            self.packed[name] = hashlib.sha256(data).hexdigest()
        manifest = {"items": self.packed, "files": sorted(self._names(FILES))} | more
        data = json.dumps(manifest, sort_keys=True, indent=1).encode("ascii")
        (self.folder / MANIFEST).write_bytes(data)
        return hashlib.sha256(data).hexdigest()

    def manifest(self) -> dict[str, Any]:
        """Return what the manifest tells, which is what there is.

        Raises:
            ParcelError: there is none, or more or less than it tells.
        """
        try:
            told = json.loads((self.folder / MANIFEST).read_bytes())
            named = {ITEMS: set(told["items"]), FILES: set(told["files"])}
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ParcelError(f"{MANIFEST}: cannot be read") from error
        for part, names in named.items():
            other = names ^ self._names(part)
            if other:
                raise ParcelError(f"{part}: more or less than packed: {min(other)}")
        return told

    def items(self) -> Iterator[dict[str, Any]]:
        """Yield the items in their order.

        Raises:
            ParcelError: one is not what was packed.
        """
        packed = self.manifest()["items"]
        for name in sorted(packed, key=lambda one: int(Path(one).stem)):
            data = (self.folder / ITEMS / name).read_bytes()
            if hashlib.sha256(data).hexdigest() != packed[name]:
                raise ParcelError(f"{ITEMS}/{name}: is another item")
            yield json.loads(data)

    def _names(self, part: str) -> set[str]:
        return {path.name for path in (self.folder / part).glob("*")}


def _copy(source: IO[bytes], target: IO[bytes]) -> str:
    """Copy a file and return its SHA-256."""
    found = hashlib.sha256()
    for block in iter(lambda: source.read(_BLOCK), b""):
        found.update(block)
        target.write(block)
    return found.hexdigest()


@contextmanager
def new_parcel(folder: Path) -> Iterator[Parcel]:
    """Give an empty parcel that becomes `folder` when it is filled.

    Raises:
        ParcelError: the folder is there already.
    """
    if folder.exists():
        raise ParcelError(f"{folder} is there already")
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    for name in (ITEMS, FILES):
        (part / name).mkdir(mode=0o700, parents=True)
    try:
        yield Parcel(part)
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
