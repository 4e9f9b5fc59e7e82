"""`@@answer` on a request: its decision notice, for who asked and who deals with it.

It is the one paper of the file that reaches its addressee as it is; each time it leaves
stands in the ledger before its first byte.
"""

from Acquisition import aq_base
from lingchuan.records.access.leaving import PDF
from lingchuan.records.access.opening import record_of
from lingchuan.records.access.shown import is_requester
from lingchuan.records.content import facts
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.ledger import api as ledger
from plone import api
from plone.namedfile.utils import stream_data
from plone.uuid.interfaces import IUUID
from Products.CMFCore.permissions import View
from Products.Five import BrowserView
from typing import Final
from urllib.parse import quote
from zExceptions import NotFound


ACTION: Final = "download"
WAY: Final = "answer"


class AnswerFile(BrowserView):
    """答复书."""

    def __call__(self) -> object:
        """Return the PDF.

        Raises:
            NotFound: there is no notice yet.
            NotAllowed: it was restricted since, and this is not who asked.
        """
        uid = aq_base(self.context).notice_uid
        if not uid:
            raise NotFound(WAY)
        notice = record_of(uid)
        is_own = is_requester(self.context)
        if not is_own and not api.user.has_permission(View, obj=notice):
            raise NotAllowed(WAY)
        file = aq_base(notice).file
        ledger.write_before_answer([self._event(notice)])
        self._head(file)
        return stream_data(file)

    def _event(self, notice: object) -> dict[str, object]:
        base = aq_base(self.context)
        about = {"request": IUUID(self.context), "number": base.number, "view": WAY}
        return ledger.event_of(
            ACTION,
            uid=IUUID(notice),
            path="/".join(notice.getPhysicalPath()),
            role=facts.acting_role(self.context),
            details=about,
        )

    def _head(self, file: object) -> None:
        response = self.request.response
        name = quote(f"{aq_base(self.context).notice_number}.pdf", "")
        response.setHeader("Content-Type", PDF)
        response.setHeader("Content-Length", str(file.getSize()))
        response.setHeader(
            "Content-Disposition", f"attachment; filename*=UTF-8''{name}"
        )
        response.setHeader("Cache-Control", "private, no-store")
