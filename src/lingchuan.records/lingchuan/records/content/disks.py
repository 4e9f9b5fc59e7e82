"""What a full or failing disk says to people: which disk, never which path."""

from lingchuan.records.content.errors import DiskError
from lingchuan.records.i18n import _
from lingchuan.records.ledger.places import LedgerUnavailable

import errno
import traceback


FILES = "files"
DATABASE = "database"
LEDGER = "ledger"
FAILING = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS)
_STORAGE = "FileStorage"
# What SQLite says; it keeps the system's number to itself.
_FULL_LEDGER = "database or disk is full"

FULL_DISK = {
    FILES: _(
        "error_full_files",
        default="The disk of the files is full, so nothing was stored. Tell the system administrator.",
    ),
    DATABASE: _(
        "error_full_database",
        default="The disk of the database is full, so nothing was stored. Tell the system administrator.",
    ),
    LEDGER: _(
        "error_full_ledger",
        default="The disk of the ledger is full, so nothing was stored. Tell the system administrator.",
    ),
}
FAILING_DISK = {
    FILES: _(
        "error_failing_files",
        default="The disk of the files does not answer, so nothing was stored. Tell the system administrator.",
    ),
    DATABASE: _(
        "error_failing_database",
        default="The disk of the database does not answer, so nothing was stored. Tell the system administrator.",
    ),
}


def disk_error(exception: BaseException) -> DiskError | None:
    """Return which disk an exception tells of, None if it tells of none."""
    if isinstance(exception, DiskError):
        return exception
    if isinstance(exception, LedgerUnavailable):
        full = _FULL_LEDGER in str(exception)
        return DiskError(LEDGER, errno.ENOSPC) if full else None
    if isinstance(exception, OSError) and exception.errno in FAILING:
        return DiskError(_written_by(exception), exception.errno)
    return None


def _written_by(error: OSError) -> str:
    """Return whose disk failed: an open file does not tell its name."""
    frames = traceback.extract_tb(error.__traceback__)
    in_database = any(_STORAGE in frame.filename for frame in frames)
    return DATABASE if in_database else FILES


def disk_text(error: DiskError) -> object:
    """Return the message of a disk."""
    return (FULL_DISK if error.is_full else FAILING_DISK)[error.disk]
