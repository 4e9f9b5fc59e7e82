"""What a recording says of itself: how long it is, when, where and by what it was made.

MP4 keeps its moment in universal time; a device that wrote local time there is wrong by
eight hours, which nobody can see in the file. A moment that names its zone goes first.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from lingchuan.records.media.device_names import device_name
from pymediainfo import MediaInfo
from typing import Any
from typing import BinaryIO

import re


# Loaded here: nothing can be opened any more when it is needed.
_IS_LOADED = MediaInfo.can_parse()
_PICTURES = ("Video", "Image")
_MOMENTS = ("comapplequicktimecreationdate", "recorded_date", "encoded_date")
_PLACES = ("comapplequicktimelocationiso6709", "recorded_location", "xyz", "location")
_MAKERS = ("comapplequicktimemake", "comandroidmanufacturer", "make")
_MAKERS += ("encoded_hardware_companyname",)
_MODELS = ("comapplequicktimemodel", "comandroidmodel", "model")
_MODELS += ("encoded_hardware_model", "encoded_hardware_name")
_SERIAL = ("serial", "serialnumber", "serial_number")
_MOMENT = re.compile(
    r"(UTC )?(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)? ?"
    r"(UTC|Z|[+-]\d\d:?\d\d)?"
)
_PLACE = re.compile(r"([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)")

Track = Mapping[str, Any]


def said_by(stream: BinaryIO) -> dict[str, object]:
    """Return the facts of a recording, none where no sound and no picture is in it.

    Raises:
        Exception: whatever the reader raises at a broken file.
    """
    tracks = [one.to_data() for one in MediaInfo.parse(stream).tracks]
    whole = next((one for one in tracks if one["track_type"] == "General"), {})
    seen = [one for one in tracks if one["track_type"] in _PICTURES]
    heard = [one for one in tracks if one["track_type"] == "Audio"]
    if not seen and not heard:
        return {}
    return {
        "duration_s": _duration((whole, *seen, *heard)),
        "width": _number(seen[0].get("width")) if seen else None,
        "height": _number(seen[0].get("height")) if seen else None,
        "mime": _mime(whole, seen, heard),
        "recorded_at": _moment(_first(whole, _MOMENTS)),
        "device": device_name(_first(whole, _MAKERS), _first(whole, _MODELS)),
        "serial": next((str(whole[key]) for key in whole if key.endswith(_SERIAL)), ""),
    } | _place(_first(whole, _PLACES))


def _first(track: Track, names: Iterable[str]) -> str:
    return next((str(track[name]) for name in names if track.get(name)), "")


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _duration(tracks: Iterable[Track]) -> float | None:
    """Return the seconds of the whole, else of its first track that has any."""
    for track in tracks:
        milliseconds = _number(track.get("duration"))
        if milliseconds:
            return milliseconds / 1000
    return None


def _mime(whole: Track, seen: list[Track], heard: list[Track]) -> str:
    """Return the type by what is in it: a container of video may hold sound alone."""
    told = str(whole.get("internet_media_type") or "")
    kinds = [one["track_type"].lower() for one in (*seen, *heard)]
    # A sound may have a picture for its cover.
    main = next(kind for kind in ("video", "audio", "image") if kind in kinds)
    format_name = str(whole.get("format") or "unknown").lower().replace(" ", "-")
    return f"{main}/{told.partition('/')[2] or 'x-' + format_name}"


def _moment(written: str) -> str | None:
    found = _MOMENT.match(written)
    if found is None:
        return None
    before, day, clock, zone = found.groups()
    is_universal = before or zone in ("UTC", "Z")
    return f"{day}T{clock}{'+00:00' if is_universal else zone or ''}"


def _place(written: str) -> dict[str, object]:
    """Return {latitude, longitude} of ISO 6709 in degrees, {} for none."""
    found = _PLACE.match(written)
    if found is None:
        return {}
    return {"latitude": float(found[1]), "longitude": float(found[2])}
