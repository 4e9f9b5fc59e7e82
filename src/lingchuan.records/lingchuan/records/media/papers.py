"""Papers in Chinese, without their printer: it is read in with the first paper.

The printer takes a third of a second and memory; a site that starts needs neither.
"""

from __future__ import annotations

from lingchuan.records.i18n import _
from lingchuan.records.i18n import in_chinese
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from lingchuan.records.media.printing import Document


def new_paper(title: str, *, number: str = "") -> Document:
    """Begin a paper; see printing.py."""
    from lingchuan.records.media.printing import Document

    return Document(title, number=number)


def page_text() -> str:
    """Return what the foot of a page says, with {page} and {pages} to be filled."""
    message = _("print_page", default="Page ${page} of ${pages}")
    return in_chinese(message, page="{page}", pages="{pages}")
