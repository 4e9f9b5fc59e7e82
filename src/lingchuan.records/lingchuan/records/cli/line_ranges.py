"""Event lines in ranges of bytes, each checked by itself, several at once.

A range comes to the hashes of the subtrees over its lines, so what is handed back is
small however many lines there are. Between the sizes of two checkpoints no subtree goes
across, so that the tree can be held against each of them.
"""

from bisect import bisect_left
from bisect import bisect_right
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from lingchuan.records.core.event_lines import EventLine
from lingchuan.records.core.event_lines import leaf_hashes
from lingchuan.records.core.event_lines import LineError
from lingchuan.records.core.event_lines import read_line
from lingchuan.records.core.merkle import perfect_subtrees
from pathlib import Path
from typing import BinaryIO

import io
import os


SEGMENT = 8 * 1024 * 1024
_BATCH = 256 * 1024
_MOST_LINE = 16 * 1024 * 1024
# What is wrong in a range is told so often at most, then only counted.
_MOST_FAULTS = 200
_MOST_PROCESSES = 16

CHANGED = "event_changed"
UNREADABLE = "bad_event_line"
GAP = "events_missing"
ORDER = "event_order"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line.

    `seq` and `identity` name its event, `after` is the place of the line before it, and
    `offset` the byte at which a line begins that cannot be read.
    """

    code: str
    seq: int = 0
    identity: str = ""
    after: int = 0
    offset: int = 0


@dataclass(slots=True)
class RangeFacts:
    """What the lines of a range came to.

    `first` and `last` are the places of its first and last readable line, 0 without one;
    `subtrees` are (level, hash) up to the first line that has no place after the one
    before it.
    """

    first: int = 0
    last: int = 0
    lines: int = 0
    hidden: int = 0
    faults: list[Fault] = field(default_factory=list)
    more_faults: int = 0
    subtrees: list[tuple[int, bytes]] = field(default_factory=list)
    is_whole: bool = True


class RangeCheck:
    """Reads the lines of one range."""

    def __init__(self, sizes: tuple[int, ...]) -> None:
        self.facts = RangeFacts()
        self.end = 0
        self._sizes = sizes
        self._leaves: list[bytes] = []

    def read(self, stream: BinaryIO, length: int, offset: int) -> RangeFacts:
        """Check the lines that begin within the next `length` bytes of the stream."""
        left = length
        while left > 0 and (batch := _next_batch(stream, min(_BATCH, left))):
            self._batch(batch, offset + length - left)
            left -= len(batch)
        self.end = offset + length - left
        self._plant()
        return self.facts

    def _batch(self, batch: bytes, offset: int) -> None:
        facts, lines = self.facts, io.BytesIO(batch).readlines()
        if not facts.lines:
            # The first one says at which place the range begins.
            first = lines.pop(0)
            self._one_by_one([first], offset)
            offset += len(first)
        leaves = None
        if lines and facts.last and facts.is_whole:
            leaves = leaf_hashes(lines, facts.last + 1)
        if leaves is None:
            self._one_by_one(lines, offset)
            return
        self._leaves += leaves
        facts.last += len(leaves)
        facts.lines += len(leaves)

    def _one_by_one(self, lines: list[bytes], offset: int) -> None:
        for line in lines:
            self.facts.lines += 1
            try:
                self._line(read_line(line))
            except LineError:
                self.facts.is_whole = False
                fault = Fault(UNREADABLE, after=self.facts.last, offset=offset)
                self._fault(fault)
            offset += len(line)

    def _line(self, line: EventLine) -> None:
        facts = self.facts
        if not facts.first:
            facts.first = line.seq
        elif line.seq != facts.last + 1:
            facts.is_whole = False
            code = GAP if line.seq > facts.last else ORDER
            self._fault(Fault(code, line.seq, after=facts.last))
        facts.last = line.seq
        if facts.is_whole:
            self._leaves.append(line.leaf_hash)
        if line.is_hidden:
            facts.hidden += 1
        elif not line.is_true:
            self._fault(Fault(CHANGED, line.seq, _identity(line)))

    def _fault(self, fault: Fault) -> None:
        if len(self.facts.faults) < _MOST_FAULTS:
            self.facts.faults.append(fault)
        else:
            self.facts.more_faults += 1

    def _plant(self) -> None:
        """Turn the leaves into subtrees, none of them across a checkpoint's size."""
        place, end = self.facts.first - 1, self.facts.first - 1 + len(self._leaves)
        low, high = bisect_right(self._sizes, place), bisect_left(self._sizes, end)
        for cut in (*self._sizes[low:high], end):
            leaves, self._leaves = (
                self._leaves[: cut - place],
                self._leaves[cut - place :],
            )
            self.facts.subtrees += perfect_subtrees(place, leaves)
            place = cut


def _next_batch(stream: BinaryIO, size: int) -> bytes:
    """Return some `size` bytes and the rest of their last line."""
    batch = stream.read(size)
    if batch and not batch.endswith(b"\n"):
        batch += stream.readline(_MOST_LINE)
    return batch


def _identity(line: EventLine) -> str:
    try:
        return str(line.event().get("id", ""))[:64]
    except LineError:
        return ""


def check_range(path: str, first: int, last: int, sizes: tuple[int, ...]) -> RangeFacts:
    """Check the lines of a file that begin within the bytes first … last-1."""
    with open(path, "rb") as stream:
        if first:
            stream.seek(first - 1)
            while (rest := stream.readline(_MOST_LINE)) and not rest.endswith(b"\n"):
                continue
        start = stream.tell() if first else 0
        return RangeCheck(sizes).read(stream, last - start, start)


def check_stream(stream: BinaryIO, sizes: tuple[int, ...]) -> Iterator[RangeFacts]:
    """Check the lines of a stream, range by range, one after another."""
    offset = 0
    while True:
        check = RangeCheck(sizes)
        facts = check.read(stream, SEGMENT, offset)
        if not facts.lines:
            return
        yield facts
        offset = check.end


def check_file(path: Path, sizes: tuple[int, ...]) -> Iterator[RangeFacts]:
    """Check the lines of a file, in several processes where there is work for them."""
    size = path.stat().st_size
    edges = [*range(0, size, SEGMENT), size]
    ranges = list(zip(edges, edges[1:], strict=False))
    processes = min(os.cpu_count() or 1, len(ranges), _MOST_PROCESSES)
    done = 0
    if processes > 1:
        # Where no second process can be had, or one is lost, this one goes on alone.
        with suppress(BrokenProcessPool, ImportError, OSError, RuntimeError):
            for facts in _at_once(str(path), ranges, sizes, processes):
                yield facts
                done += 1
    for first, last in ranges[done:]:
        yield check_range(str(path), first, last, sizes)


def _at_once(
    path: str, ranges: list[tuple[int, int]], sizes: tuple[int, ...], processes: int
) -> Iterator[RangeFacts]:
    with ProcessPoolExecutor(processes) as pool:
        work = [pool.submit(check_range, path, *one, sizes) for one in ranges]
        try:
            for one in work:
                yield one.result()
        finally:
            pool.shutdown(cancel_futures=True)
