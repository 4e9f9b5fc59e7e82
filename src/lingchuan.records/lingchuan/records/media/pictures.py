"""What a picture says of itself: its size, and in EXIF when, where and by what it was made."""

from collections.abc import Mapping
from datetime import datetime
from lingchuan.records.media.device_names import device_name
from PIL import Image
from PIL import MpoImagePlugin  # noqa: F401
from PIL import TiffImagePlugin  # noqa: F401
from PIL import WebPImagePlugin  # noqa: F401
from typing import Any
from typing import BinaryIO

import copy  # noqa: F401
import re


# Nothing can be opened any more when a reader is needed: each is loaded here or above.
Image.preinit()
FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "WEBP")
_EXIF, _GPS = 0x8769, 0x8825
_MAKE, _MODEL = 0x010F, 0x0110
# Of the moment, and of its zone: when it was taken, else when it was digitised.
_MOMENTS = ((0x9003, 0x9011), (0x9004, 0x9012))
_ZONE_OF_ALL = 0x9010
_SERIALS = (0xA431, 0xC62F)
_WRITTEN = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)")


def said_by(stream: BinaryIO) -> dict[str, object]:
    """Return the facts of a picture.

    Raises:
        Exception: whatever the reader raises at a broken file.
    """
    # No pixel is read; a picture that says it is huge is told, not refused.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(stream, formats=FORMATS) as image:
        width, height = image.size
        said = {"width": width, "height": height, "mime": image.get_format_mimetype()}
        try:
            said |= _said_in(_exif(image))
        except Exception:
            # Its notes are broken; its size stands all the same.
            return said
    return said


def _exif(image: Image.Image) -> Image.Exif:
    """Return the notes of a picture, none that lie behind its pixels."""
    if image.format == "PNG" and "exif" not in image.info:
        return Image.Exif()
    return image.getexif()


def _said_in(exif: Image.Exif) -> dict[str, object]:
    inner, place = exif.get_ifd(_EXIF), exif.get_ifd(_GPS)
    make, model = _text(exif.get(_MAKE)), _text(exif.get(_MODEL))
    serials = [_text(inner.get(tag) or exif.get(tag)) for tag in _SERIALS]
    return {
        "recorded_at": _moment(inner),
        "device": device_name(make, model),
        "serial": next(filter(None, serials), ""),
        "latitude": _degrees(place, 1, "S"),
        "longitude": _degrees(place, 3, "W"),
    }


def _text(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "ignore")
    return value.strip("\0 ") if isinstance(value, str) else ""


def _moment(inner: Mapping[int, Any]) -> str | None:
    for moment, zone in _MOMENTS:
        found = _WRITTEN.match(_text(inner.get(moment)))
        if found is not None:
            year, month, day, clock = found.groups()
            told = _text(inner.get(zone) or inner.get(_ZONE_OF_ALL))
            return _zoned(f"{year}-{month}-{day}T{clock}", told)
    return None


def _zoned(local: str, zone: str) -> str:
    """Return a moment with its zone where that is one."""
    try:
        return datetime.fromisoformat(local + zone).isoformat()
    except ValueError:
        return local


def _degrees(place: Mapping[int, Any], reference: int, negative: str) -> float | None:
    """Return degrees of latitude or longitude, None for none that can be."""
    parts = place.get(reference + 1)
    if not isinstance(parts, tuple) or len(parts) != 3:
        return None
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    return -value if _text(place.get(reference)).upper() == negative else value
