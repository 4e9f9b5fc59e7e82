"""What JPEG, PNG and other pictures carry beside their pixels, by their own parts."""

from collections.abc import Iterator
from io import BytesIO
from lingchuan.records.media.leftover_codes import APPENDED
from lingchuan.records.media.leftover_codes import EXTRA_STREAMS
from lingchuan.records.media.leftover_codes import METADATA
from lingchuan.records.media.leftover_codes import THUMBNAIL
from lingchuan.records.media.leftover_codes import UNREADABLE
from lingchuan.records.media.pictures import FORMATS
from PIL import Image
from typing import Final

import struct


JPEG_START: Final = b"\xff\xd8"
PNG_START: Final = b"\x89PNG\r\n\x1a\n"
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_APPS: Final = range(0xE0, 0xF0)
_JFIF, _MORE, _ADOBE = 0xE0, 0xE2, 0xEE
# Within the pixels of a JPEG: a byte that is 255, and marks to begin anew at.
_WITHIN: Final = (0x00, 0xFF, *range(0xD0, 0xD8))
# A JFIF of this length has no thumbnail.
_JFIF_BYTES: Final = 14
_EXIF: Final = b"Exif\0\0"
_SECOND_PICTURES: Final = b"MPF\0"
_PNG_PARTS: Final = (
    b"IHDR",
    b"PLTE",
    b"tRNS",
    b"IDAT",
    b"IEND",
    b"pHYs",
    b"gAMA",
    b"sRGB",
)
_PNG_MOVES: Final = (b"acTL", b"fcTL", b"fdAT")


def codes_in(data: bytes) -> Iterator[str]:
    """Yield the codes of what a picture carries."""
    try:
        if data.startswith(JPEG_START):
            yield from _in_jpeg(data)
        elif data.startswith(PNG_START):
            yield from _in_png(data)
        else:
            yield from _in_other(data)
    except (IndexError, struct.error):
        yield UNREADABLE


def _in_jpeg(data: bytes) -> Iterator[str]:
    place = len(JPEG_START)
    while True:
        if data[place] != 0xFF:
            yield UNREADABLE
            return
        mark = data[place + 1]
        if mark == _END:
            break
        (size,) = struct.unpack_from(">H", data, place + 2)
        yield from _in_segment(mark, data[place + 4 : place + 2 + size])
        place += 2 + size
        if mark == _SCAN:
            place = _after_scan(data, place)
    if data[place + 2 :].strip(b"\0"):
        yield APPENDED


def _after_scan(data: bytes, place: int) -> int:
    """Return where the next mark after some pixels is."""
    while True:
        place = data.index(b"\xff", place) if b"\xff" in data[place:] else len(data)
        if data[place + 1] not in _WITHIN:
            return place
        place += 1


def _in_segment(mark: int, data: bytes) -> Iterator[str]:
    if mark == _COMMENT:
        yield METADATA
    elif mark == _JFIF:
        if len(data) > _JFIF_BYTES or not data.startswith(b"JFIF\0"):
            yield THUMBNAIL
    elif mark == _MORE and data.startswith(_SECOND_PICTURES):
        yield EXTRA_STREAMS
    elif mark in _APPS and mark != _ADOBE:
        yield METADATA
        if data.startswith(_EXIF) and JPEG_START in data:
            yield THUMBNAIL


def _in_png(data: bytes) -> Iterator[str]:
    place = len(PNG_START)
    while True:
        size, name = struct.unpack_from(">I4s", data, place)
        if name in _PNG_MOVES:
            yield EXTRA_STREAMS
        elif name not in _PNG_PARTS:
            yield METADATA
            if JPEG_START in data[place : place + size]:
                yield THUMBNAIL
        place += size + 12
        if name == b"IEND":
            break
    if data[place:]:
        yield APPENDED


def _in_other(data: bytes) -> Iterator[str]:
    """Yield codes of a picture that we do not make: what its reader tells of it."""
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(BytesIO(data), formats=FORMATS) as image:
        if getattr(image, "n_frames", 1) > 1:
            yield EXTRA_STREAMS
        if dict(image.getexif()) or {"xmp", "comment", "icc_profile"} & {*image.info}:
            yield METADATA
