"""`@@redacted-copy`: a redacted copy for who reviews it, and for who decides.

It shows less than the original, and is a read of the record all the same: only who may
see the record looks at it, each look stands in the ledger, and nothing keeps it.
"""

from collections.abc import Iterator
from functools import cached_property
from lingchuan.records.access import decision
from lingchuan.records.access.derivatives import awaits_me
from lingchuan.records.access.derivatives import copies_of
from lingchuan.records.access.derivatives import Derivative
from lingchuan.records.access.leaving import JPEG
from lingchuan.records.access.leaving import page_picture
from lingchuan.records.access.leaving import pages_of
from lingchuan.records.access.leaving import PDF
from lingchuan.records.access.leaving import PLAYED
from lingchuan.records.access.leaving import send_span
from lingchuan.records.access.leaving import span_asked
from lingchuan.records.access.types import SCREENING
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.reads import event_about
from lingchuan.records.content import facts
from lingchuan.records.core.small_numbers import small_number
from lingchuan.records.ledger import api as ledger
from lingchuan.records.site.icons import WithIcons
from lingchuan.records.site.requests import copy_rows
from lingchuan.records.site.requests.areas_page import PAGES
from lingchuan.records.site.requests.areas_page import source
from lingchuan.records.site.requests.of_request import OfRequest
from plone.uuid.interfaces import IUUID
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


class CopyView(OfRequest, BrowserView):
    """The copy of a record that the current user may see, and may look at now."""

    uid = ""

    def refuse_others(self) -> None:
        """Refuse who neither screens requests nor decides on this one.

        Raises:
            BarredBy: with the reason.
        """
        self.head.refuse_party()
        if not register.is_officer():
            decision.refuse_others(self.context)

    def found(self) -> tuple[object, Derivative]:
        """Return the record and its copy.

        Raises:
            NotFound: there is none, or the user may not see the record.
        """
        record = self.table.known.get(self.uid)
        copy = copies_of(self.context).get(self.uid)
        if record is None or copy is None or copy.file is None:
            raise NotFound(self.__name__)
        return record, copy

    def event(
        self, action: str, record: object, copy: Derivative, **more: object
    ) -> dict:
        """Return the event of a look at a copy."""
        told = {"view": "redacted-copy", "request": self.head.number}
        return event_about(action, record, told | {"copy": copy.number} | more)


class CopyPage(WithIcons, CopyView):
    """看遮盖件."""

    def __call__(self) -> str:
        """Show the copy."""
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.refuse_others()
        self.uid = str(self.request.form.get("record") or "")
        self.record, self.copy = self.found()
        return self.index()

    def row(self) -> dict[str, object]:
        """Return how the copy stands."""
        return copy_rows.row(self.context, self.record, self.copy, self.request)

    def kind(self) -> str:
        """Return audio or video of a recording, '' for pages."""
        kind = self.copy.mime.partition("/")[0]
        return kind if self.copy.mime.startswith(PLAYED) else ""

    def player_url(self) -> str:
        """Return the address that a player asks for stretches."""
        return f"{self.head.url}/@@redacted-copy-file/{self.uid}"

    @cached_property
    def first(self) -> int:
        """The first page shown."""
        return max(1, small_number(self.request.form.get("first") or 1) or 1)

    @cached_property
    def total(self) -> int:
        """How many pages there are; 0 of a recording."""
        return 0 if self.kind() else pages_of(self.copy)

    def pages(self) -> list[dict[str, object]]:
        """Return {number, source} of the pages shown, told to the ledger before."""
        numbers = range(self.first, min(self.total, self.first + PAGES - 1) + 1)
        if not numbers:
            return []
        event = self.event("view", self.record, self.copy, page=self.first)
        ledger.write_now([event])
        mime = JPEG if self.copy.mime == PDF else self.copy.mime
        return [
            {"number": n, "source": source(mime, page_picture(self.copy, n))}
            for n in numbers
        ]

    def next_url(self) -> str:
        """Return the address of the pages that follow, '' for none."""
        after = self.first + PAGES
        url = f"{self.head.url}/@@redacted-copy?record={self.uid}"
        return f"{url}&first={after}" if after <= self.total else ""

    def is_to_review(self) -> bool:
        """Tell whether it waits for the review of the user."""
        state = facts.lifecycle_state(self.context)
        waits = state == SCREENING and awaits_me(self.copy)
        return waits and register.is_officer()


@implementer(IPublishTraverse)
class CopyFile(CopyView):
    """`@@redacted-copy-file/<uid>`: stretches of a recording, for the player alone."""

    def publishTraverse(self, request: object, name: str) -> "CopyFile":
        """Take the UID of the record from the path."""
        if self.uid:
            raise NotFound(name)
        self.uid = name
        return self

    def __call__(self) -> Iterator[bytes]:
        """Return a stretch."""
        self.refuse_others()
        record, copy = self.found()
        if not copy.mime.startswith(PLAYED):
            raise NotFound(self.uid)
        span = span_asked(self.request, copy.size)
        if span is None:
            raise NotFound(self.uid)
        about = f"{IUUID(self.context)}:redacted-copy:{copy.number}"
        ledger.play(self.event("play", record, copy), about, *span)
        response = self.request.response
        response.setHeader("Content-Type", copy.mime)
        response.setHeader("Content-Length", str(span[1] - span[0]))
        response.setHeader("Content-Disposition", "inline")
        response.setHeader("Cache-Control", "private, no-store")
        return send_span(response, copy, *span)
