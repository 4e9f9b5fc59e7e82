"""Papers in Chinese, without their printer: it is read in with the first paper.

The printer takes a third of a second and memory; a site that starts needs neither.
"""

from __future__ import annotations

from lingchuan.records.i18n import _
from lingchuan.records.i18n import in_chinese
from pathlib import Path
from typing import Final
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from lingchuan.records.evidence.printing import Document


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


def new_paper(title: str, *, number: str = "") -> Document:
    """Begin a paper; see printing.py."""
    from lingchuan.records.evidence.printing import Document

    return Document(title, number=number)


def page_text() -> str:
    """Return what the foot of a page says, with {page} and {pages} to be filled."""
    message = _("print_page", default="Page ${page} of ${pages}")
    return in_chinese(message, page="{page}", pages="{pages}")
