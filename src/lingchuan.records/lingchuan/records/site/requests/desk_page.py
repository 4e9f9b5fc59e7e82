"""`requests`: the list of all access requests that the current user may see."""

from collections.abc import Sequence
from functools import cached_property
from lingchuan.records.access.files import is_party
from lingchuan.records.access.types import APPROVED
from lingchuan.records.access.types import DECIDING
from lingchuan.records.access.types import REQUEST
from lingchuan.records.access.types import SCREENING
from lingchuan.records.access.types import SUBMITTED
from lingchuan.records.access.types import WAITING
from lingchuan.records.core.small_numbers import small_number
from lingchuan.records.i18n import _
from lingchuan.records.site.icons import WithIcons
from lingchuan.records.site.requests import request_rows
from plone import api
from Products.Five import BrowserView
from typing import Final
from urllib.parse import urlencode
from zope.i18n import translate


PAGE: Final = 25
ADD: Final = "lingchuan.records: Add Access Request"
# Name in the address: title, CSS edge, states.
FILTERS: Final = {
    "waiting": (_("requests_waiting", default="To be answered"), "lr-soon", WAITING),
    "submitted": (_("requests_submitted", default="To accept"), "lr-ok", (SUBMITTED,)),
    "screening": (
        _("requests_screening", default="In screening"),
        "lr-ok",
        (SCREENING,),
    ),
    "deciding": (
        _("requests_deciding", default="To decide on"),
        "lr-wait",
        (DECIDING,),
    ),
    "approved": (
        _("requests_approved", default="Open to the party"),
        "lr-done",
        APPROVED,
    ),
    "ended": (
        _("requests_ended", default="Ended"),
        "lr-idle",
        ("refused", "redirected", "withdrawn", "expired"),
    ),
    "all": (_("filter_all", default="All"), "lr-idle", ()),
}


class DeskPage(WithIcons, BrowserView):
    """查阅复制申请."""

    def __call__(self) -> object:
        """Show the list; a party is led to its own page."""
        if is_party():
            url = f"{api.portal.get().absolute_url()}/@@my-records"
            self.request.response.redirect(url)
            return ""
        return self.index()

    @cached_property
    def chosen(self) -> str:
        """The filter of the address; what waits for an answer without one."""
        sent = str(self.request.form.get("state") or "")
        return sent if sent in FILTERS else "waiting"

    def filters(self) -> list[dict[str, object]]:
        """Return {title, css, url, count, current} of each filter."""
        return [
            {
                "title": translate(title, context=self.request),
                "css": css,
                "url": self._url(name),
                "count": len(self._found(states)),
                "current": "true" if name == self.chosen else None,
            }
            for name, (title, css, states) in FILTERS.items()
        ]

    @cached_property
    def brains(self) -> Sequence:
        """What the filter finds: what waits by its due day, all else the newest first."""
        states = FILTERS[self.chosen][2]
        if states and set(states) <= set(WAITING):
            return self._found(states, sort_on="received_on", sort_order="ascending")
        # Drafts were not received yet.
        return self._found(states, sort_on="created", sort_order="descending")

    def _found(self, states: Sequence[str], **order: str) -> Sequence:
        query = {"portal_type": REQUEST} | order
        if states:
            query["review_state"] = list(states)
        return api.portal.get_tool("portal_catalog")(**query)

    @cached_property
    def start(self) -> int:
        """The place of the first row shown."""
        start = small_number(self.request.form.get("b_start")) or 0
        return start if start < len(self.brains) else 0

    def rows(self) -> list[dict[str, object]]:
        """Return the rows of this page of the list."""
        found = self.brains[self.start : self.start + PAGE]
        return [request_rows.short_row(b.getObject(), self.request) for b in found]

    def previous_url(self) -> str:
        """Return the address of the page before, '' on the first."""
        before = max(0, self.start - PAGE)
        return self._url(self.chosen, before) if self.start else ""

    def next_url(self) -> str:
        """Return the address of the next page, '' on the last."""
        after = self.start + PAGE
        return self._url(self.chosen, after) if after < len(self.brains) else ""

    def _url(self, name: str, start: int = 0) -> str:
        asked = {"state": name, "b_start": start}
        query = urlencode({key: value for key, value in asked.items() if value})
        return f"{self.context.absolute_url()}?{query}"

    def ask_url(self) -> str:
        """Return the address of the form of a new request, '' for who may not ask."""
        if not api.user.has_permission(ADD, obj=self.context):
            return ""
        return f"{self.context.absolute_url()}/@@ask"
