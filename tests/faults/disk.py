"""A disk that is full, or answers with an error, at the n-th call of a store.

The disk is disk.c, which must be loaded before the C library (LD_PRELOAD).
"""

from collections import Counter
from lingchuan.records.content.disks import disk_error
from lingchuan.records.ledger.api import LedgerUnavailable
from pathlib import Path
from tests.faults.flows import FLOWS
from tests.faults.lab import restart
from tests.faults.lab import trial
from typing import Any

import ctypes
import errno
import random
import transaction


STORES = {
    "files": ("/blobstorage/", "/tmp/BUC"),
    "database": ("/filestorage/Data.fs", "/filestorage/Data.fs"),
    "ledger": ("/ledger/ledger.sqlite", "/ledger/ledger.sqlite"),
}
ERRORS = {"full": errno.ENOSPC, "failing": errno.EIO}
# A file is one or two calls, a commit about ten.
MOST_CALLS = {"files": 2, "database": 12, "ledger": 12}
NEVER = 1 << 60
CLOSED = "closed"
_shim = ctypes.CDLL(None)


def arm(paths: tuple[str, str], calls: int, error: int) -> None:
    """Let files whose path holds one of two texts fail from the n-th call on."""
    texts = [one.encode() for one in paths]
    _shim.fault_arm(*texts, ctypes.c_long(calls), error)


def mend() -> None:
    """Let every file be written again."""
    arm(("", ""), NEVER, 0)


def watch(path: str) -> None:
    """Keep from now on which files below a path are written and not synced."""
    _shim.fault_watch(path.encode())


def is_unsynced(path: Path) -> bool:
    """Return whether what was written to a file was not synced since."""
    about = path.stat()
    dev, ino = (ctypes.c_ulong(one) for one in (about.st_dev, about.st_ino))
    return bool(_shim.fault_unsynced(dev, ino))


def run(
    var: Path, flow: str, trials: int, chance: random.Random, counts: Counter
) -> list[str]:
    """Fail each store in turn; return what was wrong."""
    found: list[str] = []
    acknowledged: list[dict[str, Any]] = []
    kinds = [(store, kind) for store in STORES for kind in ERRORS]
    for number in range(trials):
        store, kind = kinds[number % len(kinds)]
        calls = chance.randint(1, MOST_CALLS[store])
        work = _failing(flow, store, kind, calls, chance.getrandbits(32))
        told, status = trial(var, work)
        acknowledged += [one for one in told if "uid" in one]
        found += [
            f"{store} {kind} {calls}: {one['wrong']}" for one in told if "wrong" in one
        ]
        if status:
            found.append(f"{store} {kind} {calls}: ended with {status}")
        outcome = next((one["outcome"] for one in told if "outcome" in one), "stored")
        counts[f"{store} {kind}: {outcome}"] += 1
        after = restart(var, acknowledged)
        found += [f"{store} {kind} {calls}, restart: {line}" for line in after]
    return found


def _failing(flow: str, store: str, kind: str, calls: int, seed: int):
    def work(site: Any, tell: Any) -> None:
        doing = FLOWS[flow](site, random.Random(seed))
        arm(STORES[store], calls, ERRORS[kind])
        try:
            promise = doing.act()
        except Exception as error:
            mend()
            transaction.abort()
            tell({"outcome": "refused"})
            if _named(error) != store:
                tell({"wrong": f"{type(error).__name__} names no disk: {error}"})
        else:
            mend()
            tell(promise)
        _read_on(site, tell, may_close=(store, kind) == ("database", "failing"))

    return work


def _named(error: Exception) -> str:
    """Return which disk the answer to an error names."""
    named = disk_error(error)
    if named is None and isinstance(error, LedgerUnavailable):
        return "ledger"
    return named.disk if named else ""


def _read_on(site: Any, tell: Any, *, may_close: bool) -> None:
    """Read in the same process: a store that failed to write still answers.

    Args:
        may_close: Data.fs closes itself where the very last call of a commit fails, and
            the process is started again (docs/adr/0013).
    """
    transaction.begin()
    try:
        site._p_jar.cacheMinimize()
        for brain in site.portal_catalog.unrestrictedSearchResults(
            portal_type="PermitFile"
        ):
            brain._unrestrictedGetObject().objectIds()
    except Exception as error:
        if may_close and str(error) == CLOSED:
            return
        tell({"wrong": f"reading ended: {type(error).__name__} {error}"})


def run_power(
    var: Path, flow: str, trials: int, chance: random.Random, counts: Counter
) -> list[str]:
    """Cut the power after each acknowledgement: what was not synced is lost."""
    found: list[str] = []
    acknowledged: list[dict[str, Any]] = []
    for number in range(trials):
        told, status = trial(var, _cut(var, flow, chance.getrandbits(32)))
        acknowledged += [one for one in told if "uid" in one]
        lost = sum(one.get("lost", 0) for one in told)
        counts["trials"] += 1
        counts["files lost"] += lost
        if status:
            found.append(f"{number}: ended with {status}")
        found += [f"{number}, restart: {line}" for line in restart(var, acknowledged)]
    return found


def _cut(var: Path, flow: str, seed: int):
    def work(site: Any, tell: Any) -> None:
        doing = FLOWS[flow](site, random.Random(seed))
        watch(str(var))
        tell(doing.act())
        files = [one for one in (var / "blobstorage").rglob("*.blob") if one.is_file()]
        lost = [
            one for one in (*files, var / "filestorage" / "Data.fs") if is_unsynced(one)
        ]
        for one in lost:
            one.chmod(0o600)
            one.write_bytes(b"")
        tell({"lost": len(lost)})

    return work
