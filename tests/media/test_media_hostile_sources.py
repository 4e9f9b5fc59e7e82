"""A hostile file ends the program that reads it, in time, and nothing else."""

from lingchuan.records.media import remaking
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.film_facts import probed
from lingchuan.records.media.leftovers import leftovers
from lingchuan.records.media.paper import to_pdf
from lingchuan.records.media.redaction import cut
from lingchuan.records.media.washing import wash
from lingchuan.records.media.watermark import watermark
from tests.media import canary_files
from tests.media.media_files import huge_png
from tests.media.media_files import PICTURE
from tests.media.media_files import recording

import pytest
import time


PDF, PNG, MP4 = "application/pdf", "image/png", "video/mp4"
PAGE = b"<html><script>alert(1)</script></html>"
PLAYLIST = b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n%s\n#EXT-X-ENDLIST\n"


@pytest.fixture
def refused(tmp_path, rooms):
    """Return what tells the code by which a source is refused; nothing is left then."""

    def code(data, mime, act=wash, *args):
        source, target = tmp_path / "hostile", tmp_path / "copy"
        source.write_bytes(data)
        with pytest.raises(DerivativeError) as error:
            act(source, target, mime, *args)
        assert source.read_bytes() == data
        assert not target.exists()
        assert not [*rooms().glob("room-*")]
        return error.value.code

    return code


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    return recording(tmp_path_factory.mktemp("film") / "a.mp4", *PICTURE)


def _half(data):
    return data[: len(data) // 2]


def test_what_breaks_off_is_not_readable(refused, film):
    assert refused(_half(canary_files.jpeg((800, 600))), "image/jpeg") == "not_readable"
    assert refused(_half(film), MP4) == "not_readable"
    assert refused(b"%PDF-1.7\n1 0 obj\n<</Type/Cat", PDF) == "not_readable"


@pytest.mark.parametrize(
    "start",
    [
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.4\n",
        b"\0\0\0\x18ftypisom",
        b"ID3",
    ],
)
def test_what_only_begins_like_a_file_is_not_readable(refused, start):
    assert refused(start + b"\xff\0" * 2000, "") == "not_readable"


def test_a_picture_of_billions_of_points_is_too_large(refused):
    assert refused(huge_png(), PNG) == "too_large"


def test_a_page_that_draws_for_ages_is_too_long(refused, monkeypatch):
    monkeypatch.setattr(remaking, "PAGE_S", 1)
    before = time.monotonic()
    assert refused(canary_files.looping_pdf(), PDF) == "too_long"
    assert time.monotonic() - before < 20


def test_a_program_that_sleeps_is_ended_when_its_time_is_over(refused, monkeypatch):
    monkeypatch.setattr(remaking, "COMMAND", ("/bin/sleep", "60"))
    monkeypatch.setattr(remaking, "WAIT_S", 0.5)
    before = time.monotonic()
    assert refused(canary_files.pdf(), PDF) == "too_long"
    assert time.monotonic() - before < 10


def test_too_many_pages_are_too_long(refused):
    assert refused(canary_files.pdf(pages=501), PDF) == "too_long"


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (canary_files.png(), PDF),
        (canary_files.png(), MP4),
        (canary_files.pdf(), PNG),
        (PAGE, PNG),
        (PAGE, ""),
        (b"", PDF),
        (b"MZ\x90\0" + bytes(200), "application/octet-stream"),
        # A picture for one reader, a PDF for another.
        (b"\xff\xd8\xff\xe0" + canary_files.pdf(), "image/jpeg"),
        (PLAYLIST % b"/etc/passwd", MP4),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", MP4),
        (b"\0\0\0\x18ftypheic" + bytes(40), "image/heic"),
        # Nor are they taken for anything where nothing is told.
        (b"\xff\xd8\xff\xe0" + canary_files.pdf(), ""),
        (b"\0\0\0\x18ftypheic" + bytes(40), ""),
    ],
)
def test_bytes_of_another_kind_than_told_are_refused(refused, data, mime):
    for act, args in ((wash, ()), (watermark, (["一"],)), (to_pdf, ())):
        if act is not to_pdf or not mime.startswith("text/"):
            assert refused(data, mime, act, *args) == "kind_unknown"


def test_a_recording_that_names_other_files_opens_none(tmp_path, rooms, film):
    secret, source = tmp_path / "secret.ts", tmp_path / "list.m3u8"
    recording(secret, *PICTURE)
    source.write_bytes(PLAYLIST % str(secret).encode())
    with pytest.raises(DerivativeError) as error:
        probed(source, tmp_path)
    assert error.value.code == "not_readable"


def test_who_is_told_of_the_progress_may_end_it(tmp_path, rooms):
    def stop(_percent):
        raise LookupError("withdrawn")

    source, target = tmp_path / "a.pdf", tmp_path / "copy"
    source.write_bytes(canary_files.pdf(pages=40))
    before = time.monotonic()
    with pytest.raises(LookupError):
        watermark(source, target, PDF, ["一"], stop)
    assert time.monotonic() - before < 5
    assert not target.exists()
    assert not [*rooms().glob("room-*")]


@pytest.mark.parametrize("program", ["ffmpeg", "font"])
def test_what_is_not_installed_is_named(refused, film, monkeypatch, program):
    if program == "font":
        monkeypatch.setattr("lingchuan.records.media.fonts.FONTS", ())
        monkeypatch.setattr("lingchuan.records.media.fonts.SERIF", ("/nowhere", 0))
        assert refused(canary_files.pdf(), PDF) == "program_missing"
    else:
        monkeypatch.setattr("lingchuan.records.media.foreign.PATH", "/nowhere")
        assert refused(film, MP4) == "program_missing"


def test_a_cut_of_what_is_no_recording_is_refused(tmp_path, rooms):
    source = tmp_path / "a.pdf"
    source.write_bytes(canary_files.pdf())
    with pytest.raises(DerivativeError) as error:
        cut(source, tmp_path / "copy", [(0, 1)])
    assert error.value.code == "kind_unknown"


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (b"", PDF),
        (b"%PDF-1.4\n", PDF),
        (b"\xff\xd8\xff\xe0\0", "image/jpeg"),
        (PAGE, PNG),
        (b"\0\0\0\x18ftypisom" + bytes(99), MP4),
    ],
)
def test_of_what_cannot_be_read_it_is_said_that_nothing_is_known(
    tmp_path, rooms, data, mime
):
    path = tmp_path / "copy"
    path.write_bytes(data)
    assert "unreadable" in leftovers(path, mime, ["张三"])
