"""How the tests are shared out to several workers; a run in one process is as ever.

- A file of tests is one worker's, so what it makes once is made once.
- All that looks at the served demo site is one worker's: one site, one browser.
- What takes long comes first, so that no worker ends long after the other.
- What all workers need is made by the first, for which the others wait.
"""

from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from xdist.scheduler import LoadScopeScheduling
from zope.i18n.compile import compile_mo_file

import fcntl
import os
import pytest
import shutil
import sysconfig


ROOT = Path(__file__).parents[1]
# Files and folders of tests that look at the demo site as it is served.
ON_DEMO_SITE = (
    "tests/browser/",
    "tests/robot/",
    "tests/rest/test_rest_secret_gate.py",
    "tests/setup/test_setup_gateway.py",
    "tests/site/test_site_doors.py",
)
# Those that take minutes.
LONG = (
    *ON_DEMO_SITE,
    "tests/leaks/",
    "tests/faults/",
    "tests/supervision/",
    "tests/setup/",
)
TOLD = "told"


class Sharing(LoadScopeScheduling):
    """Units of work: the demo site's tests, and each other file."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return "demo site" if path.startswith(ON_DEMO_SITE) else path


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Sharing:
    """Share out as this module says."""
    config.option.loadscopereorder = False
    return Sharing(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long first; else all stays in its order."""
    items.sort(key=lambda item: _place(item.nodeid))


def _place(nodeid: str) -> int:
    places = (place for place, one in enumerate(LONG) if nodeid.startswith(one))
    return next(places, len(LONG))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile translations before the workers start, which would do it all at once."""
    config = session.config
    if hasattr(config, "workerinput") or not config.getoption("numprocesses"):
        return
    for folder in (ROOT / "src", Path(sysconfig.get_path("purelib"))):
        for path in folder.rglob("locales/*/LC_MESSAGES/*.po"):
            compile_mo_file(path.stem, str(path.parent))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what tests told of themselves: seeds, and how much they tried."""
    reports = [one for many in terminalreporter.stats.values() for one in many]
    for report in reports:
        for name, line in getattr(report, "user_properties", ()):
            if name == TOLD and report.when == "call":
                terminalreporter.write_line(line)


@pytest.fixture
def tell(record_property) -> Callable[[str], None]:
    """Return what lets a line stand at the end of the run, whoever ran the test."""
    return lambda line: record_property(TOLD, line)


def made_once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]
) -> Path:
    """Return a folder that one worker makes, and that nobody changes."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder, done = base / name, base / f"{name}.made"
    with _locked(base / f"{name}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            done.touch()
    return folder


@contextmanager
def _locked(path: Path):
    with path.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
