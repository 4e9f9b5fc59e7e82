"""The program that confines itself, and then becomes a foreign one.

Run as `python -m lingchuan.records.media.launch JSON`, see `Launch`.
"""

from dataclasses import dataclass
from lingchuan.records.media.confinement import begin
from lingchuan.records.media.confinement import shut_files
from lingchuan.records.media.confinement import shut_network
from pathlib import Path
from typing import Final

import json
import os
import sys


# What each program needs of the system: its libraries, fonts, settings and devices.
SYSTEM: Final = (
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/libreoffice",
    "/etc/localtime",
    "/etc/passwd",
    "/var/cache/fontconfig",
    "/var/spool/libreoffice",
    "/sys/devices/system/cpu",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/self",
    "/dev/urandom",
)
NOTHING: Final = "/dev/null"
# Where soffice makes its own, whatever it is told.
SOCKETS: Final = "/tmp"


@dataclass(frozen=True, slots=True)
class Launch:
    """What is run, and what it may use.

    Args:
        command: the absolute path of a program, and its arguments.
        source: the file that it may read beside the system's.
        room: the folder in which it may read and write.
        cpu_s, memory, written: seconds of processor, bytes, bytes of each file.
        local_sockets: whether it may talk to itself by sockets.
    """

    command: list[str]
    source: str
    room: str
    cpu_s: int
    memory: int
    written: int
    local_sockets: bool = False


def main(argv: list[str]) -> int:
    """Become the program."""
    launch = Launch(**json.loads(argv[1]))
    begin(launch.cpu_s, launch.memory, launch.written)
    shut_network(launch.local_sockets)
    read = [Path(name) for name in (*SYSTEM, launch.source)]
    sockets = [Path(SOCKETS)] if launch.local_sockets else []
    shut_files(read, [Path(launch.room), Path(NOTHING)], sockets)
    os.execv(launch.command[0], launch.command)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv))
