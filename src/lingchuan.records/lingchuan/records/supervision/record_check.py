"""One record whole: its state by its event, and each of its files by its bytes."""

from Acquisition import aq_base
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from lingchuan.records.ledger import api as ledger
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision import records
from lingchuan.records.supervision.alarms import again
from lingchuan.records.supervision.alarms import Found
from lingchuan.records.supervision.incidents import fingerprint_of
from lingchuan.records.supervision.judging import behind_of
from lingchuan.records.supervision.judging import gave_way
from lingchuan.records.supervision.judging import missing_event
from lingchuan.records.supervision.judging import Row
from lingchuan.records.supervision.judging import state_problem
from lingchuan.records.supervision.judging import unread
from lingchuan.records.supervision.window import DELETES
from plone.namedfile.interfaces import INamedBlobFile
from typing import Any
from ZODB.POSException import POSKeyError

import errno
import hashlib
import json


SOURCE = "fixity"
_BLOCK = 1 << 20


@dataclass(slots=True)
class Counts:
    """How much was checked, and what came of it."""

    records: int = 0
    files: int = 0
    bytes: int = 0
    wrong: int = 0
    unread: int = 0

    def count(self, found: Found) -> None:
        """Count a finding."""
        if found.kind == kinds.FIXITY_NOT_CHECKED:
            self.unread += 1
        else:
            self.wrong += 1


@dataclass(frozen=True, slots=True)
class Original:
    """A file of a record, and the digests of which it must have one."""

    field: str
    file: Any
    expected: frozenset[str]


@dataclass(slots=True)
class RecordCheck:
    """Checks records of a site; `heard` is told of each finding, new or not.

    `tells_behind` is False for a view of the database that does not go on: it cannot
    tell a change that was lost from one that came since (setup/fixity.py).
    """

    portal: Any
    tells_behind: bool = True
    heard: Callable[[Found], None] = lambda _found: None
    counts: Counts = field(default_factory=Counts)

    def check(self, last: Row) -> Iterator[Found]:
        """Yield what is wrong with the record whose last change is given."""
        for found in self._read(last):
            self.counts.count(found)
            self.heard(found)
            yield found

    def _read(self, last: Row) -> Iterator[Found]:
        """Yield what is wrong, and that the record cannot be read if it is so."""
        try:
            yield from self._checked(last)
        except Exception as error:
            yield unread(last, "", records.unread_reason(error), SOURCE)

    def _checked(self, last: Row) -> Iterator[Found]:
        record = records.record_at(self.portal, last["path"], last["uid"])
        if record is None:
            yield from self._absent(last)
            return
        record._p_activate()
        self.counts.records += 1
        event = records.event_of(record)
        named = last if event == last["id"] else ledger.find(event or "")
        if named is None or named["uid"] != last["uid"]:
            yield missing_event(last["uid"], last["path"], event, SOURCE)
            return
        if self.tells_behind and named["seq"] < last["seq"]:
            yield behind_of(kinds.ROLLED_BACK, last, SOURCE)
        try:
            problem = state_problem(record, named, SOURCE)
        except POSKeyError:
            # A file that is not there; the check of files names it.
            problem = None
        if problem is not None:
            yield problem
        for original in _originals(record, named):
            yield from self._file(named, original)

    def _absent(self, last: Row) -> Iterator[Found]:
        explained = last["action"] in DELETES or gave_way(self.portal, last)
        if self.tells_behind and not explained:
            yield behind_of(kinds.RECORD_MISSING, last, SOURCE)

    def _file(self, named: Row, original: Original) -> Iterator[Found]:
        expected = min(original.expected, default="")
        told = {"field": original.field, "expected": expected}
        try:
            if original.file is None:
                raise FileNotFoundError(errno.ENOENT, original.field)
            found, size = _digest(original.file._blob.committed())
        except (POSKeyError, FileNotFoundError):
            yield _wrong(kinds.FILE_MISSING, named, told)
            return
        except OSError as error:
            reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
            yield unread(named, original.field, reason, SOURCE)
            return
        self.counts.files += 1
        self.counts.bytes += size
        if found not in original.expected:
            yield _wrong(
                kinds.FILE_CHANGED, named, told | {"found": found, "size": size}
            )


def _digest(path: str) -> tuple[str, int]:
    sha256, size = hashlib.sha256(), 0
    with open(path, "rb") as stream:
        while block := stream.read(_BLOCK):
            sha256.update(block)
            size += len(block)
    return sha256.hexdigest(), size


def _originals(record: Any, named: Row) -> Iterator[Original]:
    """Yield the files that a record holds or should hold, of older versions too."""
    base = aq_base(record)
    kept = getattr(base, "file_digests", None) or {}
    told = {one["field"]: one["sha256"] for one in _files(named) if "field" in one}
    seen = set()
    for name in sorted({*kept, *told}):
        file = getattr(base, name, None)
        digest = told.get(name) or kept[name]["sha256"]
        yield Original(name, file, frozenset((digest,)))
        seen.add(getattr(file, "_blob", None))
    older = [
        (name, value)
        for version in getattr(base, "versions", None) or ()
        for name, value in version["values"].items()
        if INamedBlobFile.providedBy(value) and value._blob not in seen
    ]
    if older:
        rows = ledger.read(uid=named["uid"], limit=None)
    for name, file in older:
        yield Original(name, file, _ever(rows, name))


def _ever(rows: list[Row], name: str) -> frozenset[str]:
    """Return the digests that a field's file has had by the events of a record."""
    files = (one for row in rows for one in _files(row))
    return frozenset(one["sha256"] for one in files if one.get("field", name) == name)


def _files(row: Row) -> list[dict[str, Any]]:
    return json.loads(row["files"] or "[]")


def _wrong(kind: str, named: Row, told: Mapping[str, Any]) -> Found:
    parts = (named["uid"], told["field"], told["expected"], told.get("found", ""))
    fingerprint = again(fingerprint_of("file", *parts))
    return Found(kind, SOURCE, fingerprint, named["uid"], named["path"], told)
