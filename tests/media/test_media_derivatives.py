"""Redacted and washed copies: what was removed is gone, what nobody sees does not come."""

from io import BytesIO
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.leftovers import leftovers
from lingchuan.records.media.redaction import Area
from lingchuan.records.media.redaction import cut
from lingchuan.records.media.redaction import redact
from lingchuan.records.media.remaking import preview
from lingchuan.records.media.washing import wash
from PIL import Image
from pypdf import PdfReader
from tests.media import canary_files
from tests.media.canary_files import BOX
from tests.media.canary_files import CANARY
from tests.media.canary_files import PAGE
from tests.media.canary_files import shown
from tests.media.media_files import PICTURE
from tests.media.media_files import recording

import pytest


PDF, JPEG, PNG, MP4 = "application/pdf", "image/jpeg", "image/png", "video/mp4"
# The line that everybody sees, on the page as shares of its sides.
SEEN = Area(1, 0.1, 1 - 415 / 600, 0.5, 20 / 600)


@pytest.fixture
def made(tmp_path, rooms):
    """Return a maker of a copy: (path, type), with the source as it was before."""

    def make(act, data, *args):
        source, target = tmp_path / "source", tmp_path / "copy"
        source.write_bytes(data)
        mime = act(source, target, *args)
        assert source.read_bytes() == data
        assert not [*rooms().glob("room-*")]
        assert CANARY.encode() not in target.read_bytes()
        assert leftovers(target, mime, [CANARY]) == []
        return target, mime

    return make


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    return canary_files.film(tmp_path_factory.mktemp("film"))


def _is_all(image, colour):
    return image.convert("RGB").getcolors() == [(image.width * image.height, colour)]


BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def test_the_sources_carry_what_the_copies_must_not(tmp_path, film):
    found = {}
    sources = {PDF: canary_files.pdf(), JPEG: canary_files.jpeg()}
    for mime, data in (sources | {PNG: canary_files.png()}).items():
        path = tmp_path / "source"
        path.write_bytes(data)
        found[mime] = leftovers(path, mime, [CANARY])
    assert {*found[PDF]} == {
        *("annotations", "attachments", "layers", "metadata", "scripts"),
        *("text_layer", "words"),
    }
    assert found[JPEG] == ["appended", "metadata", "thumbnail", "words"]
    assert found[PNG] == ["metadata", "words"]
    assert leftovers(film, MP4, [CANARY]) == [
        *("extra_streams", "metadata", "thumbnail", "words")
    ]


def test_an_area_of_a_page_is_black_and_nothing_lies_below(made):
    copy, mime = made(redact, canary_files.pdf(), PDF, [SEEN])
    assert mime == PDF
    page = shown(copy)
    top, bottom = round(SEEN.y * 600) + 1, round((SEEN.y + SEEN.h) * 600) - 1
    assert _is_all(page.crop((42, top, 238, bottom)), BLACK)
    assert page.size == PAGE
    reader = PdfReader(copy)
    assert reader.metadata is None
    assert {*reader.trailer} == {"/Size", "/Root"}


def test_what_a_box_or_a_layer_hides_is_not_in_the_picture(made):
    copy, _mime = made(wash, canary_files.pdf(), PDF)
    page = shown(copy, scale=2)
    left, low, wide, high = BOX
    box = (left + 2, 600 - low - high + 2, left + wide - 2, 600 - low - 2)
    assert _is_all(page.crop([2 * n for n in box]), BLACK)
    x, y = canary_files.LAYER
    layer = (x - 5, 600 - y - 25, x + 250, 600 - y + 10)
    assert _is_all(page.crop([2 * n for n in layer]), WHITE)
    seen = page.crop([2 * n for n in (60, 185, 160, 203)])
    assert not _is_all(seen, WHITE)


def test_each_page_has_its_own_areas_and_keeps_its_size(made):
    area = Area(2, 0, 0, 1, 1)
    copy, _mime = made(redact, canary_files.pdf(pages=3), PDF, [area])
    pages = [shown(copy, number) for number in range(3)]
    assert [_is_all(page, BLACK) for page in pages] == [False, True, False]
    assert [page.size for page in pages] == [PAGE] * 3


def test_a_picture_is_upright_and_without_all_that_lay_beside_it(made):
    # The red corner is the upper left before it is turned to the right.
    area = Area(1, 0, 0.5, 1, 0.5)
    copy, mime = made(redact, canary_files.jpeg(), JPEG, [area])
    with Image.open(copy) as image:
        assert (mime, image.format, image.size) == (JPEG, "JPEG", (60, 80))
        red, green, _blue = image.getpixel((55, 5))
        assert red > 200 and green < 60
        assert max(image.getpixel((30, 60))) < 10
        assert {*image.info} == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_what_is_behind_a_transparent_pixel_does_not_come(made):
    copy, mime = made(wash, canary_files.png(), PNG)
    with Image.open(copy) as image:
        assert (mime, image.mode) == (PNG, "RGB")
        assert _is_all(image, WHITE)


def test_scans_in_one_picture_become_pages_of_their_size(made):
    copy, mime = made(redact, canary_files.tiff(), "image/tiff", [Area(3, 0, 0, 1, 1)])
    assert mime == PDF
    reader = PdfReader(copy)
    assert [[*map(float, page.mediabox[2:])] for page in reader.pages] == [
        [122.4, 158.4]
    ] * 3
    assert _is_all(shown(copy, 2), BLACK)
    assert not _is_all(shown(copy, 1), BLACK)


def test_deep_grays_keep_their_shades(made):
    image = Image.new("I;16", (30, 10), 0)
    image.paste(30_000, (10, 0, 20, 10))
    image.paste(60_000, (20, 0, 30, 10))
    stream = BytesIO()
    image.save(stream, "PNG")
    copy, _mime = made(wash, stream.getvalue(), PNG)
    with Image.open(copy) as image:
        shades = [image.getpixel((left, 5))[0] for left in (5, 15, 25)]
    assert (shades[0], shades[2]) == (0, 255) and 125 <= shades[1] <= 130


def test_a_cut_takes_out_pictures_and_sound_exactly(made, film):
    told = []
    copy, mime = made(cut, film.read_bytes(), [(1.2, 1.5), (1, 2)], told.append)
    assert mime == MP4
    steps = [round(light / 2) for light in canary_files.frames(copy)]
    source = [round(light / 2) for light in canary_files.frames(film)]
    wanted = source[:25] + source[50:]
    assert len(steps) == len(wanted) == 75
    assert max(abs(a - b) for a, b in zip(steps, wanted, strict=True)) <= 1
    # The sound was in that second alone.
    assert canary_files.loudest(film) > -10
    assert canary_files.loudest(copy) < -40
    assert told == sorted({*told}) and told[-1] == 100


def test_a_washed_recording_is_whole_and_says_nothing_of_itself(made, film):
    copy, _mime = made(wash, film.read_bytes(), MP4)
    assert len(canary_files.frames(copy)) == 100
    assert b"x264 - core" not in copy.read_bytes()


def test_a_sound_stays_a_sound(made, tmp_path):
    copy, mime = made(cut, canary_files.sound(tmp_path).read_bytes(), [(0, 1)])
    assert mime == "audio/mp4"
    assert copy.read_bytes()[4:8] == b"ftyp"


def test_a_film_with_an_odd_side_can_be_cut(made, tmp_path):
    odd = ("-f", "lavfi", "-i", "testsrc=size=65x47:rate=5")
    data = recording(tmp_path / "odd.mkv", *odd, seconds=2)
    assert made(cut, data, [(0, 1)])[1] == MP4


@pytest.mark.parametrize(
    ("ranges", "code"),
    [
        ([(0, 3)], "nothing_left"),
        ([(2, 3), (0, 2)], "nothing_left"),
        ([(3.5, 4)], "outside"),
        ([(1, 9)], "outside"),
        ([(-1, 1)], "outside"),
        ([(2, 1)], "outside"),
        ([(1, float("nan"))], "outside"),
        ([], "outside"),
    ],
)
def test_a_cut_that_cannot_be_is_refused(tmp_path, ranges, code):
    source, target = tmp_path / "film.mp4", tmp_path / "copy"
    recording(source, *PICTURE, seconds=3)
    with pytest.raises(DerivativeError) as refused:
        cut(source, target, ranges)
    assert refused.value.code == code
    assert not target.exists()


@pytest.mark.parametrize(
    "area", [Area(0, 0, 0, 1, 1), Area(2, 0, 0, 1, 1), Area(1, 0, 0, 0, 1)]
)
def test_an_area_that_is_on_no_page_is_refused(tmp_path, area):
    source, target = tmp_path / "a.pdf", tmp_path / "copy"
    source.write_bytes(canary_files.pdf())
    with pytest.raises(DerivativeError) as refused:
        redact(source, target, PDF, [area])
    assert refused.value.code == "outside"
    assert not target.exists()


def test_some_pages_are_drawn_for_the_screen_and_no_others(tmp_path, rooms):
    source, target = tmp_path / "a.pdf", tmp_path / "pages"
    source.write_bytes(canary_files.pdf(pages=5))
    assert preview(source, target, "pdf", 2, 2) == (5, PDF)
    assert len(PdfReader(target).pages) == 2
    assert leftovers(target, PDF, [CANARY]) == []
    assert preview(source, target, "pdf", 5, 10) == (5, PDF)
    assert len(PdfReader(target).pages) == 1
    with pytest.raises(DerivativeError) as refused:
        preview(source, target, "pdf", 6, 1)
    assert refused.value.code == "outside"
    source.write_bytes(canary_files.jpeg())
    assert preview(source, target, "image", 1, 10) == (1, JPEG)
