"""The keys that sign checkpoints: files outside the site, the owner's alone.

- `signing-key` is the private key in use, `verifiers` the public halves of all there
  were, one a line, the newest last.
- The key's name is the ledger's name, made once: lingchuan.records/<8 hex digits>.
- A rotation leaves the old public half, and removes the old private one.
"""

from lingchuan.records.core.notes import SigningKey
from lingchuan.records.core.notes import Verifier
from lingchuan.records.ledger import places
from lingchuan.records.ledger.places import LedgerUnavailable
from pathlib import Path

import os
import secrets


NAME = "lingchuan.records"
_KEY = "signing-key"
_VERIFIERS = "verifiers"
_NAME_BYTES = 4


def signing_key() -> SigningKey:
    """Return the key in use, made at its first use.

    Raises:
        LedgerUnavailable: it cannot be read.
    """
    path = places.folder(places.KEYS) / _KEY
    if not path.exists():
        name = f"{NAME}/{secrets.token_hex(_NAME_BYTES)}"
        write_new(path, SigningKey.generate(name).to_text())
    try:
        key = SigningKey.from_text(path.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise LedgerUnavailable(f"{path}: {error}") from error
    _keep_verifier(path.with_name(_VERIFIERS), key.verifier)
    return key


def verifiers() -> list[Verifier]:
    """Return the public halves of all keys there were, the newest last."""
    signing_key()
    path = places.folder(places.KEYS) / _VERIFIERS
    return [Verifier.from_text(line) for line in _lines(path)]


def rotate() -> tuple[SigningKey, SigningKey]:
    """Put a new key in the place of the one in use; return the old and the new."""
    old = signing_key()
    new = SigningKey.generate(old.name)
    path = places.folder(places.KEYS) / _KEY
    # Known before it signs: a note of it must never be of an unknown key.
    _keep_verifier(path.with_name(_VERIFIERS), new.verifier)
    _replace(path, new.to_text())
    return old, new


def _keep_verifier(path: Path, verifier: Verifier) -> None:
    known = _lines(path)
    if verifier.to_text() not in known:
        _replace(path, "\n".join([*known, verifier.to_text()]) + "\n")


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return []


def write_new(path: Path, text: str) -> None:
    """Write a file that is the owner's; of two who do so at once, one is first."""
    own = _own(path, text)
    try:
        os.link(own, path)
    except FileExistsError:
        pass
    finally:
        own.unlink()


def _replace(path: Path, text: str) -> None:
    _own(path, text).replace(path)


def _own(path: Path, text: str) -> Path:
    own = path.with_name(f"{path.name}.{secrets.token_hex(_NAME_BYTES)}")
    own.touch(mode=0o600)
    with own.open("w", encoding="ascii") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    return own
