"""Fixtures of the tests of lingchuan-verify."""

from tests.cli.packing import unpacked
from tests.cli.packing import verify

import pytest


@pytest.fixture
def check(tmp_path, capsys):
    """Check these files as a folder, with these options."""

    def run(files, *options):
        return verify(unpacked(files, tmp_path / "checked"), capsys, *options)

    return run


@pytest.fixture
def keys(tmp_path):
    """A function that writes a key file."""

    def write(*signers):
        path = tmp_path / "trusted.txt"
        lines = [f"{one.verifier.to_text()}\n" for one in signers]
        path.write_text("".join(lines), encoding="utf-8")
        return path

    return write
