"""The Chinese font of printed papers and of watermarks."""

from pathlib import Path
from typing import Final


# TrueType outlines only: reportlab embeds no CFF font, which Noto CJK is.
FONTS: Final = (
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
)
# Where it is there, for what a PDF asks to be written in Song; its face of China.
SERIF: Final = ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2)


class FontMissingError(Exception):
    """No Chinese font is installed; the Debian package fonts-wqy-zenhei has one."""


def font_path() -> str:
    """Return the path of the font to embed.

    Raises:
        FontMissingError: none of FONTS is there.
    """
    for path in FONTS:
        if Path(path).is_file():
            return path
    raise FontMissingError("no Chinese font; install the package fonts-wqy-zenhei")


def serif_path() -> tuple[str, int]:
    """Return the path of a Chinese font with serifs, and its face; else the usual one.

    Raises:
        FontMissingError: no Chinese font is there at all.
    """
    return SERIF if Path(SERIF[0]).is_file() else (font_path(), 0)
