"""What is painted into a picture: black areas, and the mark that says whose copy it is.

It runs in the process of remake_program.py, within its limits.
"""

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from PIL import Image
from PIL import ImageDraw
from PIL import ImageFont
from typing import Final

import math


SLANT: Final = 30
# Letters of the slanted mark and of the foot, as shares of the shorter side.
TILE_SHARE, FOOT_SHARE = 1 / 26, 1 / 46
SMALLEST: Final = 13
# How much of the picture a mark hides: its letters and their rims.
STRENGTH: Final = 78
RIM_STRENGTH: Final = 64
INK, RIM = (60, 60, 60), (255, 255, 255)
FOOT_INK, FOOT_PAPER = (0, 0, 0), (255, 255, 255)
BETWEEN: Final = " · "
# The widest block of the slanted mark, as a share of the shorter side.
_WIDEST: Final = 0.8

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Tile:
    """The mark once, turned: the letters, and the letters with their rims."""

    letters: Image.Image
    rims: Image.Image


def blacken(picture: Image.Image, boxes: Iterable[Box]) -> None:
    """Paint areas black; each is left, top, width, height as shares of the sides.

    A pixel that is covered in part is black.
    """
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    for left, top, wide, high in boxes:
        right, bottom = (left + wide) * width, (top + high) * height
        corner = (math.floor(left * width), math.floor(top * height))
        draw.rectangle((*corner, math.ceil(right), math.ceil(bottom)), fill="black")


def marked(picture: Image.Image, lines: Sequence[str], font: bytes) -> Image.Image:
    """Return a picture with the mark all over it, and a foot added below."""
    _cover(picture, lines, font)
    foot = foot_of(picture.size, lines, font)
    width, height = picture.size
    taller = Image.new("RGB", (width, height + foot.height), FOOT_PAPER)
    taller.paste(picture)
    taller.paste(foot, (0, height))
    return taller


def _cover(picture: Image.Image, lines: Sequence[str], font: bytes) -> None:
    tile = _tile(picture.size, lines, font)
    for ink, drawn, strength in (
        (RIM, tile.rims, RIM_STRENGTH),
        (INK, tile.letters, STRENGTH),
    ):
        mask = _tiled(drawn, picture.size).point(lambda n, s=strength: n * s // 255)
        picture.paste(ink, (0, 0, *picture.size), mask)


def cover_of(
    size: tuple[int, int], lines: Sequence[str], font: bytes
) -> tuple[Image.Image, int]:
    """Return the mark alone as a transparent picture, and the width of its tile.

    It is one tile wider than `size`, and goes on at its right side as it began.
    """
    tile = _tile(size, lines, font)
    wide = (size[0] + tile.rims.width, size[1])
    cover = Image.new("RGBA", wide, (0, 0, 0, 0))
    for ink, drawn, strength in (
        (RIM, tile.rims, RIM_STRENGTH),
        (INK, tile.letters, STRENGTH),
    ):
        layer = Image.new("RGBA", wide, (*ink, 0))
        layer.putalpha(_tiled(drawn, wide).point(lambda n, s=strength: n * s // 255))
        cover.alpha_composite(layer)
    return cover, tile.rims.width


def _tile(size: tuple[int, int], lines: Sequence[str], font: bytes) -> Tile:
    side = min(size)
    letters = _letters(font, round(side * TILE_SHARE))
    text = "\n".join(wrapped(lines, letters, side * _WIDEST))
    return Tile(_turned(text, letters, 0), _turned(text, letters, _rim(letters)))


@cache
def _letters(font: bytes, size: int) -> ImageFont.FreeTypeFont:
    """Return a font, given as the bytes of its file, in a size of pixels."""
    plain = ImageFont.Layout.BASIC
    return ImageFont.truetype(BytesIO(font), max(SMALLEST, size), layout_engine=plain)


def _rim(font: ImageFont.FreeTypeFont) -> int:
    return max(1, round(font.size / 16))


def _turned(text: str, font: ImageFont.FreeTypeFont, rim: int) -> Image.Image:
    # Both have the room of the rim, so that they lie one upon the other.
    room = _rim(font)
    probe = ImageDraw.Draw(Image.new("L", (1, 1)))
    box = probe.multiline_textbbox((0, 0), text, font, stroke_width=room)
    gap = font.size * 2
    wide, high = round(box[2] - box[0] + gap), round(box[3] - box[1] + gap)
    block = Image.new("L", (wide, high), 0)
    place = (gap / 2 - box[0], gap / 2 - box[1])
    ImageDraw.Draw(block).multiline_text(
        place, text, 255, font, align="center", stroke_width=rim
    )
    return block.rotate(SLANT, Image.Resampling.BICUBIC, expand=True)


def _tiled(tile: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a mask with the tile in rows, each second one moved by half."""
    mask = Image.new("L", size, 0)
    rows = range(-tile.height // 2, size[1], max(1, tile.height * 2 // 3))
    for number, top in enumerate(rows):
        start = -tile.width if number % 2 else -tile.width // 2
        for left in range(start, size[0], tile.width):
            mask.paste(255, (left, top), tile)
    return mask


def foot_of(size: tuple[int, int], lines: Sequence[str], font: bytes) -> Image.Image:
    """Return the foot of a picture: all lines in plain letters, over its whole width."""
    letters = _letters(font, round(min(size) * FOOT_SHARE))
    pad = letters.size // 2
    text = "\n".join(wrapped([BETWEEN.join(lines)], letters, size[0] - 2 * pad))
    probe = ImageDraw.Draw(Image.new("L", (1, 1)))
    box = probe.multiline_textbbox((0, 0), text, letters)
    # Films have an even number of rows.
    height = math.ceil((box[3] - box[1] + 2 * pad) / 2) * 2
    foot = Image.new("RGB", (size[0], height), FOOT_PAPER)
    place = (pad - box[0], pad - box[1])
    ImageDraw.Draw(foot).multiline_text(place, text, FOOT_INK, letters)
    return foot


def wrapped(
    lines: Iterable[str], font: ImageFont.FreeTypeFont, width: float
) -> list[str]:
    """Return lines that fit a width in pixels; one letter at least is in each."""
    fitting = []
    for line in lines:
        part = ""
        # A name may hold what no font draws: a break, a tab.
        for letter in (one if one.isprintable() else " " for one in line):
            if part and font.getlength(part + letter) > width:
                fitting.append(part)
                part = ""
            part += letter
        fitting.append(part)
    return fitting
