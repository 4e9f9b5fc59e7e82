"""A PDF or a picture made anew out of pictures of its pages, in a process of its own."""

from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import dataclass
from lingchuan.records.content.apart import program
from lingchuan.records.core.document_facts import PDF
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import NOT_READABLE
from lingchuan.records.media.errors import OUTSIDE
from lingchuan.records.media.errors import PROGRAM_MISSING
from lingchuan.records.media.fonts import font_path
from lingchuan.records.media.fonts import FontMissingError
from lingchuan.records.media.fonts import serif_path
from lingchuan.records.media.kinds import PDF_TYPE
from lingchuan.records.media.working import silent
from lingchuan.records.media.working import Tell
from lingchuan.records.media.working import work
from lingchuan.records.media.workroom import hand_out
from lingchuan.records.media.workroom import workroom
from pathlib import Path
from typing import Final

import json


COMMAND: Final = program("lingchuan.records.media.remake_program")
# Seconds of processor for one page and for a file, and the longest wait for a file.
PAGE_S: Final = 30
WHOLE_S: Final = 1_800
WAIT_S: Final = 3_600
# Of the pages of a PDF: as they are printed, and as they are looked at.
DPI, SCREEN_DPI = 200, 100
FORMAT, PAGES = "format ", "pages "
_TYPES: Final = {"PDF": PDF_TYPE, "PNG": "image/png"}
_JPEG: Final = "image/jpeg"
# Shares that add up to one may do so not quite.
_ROUNDED: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Area:
    """What is made black on a page: from its left upper corner, as shares of its sides.

    Args:
        page: from 1; 1 for a picture.
        x, y, w, h: 0 to 1, of the page as a reader shows it, turned upright.
    """

    page: int
    x: float
    y: float
    w: float
    h: float

    def is_on_page(self) -> bool:
        """Tell whether it has an extent, and lies within the sides of a page."""
        starts, sizes = (self.x, self.y), (self.w, self.h)
        return all(
            0 <= start and size > 0 and start + size <= 1 + _ROUNDED
            for start, size in zip(starts, sizes, strict=True)
        )


class _Progress:
    """Hears what the program says."""

    def __init__(self, tell: Tell) -> None:
        self.mime = ""
        self.pages = 0
        self._tell = tell

    def hear(self, line: str) -> None:
        if line.startswith(FORMAT):
            self.mime = _TYPES.get(line.removeprefix(FORMAT), _JPEG)
        elif line.startswith(PAGES):
            self.pages = int(line.removeprefix(PAGES))
        elif line.isdigit():
            self._tell(min(int(line), 100))


def remake(
    source: Path,
    target: Path,
    kind: str,
    *,
    areas: Sequence[Area] = (),
    lines: Sequence[str] = (),
    progress: Tell = silent,
) -> str:
    """Make a PDF or a picture anew; return the type of the result.

    Args:
        kind: PDF or IMAGE, as kinds.kind_of says.
        areas: what is made black.
        lines: of the mark; none if empty.
    Raises:
        DerivativeError: there is no result then.
    """
    if not all(area.is_on_page() for area in areas):
        raise DerivativeError(OUTSIDE)
    job = {
        "areas": [tuple(asdict(area).values()) for area in areas],
        "lines": list(lines),
        "dpi": DPI,
    }
    return _done(source, target, kind, job, progress).mime


def preview(
    source: Path, target: Path, kind: str, first: int, most: int
) -> tuple[int, str]:
    """Make some pages of a PDF or a picture for the screen: count of all, and type.

    Args:
        first, most: the first page, from 1, and how many follow at most with it.
    Raises:
        DerivativeError: OUTSIDE where there is no such page.
    """
    if first < 1 or most < 1:
        raise DerivativeError(OUTSIDE)
    job = {"areas": [], "lines": [], "dpi": SCREEN_DPI, "first": first, "most": most}
    heard = _done(source, target, kind, job, silent)
    return heard.pages, heard.mime


def _done(
    source: Path, target: Path, kind: str, job: dict[str, object], tell: Tell
) -> _Progress:
    """Let the program do a job, and return what it said."""
    heard = _Progress(tell)
    with workroom() as room:
        made = room / "made"
        whole = {
            "source": str(source.absolute()),
            "target": str(made),
            "kind": kind,
            **_fonts(kind, job["lines"]),
            "page_s": PAGE_S,
            "whole_s": WHOLE_S,
            "first": 1,
            "most": 0,
        }
        job = whole | job
        work(COMMAND, room, WAIT_S, heard.hear, json.dumps(job).encode())
        if not heard.mime or not made.stat().st_size:
            raise DerivativeError(NOT_READABLE, "nothing was made")
        hand_out(made, target)
    return heard


def _fonts(kind: str, lines: object) -> dict[str, object]:
    """Return the fonts of a job: of the mark, and of what a PDF does not bring."""
    if kind != PDF and not lines:
        return {"font": "", "serif": ("", 0)}
    return {"font": mark_font(), "serif": serif_path()}


def mark_font() -> str:
    """Return the path of the font of the mark.

    Raises:
        DerivativeError: PROGRAM_MISSING.
    """
    try:
        return font_path()
    except FontMissingError as error:
        raise DerivativeError(PROGRAM_MISSING, str(error)) from error
