"""The storage of files, with a mend: no aborted transaction takes another's files along.

ZODB's own proxy remembers the new files of the transaction that is being committed, and
forgets them only after it has let the commit lock go. A transaction that gets the lock
in between and is given up at once, for a conflict, then deletes the files of the one
before: a record that was acknowledged has lost its file. Here they are forgotten while
the lock is held.
"""

from collections.abc import Callable
from typing import Any
from ZODB.blob import BlobStorage
from ZODB.config import BaseConfig


class RecordBlobStorage(BlobStorage):
    """Files beside a storage without files of its own."""

    def tpc_finish(
        self, transaction: Any, f: Callable[[bytes], object] | None = None
    ) -> bytes:
        """Finish, and forget the new files before others may commit.

        Should the storage fail here, the transaction may be done: its files stay.
        """

        def finishing(tid: bytes) -> None:
            self._blob_tpc_finish()
            if f is not None:
                f(tid)

        return self._BlobStorage__storage.tpc_finish(transaction, finishing)


class Section(BaseConfig):
    """`<recordblobstorage>` of zope.conf."""

    def open(self) -> RecordBlobStorage:
        """Open the storage."""
        return RecordBlobStorage(self.config.blob_dir, self.config.base.open())
