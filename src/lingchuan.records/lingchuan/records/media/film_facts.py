"""What is in a recording, as far as it matters for encoding it anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import NOT_READABLE
from lingchuan.records.media.errors import TOO_LARGE
from lingchuan.records.media.errors import TOO_LONG
from lingchuan.records.media.foreign import lines_of
from lingchuan.records.media.foreign import path_of
from lingchuan.records.media.launch import Launch
from pathlib import Path
from typing import Any
from typing import Final

import json


MAX_SECONDS: Final = 12 * 3600
# A frame of 8K, with some more.
MAX_PIXELS: Final = 40_000_000
MEMORY_BYTES: Final = 3 << 30
_CPU_S, _WAIT_S = 30, 60
# Containers of cameras, recorders and telephones; none that names other files.
FORMATS: Final = (
    "mov,mp4,matroska,webm,avi,asf,flv,mpeg,mpegts,mp3,wav,w64,flac,ogg,aac,amr,dv,aiff"
)
# Whatever a file says, nothing else is opened for it.
SAFE: Final = ("-protocol_whitelist", "file", "-format_whitelist", FORMATS)
_ENTRIES: Final = (
    "format=duration:format_tags:chapter=id:stream=index,codec_type,codec_name,width,"
    "height,sample_aspect_ratio:stream_tags:stream_disposition=attached_pic:"
    "stream_side_data=rotation"
)


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """The first picture and the first sound of a recording.

    Args:
        picture, sound: numbers of their streams, None for none.
        size: of the picture as it is shown, in square pixels, upright.
        duration_s: None if the file does not say it.
    """

    picture: int | None
    sound: int | None
    size: tuple[int, int]
    duration_s: float | None


def probed(source: Path, room: Path) -> dict[str, Any]:
    """Return what ffprobe says of a recording: {"format", "streams", "chapters"}.

    Raises:
        DerivativeError: it is none, or broken.
    """
    source = source.absolute()
    command = [path_of("ffprobe"), "-loglevel", "quiet", *SAFE, "-show_entries"]
    command += [_ENTRIES, "-of", "json=compact=1", "-i", f"file:{source}"]
    launch = Launch(command, str(source), str(room), _CPU_S, MEMORY_BYTES, 0)
    try:
        said = json.loads("".join(lines_of(launch, _WAIT_S)))
    except ValueError as error:
        raise DerivativeError(NOT_READABLE, "ffprobe") from error
    return {"format": {}, "streams": [], "chapters": []} | said


def film_facts(source: Path, room: Path) -> FilmFacts:
    """Return what is in a recording.

    Raises:
        DerivativeError: it has no sound and no picture, or more than is encoded anew.
    """
    said = probed(source, room)
    picture = _first(said, "video")
    sound = _first(said, "audio")
    if picture is None and sound is None:
        raise DerivativeError(NOT_READABLE, "no picture, no sound")
    duration = _number(said["format"].get("duration"))
    if duration is not None and duration > MAX_SECONDS:
        raise DerivativeError(TOO_LONG, f"{duration} s")
    return FilmFacts(
        picture and picture["index"],
        sound and sound["index"],
        _shown_size(picture) if picture else (0, 0),
        duration,
    )


def _first(said: Mapping[str, Any], kind: str) -> Mapping[str, Any] | None:
    """Return the first stream of a kind; a cover is no film."""
    for stream in said["streams"]:
        is_cover = stream.get("disposition", {}).get("attached_pic")
        if stream.get("codec_type") == kind and not is_cover:
            return stream
    return None


def _shown_size(stream: Mapping[str, Any]) -> tuple[int, int]:
    width, height = stream.get("width") or 0, stream.get("height") or 0
    if not width or not height:
        raise DerivativeError(NOT_READABLE, "no size")
    if width * height > MAX_PIXELS:
        raise DerivativeError(TOO_LARGE, f"{width} x {height}")
    wide, _, high = (stream.get("sample_aspect_ratio") or "").partition(":")
    if wide.isdigit() and high.isdigit() and int(wide) and int(high):
        width = round(width * Fraction(int(wide), int(high)))
    turns = [one.get("rotation", 0) for one in stream.get("side_data_list", ())]
    is_lying = any(_number(turn) and round(_number(turn)) % 180 for turn in turns)
    return (height, width) if is_lying else (width, height)


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None
