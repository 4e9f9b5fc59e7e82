"""The texts of signed notes and checkpoints: taken apart and put together, no keys.

Strict: what can be written in two ways is taken in one alone, so that a changed byte is
a changed meaning or malformed.

Source: C2SP signed-note, tlog-checkpoint.
"""

from base64 import b64decode
from base64 import b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from lingchuan.records.core.merkle import HASH_SIZE
from typing import Final

import re
import unicodedata


MALFORMED: Final = "malformed"
UNKNOWN_KEY: Final = "unknown_key"
BAD_SIGNATURE: Final = "bad_signature"
BAD_KEY: Final = "bad_key"

KEY_HASH_SIZE = 4
_DASH = "\u2014"
_MAX_NOTE = 1_000_000
_MAX_SIGNATURES = 100
_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")


class NoteError(ValueError):
    """A note, a key or a checkpoint cannot be taken; `code` names the reason."""

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(f"{code}: {name}" if name else code)
        self.code = code
        self.name = name


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the key's name, its hash and the signature's bytes."""

    name: str
    key_hash: bytes
    value: bytes

    def to_line(self) -> str:
        """Return the line with its end."""
        encoded = b64encode(self.key_hash + self.value).decode()
        return f"{_DASH} {self.name} {encoded}\n"

    @classmethod
    def from_line(cls, line: str) -> "Signature":
        """Return the signature of a line without its end."""
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != _DASH or not is_name(parts[1]):
            raise NoteError(MALFORMED)
        raw = from_base64(parts[2])
        if len(raw) <= KEY_HASH_SIZE:
            raise NoteError(MALFORMED, parts[1])
        return cls(parts[1], raw[:KEY_HASH_SIZE], raw[KEY_HASH_SIZE:])


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a ledger was at a moment: its name, its size and its tree's root."""

    origin: str
    size: int
    root: bytes

    @classmethod
    def from_body(cls, body: str) -> "Checkpoint":
        """Return the checkpoint of a note's body of exactly three lines.

        Raises:
            NoteError: the body is no checkpoint.
        """
        lines = body.split("\n")
        if len(lines) != 4 or not lines[0] or lines[3]:
            raise NoteError(MALFORMED)
        if not _SIZE.fullmatch(lines[1]):
            raise NoteError(MALFORMED, lines[0])
        root = from_base64(lines[2])
        if len(root) != HASH_SIZE:
            raise NoteError(MALFORMED, lines[0])
        return cls(lines[0], int(lines[1]), root)

    def to_body(self) -> str:
        """Return the three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def is_note(text: str) -> bool:
    """Return whether a text ends with a line of a signature."""
    return text[:-1].rpartition("\n")[2].startswith(f"{_DASH} ")


def split_note(text: str) -> tuple[str, list[Signature]]:
    """Return the body with its line end, and the signatures.

    Raises:
        NoteError: the text is no note.
    """
    if len(text) > _MAX_NOTE or not text.endswith("\n"):
        raise NoteError(MALFORMED)
    body, blank, signed = text[:-1].rpartition("\n\n")
    lines = signed.split("\n")
    if not blank or len(lines) > _MAX_SIGNATURES:
        raise NoteError(MALFORMED)
    check_body(body + "\n")
    return body + "\n", [Signature.from_line(line) for line in lines]


def split_notes(text: str) -> list[str]:
    """Return the notes of a text that holds several, one after another."""
    notes: list[str] = []
    lines: list[str] = []
    signed = False
    for line in text.split("\n"):
        is_signature = line.startswith(f"{_DASH} ")
        if signed and not is_signature:
            notes.append("\n".join([*lines, ""]))
            lines, signed = [], False
        signed = signed or is_signature
        lines.append(line)
    rest = "\n".join(lines)
    return [*notes, rest] if rest else notes


def check_body(body: str) -> None:
    """Raise NoteError where a body cannot be signed: no line end, control characters."""
    if not body.endswith("\n"):
        raise NoteError(MALFORMED)
    if any(unicodedata.category(c) in ("Cc", "Cs") and c != "\n" for c in body):
        raise NoteError(MALFORMED)


def is_name(name: str) -> bool:
    """Return whether a key may be named so: no blank, no plus sign, not empty."""
    return bool(name) and not any(
        c == "+" or c.isspace() or unicodedata.category(c) in ("Cc", "Cs") for c in name
    )


def from_base64(text: str) -> bytes:
    """Return the bytes; another writing of the same bytes is malformed."""
    try:
        raw = b64decode(text, validate=True)
    except (Base64Error, ValueError) as error:
        raise NoteError(MALFORMED) from error
    if b64encode(raw).decode() != text:
        raise NoteError(MALFORMED)
    return raw
