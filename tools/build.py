"""Build the wheel lingchuan-tools from core and cli: ``python tools/build.py [FOLDER]``.

The two packages are copied to a temporary folder for the time of the build, so that
there is one source of them and nothing is left behind.
"""

from contextlib import redirect_stderr
from contextlib import redirect_stdout
from pathlib import Path
from setuptools import build_meta
from tempfile import TemporaryDirectory

import contextlib
import os
import shutil
import sys


HERE = Path(__file__).resolve().parent
NAMESPACE = Path("lingchuan") / "records"
SOURCE = HERE.parent / "src" / "lingchuan.records" / NAMESPACE
PACKAGES = ("cli", "core")


def build(target: Path) -> Path:
    """Build the wheel into a folder; return its path."""
    target = target.resolve()
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        for name in PACKAGES:
            unwanted = shutil.ignore_patterns("__pycache__")
            place = Path(folder) / NAMESPACE / name
            shutil.copytree(SOURCE / name, place, ignore=unwanted)
        shutil.copy(HERE / "pyproject.toml", folder)
        with contextlib.chdir(folder), open(os.devnull, "w") as silence:
            # What goes wrong is raised; the rest is a builder's talk.
            with redirect_stdout(silence), redirect_stderr(silence):
                return target / build_meta.build_wheel(str(target))


if __name__ == "__main__":
    print(build(Path(sys.argv[1] if len(sys.argv) > 1 else "dist")))
