"""The package of an issued extraction: all of it is frozen but the originals' bytes.

    package-<year>-<nnn>/    see core/packages.py for what it holds

- What the package says is bound by an event of the extraction (`freeze`) that names
  metadata.json and description.pdf; the checkpoint in the package covers that event.
- It names the recordings of the extraction and nothing else of their files.
- The originals are `001-<medium>.<ext>`: their own names may tell of persons and stand in
  metadata.json alone.
"""

from Acquisition import aq_base
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.content.settings import settings
from lingchuan.records.core import bags
from lingchuan.records.core import packages
from lingchuan.records.core.digest import BLOCK_SIZE
from lingchuan.records.core.digest import file_digests
from lingchuan.records.core.zip_writer import Entry
from lingchuan.records.evidence import ledger_part
from lingchuan.records.evidence.description import describe
from lingchuan.records.evidence.frozen import Large
from lingchuan.records.evidence.frozen import pack
from lingchuan.records.evidence.originals import Reading
from lingchuan.records.evidence.schema import FACTS
from lingchuan.records.evidence.schema import LONG
from lingchuan.records.ledger import api as ledger
from plone.uuid.interfaces import IUUID
from typing import Final

import hashlib
import json
import re


SERIES: Final = "extraction"
FREEZE: Final = "freeze"
OF_ITEMS: Final = (
    "title",
    "medium",
    "starts",
    "ends",
    "device_kind",
    "device_id",
    "operator",
    "mime",
    "saved_at",
)
_EXTENSION: Final = re.compile(r"\.([A-Za-z0-9]{1,8})$")


@dataclass(frozen=True, slots=True)
class Issue:
    """The act of issuing: number, its place in the series, when and by whom."""

    number: str
    folder: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Original:
    """A recording, the place of its file in the package, and what its bytes are."""

    recording: object
    path: str
    reading: Reading

    @property
    def digests(self) -> tuple[str, str]:
        """Return SHA-256 of the fresh reading, and SM3 as reckoned at ingest."""
        return self.reading.sha256, facts.digests_of(self.recording, "file")["sm3"]

    def beside(self) -> Large:
        """Return what the frozen parts say of it."""
        entry = Entry(self.path, self.reading.size, self.reading.crc32)
        return Large(entry, IUUID(self.recording), self.reading.sha256)


@dataclass(frozen=True, slots=True)
class Frozen:
    """The small parts as one zip, and what the event of the issue says of them."""

    data: bytes
    sha256: str
    manifest_sha256: str
    checkpoint_size: int


def reserve(extraction: object, moment: datetime) -> tuple[str, str]:
    """Return the number of an extraction and the name of its package's folder."""
    pattern = settings().extraction_number_pattern
    seq, number, year = ledger.reserve_number(
        SERIES, moment.year, pattern, IUUID(extraction)
    )
    return number, f"package-{year}-{seq:03d}"


def originals(readings: Sequence[tuple[object, Reading]]) -> list[Original]:
    """Return the originals with their places in the package."""
    return [
        Original(one, f"{packages.ORIGINALS}{place:03d}-{_plain_name(one)}", reading)
        for place, (one, reading) in enumerate(readings, 1)
    ]


def _plain_name(recording: object) -> str:
    base = aq_base(recording)
    found = _EXTENSION.search(base.file.filename or "")
    extension = f".{found[1].lower()}" if found else ""
    return f"{base.medium or 'recording'}{extension}"


def freeze(extraction: object, issue: Issue, items: Sequence[Original]) -> Frozen:
    """Write the event that binds the package, and return the package's small parts.

    Raises:
        LedgerUnavailable: the ledger cannot be read or written.
    """
    uids = [IUUID(extraction), *(IUUID(one.recording) for one in items)]
    rows = ledger.read(limit=None, uids=uids)
    files = {
        packages.METADATA: _metadata(extraction, issue, items, rows),
        packages.DESCRIPTION: describe(extraction, issue, items),
    }
    event = ledger.record_now(
        FREEZE,
        uid=IUUID(extraction),
        path="/".join(extraction.getPhysicalPath()),
        role=facts.acting_role(extraction),
        files=[_facts(path, data) for path, data in files.items()],
        details={"number": issue.number},
    )
    proven = ledger_part.prove([*rows, ledger.find(event)])
    files |= proven.files
    tags = _tags(issue, files, items)
    manifest = tags[bags.manifest_name("sha256")]
    data = pack(issue.folder, issue.at, tags | files, [one.beside() for one in items])
    return Frozen(
        data,
        hashlib.sha256(data).hexdigest(),
        hashlib.sha256(manifest).hexdigest(),
        proven.size,
    )


def _facts(path: str, data: bytes) -> dict[str, object]:
    sha256, sm3, size = file_digests([data])
    return {
        "field": path.rpartition("/")[2],
        "sha256": sha256,
        "sm3": sm3,
        "size": size,
    }


def _metadata(
    extraction: object, issue: Issue, items: Sequence[Original], rows: Sequence[dict]
) -> bytes:
    told = {name: _plain(extraction, name) for name in (*FACTS, *LONG)}
    warnings = getattr(aq_base(extraction), "warnings", None) or ()
    told["warnings"] = [
        {key: str(value) for key, value in row.items()} for row in warnings
    ]
    return _json(
        {
            "format": packages.FORMAT,
            "number": issue.number,
            "uid": IUUID(extraction),
            "issued_at": issue.at.isoformat(),
            "issued_by": issue.by,
            "extraction": told,
            "items": [_item(one) for one in items],
            "events": [row["seq"] for row in rows],
        }
    )


def _item(original: Original) -> dict[str, object]:
    sha256, sm3 = original.digests
    told = {name: _plain(original.recording, name) for name in OF_ITEMS}
    return told | {
        "uid": IUUID(original.recording),
        "path": original.path,
        "original_name": aq_base(original.recording).file.filename,
        "sha256": sha256,
        "sm3": sm3,
        "size": original.reading.size,
        "block_size": BLOCK_SIZE,
        "blocks": list(original.reading.blocks),
    }


def _plain(obj: object, name: str) -> object:
    value = getattr(aq_base(obj), name, None)
    return value.isoformat() if isinstance(value, datetime) else value


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _tags(
    issue: Issue, files: Mapping[str, bytes], items: Sequence[Original]
) -> dict[str, bytes]:
    """Return the files beside the payload, the manifests last."""
    digests = {path: file_digests([data]) for path, data in files.items()}
    for one in items:
        digests[one.path] = (*one.digests, one.reading.size)
    sizes = [size for _sha256, _sm3, size in digests.values()]
    tags = {
        bags.DECLARATION: bags.DECLARATION_TEXT,
        bags.INFO: packages.bag_info(issue.number, issue.at.isoformat(), sizes),
    }
    for place, algorithm in enumerate(bags.ALGORITHMS):
        listed = {path: found[place] for path, found in digests.items()}
        tags[bags.manifest_name(algorithm)] = bags.write_manifest(listed)
    written = {path: text.encode() for path, text in tags.items()}
    of_tags = {path: file_digests([data]) for path, data in written.items()}
    for place, algorithm in enumerate(bags.ALGORITHMS):
        listed = {path: found[place] for path, found in of_tags.items()}
        text = bags.write_manifest(listed)
        written[bags.tag_manifest_name(algorithm)] = text.encode()
    return written
