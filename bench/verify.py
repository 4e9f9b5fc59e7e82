"""lingchuan-verify on an export of a million events, by bare loops over the same lines.

A bare loop reads each line and takes its SHA-256; the other one parses the JSON too. It
checks nothing: not what a line says, not its place, no tree, no signature. Each is a
process of its own, started anew, so that the start counts for both.
"""

from bench.measure import by_turns
from bench.measure import PAIRS
from bench.measure import Result
from bench.measure import result_of
from bench.rows import timed
from collections.abc import Callable
from collections.abc import Iterator
from functools import partial
from lingchuan.records.core.digest import leaf_hash
from lingchuan.records.core.event_lines import write_line
from lingchuan.records.core.merkle import Tree
from lingchuan.records.core.notes import Checkpoint
from lingchuan.records.core.notes import SigningKey
from pathlib import Path

import random
import shutil
import subprocess
import sys


NAME = "verify"
EVENTS = 1_000_000
CHECKPOINTS = 52
# At least 0.8 of a bare loop's speed.
MOST = 1.25
_ACTIONS = ("create", "change", "submit", "view", "download")
_LOOP = "import hashlib, json, sys\nfor line in open(sys.argv[1], 'rb'):\n"
# By row: what the other is called, and what it does.
LOOPS = {
    NAME: ("bare loop with JSON", "json.loads(line); hashlib.sha256(line).hexdigest()"),
    f"{NAME}-lines": ("bare loop", "hashlib.sha256(line).hexdigest()"),
}


def events(count: int) -> Iterator[dict[str, object]]:
    """Yield rows of a ledger, the same ones each time."""
    dice = random.Random(20260312)
    for seq in range(1, count + 1):
        uid, action = f"{dice.getrandbits(128):032x}", dice.choice(_ACTIONS)
        row = {
            "id": f"{dice.getrandbits(128):032x}",
            "batch": f"{dice.getrandbits(128):032x}",
            "at": "2026-03-12T08:00:00.000Z",
            "actor": f"handler{dice.randrange(9)}",
            "role": "Case Handler",
            "on_behalf": "",
            "action": action,
            "uid": uid,
            "path": f"/lingchuan/files/2026/{dice.randrange(999):03d}/r",
            "digest_before": None,
            "digest": None if action == "view" else f"{dice.getrandbits(256):064x}",
            "files_before": "[]",
            "files": "[]",
            "details": "{}",
            "reason": "",
            "channel": "rest",
        }
        yield row | {"seq": seq, "leaf_hash": leaf_hash(row)}


def write_export(folder: Path, count: int) -> Path:
    """Write an export with a checkpoint for each week; return its folder."""
    key, tree = SigningKey.generate("lingchuan.records/bench"), Tree()
    folder.mkdir(parents=True, exist_ok=True)
    step = max(1, count // CHECKPOINTS)
    with (
        (folder / "events.jsonl").open("wb") as lines,
        (folder / "checkpoint.txt").open("w", encoding="utf-8") as notes,
    ):
        for row in events(count):
            lines.write(write_line(row))
            tree.append(bytes.fromhex(row["leaf_hash"]))
            if tree.size % step == 0 or tree.size == count:
                body = Checkpoint(key.name, tree.size, tree.root()).to_body()
                notes.write(key.sign(body))
    (folder / "key.txt").write_text(f"{key.verifier.to_text()}\n", encoding="utf-8")
    return folder


def _run(*arguments: object) -> None:
    subprocess.run(
        [sys.executable, *map(str, arguments)], check=True, capture_output=True
    )


def measure_verify(folder: Path, count: int = EVENTS) -> list[Result]:
    """Return what the check takes by each loop, in turn."""
    export = write_export(folder / "export", count)
    ours = partial(_run, "-m", "lingchuan.records.cli.verify", export)
    results = []
    for row, (against, body) in LOOPS.items():
        other = partial(_run, "-c", f"{_LOOP} {body}", export / "events.jsonl")
        acts: tuple[Callable[[], None], ...] = (other, ours)
        by_turns(timed, acts, 1)
        pairs = by_turns(timed, acts, PAIRS)
        title = f"verify an export ({against})"
        results.append(result_of(row, title, count, pairs, MOST, against=against))
    shutil.rmtree(export)
    return results
