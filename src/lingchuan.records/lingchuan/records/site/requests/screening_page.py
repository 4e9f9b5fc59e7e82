"""`@@screening`: what the confidentiality officers have to do before the head decides."""

from collections.abc import Callable
from collections.abc import Mapping
from functools import cached_property
from lingchuan.records.access import screening
from lingchuan.records.access.types import SCREENING
from lingchuan.records.confidentiality import register
from lingchuan.records.content import facts
from lingchuan.records.core.small_numbers import small_number
from lingchuan.records.i18n import _
from lingchuan.records.site.acting import ActingPage
from lingchuan.records.site.hindrances import hindrances
from lingchuan.records.site.requests import copy_rows
from lingchuan.records.site.requests.of_request import OfRequest
from lingchuan.records.site.requests.request_head import RequestHead
from lingchuan.records.site.requests.screening_rows import ScreeningRows
from lingchuan.records.site.transitions import perform
from typing import Final
from ZPublisher.HTTPRequest import FileUpload


SCREEN: Final = "screen"
TITLES: Final = {
    "record": _("column_record", default="Record"),
    "reason": _("param_reason", default="Reason"),
    "answer": _("screening_answer", default="Answer"),
    "areas": _("screening_areas", default="Areas to cover"),
    "ranges": _("screening_ranges", default="Stretches to cut out"),
    "file": _("screening_file", default="Edited file"),
    "cuts": _("screening_cuts", default="What was taken out"),
    "note": _("screening_note", default="Note of the review"),
}


class ScreeningPage(OfRequest, ActingPage):
    """初审."""

    def __call__(self) -> object:
        """Show the page to the officers, or do what a form of it asks for."""
        refuse_others(self.head)
        return super().__call__()

    @cached_property
    def work(self) -> ScreeningRows:
        """The records that need something, and the others."""
        return ScreeningRows(self.context, self.request, self.table)

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """Return {act: what does it}."""
        return {
            "cut": self._cut,
            "edited": self._bring,
            "say": self._say,
            "good": lambda: self._review(True),
            "bad": lambda: self._review(False),
            SCREEN: lambda: perform(self.context, SCREEN, {}),
        }

    def titles(self) -> Mapping[str, object]:
        """Return {field: its title}."""
        return TITLES

    def done_url(self) -> str:
        """Return where the browser goes when it is done."""
        if self.sent("act") == SCREEN:
            return self.context.absolute_url()
        return f"{super().done_url()}#r-{self.sent('record')}"

    def _cut(self) -> None:
        screening.order_cut(self.context, self.sent("record"), self.sent("ranges"))

    def _bring(self) -> None:
        uid, cuts, sent = self.sent("record"), self.sent("cuts"), self._file()
        name = sent.filename.replace("\\", "/").rsplit("/", 1)[-1] if sent else ""
        stream = sent.file if sent else None
        screening.bring_edited(self.context, uid, name, stream, cuts)

    def _file(self) -> FileUpload | None:
        sent = self.request.form.get("file")
        return sent if isinstance(sent, FileUpload) and sent.filename else None

    def _say(self) -> None:
        uid, said = self.sent("record"), self.sent("answer")
        screening.say(self.context, uid, said, self.sent("reason"))

    def _review(self, is_good: bool) -> None:
        uid, number = self.sent("record"), small_number(self.sent("copy"))
        screening.review(self.context, uid, number, is_good, self.sent("note"))

    def is_open(self) -> bool:
        """Tell whether the request is in screening."""
        return facts.lifecycle_state(self.context) == SCREENING

    def standing(self) -> list[dict]:
        """Return what is still to be done before the head can decide."""
        if not self.is_open():
            return []
        return hindrances(self.context, SCREEN, self.request)

    def answers(self) -> list[dict[str, object]]:
        """Return what was said of the records that the officer may see."""
        return copy_rows.answers(self.context, self.table.known, self.request)

    def sent_for(self, uid: str, name: str) -> str:
        """Return what was sent in the form of a record, so that it stands there again."""
        return self.sent(name) if self.errors and self.sent("record") == uid else ""


def refuse_others(head: RequestHead) -> None:
    """Refuse who is no confidentiality officer, and say who is.

    Raises:
        BarredBy: the user does not screen.
    """
    head.refuse_party()
    if not register.is_officer():
        head.bar("screen_by_officer", screening.RULE)
