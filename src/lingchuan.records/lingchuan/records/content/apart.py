"""A program that reads one file apart: neither its faults nor its time are the site's.

Nothing is written for it: what lies in no file is handed on in memory alone. The program
limits itself (core/limits.py); here the wait for it is bounded as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

import io
import os
import shutil
import signal
import subprocess
import sys


TIMEOUT = "Timeout"
# What is killed gives up its output at once.
_KILLED_S = 5


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended, what it wrote until then, and its fault.

    Args:
        code: its exit code, negative for a signal, or `TIMEOUT`.
    """

    code: int | str
    said: bytes = b""
    fault: bytes = b""


def program(module: str, *arguments: str) -> tuple[str, ...]:
    """Return the command of a module of ours, free of the site's environment."""
    return (sys.executable, "-I", "-m", module, *arguments)


def run_apart(command: Sequence[str], stream: BinaryIO, wait_s: float) -> Ended:
    """Run a program on a file, which is its input; it and its children end by then.

    Args:
        stream: open for reading, in a file or in memory.
    Raises:
        OSError: it could not be started.
    """
    with (
        _in_a_file(stream) as source,
        subprocess.Popen(
            command,
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process,
    ):
        try:
            said, fault = process.communicate(timeout=wait_s)
            return Ended(process.returncode, said, fault)
        except subprocess.TimeoutExpired:
            return _killed(process)
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)


def _killed(process: subprocess.Popen) -> Ended:
    """End a program with all that it started; return what it wrote until then."""
    os.killpg(process.pid, signal.SIGKILL)
    try:
        said, _fault = process.communicate(timeout=_KILLED_S)
        return Ended(TIMEOUT, said)
    except subprocess.TimeoutExpired as error:
        return Ended(TIMEOUT, error.stdout or b"")


def _in_a_file(stream: BinaryIO) -> BinaryIO:
    """Return a file of the system with the same bytes, to be closed."""
    try:
        number = stream.fileno()
    except (AttributeError, OSError, io.UnsupportedOperation):
        copied = os.fdopen(os.memfd_create("reading"), "w+b")
        stream.seek(0)
        shutil.copyfileobj(stream, copied)
        copied.flush()
        return copied
    if stream.writable():
        stream.flush()
    return os.fdopen(os.dup(number), "rb")
