"""lingchuan-verify on packages: good ones, and each way in which one is not."""

from lingchuan.records.cli import package_files
from lingchuan.records.core import packages
from lingchuan.records.core.merkle import EMPTY_ROOT
from lingchuan.records.core.notes import Checkpoint
from tests.cli.packing import BLOCK
from tests.cli.packing import KEY
from tests.cli.packing import NAME
from tests.cli.packing import originals
from tests.cli.packing import OTHER_KEY
from tests.cli.packing import package
from tests.cli.packing import put_tags
from tests.cli.packing import unpacked
from tests.cli.packing import verify
from tests.cli.packing import zipped

import bagit
import json
import pytest


SMALL = package(originals(0, 1, 100))
ORIGINAL = "data/originals/003-site r100.mp4"


@pytest.fixture
def files():
    """The files of a small good package, to be changed."""
    return dict(SMALL[0])


@pytest.mark.parametrize("top", ["", "package-2026-001/"])
def test_a_good_zip_is_good(files, tmp_path, capsys, top):
    path = tmp_path / "package.zip"
    path.write_bytes(zipped(files, top))
    verdict = verify(path, capsys)
    assert (verdict.code, verdict.errors) == (0, [])
    assert verdict.told["summary"]["number"] == "2026-001"
    assert verdict.told["summary"]["files"] == "15"


@pytest.mark.parametrize("below", ["", "package-2026-001"])
def test_a_good_folder_is_good(files, tmp_path, capsys, below):
    unpacked(files, tmp_path / below)
    assert verify(tmp_path, capsys).code == 0


def test_a_good_folder_with_chinese_names_is_good(tmp_path, capsys):
    files, _ledger = package(originals(0, 1, 100), word="现场")
    assert "data/originals/003-现场 r100.mp4" in files
    assert verify(unpacked(files, tmp_path), capsys).code == 0


def test_the_checker_of_the_library_of_congress_takes_it(files, tmp_path):
    bag = bagit.Bag(str(unpacked(files, tmp_path)))
    assert bag.validate()
    assert bag.info["External-Identifier"] == "2026-001"


def test_without_a_given_key_its_fingerprint_is_to_be_compared(files, check, keys):
    verdict = check(files)
    assert verdict.notes == {"compare_key"}
    told = verdict.text("compare_key").replace(" ", "")
    assert KEY.verifier.fingerprint in told
    assert check(files, "--key", keys(KEY)).notes == set()
    assert check(files, "--key", keys(OTHER_KEY, KEY)).code == 0


def test_a_package_of_another_key_is_refused_where_the_key_is_given(check, keys):
    forged, _ledger = package(originals(0, 1, 100), key=OTHER_KEY)
    assert check(forged).code == 0
    verdict = check(forged, "--key", keys(KEY))
    assert verdict.codes == {"key_differs", "checkpoint_other_key"}
    assert "another key" in verdict.text("checkpoint_other_key")


def test_a_checkpoint_from_outside_is_held_against_the_package(files, check, tmp_path):
    path = tmp_path / "outside.txt"

    def against(note):
        path.write_text(note, encoding="utf-8")
        return check(files, "--checkpoint", path)

    ledger = SMALL[1]
    assert against(ledger.note()).notes == {"compare_key"}
    older = against(ledger.note(3))
    assert (older.code, older.notes) == (0, {"compare_key", "only_export_decides"})
    fork = Checkpoint(NAME, len(ledger.rows), EMPTY_ROOT).to_body()
    assert against(KEY.sign(fork)).codes == {"forked"}
    assert against(OTHER_KEY.sign(fork)).codes == {"checkpoint_other_key"}
    assert against(ledger.note().replace("\n", "\n0", 1)).codes == {"checkpoint_forged"}
    assert against("no note").codes == {"checkpoint_malformed"}
    other = Checkpoint("elsewhere", 1, EMPTY_ROOT).to_body()
    assert against(KEY.sign(other)).codes == {"checkpoint_other_ledger"}


def test_a_changed_original_is_named_with_its_byte_ranges(tmp_path, capsys):
    data = originals(3 * BLOCK + 17)
    files, _ledger = package(data)
    (name,) = (name for name in files if name.startswith(packages.ORIGINALS))
    changed = bytearray(files[name])
    changed[BLOCK] ^= 1
    changed[2 * BLOCK + 5] ^= 1
    files[name] = bytes(changed)
    path = tmp_path / "p.zip"
    path.write_bytes(zipped(files))
    verdict = verify(path, capsys)
    assert verdict.errors == [("changed_bytes", name)]
    assert f"{BLOCK}–{3 * BLOCK - 1}" in verdict.text("changed_bytes")
    files[name] = data[f"r{3 * BLOCK + 17}"][: 3 * BLOCK]
    path.write_bytes(zipped(files))
    text = verify(path, capsys).text("changed_bytes")
    assert f"{3 * BLOCK}–{3 * BLOCK + 16}" in text
    assert f"{3 * BLOCK} bytes, should be {3 * BLOCK + 17}" in text


@pytest.mark.parametrize("name", sorted(SMALL[0]))
def test_a_missing_file_is_named(files, check, name):
    del files[name]
    verdict = check(files)
    assert verdict.code == 1
    assert any(name in where for _code, where in verdict.errors)


@pytest.mark.parametrize("name", [*packages.FIXED_FILES, ORIGINAL])
def test_a_missing_file_that_no_manifest_lists_is_named(files, check, name):
    del files[name]
    put_tags(files)
    assert ("missing", name) in check(files).errors


@pytest.mark.parametrize(
    "name", ["x.txt", "data/x", "data/originals/004-x", "manifest-md5.txt"]
)
def test_a_file_beside_is_named_even_when_it_is_listed(files, check, name):
    files[name] = b"beside"
    if name.startswith("data/"):
        put_tags(files)
    verdict = check(files)
    assert verdict.code == 1
    assert any(name in where for _code, where in verdict.errors)


@pytest.mark.parametrize(
    "name", [ORIGINAL, packages.METADATA, packages.DESCRIPTION, "bag-info.txt"]
)
def test_a_changed_file_whose_manifests_were_made_to_fit_is_found(files, check, name):
    files[name] += b"\n"
    put_tags(files, info=False)
    verdict = check(files)
    assert verdict.code == 1
    assert any(name in where for _code, where in verdict.errors)


def test_two_originals_that_changed_places_are_found(files, check):
    first, second = (f"data/originals/00{n}-site r{n - 1}.mp4" for n in (1, 2))
    files[first], files[second] = files[second], files[first]
    put_tags(files)
    assert check(files).errors == [("changed_bytes", first), ("changed_bytes", second)]


def test_a_key_that_signed_nothing_is_told(files, check):
    files[packages.KEY] += f"{OTHER_KEY.verifier.to_text()}\n".encode()
    put_tags(files)
    assert check(files).notes == {"compare_key", "key_unused"}


@pytest.mark.parametrize("raw", [b"", b"{}", b"\xff", b'{"format":"x"}', b"[" * 9999])
def test_metadata_of_another_form_are_named(files, check, raw):
    files[packages.METADATA] = raw
    put_tags(files, info=False)
    assert "metadata_malformed" in check(files).codes


@pytest.mark.parametrize("path", ["../../etc/passwd", "data/metadata.json", ORIGINAL])
def test_an_item_names_an_original_of_its_own(files, check, path):
    told = json.loads(files[packages.METADATA])
    told["items"][0]["path"] = path
    files[packages.METADATA] = json.dumps(told).encode()
    put_tags(files)
    assert "item_path" in check(files).codes


def test_without_sm3_the_rest_is_checked_and_the_report_says_so(
    files, check, monkeypatch
):
    monkeypatch.setattr(package_files, "has_sm3", lambda: False)
    verdict = check(files)
    assert (verdict.code, verdict.notes) == (0, {"compare_key", "no_sm3"})
    files[ORIGINAL] = files[ORIGINAL][:-1] + b"x"
    assert check(files).codes == {"changed_bytes"}
