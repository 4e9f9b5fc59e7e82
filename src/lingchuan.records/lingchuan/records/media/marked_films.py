"""The mark of a copy in a recording: burnt into each picture, named in a sound's title.

The mark is a picture with letters all over it (marks.py), which wanders slowly: neither
cutting off an edge nor taking away what stands still removes it. A foot is added below, over nothing that is to be seen.
"""

from collections.abc import Sequence
from lingchuan.records.media import marks
from lingchuan.records.media.film_facts import film_facts
from lingchuan.records.media.film_facts import FilmFacts
from lingchuan.records.media.films import encode
from lingchuan.records.media.films import Recipe
from lingchuan.records.media.films import STEREO
from lingchuan.records.media.remaking import mark_font
from lingchuan.records.media.working import Tell
from lingchuan.records.media.workroom import hand_out
from lingchuan.records.media.workroom import workroom
from pathlib import Path
from typing import Final


# Pixels of the longer side at most, of the shorter at least: letters must be read.
LONGEST, SHORTEST = 1280, 360
QUALITY: Final = 25
# How far the mark wanders in a second, as a share of the width.
_SPEED: Final = 1 / 64


def mark_film(source: Path, target: Path, lines: Sequence[str], progress: Tell) -> str:
    """Encode a recording anew with the mark of its copy; return its type.

    Raises:
        DerivativeError: there is no result then.
    """
    with workroom() as room:
        facts = film_facts(source, room)
        graph, pictures = [], []
        if facts.picture is not None:
            graph, pictures = _burnt_in(facts, room, lines)
        if facts.sound is not None:
            graph.append(f"[0:{facts.sound}]{STEREO}[a]")
        made = room / "made"
        title = lines[0] if lines else ""
        recipe = Recipe(graph, pictures, QUALITY, title)
        mime = encode(source, made, facts, recipe, progress)
        hand_out(made, target)
    progress(100)
    return mime


def _burnt_in(
    facts: FilmFacts, room: Path, lines: Sequence[str]
) -> tuple[list[str], list[Path]]:
    """Draw the mark; return the filters that lay it over the film, and its pictures."""
    width, height = size = fitting(facts.size)
    font = Path(mark_font()).read_bytes()
    cover, period = marks.cover_of(size, lines, font)
    paths = [room / "cover.png", room / "foot.png"]
    cover.save(paths[0])
    foot = marks.foot_of(size, lines, font)
    foot.save(paths[1])
    wandering = f"-mod(t*{width * _SPEED:.3f}\\,{period})"
    graph = [
        f"[0:{facts.picture}]scale={width}:{height},setsar=1[film]",
        f"[film][1:v]overlay=x='{wandering}':y=0,pad=w=iw:h=ih+{foot.height}[covered]",
        f"[covered][2:v]overlay=x=0:y={height}[v]",
    ]
    return graph, paths


def fitting(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size of the marked film; both sides are even, as H.264 wants them."""
    long, short = max(size), min(size)
    share = min(LONGEST / long, max(1, SHORTEST / short))
    width, height = (max(2, round(side * share / 2) * 2) for side in size)
    return width, height
