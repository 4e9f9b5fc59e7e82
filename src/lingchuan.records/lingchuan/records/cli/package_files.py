"""The files of a package against its manifests: all of them there, none beside, none changed."""

from collections.abc import Iterator
from lingchuan.records.cli.findings import Finding
from lingchuan.records.cli.findings import finding
from lingchuan.records.cli.sources import chunks
from lingchuan.records.cli.sources import DamagedError
from lingchuan.records.cli.sources import read
from lingchuan.records.cli.sources import Source
from lingchuan.records.core import bags
from lingchuan.records.core import packages
from lingchuan.records.core.digest import block_digests
from lingchuan.records.core.digest import BLOCK_SIZE
from lingchuan.records.core.digest import file_digests
from lingchuan.records.core.digest import has_sm3
from lingchuan.records.core.packages import FileFacts
from lingchuan.records.core.packages import Item

import hashlib
import zlib


LISTED_TAGS = (
    bags.DECLARATION,
    bags.INFO,
    *(bags.manifest_name(name) for name in bags.ALGORITHMS),
)
TAG_MANIFESTS = tuple(bags.tag_manifest_name(name) for name in bags.ALGORITHMS)
_MOST_RANGES = 20


class FilesCheck:
    """The files as they are; `facts` holds what each of them came to."""

    def __init__(self, source: Source, items: dict[str, Item]) -> None:
        self.source = source
        self.facts: dict[str, FileFacts] = {}
        self.algorithms = [name for name in bags.ALGORITHMS if _is_known(name)]
        self._items = items
        self._expected: dict[str, dict[str, str]] = {}
        self._crc32 = 0

    @property
    def payload(self) -> list[str]:
        """Return the names of the payload's files."""
        return [name for name in self.source.names if name.startswith(bags.PAYLOAD)]

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong; afterwards `facts` is filled."""
        for problem in self.source.problems:
            yield finding(problem.code, problem.path)
        for name in self.source.beside:
            yield finding("not_checked", name)
        tags = [name for name in self.source.names if not name.startswith(bags.PAYLOAD)]
        wanted = (*LISTED_TAGS, *TAG_MANIFESTS)
        for name in sorted(set(wanted) - set(tags)):
            yield finding(bags.MISSING, name)
        for name in sorted(set(tags) - set(wanted)):
            yield finding(bags.UNLISTED, name)
        yield from self._manifests()
        if len(self.algorithms) < len(bags.ALGORITHMS):
            yield finding("no_sm3")
        for name in self.source.names:
            yield from self._file(name)

    def _manifests(self) -> Iterator[Finding]:
        for algorithm in bags.ALGORITHMS:
            yield from self._manifest(
                algorithm, bags.manifest_name(algorithm), self.payload
            )
            name = bags.tag_manifest_name(algorithm)
            yield from self._manifest(algorithm, name, LISTED_TAGS)

    def _manifest(
        self, algorithm: str, name: str, files: list[str] | tuple[str, ...]
    ) -> Iterator[Finding]:
        if name not in self.source.names:
            return
        try:
            text = read(self.source, name).decode("utf-8")
        except (DamagedError, UnicodeDecodeError):
            yield finding("damaged", name)
            return
        digests, problems = bags.read_manifest(name, text)
        problems += bags.listing_problems(name, digests, files)
        for problem in problems:
            yield finding(problem.code, problem.path)
        for path, digest in digests.items():
            self._expected.setdefault(path, {})[algorithm] = digest

    def _file(self, name: str) -> Iterator[Finding]:
        try:
            self.facts[name] = self._facts(name)
            yield from self._compared(name, self.facts[name])
        except DamagedError:
            yield finding("damaged", name)

    def _compared(self, name: str, facts: FileFacts) -> Iterator[Finding]:
        expected = self._expected.get(name, {})
        wrong = [
            algorithm
            for algorithm in self.algorithms
            if algorithm in expected
            and getattr(facts, algorithm) != expected[algorithm]
        ]
        item = self._items.get(name)
        if item and not self.are_same(item.facts, facts):
            yield self._changed(item, facts)
        elif wrong:
            names = ", ".join(bags.manifest_name(one) for one in wrong)
            tag = "" if name.startswith(bags.PAYLOAD) else "tag"
            yield finding("changed", name, manifests=names.replace("man", f"{tag}man"))
        elif self.source.crc32(name) not in (None, self._crc32):
            yield finding("wrong_crc32", name)

    def _facts(self, name: str) -> FileFacts:
        if len(self.algorithms) == len(bags.ALGORITHMS):
            return FileFacts(*file_digests(self._passing(name)))
        sha256, size = hashlib.sha256(), 0
        for chunk in self._passing(name):
            sha256.update(chunk)
            size += len(chunk)
        return FileFacts(sha256.hexdigest(), "", size)

    def _passing(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a file; afterwards their CRC-32 is known."""
        self._crc32 = 0
        for chunk in chunks(self.source, name):
            self._crc32 = zlib.crc32(chunk, self._crc32)
            yield chunk

    def are_same(self, said: FileFacts, found: FileFacts) -> bool:
        """Return whether a file is as it is said to be, as far as this Python can tell."""
        sm3 = said.sm3 if found.sm3 else ""
        return (said.sha256, sm3, said.size) == (found.sha256, found.sm3, found.size)

    def _changed(self, item: Item, facts: FileFacts) -> Finding:
        found = block_digests(chunks(self.source, item.path))
        ranges = changed_ranges(item, found, facts.size)
        values = {"size": facts.size, "said": item.facts.size}
        if not ranges:
            return finding("not_as_said", item.path, **values)
        return finding("changed_bytes", item.path, ranges=ranges, **values)


def changed_ranges(item: Item, found: list[str], size: int) -> str:
    """Return the byte ranges (first–last) of the blocks that are not as they were."""
    ranges: list[tuple[int, int]] = []
    end = max(item.facts.size, size)
    for place in range(max(len(item.blocks), len(found))):
        if item.blocks[place : place + 1] == tuple(found[place : place + 1]):
            continue
        first = place * BLOCK_SIZE
        last = min(first + BLOCK_SIZE, end) - 1
        if ranges and ranges[-1][1] + 1 == first:
            first = ranges.pop()[0]
        ranges.append((first, last))
    texts = [f"{first}\u2013{last}" for first, last in ranges[:_MOST_RANGES]]
    return ", ".join(texts + ["\u2026"] * (len(ranges) > _MOST_RANGES))


def tag_findings(
    source: Source, metadata: packages.Metadata | None, sizes: list[int]
) -> Iterator[Finding]:
    """Yield which of the bag's two texts is not as it must be."""
    texts = {bags.DECLARATION: bags.DECLARATION_TEXT}
    if metadata:
        told = metadata.number, metadata.issued_at, sizes
        try:
            texts[bags.INFO] = packages.bag_info(*told)
        except ValueError:
            yield finding("metadata_malformed", packages.METADATA, place="number")
    for name, text in texts.items():
        if name in source.names:
            try:
                right = read(source, name) == text.encode()
            except DamagedError:
                right = False
            if not right:
                yield finding("other_text", name)


def _is_known(algorithm: str) -> bool:
    return algorithm != "sm3" or has_sm3()
