"""platform.md, trap 7: files lie on the disk before the ledger says so."""

from lingchuan.records.content.actions import add_record
from lingchuan.records.content.disks import disk_error
from lingchuan.records.content.durable import BEFORE_LAST
from lingchuan.records.content.error_answers import status_of
from lingchuan.records.content.errors import DiskError
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger.manager import LAST
from lingchuan.records.ledger.store import LedgerStore
from pathlib import Path
from plone.namedfile.file import NamedBlobFile
from ZODB.FileStorage import FileStorage

import errno
import os
import pytest
import transaction


@pytest.fixture
def steps(monkeypatch):
    """What is synced and appended, in order: inodes, and the word ledger."""
    found = []
    fsync, append = os.fsync, LedgerStore.append

    def noted_fsync(descriptor):
        number = getattr(descriptor, "fileno", lambda: descriptor)()
        found.append(os.fstat(number).st_ino)
        fsync(descriptor)

    def noted_append(self, connection, rows):
        found.append("ledger")
        append(self, connection, rows)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(LedgerStore, "append", noted_append)
    return found


def add_paper(real, data=b"%PDF-1.4 paper", title="durable"):
    """Add a text record with a file to the first permit file."""
    brain = real.portal.portal_catalog.unrestrictedSearchResults(
        portal_type="PermitFile", review_state="accepted"
    )[0]
    file = NamedBlobFile(data, contentType="application/pdf", filename="a.pdf")
    made = brain._unrestrictedGetObject()
    return add_record(made, "TextRecord", title=title, file=file)


def inodes_around(real, record) -> set[int]:
    """Return the inodes of a record's file and the folders above it in the store."""
    path = real.blob_path(record.file)
    base = Path(real.storage.fshelper.base_dir)
    around = [one for one in path.parents if one.is_relative_to(base)]
    return {one.stat().st_ino for one in (path, *around)}


def test_the_syncer_votes_after_every_database_and_before_the_ledger(real):
    assert real.portal._p_jar.sortKey() < BEFORE_LAST < LAST


@pytest.mark.parametrize("savepoint", [False, True])
def test_file_and_folders_are_synced_before_the_ledger_commits(real, steps, savepoint):
    record = add_paper(real)
    if savepoint:
        transaction.savepoint()
    transaction.commit()
    before = set(steps[: steps.index("ledger")])
    assert inodes_around(real, record) <= before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_sync_that_fails_leaves_no_record_no_file_and_no_event(
    real, monkeypatch, number
):
    size, blobs = ledger.size(), files_in(real)

    def broken(descriptor):
        raise OSError(number, os.strerror(number))

    add_paper(real)
    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(DiskError) as told:
        transaction.commit()
    monkeypatch.undo()
    transaction.abort()
    assert told.value.is_full == (number == errno.ENOSPC)
    assert ledger.size() == size
    assert files_in(real) == blobs
    found = real.portal.portal_catalog.unrestrictedSearchResults(Title="durable")
    assert not found
    add_paper(real)
    transaction.commit()


def files_in(real) -> set[Path]:
    """Return the blob files that are there."""
    return set((real.var / "blobstorage").rglob("*.blob"))


def test_a_file_whose_savepoint_is_rolled_back_is_not_waited_for(real, steps):
    add_paper(real, title="kept")
    point = transaction.savepoint()
    dropped = add_paper(real, title="dropped")
    blob = dropped.file._blob
    point.rollback()
    transaction.commit()
    assert "ledger" in steps
    assert blob._p_jar is None or not list(files_of(real, blob))


def files_of(real, blob):
    """Yield the files of a blob."""
    return Path(real.storage.fshelper.getPathForOID(blob._p_oid)).glob("*")


@pytest.mark.parametrize(
    ("error", "status", "disk"),
    [
        (DiskError("files", errno.ENOSPC), 507, "files"),
        (DiskError("files", errno.EIO), 503, "files"),
        (ledger.LedgerUnavailable("database or disk is full"), 507, "ledger"),
        (OSError(errno.ENOSPC, "full"), 507, "files"),
    ],
)
def test_the_answer_to_a_failing_disk_names_it(error, status, disk):
    assert disk_error(error).disk == disk
    assert status_of(error, None) == status


def test_a_failing_data_fs_is_the_database_disk(real, monkeypatch):
    def broken(self, tid):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(FileStorage, "_finish_finish", broken)
    add_paper(real)
    with pytest.raises(OSError) as told:
        transaction.commit()
    transaction.abort()
    assert disk_error(told.value).disk == "database"
