"""`@@open?record=<uid>` on a request: the page that shows what a grant opens (R21-4).

- The name of the reader and the number of the request lie over what is shown, and are in
  its pixels too: who takes the overlay off the page still sees them.
- What is shown comes page by page and stretch by stretch (access/leaving.py); where there
  is a right to copy, the watermarked copy is beside it, with its digest.
- What is over says why, and not of what.
"""

from Acquisition import aq_base
from functools import cached_property
from lingchuan.records.access import grants
from lingchuan.records.access import opening
from lingchuan.records.access.leaving import pages_of
from lingchuan.records.access.leaving import PDF
from lingchuan.records.access.messages import TEXTS
from lingchuan.records.access.renditions import job_key
from lingchuan.records.access.renditions import Rendition
from lingchuan.records.access.renditions import rendition
from lingchuan.records.content import facts
from lingchuan.records.core.access.values import COPY
from lingchuan.records.core.access.values import Grant
from lingchuan.records.core.access.values import REDACTED
from lingchuan.records.core.access.values import VIEW
from lingchuan.records.ledger import outbox
from lingchuan.records.site.icons import WithIcons
from lingchuan.records.site.requests.cards import MAKING
from lingchuan.records.site.requests.cards import OPEN
from lingchuan.records.site.requests.cards import state_of
from lingchuan.records.site.requests.plain_words import days_left
from lingchuan.records.site.requests.plain_words import home_url
from lingchuan.records.site.requests.plain_words import until_text
from plone.uuid.interfaces import IUUID
from Products.Five import BrowserView
from typing import Final
from zExceptions import NotFound
from zope.i18n import translate


# How often the reader's name stands over what is shown.
TILES: Final = 6
# Pages that are loaded at once; the others when they come into sight.
AT_ONCE: Final = 2


class OpenPage(WithIcons, BrowserView):
    """查阅."""

    def __call__(self) -> object:
        """Show what is granted, or why it is not open.

        Raises:
            NotFound: it was never granted to this user.
        """
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.uid = str(self.request.form.get("record") or "")
        if not self._granted:
            raise NotFound(self.uid)
        if self.reason:
            self.request.response.setStatus(403, lock=True)
        return self.index()

    @cached_property
    def _granted(self) -> dict[str, Grant]:
        """The rights that the current user was given on the record."""
        if not opening.is_grantee(self.context):
            return {}
        row = grants.row_of(IUUID(self.context))
        found = {name: grants.grant_of(row, self.uid, name) for name in (VIEW, COPY)}
        return {name: grant for name, grant in found.items() if grant is not None}

    @cached_property
    def reason(self) -> str:
        """Why nothing is open any more, '' where something is."""
        shut = [opening.why_shut(self.context, one) for one in self._granted.values()]
        return self._say(TEXTS[shut[0]]) if all(shut) else ""

    @cached_property
    def _states(self) -> dict[str, dict[str, object]]:
        uid = IUUID(self.context)
        keys = {name: job_key(uid, self.uid, name) for name in self._granted}
        jobs = outbox.of(keys.values())
        return {
            name: state_of(self.context, grant, jobs.get(keys[name]), self.request)
            for name, grant in self._granted.items()
        }

    def viewing(self) -> dict[str, object] | None:
        """Return {state, text} of the right to view, None without it."""
        return self._states.get(VIEW)

    def copying(self) -> dict[str, object] | None:
        """Return {state, text, url, sha256, size} of the right to copy, None without it."""
        state = self._states.get(COPY)
        if state is None:
            return None
        made = rendition(self.context, self.uid, COPY)
        return state | {
            "url": f"{self.context.absolute_url()}/@@copy-file/{self.uid}",
            "sha256": made.sha256 if made is not None else "",
            "size": _size(made),
        }

    def live_view(self) -> str | None:
        """Return where a script looks whether the view is made, None when it is."""
        return self._live(VIEW)

    def live_copy(self) -> str | None:
        """Return where a script looks whether the copy is made, None when it is."""
        return self._live(COPY)

    def _live(self, right: str) -> str | None:
        state = self._states.get(right)
        return self.again_url() if state and state["state"] == MAKING else None

    @cached_property
    def _shown(self) -> Rendition | None:
        state = self.viewing()
        if state is None or state["state"] != OPEN:
            return None
        return rendition(self.context, self.uid, VIEW)

    def kind(self) -> str:
        """Return how it is shown: pages, image, audio or video; '' for not at all."""
        if self._shown is None:
            return ""
        kind = self._shown.mime.partition("/")[0]
        return "pages" if self._shown.mime == PDF else kind

    def mime(self) -> str:
        """Return the type of what is shown."""
        return self._shown.mime

    def url(self) -> str:
        """Return the address of the bytes of what is shown."""
        return f"{self.context.absolute_url()}/@@view-file/{self.uid}"

    @cached_property
    def pages(self) -> list[dict[str, object]]:
        """The pages: number, address, and whether it waits until it is seen."""
        count = pages_of(self._shown) if self.kind() == "pages" else 0
        return [
            {
                "number": number,
                "url": f"{self.url()}/{number}",
                "loading": "eager" if number <= AT_ONCE else "lazy",
            }
            for number in range(1, count + 1)
        ]

    def title(self) -> str:
        """Return the title of the record."""
        return grants.name_of(grants.row_of(IUUID(self.context)), self.uid)

    def is_redacted(self) -> bool:
        """Tell whether it is a redacted copy."""
        return any(one.outcome == REDACTED for one in self._granted.values())

    def until(self) -> str:
        """Return the end of the last day."""
        return until_text(self._one.until)

    def left(self) -> int:
        """Return how many days are left after today."""
        return days_left(self._one.until, facts.today())

    @property
    def _one(self) -> Grant:
        return next(iter(self._granted.values()))

    def reader(self) -> str:
        """Return whose eyes it is for: name and number of the request."""
        base = aq_base(self.context)
        return f"{base.requester_name} {base.number}"

    def tiles(self) -> range:
        """Return as many as the name stands over what is shown."""
        return range(TILES)

    def number(self) -> str:
        """Return the number of the request."""
        return aq_base(self.context).number or ""

    def home_url(self) -> str:
        """Return the way back: a party's own page, at the counter the request."""
        userid = facts.current_user()
        is_own = bool(userid) and userid == aq_base(self.context).requester_userid
        return home_url() if is_own else self.context.absolute_url()

    def receipt_url(self) -> str:
        """Return the address of the receipt for copies."""
        return f"{self.context.absolute_url()}/@@receipt"

    def again_url(self) -> str:
        """Return the address of this page."""
        return f"{self.context.absolute_url()}/@@open?record={self._one.uid}"

    def _say(self, message: object) -> str:
        return translate(message, context=self.request)


def _size(made: Rendition | None) -> str:
    """Return a size as people read it."""
    if made is None:
        return ""
    kilo = made.size / 1024
    return f"{kilo:.0f} KB" if kilo < 1024 else f"{kilo / 1024:.1f} MB"
