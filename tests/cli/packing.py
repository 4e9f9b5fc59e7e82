"""A small ledger, a package and an export of it, made with the core alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from lingchuan.records.cli.verify import main
from lingchuan.records.core import bags
from lingchuan.records.core import merkle
from lingchuan.records.core import packages
from lingchuan.records.core.digest import block_digests
from lingchuan.records.core.digest import canonical_json
from lingchuan.records.core.digest import file_digests
from lingchuan.records.core.digest import leaf_hash
from lingchuan.records.core.event_lines import write_line
from lingchuan.records.core.notes import Checkpoint
from lingchuan.records.core.notes import SigningKey
from lingchuan.records.core.zip_writer import directory
from lingchuan.records.core.zip_writer import Entry
from lingchuan.records.core.zip_writer import local_header
from pathlib import Path

import io
import json
import random
import zipfile
import zlib


NAME = "lingchuan.records/test"
KEY, OTHER_KEY = SigningKey.generate(NAME), SigningKey.generate(NAME)
TOP = "package-2026-001"
ISSUED = "2026-03-09T08:00:00.000+00:00"
EXTRACTION = "extraction"
BLOCK = 4 * 1024 * 1024

Files = dict[str, bytes]


def facts(field_name: str, data: bytes) -> dict[str, object]:
    """Return what an event says of a file."""
    sha256, sm3, size = file_digests([data])
    return {"field": field_name, "sha256": sha256, "sm3": sm3, "size": size}


@dataclass
class Ledger:
    """Events with their leaf hashes, the key that signs, and what was signed."""

    key: SigningKey = KEY
    rows: list[dict[str, object]] = field(default_factory=list)

    def add(self, uid: str, action: str = "view", files: Iterable[dict] = ()) -> int:
        """Add an event; return its place."""
        seq = len(self.rows) + 1
        row = {
            "id": f"{seq:032x}",
            "batch": f"{seq:032x}",
            "at": f"2026-03-09T08:{seq // 60 % 60:02}:{seq % 60:02}.000Z",
            "actor": "handler1",
            "role": "Case Handler",
            "on_behalf": "",
            "action": action,
            "uid": uid,
            "path": f"/lingchuan/files/2026/001/{uid}",
            "digest_before": None,
            "digest": None if action == "view" else f"{seq:064x}",
            "files_before": "[]",
            "files": canonical_json(list(files)).decode(),
            "details": "{}",
            "reason": '更正 ,"leaf_hash":"',
            "channel": "rest",
        }
        self.rows.append(row | {"seq": seq, "leaf_hash": leaf_hash(row)})
        return seq

    def leaves(self) -> list[bytes]:
        """Return the leaf hashes."""
        return [bytes.fromhex(row["leaf_hash"]) for row in self.rows]

    def rehash(self) -> None:
        """Give every row the leaf hash of what it says now, and its place."""
        for place, row in enumerate(self.rows, 1):
            row |= {"seq": place, "leaf_hash": leaf_hash(row)}

    def note(self, size: int | None = None, name: str = NAME) -> str:
        """Return the checkpoint of the first `size` events, signed."""
        leaves = self.leaves()[:size]
        return self.key.sign(
            Checkpoint(name, len(leaves), merkle.root(leaves)).to_body()
        )

    def lines(self) -> bytes:
        """Return the export's lines."""
        return b"".join(map(write_line, self.rows))

    def export(self, *sizes: int) -> Files:
        """Return an export with checkpoints of these sizes and of the whole."""
        notes = [*(self.note(size) for size in sizes), self.note()]
        return {
            "events.jsonl": self.lines(),
            "checkpoint.txt": "".join(notes).encode(),
            "key.txt": f"{self.key.verifier.to_text()}\n".encode(),
        }


def filled_ledger(count: int, seed: int = 1) -> Ledger:
    """Return a ledger of views and changes."""
    ledger, dice = Ledger(), random.Random(seed)
    for _n in range(count):
        ledger.add(f"r{dice.randrange(9)}", dice.choice(("view", "change", "submit")))
    return ledger


def originals(*sizes: int) -> dict[str, bytes]:
    """Return files of these sizes, by the uid of their record."""
    return {f"r{size}": random.Random(size).randbytes(size) for size in sizes}


def package(
    data: dict[str, bytes],
    before: int = 5,
    key: SigningKey = KEY,
    word: str = "site",
) -> tuple[Files, Ledger]:
    """Return the files of a package of these originals, and the ledger behind it."""
    ledger = Ledger(key)
    for number in range(before):
        ledger.add(f"other{number}", "create")
    for uid, original in data.items():
        ledger.add(uid, "create", [facts("file", original)])
        ledger.add("other", "change")
        ledger.add(uid, "view")
    items = []
    files: Files = {}
    for number, (uid, original) in enumerate(data.items(), 1):
        path = f"{packages.ORIGINALS}{number:03d}-{word} {uid}.mp4"
        told = facts("", original)
        del told["field"]
        blocks = block_digests([original], BLOCK)
        items.append(
            {"uid": uid, "path": path, "block_size": BLOCK, "blocks": blocks} | told
        )
        files[path] = original
    seqs = [row["seq"] for row in ledger.rows if row["uid"] in data]
    metadata = metadata_of(items, seqs)
    files[packages.METADATA] = json.dumps(metadata, ensure_ascii=False).encode()
    files[packages.DESCRIPTION] = b"%PDF-1.7 a description"
    bound = [facts(name, files[name]) for name in packages.BOUND_FILES]
    ledger.add(EXTRACTION, "issue", bound)
    ledger.add("other", "change")
    put_ledger(files, ledger, {*data, EXTRACTION})
    put_tags(files)
    return files, ledger


def metadata_of(items: list[dict], seqs: list[int]) -> dict[str, object]:
    """Return what metadata.json says of these items and these rows of the ledger."""
    return {
        "format": packages.FORMAT,
        "number": "2026-001",
        "uid": EXTRACTION,
        "issued_at": ISSUED,
        "issued_by": "archivist1",
        "extraction": {"method": "copy"},
        "items": items,
        "events": seqs,
    }


def put_ledger(files: Files, ledger: Ledger, uids: set[str]) -> None:
    """Put the ledger's part into a package's files."""
    rows = [row for row in ledger.rows if row["uid"] in uids]
    leaves, size = ledger.leaves(), len(ledger.rows)
    proofs = {
        str(row["seq"]): [
            one.hex() for one in merkle.inclusion_proof(leaves, row["seq"] - 1, size)
        ]
        for row in rows
    }
    told = {"size": size, "root": merkle.root(leaves).hex(), "proofs": proofs}
    files[packages.EVENTS] = b"".join(map(write_line, rows))
    files[packages.PROOFS] = canonical_json(told)
    files[packages.CHECKPOINT] = ledger.note().encode()
    files[packages.KEY] = f"{ledger.key.verifier.to_text()}\n".encode()


def put_tags(files: Files, info: bool = True) -> None:
    """Put the bag's texts and manifests in, as they must be for these files."""
    payload = {name: data for name, data in files.items() if name.startswith("data/")}
    files[bags.DECLARATION] = bags.DECLARATION_TEXT.encode()
    if info:
        sizes = [len(data) for data in payload.values()]
        files[bags.INFO] = packages.bag_info("2026-001", ISSUED, sizes).encode()
    _put_manifests(files, payload, bags.manifest_name)
    tags = {bags.DECLARATION, bags.INFO, *map(bags.manifest_name, bags.ALGORITHMS)}
    _put_manifests(files, {name: files[name] for name in tags}, bags.tag_manifest_name)


def _put_manifests(files: Files, listed: Files, name_of) -> None:
    digests = {name: file_digests([data]) for name, data in listed.items()}
    for place, algorithm in enumerate(bags.ALGORITHMS):
        told = {name: both[place] for name, both in digests.items()}
        files[name_of(algorithm)] = bags.write_manifest(told).encode()


def zipped(files: Files, top: str = f"{TOP}/") -> bytes:
    """Return the zip of these files as the system writes it."""
    moment, parts, entries = datetime.fromisoformat(ISSUED), [], []
    for name, data in files.items():
        entries.append(Entry(f"{top}{name}", len(data), zlib.crc32(data)))
        parts += (local_header(entries[-1], moment), data)
    return b"".join([*parts, directory(entries, moment)])


def zipped_elsewhere(
    files: Files, top: str = f"{TOP}/", method: int = zipfile.ZIP_STORED
) -> bytes:
    """Return the zip of these files as another tool writes it."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(f"{top}{name}", data)
    return raw.getvalue()


def unpacked(files: Files, folder: Path) -> Path:
    """Write the files into a folder; return it."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


class Verdict:
    """What a run of the command came to."""

    def __init__(self, code: int, told: dict) -> None:
        self.code = code
        self.told = told

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Return (code, where) of each error."""
        return [
            (one["code"], one["where"])
            for one in self.told["findings"]
            if one["level"] == "error"
        ]

    @property
    def codes(self) -> set[str]:
        """Return the codes of the errors."""
        return {code for code, _where in self.errors}

    @property
    def notes(self) -> set[str]:
        """Return the codes of the notes."""
        found = self.told["findings"]
        return {one["code"] for one in found if one["level"] == "note"}

    def text(self, code: str) -> str:
        """Return the English text of the first finding with a code."""
        return next(one["en"] for one in self.told["findings"] if one["code"] == code)


def verify(path: Path, capsys, *options: object) -> Verdict:
    """Run the command on a path; return what it found."""
    code = main([str(path), "--json", *map(str, options)])
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return Verdict(code, json.loads(out))
