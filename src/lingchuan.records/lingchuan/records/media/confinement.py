"""What a foreign program may not do while it reads a stranger's file.

It is called by launch.py, which becomes that program. Linux alone has these doors.

- No network: a filter of the kernel refuses every socket but, if asked, local ones.
- No file but those named, and no writing but in one folder; a kernel that is too old for
  that (before 5.13) does the rest all the same.
- It ends with the process that started it.
"""

from collections.abc import Iterable
from lingchuan.records.core.limits import limit_process
from pathlib import Path
from typing import Final

import ctypes
import errno
import os
import platform
import signal
import struct


PRIORITY: Final = 10
_LIBC = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_SECCOMP_MODE_FILTER: Final = 2
# By machine: what the kernel calls it, and the number of the call `socket`.
_MACHINES: Final = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_IO_URING_SETUP: Final = 425
_X32: Final = 0x40000000
_LOAD, _EQUAL, _LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_KILL, _ALLOW = 0x80000000, 0x7FFF0000
_REFUSE: Final = 0x00050000 | errno.EACCES
_LOCAL, _NO_FAMILY = 1, 0xFFFFFFFF
# Where the filter finds the number of the call, the machine, and the first argument.
_CALL, _MACHINE, _FIRST = 0, 4, 16

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION, _BENEATH = 1, 1
# What can be forbidden, by the version of Landlock: moving and cutting off came later.
_RIGHTS: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1}
_LATER: Final = (1 << 15) - 1
_RUN, _WRITE, _READ, _LIST, _CUT = 1, 2, 4, 8, 1 << 14
_REMOVE, _MAKE_SOCKET = 1 << 5, 1 << 9
_OF_FILES: Final = _RUN | _WRITE | _READ | _CUT


class ConfinementError(Exception):
    """The kernel does not confine a process; no program is run without."""


def end_with_parent() -> None:
    """Let this process be killed when the one that started it ends."""
    _control(_PR_SET_PDEATHSIG, signal.SIGKILL)


def begin(cpu_s: int, memory: int, written: int = 0) -> None:
    """Give way to the site, end with it, and keep within limits.

    Args:
        cpu_s: seconds of processor.
        memory: bytes.
        written: bytes of each file.
    """
    os.nice(PRIORITY)
    end_with_parent()
    limit_process(cpu_s, memory, written)


def shut_network(local_sockets: bool = False) -> None:
    """Refuse new sockets to this process and to what it starts.

    Args:
        local_sockets: whether those within this machine are left to it.
    """
    machine, socket = _MACHINES[platform.machine()]
    steps = (
        _step(_LOAD, _MACHINE),
        _step(_EQUAL, machine, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _CALL),
        _step(_LEAST, _X32, 4, 0),
        _step(_EQUAL, _IO_URING_SETUP, 3, 0),
        _step(_EQUAL, socket, 0, 3),
        _step(_LOAD, _FIRST),
        _step(_EQUAL, _LOCAL if local_sockets else _NO_FAMILY, 1, 0),
        _step(_RETURN, _REFUSE),
        _step(_RETURN, _ALLOW),
    )
    code = ctypes.create_string_buffer(b"".join(steps))
    # struct sock_fprog: count of steps, and where they lie.
    told = ctypes.create_string_buffer(
        struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(code))
    )
    _control(_PR_SET_NO_NEW_PRIVS, 1)
    _control(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(told))


def _step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    """Return a step of a filter; it jumps over so many of the next steps."""
    return struct.pack("HBBI", code, if_so, if_not, value)


def shut_files(
    read: Iterable[Path], written: Iterable[Path], sockets: Iterable[Path] = ()
) -> None:
    """Leave to this process files and folders to read and run, and some to write.

    Args:
        sockets: folders in which it may make a socket, and remove what is its user's.
    """
    version = _LIBC.syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)
    if version < 1:
        return
    handled = _RIGHTS.get(version, _LATER)
    rules = _called(_CREATE_RULESET, struct.pack("Q", handled), 8, 0)
    try:
        for path in read:
            _allow(rules, path, handled & (_RUN | _READ | _LIST))
        for path in written:
            _allow(rules, path, handled & ~_RUN)
        for path in sockets:
            _allow(rules, path, _MAKE_SOCKET | _REMOVE)
        _control(_PR_SET_NO_NEW_PRIVS, 1)
        _called(_RESTRICT_SELF, rules, 0)
    finally:
        os.close(rules)


def _allow(rules: int, path: Path, rights: int) -> None:
    if not path.exists():
        return
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not path.is_dir():
            rights &= _OF_FILES
        _called(_ADD_RULE, rules, _BENEATH, struct.pack("=Qi", rights, handle), 0)
    finally:
        os.close(handle)


def _called(number: int, *arguments: object) -> int:
    return _checked(_LIBC.syscall(number, *arguments))


def _control(number: int, *arguments: int) -> None:
    rest = [ctypes.c_ulong(one) for one in (*arguments, 0, 0, 0, 0)[:4]]
    _checked(_LIBC.prctl(number, *rest))


def _checked(result: int) -> int:
    if result < 0:
        raise ConfinementError(os.strerror(ctypes.get_errno()))
    return result
