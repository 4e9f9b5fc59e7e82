"""A package of a 1 GiB video from our server, by one pass of openssl over the same file.

The server is started as a site in use is, and curl takes the package and drops it. The
server's memory is what Linux says its process held at most, less what it held before.
"""

from bench.measure import by_turns
from bench.measure import Result
from bench.measure import result_of
from bench.rows import PASSWORD
from bench.rows import timed
from bench.servers import Site
from functools import partial
from lingchuan.records.setup.instance import SITE_ID
from pathlib import Path

import os
import re
import shutil
import subprocess
import sys


NAME = "package"
BYTES = 1 << 30
MIB = 1 << 20
PAIRS = 6
# The most time, by openssl's; the most MiB that the server may grow.
MOST, MOST_MIB = 1.5, 64
USER = "handler1"


def measure_package(folder: Path, size: int = BYTES) -> list[Result]:
    """Return what a package takes by openssl, in turn, and how much memory."""
    site = Site("ours", Path(sys.executable), folder / NAME, SITE_ID, USER)
    site.run("lingchuan.records.setup.instance", "--var", site.var, "--site-only")
    video = folder / "large.mp4"
    _write(video, size)
    path, stored = site.run("bench.fill_package", site.var, video).split()[-2:]
    site.start()
    try:
        take = partial(_take, f"{site.url}/{path}/@package", size)
        hash_it = partial(_quietly, "openssl", "dgst", "-sha256", stored)
        # What a first answer brings into memory stays there, package or not.
        _quietly("curl", *_LOGIN, f"{site.url}/{path}")
        by_turns(timed, (hash_it,), 1)
        before = _memory(site, "VmRSS")
        pairs = by_turns(timed, (hash_it, take), PAIRS)
        grown = (_memory(site, "VmHWM") - before) // MIB
    finally:
        site.stop()
        shutil.rmtree(site.var)
    failed = f"0/{PAIRS}" if grown < MOST_MIB else f"{grown} MiB"
    title = f"package of a {size / MIB:.0f} MiB video (memory +{grown} MiB)"
    told = {"against": "openssl", "failed_ours": failed}
    return [result_of(NAME, title, 1, pairs, MOST, **told)]


_LOGIN = ("-sf", "-u", f"{USER}:{PASSWORD}", "-H", "Accept: application/json")


def _write(path: Path, size: int) -> None:
    """Write a file that looks like a video, its bytes not to be packed."""
    block = os.urandom(MIB)
    with path.open("wb") as stream:
        stream.write(b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2mp41")
        for _n in range(size // MIB):
            stream.write(block)
        stream.truncate(size)


def _quietly(*command: str) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout


def _take(url: str, size: int) -> None:
    """Take a package and drop it.

    Raises:
        RuntimeError: it is smaller than what it must hold.
    """
    count = ("-o", "/dev/null", "-w", "%{size_download}")
    got = int(_quietly("curl", *_LOGIN, *count, url))
    if got <= size:
        raise RuntimeError(f"expected more than {size} bytes, got {got}")


def _memory(site: Site, name: str) -> int:
    """Return a figure of the server's process in bytes: VmRSS now, VmHWM at most."""
    status = Path(f"/proc/{site.process.pid}/status").read_text()
    return int(re.search(rf"{name}:\s+(\d+) kB", status)[1]) * 1024
