"""Recordings encoded anew: H.264 and AAC in MP4, sound alone in M4A; nothing else.

- The first picture and the first sound come over. A second sound, captions, data,
  covers, chapters and every tag do not: nobody who plays the file would notice them.
- Captions may lie within the pictures' own stream; they are filtered out of the result.
"""

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import NOT_READABLE
from lingchuan.records.media.errors import NOTHING_LEFT
from lingchuan.records.media.film_facts import film_facts
from lingchuan.records.media.film_facts import FilmFacts
from lingchuan.records.media.film_facts import MAX_PIXELS
from lingchuan.records.media.film_facts import MAX_SECONDS
from lingchuan.records.media.film_facts import MEMORY_BYTES
from lingchuan.records.media.film_facts import SAFE
from lingchuan.records.media.foreign import path_of
from lingchuan.records.media.foreign import run_confined
from lingchuan.records.media.kinds import M4A
from lingchuan.records.media.kinds import MP4
from lingchuan.records.media.launch import Launch
from lingchuan.records.media.working import Tell
from pathlib import Path
from typing import Final


WRITTEN_BYTES: Final = 32 << 30
# Seconds of waiting: at least, and for each second of the recording.
WAIT_S, WAIT_SHARE = 120, 6
# Two processors may be at work all the time.
_PROCESSORS: Final = 2
_MICRO: Final = 1_000_000
_DONE: Final = "out_time_us="
# Units of H.264 that carry no picture: captions, remarks of the encoder.
_NO_REMARKS: Final = "filter_units=remove_types=6"
# A filter: sound of many channels as two.
STEREO: Final = "aformat=channel_layouts=mono|stereo"
_THREADS: Final = ("-threads", "4")
_QUIET: Final = (
    *("-nostdin", "-hide_banner", "-loglevel", "quiet", "-y"),
    *("-progress", "pipe:1", "-stats_period", "1"),
)
_BARE: Final = (
    *("-map_metadata", "-1", "-map_chapters", "-1", "-write_tmcd", "0"),
    *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"),
    *("-sn", "-dn", "-movflags", "+faststart"),
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a recording is encoded anew.

    Args:
        graph: filters, which give [v] where there is a picture, [a] where is sound.
        pictures: inputs of the filters beside the recording, which is the first.
        quality: of H.264, as its `crf`: lower is better.
        title: the one tag of a result that is sound alone.
    """

    graph: Sequence[str]
    pictures: Sequence[Path] = ()
    quality: int = 20
    title: str = ""


def encode(
    source: Path, made: Path, facts: FilmFacts, recipe: Recipe, progress: Tell
) -> str:
    """Encode a recording anew; return the type of the result.

    Args:
        made: in a workroom, as the pictures of the recipe are.
    """
    source = source.absolute()
    command = [path_of("ffmpeg"), *_QUIET, *SAFE, *_THREADS]
    command += ["-max_pixels", str(MAX_PIXELS), "-i", f"file:{source}"]
    for picture in recipe.pictures:
        command += ["-i", f"file:{picture}"]
    command += ["-filter_complex", ";".join(recipe.graph), *_BARE, *_THREADS]
    command += _encoders(facts, recipe)
    command += ["-t", str(MAX_SECONDS), "-f", "mp4", f"file:{made}"]
    wait_s = WAIT_S + WAIT_SHARE * (facts.duration_s or MAX_SECONDS)
    cpu_s = round(_PROCESSORS * wait_s)
    launch = Launch(
        command, str(source), str(made.parent), cpu_s, MEMORY_BYTES, WRITTEN_BYTES
    )
    run_confined(launch, wait_s, _teller(facts, progress))
    _check(made)
    return M4A if facts.picture is None else MP4


def _encoders(facts: FilmFacts, recipe: Recipe) -> list[str]:
    command = []
    if facts.picture is not None:
        command += ["-map", "[v]", "-c:v", "libx264", "-preset", "veryfast"]
        command += ["-crf", str(recipe.quality), "-pix_fmt", "yuv420p", "-a53cc", "0"]
        command += ["-bsf:v", _NO_REMARKS]
    elif recipe.title:
        command += ["-metadata", f"title={recipe.title}"]
    if facts.sound is not None:
        command += ["-map", "[a]", "-c:a", "aac", "-b:a", "128k"]
    return command


def _teller(facts: FilmFacts, progress: Tell) -> Callable[[str], None]:
    """Return what hears ffmpeg, and tells of each percent once."""
    whole = (facts.duration_s or MAX_SECONDS) * _MICRO
    last = 0

    def hear(line: str) -> None:
        nonlocal last
        done = line.removeprefix(_DONE)
        if done == line or not done.isdigit():
            return
        percent = min(99, int(100 * int(done) / whole))
        if percent > last:
            last = percent
            progress(percent)

    return hear


def _check(made: Path) -> None:
    """See that something was made that can be played."""
    if not made.is_file() or not made.stat().st_size:
        raise DerivativeError(NOT_READABLE, "nothing was made")
    try:
        found = film_facts(made, made.parent)
    except DerivativeError as error:
        raise DerivativeError(NOTHING_LEFT, error.detail) from error
    if not found.duration_s:
        raise DerivativeError(NOTHING_LEFT, "no second is left")
