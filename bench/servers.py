"""The two sites: made, filled, started and stopped; each with data of its own.

Stock Plone runs from an environment that does not have the add-on, with the same pins,
the same settings of Zope and the same number of threads.
"""

from dataclasses import dataclass
from lingchuan.records.demo.users import PASSWORD
from lingchuan.records.setup.configuration import write_configuration
from lingchuan.records.setup.instance import SITE_ID
from pathlib import Path
from tests.server import free_port

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request


WAIT_S = 120
TICK_S = 0.02


@dataclass
class Site:
    """One site with its server process."""

    name: str
    python: Path
    var: Path
    path: str
    user: str
    process: subprocess.Popen | None = None
    port: int = 0
    module: str = "Zope2.Startup.serve"

    @property
    def url(self) -> str:
        """Return the address."""
        return f"http://localhost:{self.port}/{self.path}"

    def run(self, module: str, *arguments: object) -> str:
        """Run a module of this folder with the site's Python; return what it prints."""
        command = [self.python, "-m", module, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{module} failed:\n{done.stderr[-4000:]}")
        return done.stdout

    def fill(self, first: int, last: int) -> float:
        """Add the items first to last-1; return the seconds an item took."""
        module = f"bench.fill_{self.name}"
        return float(self.run(module, self.var, first, last).split()[-1])

    def configure(self, port: int) -> Path:
        """Write the site's configuration; return the path of zope.ini."""
        ini = write_configuration(self.var, port)
        if self.name == "stock":
            _without_gateway(ini)
            _without_our_storage(ini.with_name("zope.conf"))
        return ini

    def start(self) -> float:
        """Start the server; return the seconds until it answered."""
        self.port = free_port()
        ini = self.configure(self.port)
        log = (self.var / "log" / "out.log").open("ab")
        start = time.perf_counter()
        command = [self.python, "-m", self.module, str(ini)]
        self.process = subprocess.Popen(command, stdout=log, stderr=log)
        while time.perf_counter() < start + WAIT_S:
            try:
                with urllib.request.urlopen(f"{self.url}/@@ok", timeout=WAIT_S):
                    return time.perf_counter() - start
            except urllib.error.HTTPError:
                return time.perf_counter() - start
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(TICK_S)
        raise RuntimeError(f"{self.name} did not start; see {self.var}/log")

    def stop(self) -> None:
        """Stop the server."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=WAIT_S)
            self.process = None


def _without_gateway(ini: Path) -> None:
    text = ini.read_text(encoding="utf-8").replace("    gateway\n", "")
    head, tail = text.split("[filter:gateway]\n")
    tail = tail.split("\n", 1)[1]
    ini.write_text(head + tail, encoding="utf-8")


def _without_our_storage(conf: Path) -> None:
    text = conf.read_text(encoding="utf-8")
    text = text.replace("recordblobstorage", "blobstorage")
    lines = [one for one in text.splitlines() if "lingchuan" not in one.lower()]
    conf.write_text("\n".join(lines) + "\n", encoding="utf-8")


def stock_python(folder: Path) -> Path:
    """Return the Python of an environment with stock Plone, made if it is missing."""
    python = folder / "bin" / "python"
    marker = folder / ".installed"
    pins = Path("constraints.txt").resolve()
    if not marker.exists() or marker.stat().st_mtime < pins.stat().st_mtime:
        uv = Path(sys.executable).parent / "uv"
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        packages = ("Plone", "plone.restapi", "plone.distribution")
        install = [uv, "pip", "install", "--quiet", "--python", python, "-c", pins]
        subprocess.run([*install, *packages], check=True)
        marker.touch()
    return python


def make_sites(folder: Path) -> tuple[Site, Site]:
    """Make both sites, empty but for their users."""
    os.umask(0o077)
    python = stock_python(Path("build/stock"))
    stock = Site("stock", python, folder / "stock", "stock", "bench")
    ours = Site("ours", Path(sys.executable), folder / "ours", SITE_ID, "handler1")
    stock.configure(free_port())
    stock.fill(0, 0)
    ours.run("lingchuan.records.setup.instance", "--var", ours.var, "--site-only")
    ours.fill(0, 0)
    return stock, ours


__all__ = ["PASSWORD", "Site", "make_sites"]
