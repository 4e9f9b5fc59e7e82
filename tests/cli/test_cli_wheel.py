"""The wheel lingchuan-tools, in an environment without Plone."""

from pathlib import Path
from tests.cli.packing import originals
from tests.cli.packing import package
from tests.cli.packing import zipped

import os
import pytest
import re
import subprocess
import sys
import venv
import zipfile


ROOT = Path(__file__).parents[2]
BIN = "Scripts" if os.name == "nt" else "bin"


def run(*command):
    """Run a command outside the project; return it with its output as text."""
    told = [str(part) for part in command]
    env = {key: one for key, one in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(
        told, capture_output=True, encoding="utf-8", check=False, cwd="/", env=env
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built as `make tools` does."""
    target = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, ROOT / "tools" / "build.py", target)
    assert (done.returncode, done.stderr) == (0, "")
    (path,) = target.iterdir()
    assert str(path) == done.stdout.strip()
    return path


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory):
    """An environment that holds the wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    install = ("pip", "install", "--quiet", "--python", folder, "-c")
    uv = Path(sys.executable).parent / "uv"
    done = run(uv, *install, ROOT / "constraints.txt", wheel)
    assert done.returncode == 0, done.stderr
    return folder / BIN


def test_the_wheel_holds_core_and_cli_alone(wheel):
    assert wheel.name.endswith("-py3-none-any.whl")
    names = zipfile.ZipFile(wheel).namelist()
    packages = {name.rpartition("/")[0] for name in names}
    inside = {one for one in packages if ".dist-info" not in one}
    # No __init__ above them: it would hide the one of lingchuan.records beside it.
    assert inside == {"lingchuan/records/cli", "lingchuan/records/core"}


def test_both_distributions_have_one_version():
    pattern = re.compile(r'version ?= ?"(\w[\w.]+)",?\n')
    texts = [ROOT / "setup.py", ROOT / "tools" / "pyproject.toml"]
    versions = {pattern.search(path.read_text(encoding="utf-8"))[1] for path in texts}
    assert len(versions) == 1


@pytest.mark.parametrize("module", ["plone", "zope", "stdnum", "pypdf", "lxml"])
def test_the_environment_has_no_plone(environment, module):
    done = run(environment / "python", "-c", f"import {module}")
    assert "ModuleNotFoundError" in done.stderr


def test_good_and_bad_packages_are_told_apart_there(environment, tmp_path):
    files, _ledger = package(originals(10, 100))
    path = tmp_path / "package.zip"
    path.write_bytes(zipped(files))
    done = run(environment / "lingchuan-verify", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "good: package 2026-001" in done.stdout
    (name,) = (one for one in files if "002" in one)
    files[name] = b"x" + files[name][1:]
    path.write_bytes(zipped(files))
    done = run(environment / "lingchuan-verify", path)
    assert (done.returncode, done.stderr) == (1, "")
    assert f"ERROR {name}: " in done.stdout and "0–99" in done.stdout
    done = run(environment / "lingchuan-verify", tmp_path / "nothing")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no such file" in done.stderr
