"""The words that were found, in the text around them."""

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from lingchuan.records.core.words import folded

import re


BEFORE = 20
LENGTH = 90
_GAPS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; found says whether it was asked for."""

    text: str
    found: bool = False


def excerpt(texts: Iterable[str], needles: Sequence[tuple[str, ...]]) -> list[Piece]:
    """Return the first place of the texts that shows what was asked; [] for none.

    Args:
        needles: folded runs with their pieces (`words.needles`); pieces count where
            the run itself is in none of the texts.
    """
    folds = [_fold(_GAPS.sub(" ", text)) for text in texts]
    for whole in (True, False):
        for run, *pieces in needles:
            for shown, plain in folds:
                at = plain.find(run if whole or not pieces else pieces[0])
                if at >= 0:
                    return _around(shown, plain, at, _marked(plain, needles))
    for run, *_pieces in needles:
        for shown, plain in folds:
            found = _without_signs(plain, run)
            if found:
                return _around(shown, plain, plain.find(found), [found])
    return []


def _without_signs(plain: str, run: str) -> str:
    """Return the part of a text that is a run but for signs: LC-07 for LC07."""
    asked = "".join(filter(str.isalnum, run))
    places = [place for place, one in enumerate(plain) if one.isalnum()]
    at = "".join(plain[place] for place in places).find(asked) if asked else -1
    if at < 0:
        return ""
    return plain[places[at] : places[at + len(asked) - 1] + 1]


def _marked(plain: str, needles: Sequence[tuple[str, ...]]) -> list[str]:
    return [
        one
        for run, *pieces in needles
        for one in ([run] if run in plain else pieces)
        if len(one) > 1 or len(needles) == 1
    ]


def _fold(text: str) -> tuple[str, str]:
    """Return a text and its folded form, character by character alike in place."""
    whole = folded(text)
    if len(whole) == len(text):
        return text, whole
    plain = [folded(character) for character in text]
    shown = [c if len(p) == 1 else p for c, p in zip(text, plain, strict=True)]
    return "".join(shown), "".join(plain)


def _around(shown: str, plain: str, at: int, needles: Sequence[str]) -> list[Piece]:
    start = max(0, at - BEFORE)
    end = min(len(plain), start + LENGTH)
    marks = _marks(plain, start, end, needles)
    pieces = [Piece("…")] if start else []
    place = start
    while place < end:
        stop = place + 1
        while stop < end and marks[stop - start] == marks[place - start]:
            stop += 1
        pieces.append(Piece(shown[place:stop], marks[place - start]))
        place = stop
    return [*pieces, Piece("…")] if end < len(plain) else pieces


def _marks(plain: str, start: int, end: int, needles: Sequence[str]) -> list[bool]:
    marks = [False] * (end - start)
    for needle in needles:
        at = plain.find(needle, start, end)
        while at >= 0:
            marks[at - start : at - start + len(needle)] = [True] * len(needle)
            at = plain.find(needle, at + 1, end)
    return marks
