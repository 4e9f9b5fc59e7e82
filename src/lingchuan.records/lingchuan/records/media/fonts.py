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
