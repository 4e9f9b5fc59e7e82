"""A zip that is written without looking back: whole for every size, the same each time."""

from datetime import datetime
from hypothesis import given
from hypothesis import strategies as st
from io import BytesIO
from lingchuan.records.core.zip_writer import directory
from lingchuan.records.core.zip_writer import Entry
from lingchuan.records.core.zip_writer import local_header
from lingchuan.records.core.zip_writer import total_size
from zipfile import ZipFile

import pytest
import zlib


MOMENT = datetime(2026, 6, 10, 10, 30, 12)
NAMES = st.text("abcdefghij/", min_size=1, max_size=30)


def archive(files, moment=MOMENT):
    entries = [Entry(name, len(data), zlib.crc32(data)) for name, data in files.items()]
    parts = [local_header(entry, moment) + files[entry.name] for entry in entries]
    data = b"".join(parts) + directory(entries, moment)
    assert len(data) == total_size(entries, moment)
    return data


@given(st.dictionaries(NAMES, st.binary(max_size=200), max_size=8))
def test_another_reader_finds_each_file_whole(files):
    with ZipFile(BytesIO(archive(files))) as found:
        assert found.testzip() is None
        assert {name: found.read(name) for name in found.namelist()} == files


def test_the_same_files_give_the_same_bytes_at_the_same_moment():
    files = {"a/b.txt": b"x", "a/c.txt": b""}
    assert archive(files) == archive(files)
    assert archive(files) != archive(files, MOMENT.replace(year=2027))


def test_a_name_that_is_not_ascii_is_refused():
    with pytest.raises(UnicodeEncodeError):
        local_header(Entry("王.mp4", 1, 0), MOMENT)


@pytest.mark.parametrize("size", [2**32 - 2, 2**32 - 1, 2**32, 6 * 2**30])
def test_more_than_4_gib_are_found_again(tmp_path, size):
    entries = [
        Entry("a/large.mp4", size, 0),
        Entry("a/after.txt", 5, zlib.crc32(b"after")),
    ]
    path = tmp_path / "large.zip"
    with path.open("wb") as stream:
        stream.write(local_header(entries[0], MOMENT))
        # A hole: nothing of it lies on the disk.
        stream.seek(size, 1)
        stream.write(local_header(entries[1], MOMENT) + b"after")
        stream.write(directory(entries, MOMENT))
    assert path.stat().st_size == total_size(entries, MOMENT)
    with ZipFile(path) as found:
        assert [one.file_size for one in found.infolist()] == [size, 5]
        assert found.read("a/after.txt") == b"after"


def test_more_than_65535_files_are_found_again():
    entries = [Entry(f"a/{place}", 0, 0) for place in range(65_540)]
    data = b"".join(local_header(one, MOMENT) for one in entries)
    data += directory(entries, MOMENT)
    assert len(ZipFile(BytesIO(data)).namelist()) == 65_540
