"""The zip of a package, byte for byte: what lies around its files is proven too.

The seed is printed with a failure and may be given: LINGCHUAN_SEED=….
"""

from datetime import datetime
from datetime import timedelta
from lingchuan.records.cli.framing import framing_findings
from lingchuan.records.cli.framing import Zip
from lingchuan.records.core.zip_writer import directory
from lingchuan.records.core.zip_writer import Entry
from lingchuan.records.core.zip_writer import local_header
from tests.cli.packing import filled_ledger
from tests.cli.packing import ISSUED
from tests.cli.packing import originals
from tests.cli.packing import package
from tests.cli.packing import TOP
from tests.cli.packing import verify
from tests.cli.packing import zipped
from tests.cli.packing import zipped_elsewhere

import io
import os
import pytest
import random
import re
import zipfile
import zlib


SEED = int(os.environ.get("LINGCHUAN_SEED", random.randrange(10**9)))
FILES, _LEDGER = package(originals(0, 40))
ZIP = zipped(FILES)
MOMENT = datetime.fromisoformat(ISSUED)


def spans(raw):
    """Return {what: (first byte, byte behind)} of the parts of a zip of ours."""
    found, place = {}, 0
    for one in zipfile.ZipFile(io.BytesIO(raw)).infolist():
        size = 30 + len(one.filename)
        found[f"header of {one.filename}"] = (place, place + size)
        found[f"data of {one.filename}"] = (place + size, place + size + one.file_size)
        place += size + one.file_size
    found["directory"] = (place, len(raw))
    return found


SPANS = spans(ZIP)
FRAMING = {key: span for key, span in SPANS.items() if not key.startswith("data of")}
GAPS = sorted({place for span in SPANS.values() for place in span})


@pytest.fixture
def of_bytes(tmp_path, capsys):
    """Check these bytes as a package's file."""

    def run(raw, name="package.zip"):
        path = tmp_path / name
        path.write_bytes(raw)
        return verify(path, capsys)

    return run


def changed(place, dice):
    """Return the archive with another byte at a place."""
    raw = bytearray(ZIP)
    raw[place] ^= dice.randrange(1, 256)
    return bytes(raw)


def named_ranges(verdict):
    """Return the byte ranges of the archive that the report names."""
    texts = [
        one["params"]["ranges"]
        for one in verdict.told["findings"]
        if one["code"] in ("zip_header", "zip_directory", "zip_beside")
    ]
    found = [re.fullmatch("([0-9]+)–([0-9]+)", text) for text in texts]
    return [range(int(one[1]), int(one[2]) + 1) for one in found]


def test_the_parts_cover_the_archive():
    assert sum(end - start for start, end in SPANS.values()) == len(ZIP)


@pytest.mark.parametrize("part", sorted(FRAMING))
def test_every_changed_byte_around_the_files_is_named(part, of_bytes):
    dice, (start, end) = random.Random(SEED), FRAMING[part]
    assert end - start > 30
    for place in range(start, end):
        verdict = of_bytes(changed(place, dice))
        where = f"seed {SEED}: byte {place}, {part}"
        assert (verdict.code, "stumbled" in verdict.codes) == (1, False), where
        named = named_ranges(verdict)
        # Two where header and directory say the same thing, once right and once wrong.
        assert range(place, place + 1) in named and len(named) <= 2, where


@pytest.mark.parametrize("part", sorted(set(SPANS) - set(FRAMING)))
def test_a_changed_byte_of_a_file_is_named(part, of_bytes):
    dice, (start, end) = random.Random(SEED), SPANS[part]
    name = part.removeprefix(f"data of {TOP}/")
    for place in dice.sample(range(start, end), min(12, end - start)):
        verdict = of_bytes(changed(place, dice))
        assert verdict.code == 1
        told = " ".join(where for _code, where in verdict.errors)
        assert name in told, f"seed {SEED}: byte {place}"


@pytest.mark.parametrize("more", [b"\x00", b"PK\x05\x06", bytes(70_000)])
@pytest.mark.parametrize("place", GAPS)
def test_bytes_put_between_are_named(place, more, of_bytes):
    verdict = of_bytes(ZIP[:place] + more + ZIP[place:])
    assert verdict.code == 1 and "stumbled" not in verdict.codes
    # Bytes put into a file are found behind it, and the file is not as it was.
    end = next((gap for gap in GAPS if gap > place), len(ZIP)) + len(more)
    assert any(place <= found.start <= end for found in named_ranges(verdict))


@pytest.mark.parametrize("place", GAPS)
def test_an_archive_in_an_archive_is_refused(place, of_bytes):
    verdict = of_bytes(ZIP[:place] + ZIP + ZIP[place:])
    assert verdict.code == 1 and "stumbled" not in verdict.codes


@pytest.mark.parametrize("name", ["package.zip", "package"])
@pytest.mark.parametrize("raw", [b"\x00" + ZIP, ZIP + b"\x00", ZIP[:-1], ZIP[1:]])
def test_a_byte_more_or_less_at_an_end_is_refused(raw, name, of_bytes):
    verdict = of_bytes(raw, name)
    assert verdict.code == 1 and named_ranges(verdict)


@pytest.mark.parametrize("place", GAPS[1:])
def test_an_archive_that_is_cut_off_is_refused(place, of_bytes):
    assert of_bytes(ZIP[: place - 1]).code == 1


def written(entries, contents):
    """Return an archive of ours of these entries."""
    parts = [
        local_header(entry, MOMENT) + data
        for entry, data in zip(entries, contents, strict=True)
    ]
    return b"".join([*parts, directory(entries, MOMENT)])


def of_files(*more):
    """Return the entries and contents of the package and of [(name, data)] behind it."""
    every = [*FILES.items(), *more]
    entries = [
        Entry(f"{TOP}/{name}", len(data), zlib.crc32(data)) for name, data in every
    ]
    return entries, [data for _name, data in every]


def test_an_entry_that_is_there_twice_is_refused(of_bytes):
    name = "data/description.pdf"
    verdict = of_bytes(written(*of_files((name, FILES[name]))))
    assert ("duplicate", f"{TOP}/{name}") in verdict.errors


@pytest.mark.parametrize("data", [b"", b"hidden"])
def test_a_folder_as_an_entry_is_refused(data, of_bytes):
    verdict = of_bytes(written(*of_files(("more/", data))))
    assert verdict.errors == [("unlisted", f"{TOP}/more/")]


def test_a_crc_that_is_wrong_in_header_and_directory_is_refused(of_bytes):
    entries, contents = of_files()
    for place, entry in enumerate(entries):
        wrong = Entry(entry.name, entry.size, entry.crc32 ^ 1)
        raw = written([*entries[:place], wrong, *entries[place + 1 :]], contents)
        name = entry.name.removeprefix(f"{TOP}/")
        assert of_bytes(raw).errors == [("wrong_crc32", name)]


def test_a_moment_that_is_not_that_of_the_issue_is_refused(of_bytes):
    entries, contents = of_files()
    other = MOMENT + timedelta(seconds=2)
    parts = [
        local_header(entry, other) + data
        for entry, data in zip(entries, contents, strict=True)
    ]
    verdict = of_bytes(b"".join([*parts, directory(entries, other)]))
    assert verdict.errors == [("other_zip", "package.zip")]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_of_another_tool_is_refused_and_its_folder_is_good(
    method, of_bytes, tmp_path, capsys
):
    verdict = of_bytes(zipped_elsewhere(FILES, method=method))
    assert verdict.errors == [("other_zip", "package.zip")]
    assert "unpack it and check the folder" in verdict.text("other_zip")
    with zipfile.ZipFile(tmp_path / "package.zip") as archive:
        archive.extractall(tmp_path / "folder")
    assert verify(tmp_path / "folder", capsys).code == 0


def test_around_a_file_beyond_4_gib_each_changed_byte_is_named(tmp_path):
    entries = [
        Entry("a/large.mp4", 2**32 + 5, 1),
        *(Entry(f"a/{n}", 0, 0) for n in range(2)),
    ]
    path = tmp_path / "large.zip"
    with path.open("w+b") as stream:
        stream.write(local_header(entries[0], MOMENT))
        # A hole: nothing of it lies on the disk.
        last = stream.seek(entries[0].size, os.SEEK_CUR)
        for entry in entries[1:]:
            stream.write(local_header(entry, MOMENT))
        table = stream.tell()
        size = table + stream.write(directory(entries, MOMENT))
        whole = Zip(stream, path.name, size)
        listed = zipfile.ZipFile(stream).infolist()
        assert framing_findings(whole, listed, MOMENT) == []
        for place in (*range(30 + 11 + 20), *range(last, size)):
            stream.seek(place)
            (byte,) = stream.read(1)
            stream.seek(place)
            stream.write(bytes([byte ^ 1]))
            for told in (listed, ()) if place >= table else (listed,):
                found = framing_findings(whole, told, MOMENT)
                assert ("ranges", f"{place}–{place}") in found[0].params, place
            stream.seek(place)
            stream.write(bytes([byte]))


def test_a_zip_of_an_export_proves_its_files_and_says_so(of_bytes):
    raw = zipped_elsewhere(filled_ledger(20).export(), "")
    verdict = of_bytes(raw)
    assert (verdict.code, verdict.notes) == (0, {"compare_key", "zip_unchecked"})
    at = raw.index(b'"actor"')
    assert of_bytes(raw[:at] + b"x" + raw[at + 1 :]).code == 1
