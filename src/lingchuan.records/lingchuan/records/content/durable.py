"""Files lie safe on the disk before the ledger says that they are there.

ZODB syncs Data.fs, never the files of blobs: a power cut could leave a record whose
file is empty. This data manager votes after ZODB, which has then put the files of the
transaction into their places, and just before the ledger. It syncs each file and the
folders above it. What cannot be synced aborts the whole transaction.
"""

from collections.abc import Iterator
from lingchuan.records.content.disks import FILES
from lingchuan.records.content.errors import DiskError
from lingchuan.records.ledger.manager import LAST
from lingchuan.records.ledger.safe_files import sync
from pathlib import Path
from transaction.interfaces import IDataManagerSavepoint
from transaction.interfaces import ISavepointDataManager
from typing import Any
from ZODB.blob import Blob
from zope.interface import implementer

import transaction


_KEY = "lingchuan.records.blobs"
# Behind every ZODB connection, before the ledger.
BEFORE_LAST = LAST.replace(".ledger", ".blobs")
assert BEFORE_LAST < LAST


@implementer(IDataManagerSavepoint)
class BlobSavepoint:
    """The number of files that a rollback keeps."""

    def __init__(self, syncer: "BlobSyncer") -> None:
        self.syncer = syncer
        self.kept = len(syncer.blobs)

    def rollback(self) -> None:
        """Forget the files since the savepoint."""
        del self.syncer.blobs[self.kept :]


@implementer(ISavepointDataManager)
class BlobSyncer:
    """Holds the new blobs of one transaction."""

    def __init__(self, manager: Any) -> None:
        self.transaction_manager = manager
        self.blobs: list[Blob] = []

    def sortKey(self) -> str:  # noqa: N802
        """Sort behind every ZODB connection and before the ledger."""
        return BEFORE_LAST

    def savepoint(self) -> BlobSavepoint:
        """Return a savepoint."""
        return BlobSavepoint(self)

    def tpc_begin(self, txn: object) -> None:
        """Wait for the vote."""

    def commit(self, txn: object) -> None:
        """Wait for the vote."""

    def tpc_vote(self, txn: object) -> None:
        """Sync files, then folders.

        Raises:
            DiskError: the disk is full or does not answer.
        """
        folders: dict[Path, None] = {}
        try:
            for place, base in _places(self.blobs):
                for path in sorted(place.glob("*.blob")):
                    sync(path)
                around = (place, *place.parents)
                folders.update((one, None) for one in around if _inside(one, base))
            for folder in folders:
                sync(folder)
        except OSError as error:
            raise DiskError(FILES, error.errno) from error

    def tpc_finish(self, txn: object) -> None:
        """Forget the files."""
        self.blobs.clear()

    def tpc_abort(self, txn: object) -> None:
        """Forget the files."""
        self.blobs.clear()

    def abort(self, txn: object) -> None:
        """Forget the files."""
        self.blobs.clear()


def sync_with_transaction(blob: Blob) -> None:
    """Let a new blob's file be on the disk before the current transaction is done."""
    txn = transaction.get()
    try:
        found = txn.data(_KEY)
    except KeyError:
        found = None
    if found is None or found not in txn._resources:
        found = BlobSyncer(transaction.manager)
        txn.join(found)
        txn.set_data(_KEY, found)
    found.blobs.append(blob)


def _helper(blob: Blob) -> Any:
    """Return what knows the places of blob files, None where they lie in no folder."""
    storage = blob._p_jar.db().storage
    # RelStorage keeps it one step farther.
    holder = getattr(storage, "blobhelper", storage)
    return getattr(holder, "fshelper", None)


def _places(blobs: list[Blob]) -> Iterator[tuple[Path, Path]]:
    """Yield the folder of each blob that is stored, and that of the whole store."""
    for blob in blobs:
        helper = _helper(blob) if blob._p_jar is not None else None
        if helper is not None and blob._p_oid is not None:
            yield Path(helper.getPathForOID(blob._p_oid)), Path(helper.base_dir)


def _inside(folder: Path, base: Path) -> bool:
    return folder.is_dir() and folder.is_relative_to(base)
