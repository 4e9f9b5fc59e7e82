"""The text of an HTML document as blocks to be printed: headings, paragraphs, tables.

Only what a reader would see in it is taken; scripts, styles, comments, pictures are not.
"""

from dataclasses import dataclass
from dataclasses import field
from html.parser import HTMLParser
from typing import Final

import re


_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ENDS: Final = _HEADINGS | {
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "blockquote",
    "pre",
    "dt",
    "dd",
}
_SILENT: Final = frozenset(("script", "style", "head", "template", "noscript"))
_CELLS: Final = ("td", "th")
_SPACES: Final = re.compile(r"\s+")
_BREAKS: Final = re.compile(r"\n+")
_BULLET: Final = "· "


@dataclass(slots=True)
class Block:
    """A piece of text, or rows of a table, each with as many cells."""

    text: str = ""
    is_heading: bool = False
    rows: list[list[str]] = field(default_factory=list)


def blocks_of(html: str) -> list[Block]:
    """Return what an HTML document says, from the top down."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return reader.blocks


class _Reader(HTMLParser):
    """Gathers blocks; tables within tables become rows of the outer one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._silent = 0
        self._tables = 0
        self._rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._text.append("\n")
        elif tag == "table":
            self.end_block()
            self._tables += 1
        elif tag == "tr" and self._tables:
            self._rows.append([])
        elif tag in _CELLS and self._rows:
            self._text.clear()
        elif tag in _ENDS:
            self.end_block(is_within=True)
            if tag == "li":
                self._text.append(_BULLET)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _CELLS and self._rows:
            self._rows[-1].append(_BREAKS.sub("\n", self._taken()))
        elif tag == "table" and self._tables:
            self._tables -= 1
            self._end_table()
        elif tag in _ENDS:
            self.end_block(is_heading=tag in _HEADINGS, is_within=True)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text.append(_SPACES.sub(" ", data))

    def end_block(self, is_heading: bool = False, is_within: bool = False) -> None:
        """Keep the text until here as a block; within a table, as a line of its cell."""
        if self._tables and is_within:
            self._text.append("\n")
            return
        text = self._taken()
        if text:
            self.blocks.append(Block(text, is_heading))

    def _end_table(self) -> None:
        if self._tables:
            return
        widest = max((len(row) for row in self._rows), default=0)
        rows = [row + [""] * (widest - len(row)) for row in self._rows if row]
        self._rows = []
        if rows:
            self.blocks.append(Block(rows=rows))

    def _taken(self) -> str:
        """Return the text until here, and begin anew."""
        lines = "".join(self._text).split("\n")
        self._text.clear()
        return "\n".join(line.strip() for line in lines).strip("\n")
