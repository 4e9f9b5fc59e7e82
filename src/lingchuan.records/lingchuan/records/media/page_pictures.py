"""The pages of a PDF or of a picture as pictures, as a reader would see them.

It runs in the process of remake_program.py, within its limits.

- Of a PDF: what is drawn, with filled forms, seals and notes; no layer that is off.
- Of a picture: upright, in sRGB, on white; nothing that lies beside its pixels. Of one
  that moves, or has others behind it, the first; of a TIFF each page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from lingchuan.records.media.pictures import FORMATS
from PIL import Image
from PIL import ImageCms
from PIL import ImageOps
from typing import BinaryIO
from typing import Final

import math
import pypdfium2


# Of a picture that says nothing.
DPI: Final = 200
POINTS: Final = 72
MAX_PAGES: Final = 500
MAX_PAGE_PIXELS: Final = 25_000_000
MAX_PICTURE_PIXELS: Final = 120_000_000
MAX_PICTURE_BYTES: Final = 256 << 20
# What readers of PDF themselves take for the largest page, in points.
MAX_SIDE: Final = 14_400
_DEEP: Final = ("I", "F")


class TooLargeError(Exception):
    """More pixels or bytes than are decoded."""


class TooLongError(Exception):
    """More pages than are made anew."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as a picture, and its size in points."""

    picture: Image.Image
    points: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages of a file: how many, those wanted one by one, and their format."""

    count: int
    each: Iterator[Sheet]
    format: str


def of_pdf(stream: BinaryIO, wanted: slice, dpi: int) -> Sheets:
    """Return the pages of a PDF.

    Args:
        wanted: which of them are drawn, counted from 0.
        dpi: points of the picture on an inch of the page.
    Raises:
        TooLongError: more than MAX_PAGES.
        pypdfium2.PdfiumError: broken, or shut by a password.
    """
    document = pypdfium2.PdfDocument(stream)
    if len(document) > MAX_PAGES:
        raise TooLongError
    document.init_forms()
    pages = range(len(document))[wanted]
    return Sheets(len(document), _rendered(document, pages, dpi), "PDF")


def _rendered(
    document: pypdfium2.PdfDocument, pages: range, dpi: int
) -> Iterator[Sheet]:
    for number in pages:
        page = document[number]
        width, height = points = page.get_size()
        if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
            raise TooLargeError
        scale = min(dpi / POINTS, math.sqrt(MAX_PAGE_PIXELS / (width * height)))
        bitmap = page.render(scale=scale, rev_byteorder=True)
        picture = bitmap.to_pil().convert("RGB").copy()
        bitmap.close()
        page.close()
        yield Sheet(picture, points)


def of_picture(stream: BinaryIO, wanted: slice) -> Sheets:
    """Return the pages of a picture.

    Args:
        wanted: which of them, counted from 0.
    Raises:
        TooLongError: more than MAX_PAGES.
        TooLargeError: more than MAX_PICTURE_PIXELS or MAX_PICTURE_BYTES.
        Exception: whatever the reader raises at a broken file.
    """
    # Beyond this Pillow would refuse by itself, without telling why.
    Image.MAX_IMAGE_PIXELS = None
    # Its readers open a file of the system anew, which is forbidden by now.
    data = stream.read(MAX_PICTURE_BYTES + 1)
    if len(data) > MAX_PICTURE_BYTES:
        raise TooLargeError
    image = Image.open(BytesIO(data), formats=FORMATS)
    count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    if count > MAX_PAGES:
        raise TooLongError
    pages = range(count)[wanted]
    return Sheets(count, _frames(image, pages), "PDF" if count > 1 else image.format)


def _frames(image: Image.Image, pages: range) -> Iterator[Sheet]:
    for number in pages:
        if number:
            image.seek(number)
        if image.width * image.height > MAX_PICTURE_PIXELS:
            raise TooLargeError
        picture = _plain(_upright(image))
        # A scan says how dense it is; what says nothing fills a page of 200 dpi.
        yield Sheet(picture, tuple(n * POINTS / _density(image) for n in picture.size))


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:
        # Its notes are broken: it is shown as it lies, as browsers do.
        return image


def _density(image: Image.Image) -> float:
    told = image.info.get("dpi", (DPI,))[0]
    least = max(image.size) * POINTS / MAX_SIDE
    return max(float(told), least) if 50 <= float(told) <= 2400 else max(DPI, least)


def _plain(image: Image.Image) -> Image.Image:
    """Return a new picture of pixels alone: no profile, text or transparency."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith(_DEEP):
        image = _shallow(image)
    elif profile and image.mode in ("RGB", "CMYK", "L"):
        image = _in_srgb(image, profile)
    if image.has_transparency_data:
        # What is behind a transparent pixel is a picture of its own.
        image = image.convert("RGBA")
        under = Image.new("RGB", image.size, "white")
        under.paste(image, mask=image.getchannel("A"))
        return under
    plain = Image.new("RGB", image.size)
    plain.paste(image.convert("RGB"))
    return plain


def _shallow(image: Image.Image) -> Image.Image:
    """Return 16 and 32 bits of gray as 8, from the darkest to the lightest."""
    low, high = image.getextrema()
    scale = 255 / max(high - low, 1)
    wide = image.convert("F")
    return wide.point(lambda value: value * scale - low * scale).convert("L")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        # Of another kind than the picture: its colours are taken as they are.
        return image
