"""`@@request-status`: how a request stands, for who has its receipt code and no account.

The code is sent in a form, not in an address, so that it stands in no log and no history;
an address with one is answered too. State and due day are told, and nothing else.
"""

from collections.abc import Mapping
from lingchuan.records.access import status
from lingchuan.records.content.error_answers import reasons_of
from lingchuan.records.content.errors import TooMany
from lingchuan.records.i18n import _
from lingchuan.records.site.icons import WithIcons
from lingchuan.records.site.requests.plain_words import STATES
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.i18n import translate


UNKNOWN = _(
    "look_up_unknown",
    default="There is no request with this code. It has 13 letters and digits, without 0 and 1; blanks and hyphens do not matter.",
)


class StatusPage(WithIcons, BrowserView):
    """凭回执码查进度."""

    wrong = ""
    found: Mapping[str, str] | None = None

    def __call__(self) -> str:
        """Show the form, and what was found."""
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.code():
            self._look_up()
        return self.index()

    def code(self) -> str:
        """Return what was sent, '' for nothing."""
        return str(self.request.form.get("code") or "").strip()

    def _look_up(self) -> None:
        try:
            told = status.look_up(self.code(), self.request)
        except NotFound:
            self._say_no(404, translate(UNKNOWN, context=self.request))
        except TooMany as error:
            self._say_no(429, reasons_of(error, self.request)[0]["text"])
            self.request.response.setHeader("Retry-After", str(status.WINDOW_S))
        else:
            due = told["due_on"]
            self.found = {
                "state": translate(STATES[told["state"]], context=self.request),
                "due": due.isoformat() if due else "",
            }

    def _say_no(self, number: int, text: str) -> None:
        self.wrong = text
        self.request.response.setStatus(number, lock=True)
