"""The folder of a move: whole, or not there; read as packed, or not at all."""

from lingchuan.records.setup.parcel import new_parcel
from lingchuan.records.setup.parcel import Parcel
from lingchuan.records.setup.parcel import ParcelError

import pytest


def packed(folder, items=({"a": 1}, {"a": "二"})):
    """Return a parcel with these items."""
    with new_parcel(folder) as parcel:
        parcel.pack(iter(items), numbers=[])
    return Parcel(folder)


def test_what_was_packed_comes_out_in_its_order(tmp_path):
    items = [{"n": number} for number in range(12)]
    assert list(packed(tmp_path / "x", items).items()) == items


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_packing_that_fails_leaves_nothing(tmp_path, fault):
    def items():
        yield {"secret": 1}
        raise fault

    with pytest.raises(fault):
        packed(tmp_path / "x", items())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../manifest.json", "", "0" * 64, "."])
def test_a_file_that_was_not_kept_is_not_read(tmp_path, name):
    with pytest.raises(ParcelError):
        packed(tmp_path / "x").fetch(name)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}"])
def test_a_broken_manifest_is_an_error(tmp_path, text):
    parcel = packed(tmp_path / "x")
    (tmp_path / "x" / "manifest.json").write_text(text)
    with pytest.raises(ParcelError):
        parcel.manifest()


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(ParcelError):
        Parcel(tmp_path / "nothing").manifest()


def test_only_the_owner_may_read(tmp_path):
    packed(tmp_path / "x")
    assert (tmp_path / "x" / "items").stat().st_mode & 0o077 == 0
