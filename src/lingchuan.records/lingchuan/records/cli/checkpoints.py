"""Keys and checkpoints as files hold them, opened and held against each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from lingchuan.records.cli.findings import Finding
from lingchuan.records.cli.findings import finding
from lingchuan.records.core.notes import BAD_SIGNATURE
from lingchuan.records.core.notes import Checkpoint
from lingchuan.records.core.notes import MALFORMED
from lingchuan.records.core.notes import NoteError
from lingchuan.records.core.notes import open_note
from lingchuan.records.core.notes import read_verifiers
from lingchuan.records.core.notes import split_notes
from lingchuan.records.core.notes import UNKNOWN_KEY
from lingchuan.records.core.notes import Verifier


# A checkpoint with the file, and its number in there, that it comes from.
Named = tuple[str, Checkpoint]

_CODES = {
    MALFORMED: "checkpoint_malformed",
    UNKNOWN_KEY: "checkpoint_other_key",
    BAD_SIGNATURE: "checkpoint_forged",
}


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who checks brings along: texts of checkpoints by file, keys."""

    checkpoints: tuple[tuple[str, bytes], ...] = ()
    keys: tuple[Verifier, ...] = ()


@dataclass(slots=True)
class Ring:
    """The keys that count: those given, else those found inside."""

    given: tuple[Verifier, ...]
    inside: tuple[Verifier, ...] = ()
    used: set[Verifier] = field(default_factory=set)

    @property
    def keys(self) -> tuple[Verifier, ...]:
        """Return the keys that count."""
        return self.given or self.inside

    def take(self, name: str, raw: bytes) -> Iterator[Finding]:
        """Take the keys of a file inside."""
        try:
            inside = tuple(read_verifiers(raw.decode("utf-8")))
        except (UnicodeDecodeError, NoteError):
            inside = ()
        if raw != b"".join(f"{key.to_text()}\n".encode() for key in inside):
            inside = ()
        if not inside:
            yield finding("key_malformed", name)
            return
        self.inside = inside
        if self.given and not set(self.given) & set(self.inside):
            known = grouped(self.given[0].fingerprint)
            yield finding("key_differs", name, key=known)

    def open(self, name: str, raw: bytes) -> tuple[list[Named], list[Finding]]:
        """Return the checkpoints of a file that holds one or more, and what is wrong."""
        checkpoints: list[Named] = []
        try:
            texts = split_notes(raw.decode("utf-8"))
        except UnicodeDecodeError:
            texts = []
        if not texts:
            return [], [finding("checkpoint_malformed", name)]
        wrong = []
        for number, text in enumerate(texts, 1):
            where = f"{name} #{number}" if len(texts) > 1 else name
            try:
                checkpoint = open_note(text, self.keys)
            except NoteError as error:
                wrong.append(finding(_CODES[error.code], where, key=error.name))
                continue
            if checkpoint.origin not in {key.name for key in self.keys}:
                wrong.append(
                    finding("checkpoint_other_ledger", where, key=checkpoint.origin)
                )
                continue
            self.used |= {key for key in self.keys if _has_signed(key, text)}
            checkpoints.append((where, checkpoint))
        return checkpoints, wrong

    def remarks(self, name: str) -> Iterator[Finding]:
        """Yield what people must know of the keys."""
        if not self.given:
            for key in self.keys:
                code = "compare_key" if key in self.used else "key_unused"
                yield finding(code, name, name=key.name, key=grouped(key.fingerprint))


def grouped(digest: str) -> str:
    """Return a digest in groups of eight, as the printed page has it."""
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))


def _has_signed(key: Verifier, text: str) -> bool:
    try:
        open_note(text, [key])
    except NoteError:
        return False
    return True


def contradictions(known: list[Named]) -> Iterator[Finding]:
    """Yield the checkpoints that cannot be of one ledger with those before them."""
    first: dict[int, Named] = {}
    for where, one in known:
        other, before = first.setdefault(one.size, (where, one))
        if before.root != one.root:
            yield finding("forked", where, other=other, size=one.size)
