"""Files on their way lie in a private folder, which is wiped whatever happened."""

from lingchuan.records.media.workroom import workroom

import os
import pytest
import signal
import stat
import subprocess
import sys


CANARY = b"CANARY-7731"
KILLED = """
import os, signal, sys, tempfile
tempfile.tempdir = sys.argv[1]
from lingchuan.records.media.workroom import workroom
with workroom() as room:
    (room / "secret").write_bytes(b"CANARY-7731")
    print(room, flush=True)
    sys.stdin.read()
"""


def _mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_room_is_private_and_its_files_are_wiped(rooms):
    with workroom() as room:
        assert (_mode(room), _mode(room.parent)) == (0o700, 0o700)
        inner = room / "deep"
        inner.mkdir()
        (inner / "secret").write_bytes(CANARY * 100_000)
        kept = open(inner / "secret", "rb")
        outside = rooms() / "outside"
        outside.write_bytes(CANARY)
        (room / "link").symlink_to(outside)
    with kept:
        assert kept.read() == b""
    assert not room.exists()
    assert outside.read_bytes() == CANARY


def test_a_room_is_wiped_after_a_failure(rooms):
    with pytest.raises(ValueError, match="broken"), workroom() as room:
        (room / "secret").write_bytes(CANARY)
        raise ValueError("broken")
    assert not room.exists()


def test_what_a_killed_process_left_is_swept_at_the_next_use(rooms):
    folder = str(rooms().parent)
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        room = process.stdout.readline().decode().strip()
        with workroom():
            assert os.path.exists(f"{room}/secret")
        process.send_signal(signal.SIGKILL)
    assert os.path.exists(f"{room}/secret")
    with workroom():
        assert not os.path.exists(room)


def test_rooms_within_one_process_leave_each_other_alone(rooms):
    with workroom() as first:
        (first / "made").write_bytes(CANARY)
        with workroom() as second:
            assert first != second
        assert (first / "made").read_bytes() == CANARY


def test_a_folder_into_which_others_may_look_is_not_used(rooms):
    rooms().chmod(0o755)
    with pytest.raises(PermissionError), workroom():
        pass
