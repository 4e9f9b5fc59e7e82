"""The ledger's rows in a package: each true, each in the tree, none left out or beside."""

from collections.abc import Iterator
from lingchuan.records.cli.findings import Finding
from lingchuan.records.cli.findings import finding
from lingchuan.records.core.event_lines import EventLine
from lingchuan.records.core.event_lines import LineError
from lingchuan.records.core.event_lines import read_line
from lingchuan.records.core.merkle import hash_leaf
from lingchuan.records.core.merkle import verify_inclusion
from lingchuan.records.core.packages import EVENTS
from lingchuan.records.core.packages import FileFacts
from lingchuan.records.core.packages import Metadata
from lingchuan.records.core.packages import PROOFS
from lingchuan.records.core.packages import Proofs
from lingchuan.records.core.packages import read_files


class EventsCheck:
    """The events of a package; `files` holds what they say of each record's files."""

    def __init__(self, proofs: Proofs | None, metadata: Metadata | None) -> None:
        self.files: dict[str, set[FileFacts]] = {}
        self.seqs: list[int] = []
        self._ids: set[str] = set()
        self._proofs = proofs
        self._uids = (
            {metadata.uid, *(item.uid for item in metadata.items)} if metadata else None
        )
        self._wanted = metadata.events if metadata else ()

    def findings(self, raw: bytes) -> Iterator[Finding]:
        """Yield what is wrong with the lines."""
        for number, line in enumerate(_lines(raw), 1):
            try:
                yield from self._line(read_line(line))
            except LineError:
                yield finding("bad_event_line", f"{EVENTS}:{number}")
        for seq in sorted(set(self._wanted) - set(self.seqs)):
            yield finding("event_missing", event_name(seq))
        if self._proofs:
            for seq in sorted(set(self._proofs.paths) - set(self.seqs)):
                yield finding("proof_beside", PROOFS, seq=seq)

    def _line(self, line: EventLine) -> Iterator[Finding]:
        last = self.seqs[-1] if self.seqs else 0
        self.seqs.append(line.seq)
        if line.is_hidden:
            yield finding("event_hidden", event_name(line.seq))
            return
        event = line.event()
        where = event_name(line.seq, event.get("id"))
        if line.seq <= last:
            yield finding("event_order", where, after=last)
        if not line.is_true:
            yield finding("event_changed", where)
        elif self._proofs:
            yield from self._proven(line, where, self._proofs)
        identity, uid = str(event.get("id")), str(event.get("uid"))
        if identity in self._ids:
            yield finding("event_twice", where)
        self._ids.add(identity)
        if self._uids is not None and uid not in self._uids:
            yield finding("event_foreign", where, uid=uid)
        self.files.setdefault(uid, set()).update(read_files(event))

    def _proven(self, line: EventLine, where: str, proofs: Proofs) -> Iterator[Finding]:
        path = proofs.paths.get(line.seq)
        if path is None:
            yield finding("proof_missing", where)
            return
        leaf = hash_leaf(line.leaf + b"}")
        if not verify_inclusion(leaf, line.seq - 1, proofs.size, path, proofs.root):
            yield finding("proof_wrong", where)


def event_name(seq: int, identity: object = None) -> str:
    """Return how an event is named in the report."""
    return f"#{seq} {str(identity)[:64]}" if identity else f"#{seq}"


def _lines(raw: bytes) -> Iterator[bytes]:
    *lines, rest = raw.split(b"\n")
    yield from (line + b"\n" for line in lines)
    if rest:
        yield rest
