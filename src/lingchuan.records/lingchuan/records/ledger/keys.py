"""The keys that sign checkpoints: files outside the site, the owner's alone.

- `signing-key` is the private key in use, `verifiers` the public halves of all there
  were, one a line, the newest last. `salt` belongs to the pseudonyms of parties.
- They are made with the site, or by command; one that is missing later is an error, for
  a new one in its place would hide that the old one is gone.
- The key's name is the ledger's name, made once: lingchuan.records/<8 hex digits>.
- A rotation leaves the old public half, and removes the old private one.
"""

from lingchuan.records.core.notes import NoteError
from lingchuan.records.core.notes import SigningKey
from lingchuan.records.core.notes import Verifier
from lingchuan.records.ledger import places
from lingchuan.records.ledger import safe_files
from lingchuan.records.ledger.places import LedgerUnavailable
from pathlib import Path

import secrets


NAME = "lingchuan.records"
KEY = "signing-key"
SALT = "salt"
VERIFIERS = "verifiers"
COMMAND = "python -m lingchuan.records.setup.ledger make-keys"
_NAME_BYTES = 4
_SALT_BYTES = 32


def make() -> bool:
    """Make the key and the salt that are missing; return whether the key is new.

    Raises:
        LedgerUnavailable: the folder cannot be written.
    """
    folder = places.folder(places.KEYS)
    known = verifiers()
    name = known[-1].name if known else f"{NAME}/{secrets.token_hex(_NAME_BYTES)}"
    new = SigningKey.generate(name).to_text()
    try:
        is_new = safe_files.write_new(folder / KEY, new)
        safe_files.write_new(folder / SALT, secrets.token_hex(_SALT_BYTES))
        key = _read(folder / KEY)
        safe_files.keep_lines(folder / VERIFIERS, [key.verifier.to_text()])
    except OSError as error:
        raise LedgerUnavailable(f"{folder}: {error}") from error
    return is_new


def signing_key() -> SigningKey:
    """Return the key in use.

    Raises:
        LedgerUnavailable: it is missing, or cannot be read.
    """
    return _read(places.folder(places.KEYS) / KEY)


def salt() -> bytes:
    """Return what the pseudonyms of parties are made with.

    Raises:
        LedgerUnavailable: it is missing, or cannot be read.
    """
    path = places.folder(places.KEYS) / SALT
    try:
        return bytes.fromhex(path.read_text(encoding="ascii"))
    except FileNotFoundError as error:
        raise _missing(path) from error
    except (OSError, ValueError) as error:
        raise LedgerUnavailable(f"{path}: {error}") from error


def verifiers() -> list[Verifier]:
    """Return the public halves of all keys there were, the newest last.

    Raises:
        LedgerUnavailable: they cannot be read.
    """
    path = places.folder(places.KEYS) / VERIFIERS
    try:
        return [Verifier.from_text(line) for line in safe_files.lines(path) if line]
    except (OSError, ValueError, NoteError) as error:
        raise LedgerUnavailable(f"{path}: {error}") from error


def rotate() -> tuple[SigningKey, SigningKey]:
    """Put a new key in the place of the one in use; return the old and the new."""
    old = signing_key()
    new = SigningKey.generate(old.name)
    path = places.folder(places.KEYS) / KEY
    # Known before it signs: a note of it must never be of an unknown key.
    public = [old.verifier.to_text(), new.verifier.to_text()]
    safe_files.keep_lines(path.with_name(VERIFIERS), public)
    safe_files.replace(path, new.to_text())
    return old, new


def _read(path: Path) -> SigningKey:
    try:
        return SigningKey.from_text(path.read_text(encoding="ascii"))
    except FileNotFoundError as error:
        raise _missing(path) from error
    except (OSError, ValueError, NoteError) as error:
        raise LedgerUnavailable(f"{path}: {error}") from error


def _missing(path: Path) -> LedgerUnavailable:
    return LedgerUnavailable(
        f"{path} is missing: put it back from where it is kept, or make a new one: "
        f"{COMMAND}"
    )
