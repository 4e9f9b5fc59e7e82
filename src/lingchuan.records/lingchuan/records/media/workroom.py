"""A private folder for files on their way; wiped when it is left, whatever happened.

- Only this user may look into it, and it lies where temporary files of the site lie.
- Each room is locked while it is in use. The lock ends with its process, so that the
  next use of any room finds and wipes what a killed process left.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from lingchuan.records.content.wiping import wipe
from pathlib import Path
from typing import Final

import errno
import fcntl
import os
import shutil
import stat
import tempfile


PRIVATE: Final = 0o700
LOCK: Final = ".lock"
_ROOM: Final = "room-"


def rooms() -> Path:
    """Return the folder of all rooms, which is this user's alone.

    Raises:
        PermissionError: it is somebody else's, or others may look into it.
    """
    folder = Path(tempfile.gettempdir()) / f"lingchuan-rooms-{os.getuid()}"
    folder.mkdir(mode=PRIVATE, exist_ok=True)
    found = folder.lstat()
    is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    if not is_ours or stat.S_IMODE(found.st_mode) != PRIVATE:
        raise PermissionError(f"not a private folder of ours: {folder}")
    return folder


@contextmanager
def workroom() -> Iterator[Path]:
    """Give a private folder, and wipe it afterwards."""
    room, lock = _entered()
    try:
        yield room
    finally:
        _wipe_room(room)
        os.close(lock)


def _entered() -> tuple[Path, int]:
    """Return a new room with its lock; wipe those that nobody holds any more."""
    folder = rooms()
    door = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        # A room that was made and is not locked yet must not be taken for a left one.
        fcntl.flock(door, fcntl.LOCK_EX)
        for left in folder.glob(f"{_ROOM}*"):
            _sweep(left)
        room = Path(tempfile.mkdtemp(prefix=_ROOM, dir=folder))
        return room, _locked(room)
    finally:
        os.close(door)


def _locked(room: Path) -> int:
    lock = os.open(room / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return lock


def _sweep(room: Path) -> None:
    try:
        lock = _locked(room)
    except OSError:
        # In use, or just gone.
        return
    try:
        _wipe_room(room)
    finally:
        os.close(lock)


def _wipe_room(room: Path) -> None:
    """Overwrite each file of a room, and remove it."""
    for folder, _folders, names in os.walk(room):
        for name in names:
            wipe_file(Path(folder, name))
    shutil.rmtree(room, ignore_errors=True)


def hand_out(made: Path, target: Path) -> None:
    """Move a file out of a room; where it lies on another disk, it is wiped here."""
    try:
        made.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        try:
            shutil.copyfile(made, target)
        except OSError:
            target.unlink(missing_ok=True)
            raise


def wipe_file(path: Path) -> None:
    """Overwrite a file with zeros and remove it; a link is removed alone."""
    if path.is_file() and not path.is_symlink():
        with open(path, "r+b") as stream:
            wipe(stream)
    path.unlink(missing_ok=True)
