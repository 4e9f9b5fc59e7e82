"""Stretches of time taken out of a recording, exact to a picture and a sample."""

from collections.abc import Sequence
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import NOTHING_LEFT
from lingchuan.records.media.errors import OUTSIDE
from lingchuan.records.media.film_facts import film_facts
from lingchuan.records.media.film_facts import FilmFacts
from lingchuan.records.media.films import encode
from lingchuan.records.media.films import Recipe
from lingchuan.records.media.films import STEREO
from lingchuan.records.media.working import Tell
from lingchuan.records.media.workroom import hand_out
from lingchuan.records.media.workroom import workroom
from pathlib import Path
from typing import Final

import math


Range = tuple[float, float]

MAX_RANGES: Final = 200
# Who takes all to the end may name an end a little beyond.
TOLERANCE_S: Final = 1.0
# Less than that is no recording any more.
LEAST_S: Final = 0.2
MAX_SIDE: Final = 1920
_EVEN: Final = (
    f"scale=w='min(iw*sar,{MAX_SIDE})':h='min(ih,{MAX_SIDE})'"
    ":force_original_aspect_ratio=decrease:force_divisible_by=2,setsar=1"
)


def recut(source: Path, target: Path, ranges: Sequence[Range], progress: Tell) -> str:
    """Encode a recording anew without stretches of it; return the type of the result.

    Args:
        ranges: (start, end) in seconds, in any order; none to leave it whole.
    Raises:
        DerivativeError: OUTSIDE, NOTHING_LEFT, or the recording is not readable.
    """
    with workroom() as room:
        facts = film_facts(source, room)
        kept = kept_ranges(ranges, facts.duration_s)
        made = room / "made"
        recipe = Recipe(_graph(facts, kept))
        mime = encode(source, made, facts, recipe, progress)
        hand_out(made, target)
    progress(100)
    return mime


def kept_ranges(ranges: Sequence[Range], duration: float | None) -> list[Range]:
    """Return what is left when stretches are taken out; the last may end at infinity.

    Raises:
        DerivativeError: OUTSIDE, NOTHING_LEFT.
    """
    whole = math.inf if duration is None else duration
    if len(ranges) > MAX_RANGES or not all(_is_within(one, whole) for one in ranges):
        raise DerivativeError(OUTSIDE, f"{len(ranges)} ranges of {duration} s")
    kept, start = [], 0.0
    for begin, end in sorted(ranges):
        if begin > start:
            kept.append((start, begin))
        start = max(start, end)
    if start < whole:
        kept.append((start, math.inf))
    if sum(min(end, whole) - begin for begin, end in kept) < LEAST_S:
        raise DerivativeError(NOTHING_LEFT)
    return kept


def _is_within(one: Range, whole: float) -> bool:
    begin, end = one
    return 0 <= begin < end <= whole + TOLERANCE_S and begin < whole


def _graph(facts: FilmFacts, kept: Sequence[Range]) -> list[str]:
    """Return the filters that join what is kept, as [v] and [a]."""
    graph = []
    for stream, name in ((facts.picture, "v"), (facts.sound, "a")):
        if stream is not None:
            graph += _stretches(stream, name, kept)
    has_picture, has_sound = facts.picture is not None, facts.sound is not None
    names = ("v" * has_picture) + ("a" * has_sound)
    inputs = "".join(f"[{name}{n}]" for n in range(len(kept)) for name in names)
    joined = "".join(f"[joined{name}]" for name in names)
    counts = f"n={len(kept)}:v={int(has_picture)}:a={int(has_sound)}"
    graph.append(f"{inputs}concat={counts}{joined}")
    if has_picture:
        graph.append(f"[joinedv]{_EVEN}[v]")
    if has_sound:
        graph.append(f"[joineda]{STEREO}[a]")
    return graph


def _stretches(stream: int, name: str, kept: Sequence[Range]) -> list[str]:
    """Return the filters that cut one stream into what is kept of it."""
    sound = "a" if name == "a" else ""
    parts = "".join(f"[{name}s{n}]" for n in range(len(kept)))
    graph = [f"[0:{stream}]{sound}split={len(kept)}{parts}"]
    for n, (begin, end) in enumerate(kept):
        until = "" if math.isinf(end) else f":end={end:.6f}"
        graph.append(
            f"[{name}s{n}]{sound}trim=start={begin:.6f}{until},"
            f"{sound}setpts=PTS-STARTPTS[{name}{n}]"
        )
    return graph
