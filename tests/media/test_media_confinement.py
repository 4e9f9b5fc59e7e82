"""A foreign program reaches no net, no other file, and does not outlive its caller."""

from lingchuan.records.media import foreign
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.launch import Launch

import ctypes
import os
import pytest
import signal
import subprocess
import sys
import time


PERL = "/usr/bin/perl"
SOCKETS = (
    "use Socket; for (AF_INET, AF_INET6, AF_UNIX) "
    '{ print socket(my $s, $_, SOCK_STREAM, 0) ? "open\n" : "shut\n" }'
)
# The kernel's answer: which version of Landlock it has.
LANDLOCK = ctypes.CDLL(None).syscall(444, None, 0, 1)


@pytest.fixture
def said(tmp_path):
    """Return what tells the lines that a program writes, confined."""
    room, source = tmp_path / "room", tmp_path / "source"
    room.mkdir()
    source.write_text("mine")

    def lines(*command, local_sockets=False):
        confined = Launch(
            list(command), str(source), str(room), 2, 1 << 30, 1 << 16, local_sockets
        )
        return foreign.lines_of(confined, 10)

    return lines


def test_no_socket_opens_but_local_ones_if_asked(said):
    assert said(PERL, "-e", SOCKETS) == ["shut"] * 3
    assert said(PERL, "-e", SOCKETS, local_sockets=True) == ["shut", "shut", "open"]


@pytest.mark.skipif(LANDLOCK < 1, reason="the kernel shuts no files")
def test_only_its_file_and_its_room_are_open(said, tmp_path):
    other = tmp_path / "other"
    other.write_text("theirs")
    script = (
        f"cat {tmp_path}/source; echo; cat {other} || echo shut;"
        f"echo 1 > {tmp_path}/new || echo shut; echo 1 > new && echo written;"
        f"ls {tmp_path} || echo shut; cat /proc/{os.getpid()}/environ || echo shut"
    )
    assert said("/bin/sh", "-c", script) == [
        "mine",
        *2 * ["shut"],
        "written",
        *2 * ["shut"],
    ]


def test_it_knows_nothing_of_the_sites_environment(said, monkeypatch):
    monkeypatch.setenv("SECRET", "canary")
    names = {line.partition("=")[0] for line in said("/usr/bin/env")}
    assert names <= {"HOME", "LANG", "PATH", "TMPDIR", "TZ", "PWD", "LC_CTYPE"}


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("while :; do :; done", "too_long"),
        ("head -c 200000 /dev/zero > big", "not_readable"),
        ("exit 3", "not_readable"),
    ],
)
def test_it_ends_at_its_limits(said, script, code):
    with pytest.raises(DerivativeError) as error:
        said("/bin/sh", "-c", script)
    assert error.value.code == code


def test_what_it_leaves_behind_ends_with_it(said):
    (number,) = said("/bin/sh", "-c", "sleep 60 >/dev/null 2>&1 & echo $!")
    deadline = time.monotonic() + 5
    while os.path.exists(f"/proc/{number}") and time.monotonic() < deadline:
        with open(f"/proc/{number}/stat") as stat:
            if stat.read().split()[2] == "Z":
                return
    assert not os.path.exists(f"/proc/{number}")


def test_it_ends_with_the_process_that_started_it(tmp_path):
    code = (
        "import sys; from pathlib import Path\n"
        "from lingchuan.records.media.foreign import run_confined\n"
        "from lingchuan.records.media.launch import Launch\n"
        "command = ['/bin/sh', '-c', 'echo $$; exec sleep 60']\n"
        "confined = Launch(command, '/dev/null', sys.argv[1], 5, 1 << 30, 0)\n"
        "run_confined(confined, 90, lambda line: print(line, flush=True))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE
    ) as process:
        number = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 5
    while os.path.exists(f"/proc/{number}") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not os.path.exists(f"/proc/{number}")
