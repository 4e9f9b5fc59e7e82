"""A package of extracted evidence: its files, its ledger rows, and what binds them.

Order: what lies around the files of a zip, names and manifests, digests of every file,
keys and checkpoint, events and their proofs, then each file against the event that
recorded it.
"""

from collections.abc import Iterator
from datetime import datetime
from lingchuan.records.cli.checkpoints import contradictions
from lingchuan.records.cli.checkpoints import Given
from lingchuan.records.cli.checkpoints import grouped
from lingchuan.records.cli.checkpoints import Ring
from lingchuan.records.cli.findings import Finding
from lingchuan.records.cli.findings import finding
from lingchuan.records.cli.package_events import EventsCheck
from lingchuan.records.cli.package_files import FilesCheck
from lingchuan.records.cli.package_files import tag_findings
from lingchuan.records.cli.sources import DamagedError
from lingchuan.records.cli.sources import read
from lingchuan.records.cli.sources import Source
from lingchuan.records.core import packages
from lingchuan.records.core.notes import Checkpoint
from lingchuan.records.core.packages import Metadata
from lingchuan.records.core.packages import PackageError
from lingchuan.records.core.packages import Proofs


class PackageCheck:
    """One check of one package; `summary` holds its figures afterwards."""

    kind = "package"

    def __init__(self, source: Source, given: Given) -> None:
        self.source = source
        self.summary: dict[str, str] = {}
        self._given = given
        self._ring = Ring(given.keys)
        self._checkpoint: Checkpoint | None = None
        self._metadata: Metadata | None = None
        self._proofs: Proofs | None = None

    def findings(self) -> Iterator[Finding]:
        """Yield all that is wrong, and what people must know."""
        for name in packages.FIXED_FILES:
            if name not in self.source.names:
                yield finding("missing", name)
        yield from self._read_metadata()
        yield from self.source.framing(self._issued_at())
        items = self._metadata.items if self._metadata else ()
        files = FilesCheck(self.source, {item.path: item for item in items})
        yield from files.findings()
        sizes = [
            files.facts[name].size for name in files.payload if name in files.facts
        ]
        yield from tag_findings(self.source, self._metadata, sizes)
        yield from self._read_checkpoints()
        yield from self._read_proofs()
        events = EventsCheck(self._proofs, self._metadata)
        if raw := self._bytes(packages.EVENTS):
            yield from events.findings(raw)
        if self._metadata:
            yield from self._bound(self._metadata, files, events)
        self.summary["files"] = str(len(files.facts))
        self.summary["events"] = str(len(events.seqs))

    def _bytes(self, name: str) -> bytes:
        """Return a small file; where it is missing or damaged, that is found elsewhere."""
        try:
            return read(self.source, name) if name in self.source.names else b""
        except DamagedError:
            return b""

    def _read_metadata(self) -> Iterator[Finding]:
        if packages.METADATA not in self.source.names:
            return
        try:
            self._metadata = packages.read_metadata(self._bytes(packages.METADATA))
        except PackageError as error:
            yield finding("metadata_malformed", packages.METADATA, place=error.place)
            return
        self.summary["number"] = self._metadata.number
        paths = [item.path for item in self._metadata.items]
        for place, path in enumerate(paths):
            if not path.startswith(packages.ORIGINALS) or path in paths[:place]:
                yield finding("item_path", path)

    def _issued_at(self) -> datetime | None:
        try:
            return datetime.fromisoformat(getattr(self._metadata, "issued_at", ""))
        except ValueError:
            return None

    def _read_checkpoints(self) -> Iterator[Finding]:
        yield from self._ring.take(packages.KEY, self._bytes(packages.KEY))
        inside, wrong = self._ring.open(
            packages.CHECKPOINT, self._bytes(packages.CHECKPOINT)
        )
        yield from wrong
        if len(inside) > 1:
            yield finding("checkpoint_malformed", packages.CHECKPOINT)
        known = inside[:1]
        for name, raw in self._given.checkpoints:
            outside, wrong = self._ring.open(name, raw)
            yield from wrong
            known += outside
        yield from contradictions(known)
        yield from self._ring.remarks(packages.KEY)
        for _name, signed in inside[:1]:
            self._checkpoint = signed
            self.summary["ledger"] = signed.origin
            self.summary["size"] = str(signed.size)
            self.summary["root"] = grouped(signed.root.hex())
            for name, one in known[1:]:
                if one.size != signed.size:
                    yield finding("only_export_decides", name, size=one.size)

    def _read_proofs(self) -> Iterator[Finding]:
        if packages.PROOFS not in self.source.names:
            return
        try:
            self._proofs = packages.read_proofs(self._bytes(packages.PROOFS))
        except PackageError as error:
            yield finding("proofs_malformed", packages.PROOFS, place=error.place)
            return
        told = self._proofs.size, self._proofs.root
        signed = self._checkpoint
        if signed and told != (signed.size, signed.root):
            yield finding("proofs_other_root", packages.PROOFS)

    def _bound(
        self, metadata: Metadata, files: FilesCheck, events: EventsCheck
    ) -> Iterator[Finding]:
        """Hold each file of the payload against the events of its record."""
        items = {item.path: item for item in metadata.items}
        for name in sorted(set(files.payload) - {*items, *packages.FIXED_FILES}):
            yield finding("no_item", name)
        for name in sorted(set(items) - set(files.payload)):
            yield finding("missing", name)
        for name, item in sorted(items.items()):
            # That the file is as the metadata say, FilesCheck has found or not.
            if item.facts not in events.files.get(item.uid, ()):
                yield finding("unbound", name, uid=item.uid)
        for name in packages.BOUND_FILES:
            facts = files.facts.get(name)
            known_of = events.files.get(metadata.uid, ())
            if facts and not any(files.are_same(said, facts) for said in known_of):
                yield finding("unbound", name, uid=metadata.uid)
