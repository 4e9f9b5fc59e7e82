"""Fixtures of copies that are made."""

from lingchuan.records.media import workroom

import pytest
import tempfile


@pytest.fixture
def rooms(tmp_path, monkeypatch):
    """Return what tells the folder of the rooms, which is this test's alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return workroom.rooms
