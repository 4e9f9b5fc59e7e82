"""A file says how long it is, when, where and by what it was made; others say nothing."""

from datetime import datetime
from io import BytesIO
from lingchuan.records.core.media_facts import CHINA
from lingchuan.records.core.media_facts import MediaFacts
from lingchuan.records.media import pictures
from lingchuan.records.media import reading
from lingchuan.records.media.reading import read_facts
from lingchuan.records.media.reading import Unread
from PIL import Image
from PIL import ImageFile
from tests.media.media_files import body_camera
from tests.media.media_files import huge_png
from tests.media.media_files import photo
from tests.media.media_files import PICTURE
from tests.media.media_files import recording
from tests.media.media_files import SERIAL
from tests.media.media_files import SOUND

import os
import pytest
import subprocess
import sys
import time


AT = datetime(2026, 5, 14, 15, 2, tzinfo=CHINA)
PLACE = {"latitude": pytest.approx(35.7756), "longitude": pytest.approx(113.2806)}
CAMERA = {"device": "LingCam LC 7", "serial": SERIAL} | PLACE


def read(data):
    return read_facts(BytesIO(data))


def test_a_recording_says_its_length_moment_device_place_and_size(tmp_path):
    assert read(body_camera(tmp_path)) == MediaFacts(
        3.0, AT, width=64, height=48, mime="video/mp4", **CAMERA
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_says_its_moment_device_place_and_size(kind):
    mime = f"image/{kind.lower()}"
    expected = MediaFacts(None, AT, width=40, height=30, mime=mime, **CAMERA)
    assert read(photo(kind)) == expected


@pytest.mark.parametrize("zone", ["", "nowhere", "+99:00"])
def test_a_moment_without_a_zone_is_chinas(zone):
    assert read(photo(zone=zone)).recorded_at == AT


def test_a_moment_in_another_zone_is_the_same_moment(tmp_path):
    assert read(photo(taken="2026:05:14 07:02:00", zone="+00:00")).recorded_at == AT
    data = recording(tmp_path / "a.mp4", *PICTURE, creation_time="2026-05-14T07:02:00Z")
    assert read(data).recorded_at == AT


@pytest.mark.parametrize("taken", ["2026:02:30 15:02:00", "0000:00:00 00:00:00", "?"])
def test_a_moment_that_is_none_is_left_out_and_the_rest_stands(taken):
    found = read(photo(taken=taken))
    assert (found.recorded_at, found.serial) == (None, SERIAL)


@pytest.mark.parametrize(
    ("name", "inputs", "mime"),
    [
        ("a.mp3", SOUND, "audio/mpeg"),
        ("a.m4a", SOUND, "audio/mp4"),
        ("a.wav", SOUND, "audio/vnd.wave"),
        ("a.mp4", (*PICTURE, *SOUND), "video/mp4"),
        ("a.mkv", PICTURE, "video/x-matroska"),
        ("a.avi", PICTURE, "video/vnd.avi"),
    ],
)
def test_length_and_kind_are_told_by_what_is_in_the_file(tmp_path, name, inputs, mime):
    found = read(recording(tmp_path / name, *inputs))
    assert found.duration_s == pytest.approx(3, abs=0.1)
    assert found.mime == mime


def test_the_place_of_the_callers_stream_stays(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(photo())
    with path.open("rb") as stream:
        assert read_facts(stream).serial == SERIAL
        assert stream.fileno() and not stream.closed


def _without_end(data):
    return data[: len(data) * 2 // 3]


def test_a_recording_cut_before_its_index_is_broken(tmp_path):
    data = recording(tmp_path / "a.mp4", *PICTURE, *SOUND)
    assert read(_without_end(data)) == Unread("broken")


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff" + b"\0" * 3000,
        b"\x89PNG\r\n\x1a\n",
        b"\0\0\0\x18ftypisom" + b"\xff" * 3000,
        b"ID3" + b"\xff" * 64,
        b"RIFF\xff\xff\xff\xffWAVE",
        b"\x1aE\xdf\xa3" + b"\xff" * 3000,
        photo()[:60],
    ],
)
def test_a_broken_file_says_nothing_and_raises_nothing(data):
    assert isinstance(read(data), Unread)


@pytest.mark.parametrize("data", [b"", b"a text", b"%PDF-1.7", b"PK\x03\x04", b"GG"])
def test_what_is_no_recording_starts_no_reader(data, monkeypatch):
    monkeypatch.setattr(reading, "run_apart", None)
    assert read(data) == Unread("unknown")


def test_a_picture_of_more_pixels_than_memory_tells_its_size_and_none_is_read():
    begin = time.monotonic()
    found = read(huge_png())
    assert (found.width, found.height) == (50_000, 50_000)
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import time; time.sleep(60)", "too_much"),
        ("from lingchuan.records.core import limits as l; l.limit_process(1, 1 << 30)\n"
         "while True: pass", "too_much"),
        ("import os; os.abort()", "too_much"),
        ("raise SystemExit(4)", "too_much"),
        ("raise SystemExit(7)", "broken"),
        ("print('no JSON')", "broken"),
        ("print('[' * 100_000)", "broken"),
        ("print('5')", "broken"),
    ],
)  # fmt: skip
def test_a_reader_that_hangs_or_falls_is_ended_and_told(code, told, monkeypatch):
    monkeypatch.setattr(reading, "COMMAND", (sys.executable, "-c", code))
    monkeypatch.setattr(reading, "WAIT_S", 2)
    begin = time.monotonic()
    assert read(photo()) == Unread(told)
    assert time.monotonic() - begin < 10


def test_what_a_reader_started_is_ended_with_it(monkeypatch):
    said, saying = os.pipe()
    os.set_inheritable(saying, True)
    code = f"import os, time; os.fork(); os.write({saying}, b'x'); time.sleep(20)"
    command = (sys.executable, "-c", code)
    popen = subprocess.Popen
    keep = {"pass_fds": (saying,)}
    monkeypatch.setattr(subprocess, "Popen", lambda *a, **k: popen(*a, **k, **keep))
    monkeypatch.setattr(reading, "COMMAND", command)
    monkeypatch.setattr(reading, "WAIT_S", 1)
    begin = time.monotonic()
    assert read(photo()) == Unread("too_much")
    os.close(saying)
    with open(said, "rb") as heard:
        # It ends when nobody is left who could write.
        assert heard.read() == b"xx"
    assert time.monotonic() - begin < 10


def test_a_reader_that_cannot_be_started_is_told(monkeypatch):
    monkeypatch.setattr(reading, "COMMAND", ("/nowhere/python",))
    assert read(photo()) == Unread("not_started")


def test_the_probe_ends_at_its_limit_of_memory(tmp_path):
    code = (
        "import sys\n"
        "from lingchuan.records.media import pictures, probe\n"
        "pictures.said_by = lambda stream: bytes(2 << 30)\n"
        "sys.exit(probe.main(sys.argv))\n"
    )
    path = tmp_path / "a.jpg"
    path.write_bytes(photo())
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True)
    assert (done.returncode, done.stdout) == (4, b"")


def test_the_probe_reads_a_path_or_its_input_and_loads_nothing_of_the_site(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(photo())
    code = (
        "import sys\n"
        "from lingchuan.records.media import probe\n"
        "code = probe.main(sys.argv)\n"
        "assert not {'Zope2', 'plone', 'zope', 'pymediainfo'} & set(sys.modules)\n"
        "sys.exit(code)\n"
    )
    command = [sys.executable, "-I", "-c", code]
    named = subprocess.run([*command, path], capture_output=True, check=True)
    with path.open("rb") as stream:
        piped = subprocess.run(command, stdin=stream, capture_output=True, check=True)
    assert named.stdout == piped.stdout != b""


@pytest.mark.parametrize(
    "opened", ["open('/etc/passwd')", "__import__('socket').socket()"]
)
def test_the_probe_opens_neither_another_file_nor_a_connection(tmp_path, opened):
    # A recording may name others, or addresses, that its reader would follow.
    code = (
        "import socket, sys\n"
        "from lingchuan.records.media import pictures, probe\n"
        f"pictures.said_by = lambda stream: {{'width': str({opened})}}\n"
        "sys.exit(probe.main(sys.argv))\n"
    )
    path = tmp_path / "a.jpg"
    path.write_bytes(photo())
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"OSError")


@pytest.mark.parametrize("data", [photo(), photo("PNG"), huge_png(40, 30)])
def test_no_pixel_of_a_picture_is_decoded(monkeypatch, data):
    decoded = []
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda one: decoded.append(one))
    assert pictures.said_by(BytesIO(data))["width"] == 40
    assert decoded == []
