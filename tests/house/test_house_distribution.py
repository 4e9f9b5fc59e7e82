"""What is handed on as source or as a wheel is whole."""

from pathlib import Path

import pytest
import shutil
import subprocess
import sys
import zipfile


ROOT = Path(__file__).parents[2]
# Settings of git and npm for this checkout alone, and links, which become what they name.
LEFT_OUT = {".gitignore", ".npmrc", "profiles/default/workflows"}
LINK = "src/lingchuan.records/lingchuan/records/profiles"
PACKAGE = "lingchuan/records"


def tracked():
    """Return the paths of all files of the project."""
    told = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    names = told.stdout.decode("utf-8").split("\0")
    return sorted(name for name in names if name and (ROOT / name).exists())


def build(kind, folder, target):
    """Build a distribution as `pip` would, with the setuptools that is here."""
    code = f"from setuptools import build_meta as b; b.build_{kind}({str(target)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True)
    (path,) = target.iterdir()
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """(names in the sdist, names in the wheel that is built from it)."""
    if not (ROOT / ".git").exists():
        pytest.skip("which files belong to the project is known in a checkout alone")
    folder = tmp_path_factory.mktemp("distribution")
    for name in tracked():
        copy = folder / "checkout" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, copy, follow_symlinks=False)
    for kind in ("sdist", "wheel"):
        (folder / kind).mkdir()
    sdist = build("sdist", folder / "checkout", folder / "sdist")
    shutil.unpack_archive(sdist, folder / "unpacked")
    (unpacked,) = (folder / "unpacked").iterdir()
    source = {
        path.relative_to(unpacked).as_posix()
        for path in unpacked.rglob("*")
        if path.is_file()
    }
    wheel = zipfile.ZipFile(build("wheel", unpacked, folder / "wheel"))
    return source, set(wheel.namelist())


def test_the_source_distribution_holds_every_file_of_the_project(built):
    assert {*tracked()} - built[0] == {*LEFT_OUT, LINK}


def test_the_wheel_holds_every_file_of_the_package(built):
    top = ROOT / "src/lingchuan.records"
    files = {
        name
        for name in tracked()
        if name.startswith(f"src/lingchuan.records/{PACKAGE}/")
    }
    inside = {(ROOT / name).relative_to(top).as_posix() for name in files - {LINK}}
    profiles = {
        f"{PACKAGE}/{name}" for name in tracked() if name.startswith("profiles/")
    }
    workflows = {
        f"{PACKAGE}/profiles/default/{name}"
        for name in tracked()
        if name.startswith("workflows/")
    }
    wanted = inside | profiles | workflows
    wanted -= {f"{PACKAGE}/profiles/default/workflows"}
    assert len(workflows) >= 7 and f"{PACKAGE}/setup/component.xml" in wanted
    assert wanted - built[1] == set()
