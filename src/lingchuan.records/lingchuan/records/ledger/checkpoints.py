"""Checkpoints: what the ledger was at a moment, signed, and kept outside the site.

Whoever holds an older one can show that nothing before it was changed since; so none is
signed that does not go on from the last ones, in the database and outside (outside.py).
"""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from lingchuan.records.core.notes import Checkpoint
from lingchuan.records.core.notes import SigningKey
from lingchuan.records.ledger import api
from lingchuan.records.ledger import keys
from lingchuan.records.ledger import outside
from lingchuan.records.ledger import places
from lingchuan.records.ledger import tree


class LedgerForkedError(places.LedgerUnavailable):
    """The ledger is not what a checkpoint says it was, so it is not signed."""


def make() -> str:
    """Sign the ledger as it is now, keep the note and write it to the folder.

    An unchanged ledger is not signed again.

    Raises:
        LedgerForkedError: what was signed before is not its beginning.
        LedgerUnavailable: it cannot be read or written, or the folder cannot.
    """
    size, last = api.size(), _store().last_checkpoint()
    if last is None or last["size"] != size:
        return _keep(size, [keys.signing_key()])
    _check()
    _export(last)
    return str(last["note"])


def rotate() -> str:
    """Take a new key; return the checkpoint that the old and the new one signed.

    The change of keys is an event itself, and the checkpoint covers it.
    """
    _check()
    old, new = keys.rotate()
    _note_key(new, old=old.verifier.to_text())
    return _keep(api.size(), [old, new])


def make_keys() -> bool:
    """Make key and salt where they are missing; return whether the key is new.

    That a ledger goes on with a new key is an event.
    """
    is_new = keys.make()
    if is_new and api.size():
        _note_key(keys.signing_key())
    return is_new


def _note_key(new: SigningKey, **details: str) -> None:
    told = {**details, "new": new.verifier.to_text()}
    api.record_now("rotate_key", uid="site", path="", details=told)


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
    # One from the future was made by a clock that was ahead.
    is_old = not timedelta(0) <= age < timedelta(hours=hours)
    return is_old and last["size"] != api.size()


def verifiers() -> str:
    """Return the public keys as text, one a line, the newest last."""
    return "".join(f"{one.to_text()}\n" for one in keys.verifiers())


def _store():
    return places.store()


def _check() -> None:
    """Require that the ledger goes on from what was signed last, here and outside."""
    last, note = _store().last_checkpoint(), outside.newest(keys.verifiers())
    signed = [(last["size"], last["root"])] if last else []
    signed += [(note.size, note.root.hex())] if note else []
    # Asked last: another process may have signed more a moment ago.
    size = api.size()
    for known, root in signed:
        if known > size or tree.root(known).hex() != root:
            raise LedgerForkedError(
                f"the ledger of {size} events does not go on from the checkpoint of "
                f"{known}: put the right ledger in place; if there is none, keep the "
                "notes, and move them out of the folder of checkpoints"
            )


def _keep(size: int, signers: list[SigningKey]) -> str:
    _check()
    tree.keep(size)
    root, at = tree.root(size), api.now()
    note = Checkpoint(signers[-1].name, size, root).to_body()
    for key in signers:
        note = key.sign(note)
    _store().keep_checkpoint(at, size, root, note)
    _export({"at": at, "size": size, "note": note})
    return note


def _export(kept: dict) -> None:
    outside.keep(kept["at"], kept["size"], kept["note"], verifiers())
