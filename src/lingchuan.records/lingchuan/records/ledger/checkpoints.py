"""Checkpoints: what the ledger was at a moment, signed, and kept outside the site.

Each is one file of the folder that LINGCHUAN_CHECKPOINTS names, beside the public keys;
whoever holds an older one can show that nothing before it was changed since.
"""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from lingchuan.records.core.notes import Checkpoint
from lingchuan.records.core.notes import SigningKey
from lingchuan.records.ledger import api
from lingchuan.records.ledger import keys
from lingchuan.records.ledger import places
from lingchuan.records.ledger import tree
from pathlib import Path
from sqlalchemy.exc import SQLAlchemyError


KEYS_FILE = "verifiers.txt"
SUFFIX = ".note"


def make() -> str:
    """Sign the ledger as it is now, keep the note and write it to the folder.

    An unchanged ledger is not signed again.

    Raises:
        LedgerUnavailable: it cannot be read or written, or the folder cannot.
    """
    size, last = api.size(), _store().last_checkpoint()
    if last is None or last["size"] != size:
        return _keep(size, [keys.signing_key()])
    _export(last)
    return str(last["note"])


def rotate() -> str:
    """Take a new key; return the checkpoint that the old and the new one signed.

    The change of keys is an event itself, and the checkpoint covers it.
    """
    old, new = keys.rotate()
    api.record_now(
        "rotate_key",
        uid="site",
        path="",
        details={"old": old.verifier.to_text(), "new": new.verifier.to_text()},
    )
    return _keep(api.size(), [old, new])


def latest() -> dict | None:
    """Return the latest checkpoint: {at, size, root, note}; None before the first."""
    return _store().last_checkpoint()


def of_size(size: int) -> dict | None:
    """Return the checkpoint of a size, None if there is none."""
    found = _store().checkpoints(size)
    return found[-1] if found else None


def is_due(hours: float) -> bool:
    """Return whether events came since the latest, and it is older than this."""
    last = latest()
    if last is None:
        return True
    age = datetime.now(UTC) - datetime.fromisoformat(last["at"])
    return age >= timedelta(hours=hours) and last["size"] != api.size()


def verifiers() -> str:
    """Return the public keys as text, one a line, the newest last."""
    return "".join(f"{one.to_text()}\n" for one in keys.verifiers())


def _store():
    return places.store()


def _keep(size: int, signers: list[SigningKey]) -> str:
    root, at = tree.root(size), api.now()
    note = Checkpoint(signers[-1].name, size, root).to_body()
    for key in signers:
        note = key.sign(note)
    try:
        _store().keep_checkpoint(at, size, root, note)
    except SQLAlchemyError as error:
        raise api.LedgerUnavailable(str(error)) from error
    _export({"at": at, "size": size, "note": note})
    return note


def _export(kept: dict) -> None:
    """Write a checkpoint to its file; one that is there already stays as it is."""
    try:
        folder = places.folder(places.CHECKPOINTS)
        moment = kept["at"].replace(":", "").split(".")[0]
        path = folder / f"{moment}Z-{kept['size']}{SUFFIX}"
        if not path.exists():
            _write(path, kept["note"])
        _write(folder / KEYS_FILE, verifiers())
    except OSError as error:
        raise api.LedgerUnavailable(str(error)) from error


def _write(path: Path, text: str) -> None:
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)
