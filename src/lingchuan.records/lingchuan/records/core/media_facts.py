"""What a media file says of itself, as it is kept and handed on: {name: plain value}.

A file may say anything: what is no number in its range, no moment or no line of text is
left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from typing import Final

import math
import unicodedata


# What a device writes without a zone is China's time.
CHINA: Final = timezone(timedelta(hours=8))
MOST_SECONDS: Final = 366 * 24 * 3600
MOST_PIXELS: Final = 1 << 31
MOST_CHARACTERS: Final = 200


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What a file says of itself; None where it says nothing.

    Args:
        duration_s: seconds; recorded_at: as the device wrote it.
        device: its maker and model; serial: its number, as the maker has given it.
    """

    duration_s: float | None = None
    recorded_at: datetime | None = None
    device: str = ""
    latitude: float | None = None
    longitude: float | None = None
    width: int | None = None
    height: int | None = None
    mime: str = ""
    serial: str = ""


def facts_from(values: Mapping[str, object]) -> MediaFacts:
    """Return the facts of plain values; what cannot be is left out.

    Args:
        values: {name of a fact: value}; `recorded_at` in the form of ISO 8601.
    """
    latitude = _number(values.get("latitude"), -90, 90)
    longitude = _number(values.get("longitude"), -180, 180)
    is_place = latitude is not None and longitude is not None
    return MediaFacts(
        duration_s=_number(values.get("duration_s"), 0, MOST_SECONDS),
        recorded_at=_moment(values.get("recorded_at")),
        device=_line(values.get("device")),
        serial=_line(values.get("serial")),
        latitude=latitude if is_place else None,
        longitude=longitude if is_place else None,
        width=_whole(values.get("width")),
        height=_whole(values.get("height")),
        mime=_line(values.get("mime")),
    )


def plain_values(facts: MediaFacts) -> dict[str, object]:
    """Return what a file says as plain values, nothing of what it does not say."""
    at = facts.recorded_at
    values = {
        "duration_s": facts.duration_s,
        "recorded_at": at.isoformat() if at else None,
        "device": facts.device or None,
        "serial": facts.serial or None,
        "latitude": facts.latitude,
        "longitude": facts.longitude,
        "width": facts.width,
        "height": facts.height,
        "mime": facts.mime or None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _number(value: object, least: float, most: float) -> float | None:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    return float(value) if math.isfinite(value) and least <= value <= most else None


def _whole(value: object) -> int | None:
    found = _number(value, 1, MOST_PIXELS)
    return None if found is None else int(found)


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=CHINA)
        return aware.astimezone(CHINA)
    except (ValueError, OverflowError):
        return None


def _line(value: object) -> str:
    if not isinstance(value, str):
        return ""
    plain = (" " if unicodedata.category(c)[0] == "C" else c for c in value)
    return " ".join("".join(plain).split())[:MOST_CHARACTERS]
