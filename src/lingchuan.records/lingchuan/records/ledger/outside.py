"""The signed notes outside the site: what the ledger's own database cannot forget.

Each is one file of the folder that LINGCHUAN_CHECKPOINTS names, beside the public keys.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from lingchuan.records.core.notes import Checkpoint
from lingchuan.records.core.notes import NoteError
from lingchuan.records.core.notes import open_note
from lingchuan.records.core.notes import Verifier
from lingchuan.records.ledger import places
from lingchuan.records.ledger import safe_files
from pathlib import Path


KEYS_FILE = "verifiers.txt"
SUFFIX = ".note"


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it lies in the folder; `signed` is None if no key of ours signed it.

    `size` is what the file's name says.
    """

    text: str
    size: int
    signed: Checkpoint | None


def keep(at: str, size: int, note: str, keys: str) -> None:
    """Write a note and the public keys; a whole one that is there stays.

    Raises:
        LedgerUnavailable: the folder cannot be written.
    """
    moment = at.replace(":", "").split(".")[0]
    try:
        folder = places.folder(places.CHECKPOINTS)
        path = folder / f"{moment}Z-{size}{SUFFIX}"
        if not path.exists() or path.read_text(encoding="utf-8") != note:
            safe_files.replace(path, note)
        safe_files.keep_lines(folder / KEYS_FILE, keys.splitlines())
    except (OSError, ValueError) as error:
        raise places.LedgerUnavailable(str(error)) from error


def notes(verifiers: list[Verifier]) -> Iterator[Note]:
    """Yield the notes of the folder, those of the largest ledger first.

    Raises:
        LedgerUnavailable: the folder or a file cannot be read.
    """
    try:
        files = places.folder(places.CHECKPOINTS).glob(f"*{SUFFIX}")
        for path in sorted(files, key=lambda one: (-_size(one), one.name)):
            text = path.read_bytes().decode("utf-8", "replace")
            yield Note(text, _size(path), _opened(text, verifiers))
    except OSError as error:
        raise places.LedgerUnavailable(str(error)) from error


def newest(verifiers: list[Verifier]) -> Checkpoint | None:
    """Return the signed checkpoint of the largest ledger, None before the first."""
    signed = (note.signed for note in notes(verifiers))
    return next((one for one in signed if one is not None), None)


def _size(path: Path) -> int:
    size = path.stem.rpartition("-")[2]
    return int(size) if size.isdecimal() else 0


def _opened(text: str, verifiers: list[Verifier]) -> Checkpoint | None:
    try:
        return open_note(text, verifiers)
    except NoteError:
        return None
