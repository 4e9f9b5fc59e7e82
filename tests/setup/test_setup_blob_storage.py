"""A transaction that is given up takes no other's files along (threats A2, A9)."""

from lingchuan.records.setup.blob_storage import RecordBlobStorage
from lingchuan.records.setup.configuration import ZOPE_CONF
from ZODB import DB
from ZODB.blob import Blob
from ZODB.blob import BlobStorage
from ZODB.Connection import TransactionMetaData
from ZODB.FileStorage import FileStorage
from ZODB.POSException import POSKeyError

import pytest
import transaction


class Between(FileStorage):
    """Gives a transaction up just when the one before has let the lock go."""

    proxy = None

    def tpc_finish(self, txn, f=None):
        tid = super().tpc_finish(txn, f)
        given_up = TransactionMetaData()
        self.proxy.tpc_begin(given_up)
        self.proxy.tpc_abort(given_up)
        return tid


def stored(proxy_class, folder):
    """Store a blob while another transaction is given up; return the connection."""
    below = Between(str(folder / "Data.fs"))
    below.proxy = proxy_class(str(folder / "blobs"), below)
    connection = DB(below.proxy).open()
    connection.root()["blob"] = Blob(b"acknowledged")
    transaction.commit()
    return connection


def test_a_committed_file_stays_when_the_next_transaction_is_given_up(tmp_path):
    connection = stored(RecordBlobStorage, tmp_path)
    connection.cacheMinimize()
    with connection.root()["blob"].open() as stream:
        assert stream.read() == b"acknowledged"
    connection.db().close()


def test_the_stock_proxy_loses_it_so_the_mend_is_still_needed(tmp_path):
    connection = stored(BlobStorage, tmp_path)
    connection.cacheMinimize()
    with pytest.raises(POSKeyError):
        connection.root()["blob"].open().close()
    transaction.abort()
    connection.db().close()


def test_the_files_of_a_transaction_that_is_given_up_are_deleted(tmp_path):
    storage = RecordBlobStorage(
        str(tmp_path / "blobs"), FileStorage(str(tmp_path / "Data.fs"))
    )
    connection = DB(storage).open()

    class Refusing:
        """A data manager that votes no, after the database."""

        def sortKey(self):
            return "~~~~"

        def tpc_begin(self, txn): ...
        def commit(self, txn): ...
        def tpc_abort(self, txn): ...
        def abort(self, txn): ...

        def tpc_vote(self, txn):
            raise ValueError

    connection.root()["blob"] = Blob(b"given up")
    transaction.get().join(Refusing())
    with pytest.raises(ValueError):
        transaction.commit()
    transaction.abort()
    assert not list((tmp_path / "blobs").rglob("*.blob"))
    connection.db().close()


def test_sites_are_configured_with_it():
    assert "%import lingchuan.records.setup\n" in ZOPE_CONF.template
    assert "<recordblobstorage>" in ZOPE_CONF.template
