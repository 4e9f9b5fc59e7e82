"""The ledger's part of a package: events, the proof of each, the checkpoint, the keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from lingchuan.records.core import packages
from lingchuan.records.core.event_lines import write_line
from lingchuan.records.ledger import checkpoints
from lingchuan.records.ledger import tree
from lingchuan.records.ledger.places import LedgerUnavailable

import json


@dataclass(frozen=True, slots=True)
class Proven:
    """The files by their path, and the size of the tree that they are proven in."""

    files: dict[str, bytes]
    size: int


def prove(rows: Sequence[dict]) -> Proven:
    """Return the files that prove events of the ledger against a new checkpoint.

    Args:
        rows: committed events, by their place.
    Raises:
        LedgerUnavailable: the ledger cannot be read or written.
    """
    checkpoints.make()
    kept = checkpoints.latest()
    if kept is None or kept["size"] < rows[-1]["seq"]:
        raise LedgerUnavailable("no checkpoint covers what was just written")
    note, size = kept["note"], kept["size"]
    proofs = {
        str(row["seq"]): [one.hex() for one in tree.inclusion(row["seq"], size)]
        for row in rows
    }
    told = {"size": size, "root": tree.root(size).hex(), "proofs": proofs}
    files = {
        packages.EVENTS: b"".join(map(write_line, rows)),
        packages.PROOFS: json.dumps(told, indent=1, sort_keys=True).encode(),
        packages.CHECKPOINT: note.encode(),
        packages.KEY: checkpoints.verifiers().encode(),
    }
    return Proven(files, size)
