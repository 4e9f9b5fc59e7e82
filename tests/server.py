"""A demo site that is served for real: for the Robot scenarios and the browser tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request


# On a machine that has much else to do; a server that ended is not waited for.
WAIT_S = 600
ROOT = Path(__file__).parents[1]
_INSTANCE = [sys.executable, "-m", "lingchuan.records.setup.instance"]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as server:
        server.bind(("localhost", 0))
        return server.getsockname()[1]


def wait_for(url: str, process: subprocess.Popen, log: Path) -> None:
    """Wait until the address answers.

    Raises:
        RuntimeError: the server ended, or did not answer in time.
    """
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=30):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise RuntimeError(f"the server did not start:\n{log.read_text()[-4000:]}")


@contextmanager
def demo_site(folder: Path) -> Iterator[str]:
    """Serve a fresh site with the demo's users and cases; give its address."""
    port = free_port()
    with _served([*_INSTANCE, *_options(folder, port)], folder, port) as url:
        yield url


@contextmanager
def late_demo_site(folder: Path, clock: Path) -> Iterator[str]:
    """Serve a fresh demo site that is so many days ahead as a file says."""
    port = free_port()
    options = _options(folder, port)
    subprocess.run([*_INSTANCE, *options, "--site-only"], check=True, cwd=folder)
    ini = folder / "var" / "etc" / "zope.ini"
    command = [sys.executable, "-m", "tests.late_site", str(clock), str(ini)]
    with _served(command, ROOT, port, log=folder / "server.log") as url:
        yield url


def _options(folder: Path, port: int) -> list[str]:
    return ["--demo", "--var", str(folder / "var"), "--port", str(port)]


@contextmanager
def _served(
    command: list[str], cwd: Path, port: int, log: Path | None = None
) -> Iterator[str]:
    log = log or cwd / "server.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(command, stdout=stream, stderr=stream, cwd=cwd)
        try:
            url = f"http://localhost:{port}/lingchuan"
            wait_for(f"{url}/login", process, log)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=30)
