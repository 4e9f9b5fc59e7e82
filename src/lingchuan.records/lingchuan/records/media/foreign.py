"""Foreign programs, run confined on one file: ffmpeg, ffprobe, soffice."""

from collections.abc import Callable
from collections.abc import Sequence
from lingchuan.records.content.apart import program
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import PROGRAM_MISSING
from lingchuan.records.media.launch import Launch
from lingchuan.records.media.working import work
from pathlib import Path
from typing import Final

import dataclasses
import json
import shutil


LAUNCH: Final = program("lingchuan.records.media.launch")
PATH: Final = "/usr/local/bin:/usr/bin:/bin"
# The Debian package that brings a program.
PACKAGES: Final = {
    "ffmpeg": "ffmpeg",
    "ffprobe": "ffmpeg",
    "soffice": "libreoffice-writer-nogui",
}


def path_of(name: str) -> str:
    """Return the path of a program.

    Raises:
        DerivativeError: PROGRAM_MISSING.
    """
    found = shutil.which(name, path=PATH)
    if found is None:
        detail = f"{name}; install the package {PACKAGES[name]}"
        raise DerivativeError(PROGRAM_MISSING, detail)
    return found


def run_confined(launch: Launch, wait_s: float, hear: Callable[[str], None]) -> None:
    """Run a program in its limits until its end; hear each line that it writes.

    Raises:
        DerivativeError: it failed; see working.work.
    """
    told = json.dumps(dataclasses.asdict(launch))
    work((*LAUNCH, told), Path(launch.room), wait_s, hear)


def lines_of(launch: Launch, wait_s: float) -> Sequence[str]:
    """Return what a program writes."""
    lines: list[str] = []
    run_confined(launch, wait_s, lines.append)
    return lines
