"""A program that works on one file apart, and tells how far it is.

No file kills the site or holds it up: the program limits its own time and memory, here
the wait for it is bounded as well, and with it end all that it started.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import suppress
from lingchuan.records.media.errors import CODES
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import NOT_READABLE
from lingchuan.records.media.errors import PROGRAM_MISSING
from lingchuan.records.media.errors import TOO_LARGE
from lingchuan.records.media.errors import TOO_LONG
from pathlib import Path
from typing import Final

import logging
import os
import select
import selectors
import signal
import subprocess
import time


logger = logging.getLogger(__name__)

Tell = Callable[[int], None]

_BLOCK: Final = 1 << 16
_LINE: Final = 1 << 20
# At its last second of processor the kernel kills a program.
_SIGNALS: Final = {
    signal.SIGXCPU: TOO_LONG,
    signal.SIGKILL: TOO_LONG,
    signal.SIGXFSZ: TOO_LARGE,
}
# A word before what a program of ours has to say of a failure.
ERROR: Final = "error "


def silent(_percent: int) -> None:
    """Tell nobody."""


def work(
    command: Sequence[str],
    room: Path,
    wait_s: float,
    hear: Callable[[str], None],
    said: bytes = b"",
) -> None:
    """Run a program until its end; hear each line that it writes.

    Args:
        room: its folder, and the only home that it knows.
        wait_s: seconds, after which it is killed with all its children.
        said: its input.
    Raises:
        DerivativeError: it failed; the code says why.
        Exception: whatever `hear` raises; the program has ended by then.
    """
    try:
        process = subprocess.Popen(
            command,
            cwd=room,
            env=_environment(room),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except FileNotFoundError as error:
        raise DerivativeError(PROGRAM_MISSING, f"{command[0]}") from error
    with process:
        try:
            _listen(process, said, time.monotonic() + wait_s, hear)
        finally:
            # Not waited for yet, it keeps its number: nobody else's group is killed.
            os.killpg(process.pid, signal.SIGKILL)
    if process.returncode != 0:
        raise _failed(command, process.returncode)


def _environment(room: Path) -> dict[str, str]:
    """Return the whole environment of a program: nothing of the site's."""
    folder = str(room)
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": folder,
        "TMPDIR": folder,
        "LANG": "C.UTF-8",
        "TZ": "Asia/Shanghai",
    }


def _listen(
    process: subprocess.Popen, said: bytes, end: float, hear: Callable[[str], None]
) -> None:
    with suppress(BrokenPipeError), process.stdin:
        process.stdin.write(said)
    code = ""
    for line in _lines(process, end):
        if line.startswith(ERROR):
            code = line.removeprefix(ERROR).split()[0]
            logger.warning("no derivative is made: %s", line)
        else:
            hear(line)
    _await_end(process, end)
    if code:
        raise DerivativeError(code if code in CODES else NOT_READABLE)


def _await_end(process: subprocess.Popen, end: float) -> None:
    """Wait until a program that writes no more has ended, and leave its number."""
    handle = os.pidfd_open(process.pid)
    try:
        ended, _, _ = select.select([handle], [], [], max(end - time.monotonic(), 0))
    finally:
        os.close(handle)
    if not ended:
        raise DerivativeError(TOO_LONG, f"{process.args[0]}")


def _lines(process: subprocess.Popen, end: float) -> Iterator[str]:
    """Yield what a program writes, line by line, until its end or its time is over."""
    rest = b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if not selector.select(max(end - time.monotonic(), 0)):
                raise DerivativeError(TOO_LONG, f"{process.args[0]}")
            block = os.read(process.stdout.fileno(), _BLOCK)
            if not block:
                return
            *lines, rest = (rest + block).split(b"\n")
            yield from (line.decode("utf-8", "replace") for line in lines)
            if len(rest) > _LINE:
                raise DerivativeError(NOT_READABLE, "endless line")


def _failed(command: Sequence[str], code: int) -> DerivativeError:
    logger.warning("%s ended with %s", Path(command[0]).name, code)
    return DerivativeError(_SIGNALS.get(-code, NOT_READABLE), f"ended with {code}")
