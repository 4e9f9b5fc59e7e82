"""An export of the ledger against its checkpoints: every line, every place, every root.

A zip of an export is whoever's who made it: the files in it are checked, not the zip.
"""

from collections.abc import Iterator
from gzip import GzipFile
from lingchuan.records.cli.checkpoints import contradictions
from lingchuan.records.cli.checkpoints import Given
from lingchuan.records.cli.checkpoints import grouped
from lingchuan.records.cli.checkpoints import Named
from lingchuan.records.cli.checkpoints import Ring
from lingchuan.records.cli.findings import Finding
from lingchuan.records.cli.findings import finding
from lingchuan.records.cli.findings import UsageError
from lingchuan.records.cli.line_ranges import check_file
from lingchuan.records.cli.line_ranges import check_stream
from lingchuan.records.cli.line_ranges import Fault
from lingchuan.records.cli.line_ranges import GAP
from lingchuan.records.cli.line_ranges import ORDER
from lingchuan.records.cli.line_ranges import RangeFacts
from lingchuan.records.cli.line_ranges import UNREADABLE
from lingchuan.records.cli.package_events import event_name
from lingchuan.records.cli.sources import Archive
from lingchuan.records.cli.sources import DamagedError
from lingchuan.records.cli.sources import EXPORT_MARKS
from lingchuan.records.cli.sources import Folder
from lingchuan.records.cli.sources import read
from lingchuan.records.cli.sources import Source
from lingchuan.records.core.merkle import Tree
from pathlib import Path
from typing import BinaryIO

import io
import zlib


EVENTS = EXPORT_MARKS
CHECKPOINT = "checkpoint.txt"
KEY = "key.txt"
_GZIP = b"\x1f\x8b"


class ExportCheck:
    """One check of one export; `summary` holds its figures afterwards."""

    kind = "export"

    def __init__(self, where: Source | Path, given: Given) -> None:
        self.summary: dict[str, str] = {}
        self._where = where
        self._given = given
        self._ring = Ring(given.keys)
        self._known: list[Named] = []
        self._by_size: dict[int, list[Named]] = {}
        self._tree: Tree | None = Tree()
        self._last = self._proven = self._hidden = 0

    def findings(self) -> Iterator[Finding]:
        """Yield all that is wrong, and what people must know."""
        yield from self._checkpoints()
        yield from contradictions(self._known)
        for name, one in self._known:
            self._by_size.setdefault(one.size, []).append((name, one))
        yield from self._held()
        ranges = self._ranges(tuple(sorted(self._by_size)))
        try:
            for facts in ranges:
                yield from self._merge(facts)
        except (DamagedError, EOFError, OSError, zlib.error):
            yield finding("damaged", self._events)
        yield from self._end()

    def _checkpoints(self) -> Iterator[Finding]:
        texts = list(self._given.checkpoints)
        if not isinstance(self._where, Path):
            yield from self._inside(self._where, texts)
        elif not texts:
            raise UsageError("needs_checkpoint", str(self._where))
        elif not self._ring.keys:
            raise UsageError("needs_key", str(self._where))
        for name, raw in texts:
            found, wrong = self._ring.open(name, raw)
            yield from wrong
            self._known += found
        yield from self._ring.remarks(KEY)

    def _inside(
        self, source: Source, texts: list[tuple[str, bytes]]
    ) -> Iterator[Finding]:
        for problem in source.problems:
            yield finding(problem.code, problem.path)
        if isinstance(source, Archive):
            yield finding("zip_unchecked", source.name)
        if KEY in source.names:
            yield from self._ring.take(KEY, read(source, KEY))
        elif not self._given.keys:
            yield finding("missing", KEY)
        if CHECKPOINT in source.names:
            texts.insert(0, (CHECKPOINT, read(source, CHECKPOINT)))
        elif not texts:
            yield finding("missing", CHECKPOINT)
        for name in (*source.names, *source.beside):
            if name not in (KEY, CHECKPOINT, self._events):
                yield finding("not_checked", name)

    @property
    def _events(self) -> str:
        """Return the name of the file of the event lines."""
        if isinstance(self._where, Path):
            return self._where.name
        return EVENTS[0] if EVENTS[0] in self._where.names else EVENTS[1]

    def _ranges(self, sizes: tuple[int, ...]) -> Iterator[RangeFacts]:
        where = self._where
        if isinstance(where, Folder):
            where = where.path(self._events)
        if isinstance(where, Path):
            with where.open("rb") as stream:
                packed = stream.read(2) == _GZIP
            if not packed:
                yield from check_file(where, sizes)
                return
            opened: BinaryIO = where.open("rb")
        else:
            opened = where.open(self._events)
            packed = self._events == EVENTS[1]
        with opened as stream:
            if packed:
                lines = io.BufferedReader(GzipFile(fileobj=stream))
                yield from check_stream(lines, sizes)
            else:
                yield from check_stream(stream, sizes)

    def _merge(self, facts: RangeFacts) -> Iterator[Finding]:
        """Go on with the tree by what a range came to."""
        if facts.first and facts.first != self._last + 1:
            code = GAP if facts.first > self._last else ORDER
            yield _told(Fault(code, facts.first, after=self._last))
            self._tree = None
        for fault in facts.faults:
            yield _told(fault)
        if facts.more_faults:
            yield finding("more_faults", self._events, count=facts.more_faults)
        for level, subtree in facts.subtrees:
            if self._tree is None:
                break
            self._tree.append_subtree(level, subtree)
            yield from self._held()
        if not facts.is_whole:
            self._tree = None
        self._last = facts.last or self._last
        self._hidden += facts.hidden

    def _held(self) -> Iterator[Finding]:
        """Hold the tree against the checkpoints of its size."""
        if self._tree is None or self._tree.size not in self._by_size:
            return
        size, root = self._tree.size, self._tree.root()
        for name, one in self._by_size[size]:
            if one.root != root:
                first = self._proven + 1
                yield finding("history_changed", name, first=first, last=size)
                self._tree = None
        self._proven = size

    def _end(self) -> Iterator[Finding]:
        largest = max(self._by_size, default=0)
        if largest > self._last:
            first = self._last + 1
            yield finding("truncated", self._events, first=first, last=largest)
        if self._known and largest < self._last:
            first = largest + 1
            yield finding("unproven_events", self._events, first=first, last=self._last)
        if self._hidden:
            yield finding("hidden_events", self._events, count=self._hidden)
        self.summary["events"] = str(self._last)
        if self._tree:
            self.summary["root"] = grouped(self._tree.root().hex())
        if self._known:
            self.summary["ledger"] = self._known[-1][1].origin
        self.summary["checkpoints"] = str(len(self._known))


def _told(fault: Fault) -> Finding:
    """Return the finding of a fault."""
    if fault.code == UNREADABLE:
        return finding(fault.code, f"@{fault.offset}", after=fault.after)
    if fault.code == GAP:
        first, last = fault.after + 1, fault.seq - 1
        return finding(GAP, event_name(fault.seq), first=first, last=last)
    return finding(fault.code, event_name(fault.seq, fault.identity), after=fault.after)
