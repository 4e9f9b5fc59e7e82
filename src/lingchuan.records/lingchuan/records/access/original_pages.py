"""Pages of an original as pictures, for an officer who marks what is covered of them.

It is a read of the record: whoever calls has asked whether the reader may see it, and
tells the ledger before a byte leaves. Nothing of it is kept.
"""

from io import BytesIO
from lingchuan.records.access.making import original
from lingchuan.records.access.making import PDF
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import KIND_UNKNOWN
from lingchuan.records.media.kinds import kind_of
from lingchuan.records.media.remaking import preview
from lingchuan.records.media.workroom import workroom
from pypdf import PdfReader
from typing import Final


JPEG: Final = "image/jpeg"
RECORDED: Final = ("audio/", "video/")


def pictures(
    record: object, first: int, most: int
) -> tuple[int, list[tuple[str, bytes]]]:
    """Return how many pages a record has, and some of them as (type, picture).

    Args:
        first: number of the first page, from 1.
        most: how many pages.
    Raises:
        DerivativeError: it has no such pages, or they cannot be read.
    """
    with workroom() as room:
        source, mime = original(room, record)
        if mime.startswith(RECORDED):
            raise DerivativeError(KIND_UNKNOWN, mime)
        target = room / "pages"
        total, made = preview(source, target, kind_of(source, mime), first, most)
        if made != PDF:
            return total, [(made, target.read_bytes())]
        pages = PdfReader(BytesIO(target.read_bytes())).pages
        return total, [(JPEG, page.images[0].data) for page in pages]
