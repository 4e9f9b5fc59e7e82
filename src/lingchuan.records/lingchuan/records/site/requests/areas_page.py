"""`@@mark-areas`: which areas of the pages of a record are covered in its redacted copy.

The pages are pictures of the original: a look at them is a read of the record, and stands
in the ledger before they leave.
"""

from base64 import b64encode
from collections.abc import Callable
from collections.abc import Mapping
from functools import cached_property
from lingchuan.records.access import screening
from lingchuan.records.access.derivatives import copies_of
from lingchuan.records.access.original_pages import pictures
from lingchuan.records.confidentiality.reads import event_about
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.access.covering import read_area
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.small_numbers import small_number
from lingchuan.records.ledger import api as ledger
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.site.acting import ActingPage
from lingchuan.records.site.requests import staff_texts as texts
from lingchuan.records.site.requests.of_request import OfRequest
from lingchuan.records.site.requests.screening_page import refuse_others
from lingchuan.records.site.requests.screening_page import TITLES
from lingchuan.records.site.requests.screening_rows import lines_of
from plone.uuid.interfaces import IUUID
from typing import Final
from zExceptions import NotFound
from zope.i18n import translate


# Pages shown at once.
PAGES: Final = 10
SIDES: Final = ("n_page", "n_x", "n_y", "n_w", "n_h")
Row = dict[str, object]


class AreasPage(OfRequest, ActingPage):
    """标出遮盖范围."""

    def __call__(self) -> object:
        """Show the page to the officers, or do what its form asks for."""
        refuse_others(self.head)
        screening.refuse_others(self.context)
        return super().__call__()

    @cached_property
    def record(self) -> object:
        """The record; what is hidden and what is not there have one answer."""
        try:
            return screening.record_of(self.context, self.sent("record"))
        except BadInput as error:
            raise NotFound(self.__name__) from error

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """Return {act: what does it}."""
        if self.sent("turn"):
            return {"": self._turn}
        return {"add": self._add, "order": self._order}

    def titles(self) -> Mapping[str, object]:
        """Return {field: its title}."""
        return TITLES

    def done_url(self) -> str:
        """Return where the browser goes when the copy is ordered."""
        return f"{self.context.absolute_url()}/@@screening#r-{IUUID(self.record)}"

    def _add(self) -> None:
        line = " ".join(self.sent(name) or "-" for name in SIDES)
        if read_area(line) is None:
            raise BadInput([Problem("areas", "bad_area", (("line", "1"),))])
        self.request.form["lines"] = f"{self.sent('lines')}\n{line}".strip()
        for name in SIDES[1:]:
            self.request.form.pop(name, None)
        self.stays = True

    def _turn(self) -> None:
        self.request.form["first"] = self.sent("turn")
        self.stays = True

    def _order(self) -> None:
        screening.order_areas(self.context, IUUID(self.record), self.sent("lines"))

    @cached_property
    def lines(self) -> str:
        """The areas: those that were sent, else those of the copy before."""
        if "lines" in self.request.form:
            return self.sent("lines")
        return lines_of(copies_of(self.context).get(IUUID(self.record)))

    @cached_property
    def first(self) -> int:
        """The first page shown."""
        return max(1, small_number(self.sent("first")) or 1)

    @cached_property
    def seen(self) -> tuple[int, list[Row], str]:
        """How many pages there are, those shown, and why there are none."""
        told = {"view": self.__name__, "page": self.first, "request": self.head.number}
        ledger.write_now([event_about("view", self.record, told)])
        try:
            total, found = pictures(self.record, self.first, PAGES)
        except DerivativeError as error:
            text = texts.FAULTS.get(error.code, error.code)
            return 0, [], translate(text, context=self.request)
        shown = [
            {"number": self.first + n, "source": source(*one)}
            | {"areas": self._areas(self.first + n)}
            for n, one in enumerate(found)
        ]
        return total, shown, ""

    def _areas(self, number: int) -> list[Row]:
        areas = filter(None, map(read_area, self.lines.splitlines()))
        return [
            dict(zip("xywh", (f"{100 * side:.2f}%" for side in sides), strict=True))
            for page, *sides in areas
            if page == number
        ]

    def turns(self) -> list[Row]:
        """Return {value, title} of the pages before and after those shown."""
        total, shown, _why = self.seen
        found = []
        if self.first > 1:
            found.append((max(1, self.first - PAGES), texts.PAGES_BEFORE))
        if shown and self.first + len(shown) <= total:
            found.append((self.first + len(shown), texts.PAGES_AFTER))
        return [
            {"value": value, "title": translate(title, context=self.request)}
            for value, title in found
        ]

    def numbers(self) -> list[Row]:
        """Return {name, title, value} of the fields of one more area."""
        return [
            {
                "name": name,
                "title": translate(title, context=self.request),
                "value": self.sent(name) or (self.first if name == "n_page" else ""),
            }
            for name, title in zip(SIDES, texts.SIDES, strict=True)
        ]


def source(mime: str, data: bytes) -> str:
    """Return a picture as the address of an image, so that it has no other one."""
    return f"data:{mime};base64,{b64encode(data).decode()}"
