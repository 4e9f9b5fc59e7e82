"""The texts of a BagIt bag (RFC 8493), and what is wrong with one.

- Manifests are sorted, one form only: lowercase digest, two blanks, path, line feed. In
  a path %, carriage return and line feed are percent-encoded, nothing else.
- A path is taken only where it means the same on every system: relative, no step up, no
  backslash, no colon, no control character, no segment that ends in a dot or a blank.
- Problems are codes with the path; it opens no file.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from zipfile import ZIP_DEFLATED
from zipfile import ZIP_STORED
from zipfile import ZipInfo

import re
import stat
import unicodedata


UNSAFE_PATH: Final = "unsafe_path"
DUPLICATE: Final = "duplicate"
SAME_NAME: Final = "same_name"
BAD_LINE: Final = "bad_line"
UNSORTED: Final = "unsorted"
UNLISTED: Final = "unlisted"
MISSING: Final = "missing"
LINK: Final = "link"
ENCRYPTED: Final = "encrypted"
METHOD: Final = "method"
OVERLAP: Final = "overlap"
BOMB: Final = "bomb"

ALGORITHMS = ("sha256", "sm3")
DECLARATION = "bagit.txt"
DECLARATION_TEXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
INFO = "bag-info.txt"
PAYLOAD = "data/"

_LINE = re.compile(r"([0-9a-f]{64})  ([^\n\r]+)")
_ENCODED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_DECODED = {code: char for char, code in _ENCODED.items()}
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]*")
_LOCAL_HEADER = 30
_FLAG_ENCRYPTED = 0x1
_UNIX = 3
# Deflate makes a thousandth at best; a bag holds films and papers, not zeros.
_MOST_RATIO = 1_000
_SMALL = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BagProblem:
    """What is wrong (`code`) with which file, or with which line of a manifest."""

    code: str
    path: str


def manifest_name(algorithm: str) -> str:
    """Return the name of the manifest of the payload."""
    return f"manifest-{algorithm}.txt"


def tag_manifest_name(algorithm: str) -> str:
    """Return the name of the manifest of the files beside the payload."""
    return f"tagmanifest-{algorithm}.txt"


def write_manifest(digests: Mapping[str, str]) -> str:
    """Return the text of a manifest of {path: lowercase hex}."""
    lines = (f"{digests[path]}  {encode_path(path)}\n" for path in sorted(digests))
    return "".join(lines)


def read_manifest(name: str, text: str) -> tuple[dict[str, str], list[BagProblem]]:
    """Return {path: lowercase hex} of a manifest, and what is wrong with its lines.

    A problem of a line has "<name>:<number of the line>" as its path.
    """
    digests: dict[str, str] = {}
    problems: list[BagProblem] = []
    *lines, rest = text.split("\n")
    for number, line in enumerate([*lines, rest] if rest else lines, 1):
        where = f"{name}:{number}"
        found = _LINE.fullmatch(line)
        path = decode_path(found[2]) if found else None
        if not found or path is None or (rest and number > len(lines)):
            problems.append(BagProblem(BAD_LINE, where))
        elif is_unsafe(path):
            problems.append(BagProblem(UNSAFE_PATH, where))
        elif path in digests:
            problems.append(BagProblem(DUPLICATE, where))
        else:
            digests[path] = found[1]
    if not problems and list(digests) != sorted(digests):
        problems.append(BagProblem(UNSORTED, name))
    return digests, problems


def write_info(values: Iterable[tuple[str, str]]) -> str:
    """Return the text of bag-info.txt, one line a value.

    Raises:
        ValueError: a label is none, or a value is not one line of text.
    """
    lines = []
    for label, value in values:
        if not _LABEL.fullmatch(label) or not value or _has_control(value):
            raise ValueError(f"{label!r} cannot have the value {value!r}")
        lines.append(f"{label}: {value}\n")
    return "".join(lines)


def oxum(sizes: Iterable[int]) -> str:
    """Return the value of Payload-Oxum: bytes and number of the payload's files."""
    known = list(sizes)
    return f"{sum(known)}.{len(known)}"


def encode_path(path: str) -> str:
    """Return a path as a manifest has it."""
    return re.sub("[%\r\n]", lambda found: _ENCODED[found[0]], path)


def decode_path(text: str) -> str | None:
    """Return the path of a manifest's text, None where another character is encoded."""
    if re.search("%(?!25|0D|0A)", text):
        return None
    return re.sub("%25|%0D|%0A", lambda found: _DECODED[found[0]], text)


def is_unsafe(path: str) -> bool:
    """Return whether a path may lead elsewhere, or is another one on another system."""
    if not path or _has_control(path) or "\\" in path or ":" in path:
        return True
    return any(part != part.rstrip(". ") or not part for part in path.split("/"))


def path_problems(paths: Iterable[str]) -> list[BagProblem]:
    """Return which paths are unsafe, there twice, or one name on some systems."""
    problems: list[BagProblem] = []
    seen: set[str] = set()
    folded: set[str] = set()
    for path in paths:
        fold = unicodedata.normalize("NFC", path).casefold()
        if is_unsafe(path):
            problems.append(BagProblem(UNSAFE_PATH, path))
        if path in seen:
            problems.append(BagProblem(DUPLICATE, path))
        elif fold in folded:
            problems.append(BagProblem(SAME_NAME, path))
        seen.add(path)
        folded.add(fold)
    return problems


def listing_problems(
    name: str, listed: Iterable[str], present: Iterable[str]
) -> list[BagProblem]:
    """Return which files a manifest lists that are not there, and the reverse."""
    names, files = set(listed), set(present)
    missing = [
        BagProblem(MISSING, f"{path} ({name})") for path in sorted(names - files)
    ]
    beside = [
        BagProblem(UNLISTED, f"{path} ({name})") for path in sorted(files - names)
    ]
    return missing + beside


def archive_problems(entries: Iterable[ZipInfo], size: int) -> list[BagProblem]:
    """Return what makes a zip of `size` bytes unfit to be read as a bag.

    Links, encrypted entries, methods other than stored and deflated, entries that lie
    over each other, and more bytes declared than such an archive can hold.
    """
    known = sorted(entries, key=lambda one: one.header_offset)
    problems = [*_entry_problems(known)]
    ends = 0
    for entry in known:
        if entry.header_offset < ends:
            problems.append(BagProblem(OVERLAP, entry.filename))
        ends = entry.header_offset + _LOCAL_HEADER + entry.compress_size
    if sum(one.file_size for one in known) > _SMALL + _MOST_RATIO * size:
        problems.append(BagProblem(BOMB, ""))
    return problems


def _entry_problems(entries: Iterable[ZipInfo]) -> Iterator[BagProblem]:
    for entry in entries:
        mode = entry.external_attr >> 16 if entry.create_system == _UNIX else 0
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
            yield BagProblem(LINK, entry.filename)
        if entry.flag_bits & _FLAG_ENCRYPTED:
            yield BagProblem(ENCRYPTED, entry.filename)
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            yield BagProblem(METHOD, entry.filename)
        if entry.compress_type == ZIP_STORED and entry.file_size != entry.compress_size:
            yield BagProblem(BOMB, entry.filename)


def _has_control(text: str) -> bool:
    return any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in text)
