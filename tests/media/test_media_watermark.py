"""Renditions: the mark is all over them, hides nothing, and says what it is told."""

from lingchuan.records.media import marks
from lingchuan.records.media.fonts import font_path
from lingchuan.records.media.leftovers import leftovers
from lingchuan.records.media.marked_films import fitting
from lingchuan.records.media.watermark import watermark
from pathlib import Path
from PIL import Image
from PIL import ImageChops
from PIL import ImageFont
from pypdf import PdfReader
from tests.media import canary_files
from tests.media.canary_files import CANARY
from tests.media.canary_files import shown
from tests.media.media_files import recording

import pytest
import subprocess


PDF = "application/pdf"
LINES = ["张三 查阅件", "陵审批查申字〔2026〕第001号", "2026年11月26日"]
# What would end a filter, or be filled in, where ffmpeg itself drew the letters.
HOSTILE = ["%{pts}':[v];\\,=", "第一行\n第二行", "𠮷😀" * 40]


@pytest.fixture
def marked(tmp_path, rooms):
    """Return a maker of a marked copy: (path, type), with the source as it was."""

    def make(data, mime, lines=LINES, progress=None):
        source, target = tmp_path / "source", tmp_path / "copy"
        source.write_bytes(data)
        told = (progress,) if progress else ()
        made = watermark(source, target, mime, lines, *told)
        assert source.read_bytes() == data
        assert not [*rooms().glob("room-*")]
        return target, made

    return make


def _quarters(image):
    wide, high = image.width // 2, image.height // 2
    for left in (0, wide):
        for top in (0, high):
            yield image.crop((left, top, left + wide, top + high))


def _is_marked(image):
    """Tell whether each quarter of a white picture has more than a few dark points."""
    return all(
        sum(quarter.convert("L").histogram()[:230]) > 100
        for quarter in _quarters(image)
    )


def test_each_page_is_marked_all_over_and_has_a_foot_below(marked):
    told = []
    copy, mime = marked(canary_files.pdf(pages=2), PDF, progress=told.append)
    assert (mime, told) == (PDF, [50, 100])
    assert leftovers(copy, PDF, [CANARY, *LINES]) == []
    for number, page in enumerate(PdfReader(copy).pages):
        width, height = map(float, page.mediabox[2:])
        assert width == 400 and 605 < height < 640
        picture = shown(copy, number)
        assert _is_marked(picture.crop((0, 0, 400, 600)))
        assert sum(picture.crop((0, 601, 400, picture.height)).convert("1").histogram())


@pytest.mark.parametrize("size", [(24, 16), (400, 300), (2000, 3000)])
def test_a_picture_is_marked_whatever_its_size(marked, tmp_path, size):
    path = tmp_path / "white.png"
    Image.new("RGB", size, "white").save(path)
    copy, mime = marked(path.read_bytes(), "image/png")
    with Image.open(copy) as image:
        assert mime == "image/png"
        assert image.width == size[0] and image.height > size[1]
        assert min(size) < 300 or _is_marked(image.crop((0, 0, *size)))
    assert leftovers(copy, mime, LINES) == []


def test_a_marked_jpeg_carries_nothing_of_the_source(marked):
    copy, mime = marked(canary_files.jpeg((800, 600)), "image/jpeg")
    assert leftovers(copy, mime, [CANARY]) == []


@pytest.mark.parametrize("size", ["426x240", "1920x1080"])
def test_a_film_is_marked_and_the_mark_wanders(marked, tmp_path, size):
    path = tmp_path / "white.mp4"
    recording(path, "-f", "lavfi", "-i", f"color=white:s={size}:r=5", seconds=3)
    copy, mime = marked(path.read_bytes(), "video/mp4")
    first, last = (canary_files.picture_at(copy, at) for at in (0, 2.4))
    assert mime == "video/mp4"
    assert max(first.size) <= 1280 and min(first.size) >= 360
    assert _is_marked(first) and _is_marked(last)
    above = (0, 0, first.width, first.height * 9 // 10)
    changed = ImageChops.difference(first.crop(above), last.crop(above)).convert("L")
    assert sum(changed.histogram()[60:]) > 100


def test_a_marked_film_carries_nothing_of_the_source_and_begins_at_once(
    marked, tmp_path
):
    told = []
    film = canary_files.film(tmp_path)
    copy, mime = marked(film.read_bytes(), "video/mp4", progress=told.append)
    assert leftovers(copy, mime, [CANARY]) == []
    data = copy.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")
    assert told == sorted({*told}) and told[-1] == 100


def test_a_sound_has_the_first_line_for_its_title_and_nothing_else(marked, tmp_path):
    copy, mime = marked(canary_files.sound(tmp_path).read_bytes(), "audio/mpeg")
    assert mime == "audio/mp4"
    entries = "format_tags:stream_tags=title"
    command = ["ffprobe", "-v", "error", "-show_entries", entries, "-of", "csv"]
    said = subprocess.run([*command, copy], capture_output=True, check=True).stdout
    assert LINES[0] in said.decode() and CANARY not in said.decode()
    assert leftovers(copy, mime, [CANARY]) == ["metadata"]


@pytest.mark.parametrize("kind", ["film", "sound", "page"])
def test_what_a_mark_says_is_text_to_every_program(marked, tmp_path, kind):
    if kind == "page":
        data, mime = canary_files.pdf(), PDF
    elif kind == "film":
        data, mime = canary_files.film(tmp_path, seconds=1).read_bytes(), "video/mp4"
    else:
        data, mime = canary_files.sound(tmp_path, 1).read_bytes(), "audio/mpeg"
    assert marked(data, mime, HOSTILE)[0].stat().st_size


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ((1920, 1080), (1280, 720)),
        ((1080, 1920), (720, 1280)),
        ((426, 240), (640, 360)),
        ((641, 361), (640, 360)),
        ((4000, 10), (1280, 4)),
    ],
)
def test_a_film_is_as_large_as_its_letters_need(size, wanted):
    found = fitting(size)
    assert found == wanted
    assert all(side % 2 == 0 for side in found)


def test_lines_are_broken_where_they_do_not_fit():
    font = ImageFont.truetype(font_path(), 20)
    broken = marks.wrapped(["一二三四五六", ""], font, 60)
    assert broken == ["一二三", "四五六", ""]


def test_the_mark_goes_on_where_its_tile_ends():
    font = Path(font_path()).read_bytes()
    cover, period = marks.cover_of((640, 360), LINES, font)
    assert cover.size == (640 + period, 360)
    begin, end = (
        cover.crop((0, 0, 640, 360)),
        cover.crop((period, 0, 640 + period, 360)),
    )
    assert begin.tobytes() == end.tobytes()
