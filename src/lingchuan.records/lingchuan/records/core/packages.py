"""What a package of extracted evidence holds, and its metadata.json read strictly.

    package-<year>-<nnn>/
        bagit.txt bag-info.txt manifest-*.txt tagmanifest-*.txt     (sha256 and sm3)
        data/originals/001-<name>                                   the original bytes
        data/metadata.json data/description.pdf                     bound by an event
        data/ledger/{events.jsonl,proofs.json,checkpoint.txt,key.txt}

- Each original is bound to the ledger by an event of its record (`uid` of the item)
  whose `files` holds the same digests and size.
- metadata.json and description.pdf are bound in the same way by an event of the
  extraction (`uid` at the top); bag-info.txt says nothing that they do not say.
- `events` are the ledger's rows of these records when the package was frozen, so that
  none can be left out.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from lingchuan.records.core.bags import oxum
from lingchuan.records.core.bags import write_info
from lingchuan.records.core.digest import BLOCK_SIZE
from typing import Any

import json


FORMAT = "lingchuan-package/1"
ORIGINALS = "data/originals/"
METADATA = "data/metadata.json"
DESCRIPTION = "data/description.pdf"
EVENTS = "data/ledger/events.jsonl"
PROOFS = "data/ledger/proofs.json"
CHECKPOINT = "data/ledger/checkpoint.txt"
KEY = "data/ledger/key.txt"
LEDGER_FILES = (EVENTS, PROOFS, CHECKPOINT, KEY)
BOUND_FILES = (METADATA, DESCRIPTION)
FIXED_FILES = BOUND_FILES + LEDGER_FILES


class PackageError(ValueError):
    """A JSON file of a package has not the form it must have; `place` says where."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Digests (lowercase hex) and size in bytes of a file."""

    sha256: str
    sm3: str
    size: int


@dataclass(frozen=True, slots=True)
class Item:
    """One original file of a package, of which record it is, and its blocks' SHA-256."""

    uid: str
    path: str
    facts: FileFacts
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What metadata.json says, as far as it is checked."""

    number: str
    issued_at: str
    uid: str
    items: tuple[Item, ...]
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proofs:
    """What proofs.json says: a tree, and the way from each event to its root."""

    size: int
    root: bytes
    paths: Mapping[int, tuple[bytes, ...]]


def bag_info(number: str, issued_at: str, sizes: Iterable[int]) -> str:
    """Return the whole text of bag-info.txt.

    It says nothing that is not said elsewhere, so it cannot be changed unseen.

    Args:
        number: of the package, as in metadata.json.
        issued_at: ISO 8601, as in metadata.json.
        sizes: of all files of the payload, in bytes.
    """
    return write_info(
        (
            ("Bagging-Date", issued_at[:10]),
            ("External-Identifier", number),
            ("Payload-Oxum", oxum(sizes)),
        )
    )


def read_metadata(raw: bytes) -> Metadata:
    """Return what metadata.json says.

    Raises:
        PackageError: it is not JSON of this form.
    """
    told = _object(_load(raw), "metadata")
    if told.get("format") != FORMAT:
        raise PackageError("format")
    items = _list(told, "items")
    return Metadata(
        _text(told, "number"),
        _text(told, "issued_at"),
        _text(told, "uid"),
        tuple(_item(one, f"items[{place}]") for place, one in enumerate(items)),
        tuple(_numbers(_list(told, "events"), "events")),
    )


def read_proofs(raw: bytes) -> Proofs:
    """Return what proofs.json says.

    Raises:
        PackageError: it is not JSON of this form.
    """
    told = _object(_load(raw), "proofs")
    paths: dict[int, tuple[bytes, ...]] = {}
    for seq, proof in _object(told.get("proofs"), "proofs").items():
        if not (seq.isascii() and seq.isdigit()) or seq != str(int(seq[:20])):
            raise PackageError(f"proofs.{seq[:20]}")
        if not isinstance(proof, list):
            raise PackageError(f"proofs.{seq}")
        paths[int(seq)] = tuple(_hash(one, f"proofs.{seq}") for one in proof)
    return Proofs(_number(told, "size"), _hash(told.get("root"), "root"), paths)


def read_files(event: Mapping[str, Any]) -> Iterator[FileFacts]:
    """Yield the files that an event names; nothing where the text is none of them."""
    try:
        files = _load(str(event.get("files", "")).encode())
    except PackageError:
        return
    for one in files if isinstance(files, list) else ():
        try:
            yield _facts(_object(one, "files"), "files")
        except PackageError:
            continue


def _load(raw: bytes) -> object:
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise PackageError("json") from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a key that stands twice: readers would not agree on its value."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise PackageError("json")
    return found


def _item(told: object, place: str) -> Item:
    item = _object(told, place)
    blocks = _list(item, "blocks", place)
    if item.get("block_size") != BLOCK_SIZE:
        raise PackageError(f"{place}.block_size")
    return Item(
        _text(item, "uid", place),
        _text(item, "path", place),
        _facts(item, place),
        tuple(_digest(one, f"{place}.blocks") for one in blocks),
    )


def _facts(told: Mapping[str, object], place: str) -> FileFacts:
    return FileFacts(
        _digest(told.get("sha256"), f"{place}.sha256"),
        _digest(told.get("sm3"), f"{place}.sm3"),
        _number(told, "size", place),
    )


def _object(told: object, place: str) -> dict[str, object]:
    if not isinstance(told, dict):
        raise PackageError(place)
    return told


def _list(told: Mapping[str, object], key: str, place: str = "") -> list[object]:
    found = told.get(key)
    if not isinstance(found, list):
        raise PackageError(f"{place}.{key}".lstrip("."))
    return found


def _text(told: Mapping[str, object], key: str, place: str = "") -> str:
    found = told.get(key)
    if not isinstance(found, str) or not found:
        raise PackageError(f"{place}.{key}".lstrip("."))
    return found


def _number(told: Mapping[str, object], key: str, place: str = "") -> int:
    (found,) = _numbers([told.get(key)], f"{place}.{key}".lstrip("."))
    return found


def _numbers(told: list[object], place: str) -> Iterator[int]:
    for one in told:
        if not isinstance(one, int) or isinstance(one, bool) or one < 0:
            raise PackageError(place)
        yield one


def _digest(told: object, place: str) -> str:
    return _hash(told, place).hex()


def _hash(told: object, place: str) -> bytes:
    if not isinstance(told, str) or len(told) != 64 or told.lower() != told:
        raise PackageError(place)
    try:
        return bytes.fromhex(told)
    except ValueError as error:
        raise PackageError(place) from error
