"""The bytes of watermarked copies: shown piece by piece, or taken whole (R21-4).

- What is for viewing leaves as pictures of pages, or as stretches of a recording that a
  player asks for; never as a file that is saved by its address.
- What is a copy leaves as a file, and each download is counted.
- The event stands in the ledger before the first byte; of a playback its stretches too.
- A GET counts a use, so no page of another site may cause one: it would use up what
  somebody was granted. What a browser says to come from there is refused.
"""

from collections.abc import Iterator
from lingchuan.records.access import opening
from lingchuan.records.access.derivatives import Derivative
from lingchuan.records.access.renditions import Rendition
from lingchuan.records.access.types import ARTICLE_21
from lingchuan.records.content.errors import BarredBy
from lingchuan.records.content.findings import blocked
from lingchuan.records.core.access.values import COPY
from lingchuan.records.core.access.values import Grant
from lingchuan.records.core.access.values import VIEW
from lingchuan.records.core.small_numbers import small_number
from lingchuan.records.ledger import api as ledger
from plone.namedfile.utils import stream_data
from plone.protect.interfaces import IDisableCSRFProtection
from plone.uuid.interfaces import IUUID
from Products.Five import BrowserView
from pypdf import PdfReader
from typing import Final
from urllib.parse import quote
from zExceptions import NotFound
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.HTTPRangeSupport import expandRanges
from ZPublisher.HTTPRangeSupport import parseRange


PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PLAYED: Final = ("audio/", "video/")
# A player gets no more at once; bytes.
STRETCH: Final = 4 << 20
# What a browser says of the site whose page asks.
ORIGIN: Final = "Sec-Fetch-Site"
ELSEWHERE: Final = "cross-site"
# What a browser says of the element that asks; others are no player.
DESTINATION: Final = "Sec-Fetch-Dest"
ELEMENTS: Final = ("audio", "video", "image")
_PARTS: Final = 2


@implementer(IPublishTraverse)
class Leaving(BrowserView):
    """What both doors have in common: the record and the page in the address."""

    right = VIEW

    def __init__(self, context: object, request: object) -> None:
        super().__init__(context, request)
        self.names: list[str] = []

    def publishTraverse(self, request: object, name: str) -> "Leaving":
        """Take the UID of the record, then the number of a page, from the path."""
        if len(self.names) == _PARTS:
            raise NotFound(name)
        self.names.append(name)
        return self

    def opened(self) -> tuple[Grant, Rendition]:
        """Return the grant and its copy, its use counted.

        Raises:
            NotFound: it was never granted to this user.
            BarredBy: it is over, its copy is not made yet, or another site asks.
        """
        if not self.names:
            raise NotFound(self.__name__)
        if self.request.getHeader(ORIGIN) == ELSEWHERE:
            self.refuse("asked_elsewhere")
        # A GET that writes: the token that is asked for elsewhere cannot come with it.
        alsoProvides(self.request, IDisableCSRFProtection)
        grant = opening.open_grant(self.context, self.names[0], self.right)
        found = opening.ready(self.context, grant)
        opening.count(self.context, grant)
        return grant, found

    def refuse(self, code: str) -> None:
        """Refuse to let anything leave.

        Raises:
            BarredBy: with a finding of the code.
        """
        raise BarredBy([blocked(opening.RULE, ARTICLE_21, code, self.context)])

    def head(self, kind: str, size: int, way: str) -> None:
        """Set the headers of what leaves."""
        response = self.request.response
        response.setHeader("Content-Type", kind)
        response.setHeader("Content-Length", str(size))
        response.setHeader("Content-Disposition", way)
        response.setHeader("Cache-Control", "private, no-store")


class Shown(Leaving):
    """`@@view-file/<uid>[/<page>]`: a page, a picture, or a stretch of a recording."""

    right = VIEW

    def __call__(self) -> object:
        """Return the bytes, for the element of a page alone."""
        wanted = self.request.getHeader(DESTINATION)
        if wanted and wanted not in ELEMENTS:
            self.refuse("copy_in_parts")
        grant, found = self.opened()
        if found.mime.startswith(PLAYED):
            return self._stretch(grant, found)
        page = small_number(self.names[1]) if len(self.names) == _PARTS else 1
        data = page_picture(found, page or 0)
        event = opening.event("view", self.context, grant, page=page)
        ledger.write_now([event])
        self.head(JPEG if found.mime == PDF else found.mime, len(data), "inline")
        return data

    def _stretch(self, grant: Grant, found: Rendition) -> Iterator[bytes]:
        span = span_asked(self.request, found.size)
        if span is None:
            self.refuse("copy_in_parts")
        start, end = span
        event = opening.event("play", self.context, grant)
        about = f"{IUUID(self.context)}:{VIEW}"
        ledger.play(event, about, start, end)
        self.head(found.mime, end - start, "inline")
        return send_span(self.request.response, found, start, end)


class Taken(Leaving):
    """`@@copy-file/<uid>`: the watermarked copy as a file."""

    right = COPY

    def __call__(self) -> object:
        """Return the file."""
        grant, found = self.opened()
        event = opening.event("download", self.context, grant, sha256=found.sha256)
        ledger.write_now([event])
        name = quote(found.file.filename, "")
        self.head(found.mime, found.size, f"attachment; filename*=UTF-8''{name}")
        return stream_data(found.file)


def page_picture(found: Rendition | Derivative, number: int) -> bytes:
    """Return a page of a copy as JPEG, a picture as it is.

    Raises:
        NotFound: there is no such page.
    """
    if found.mime != PDF:
        if number != 1:
            raise NotFound(str(number))
        return found.file.data
    with found.file.open() as stream:
        pages = PdfReader(stream).pages
        if not 0 < number <= len(pages):
            raise NotFound(str(number))
        return pages[number - 1].images[0].data


def span_asked(request: object, size: int) -> tuple[int, int] | None:
    """Return the bytes that a player asks for, STRETCH at most; None for no player.

    Raises:
        NotFound: they lie outside.
    """
    asked = request.getHeader("Range")
    ranges = parseRange(asked) if asked else None
    if not ranges or len(ranges) != 1:
        return None
    spans = expandRanges(ranges, size)
    if not spans:
        raise NotFound(asked)
    ((start, end),) = spans
    return start, min(end, start + STRETCH)


def send_span(
    response: object, found: Rendition | Derivative, start: int, end: int
) -> Iterator[bytes]:
    """Return a stretch of a recording as a player takes it."""
    response.setHeader("Content-Range", f"bytes {start}-{end - 1}/{found.size}")
    response.setHeader("Accept-Ranges", "bytes")
    response.setStatus(206)
    return stream_data(found.file, start, end)


def pages_of(found: Rendition | Derivative) -> int:
    """Return how many pages a copy shows; 1 for a picture."""
    if found.mime != PDF:
        return 1
    with found.file.open() as stream:
        return len(PdfReader(stream).pages)
