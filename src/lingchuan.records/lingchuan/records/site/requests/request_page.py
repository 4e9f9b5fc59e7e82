"""The page of an access request, for the staff; a party is led to its own."""

from functools import cached_property
from lingchuan.records.access.decision import RIGHTS_OF
from lingchuan.records.access.files import is_party
from lingchuan.records.access.onsite import is_clerk
from lingchuan.records.access.types import APPROVED
from lingchuan.records.access.types import SCREENING
from lingchuan.records.confidentiality import register
from lingchuan.records.content import facts
from lingchuan.records.site.hindrances import hindrances
from lingchuan.records.site.icons import WithIcons
from lingchuan.records.site.page import ASIDE
from lingchuan.records.site.requests import copy_rows
from lingchuan.records.site.requests import given
from lingchuan.records.site.requests import request_rows as rows
from lingchuan.records.site.requests.of_request import OfRequest
from lingchuan.records.site.transitions import available
from plone import api
from plone.uuid.interfaces import IUUID
from Products.Five import BrowserView
from typing import Final
from zope.i18n import translate


CHECKED: Final = ("accept", "screen")


class RequestPage(OfRequest, WithIcons, BrowserView):
    """查阅复制申请."""

    def __call__(self) -> object:
        """Show the page."""
        if is_party():
            root = api.portal.get().absolute_url()
            self.request.response.redirect(f"{root}/@@my-records#{IUUID(self.context)}")
            return ""
        return self.index()

    @cached_property
    def possible(self) -> list:
        """The steps that the user may take now."""
        return available(self.context)

    def steps(self) -> list[dict[str, str]]:
        """Return {id, title, url, css} of the steps; a decision has one page of its own."""
        url = self.context.absolute_url()
        found = [
            {
                "id": info.id,
                "title": translate(info.title, domain="plone", context=self.request),
                "url": f"{url}/@@transition?workflow_action={info.id}",
                "css": _css(info.id in ASIDE),
            }
            for info in self.possible
            if info.id not in RIGHTS_OF
        ]
        return [self._step(*one) for one in self._pages()] + found

    def _pages(self) -> list[tuple[str, str, object]]:
        ids = {info.id for info in self.possible}
        state = facts.lifecycle_state(self.context)
        found = []
        if state == SCREENING and register.is_officer():
            found.append(rows.SCREEN)
        if ids & set(RIGHTS_OF):
            found.append(rows.DECIDE)
        if state in APPROVED and is_clerk():
            found.append(("onsite", *rows.ONSITE))
        return found

    def _step(self, name: str, page: str, title: object) -> dict[str, str]:
        url = self.context.absolute_url() + page
        text = translate(title, context=self.request)
        return {"id": f"page-{name}", "title": text, "url": url, "css": _css(False)}

    def standing(self) -> list[dict]:
        """Return what stands in the way of the next step, before it is tried."""
        names = [info.id for info in self.possible if info.id in CHECKED]
        return [
            row
            for name in names
            for row in hindrances(self.context, name, self.request)
        ]

    def copies(self) -> list[dict[str, object]]:
        """Return the redacted copies of the records that the reader may see."""
        return copy_rows.rows(self.context, self.table.known, self.request)

    def answers(self) -> list[dict[str, str]]:
        """Return what officers said of the records that the reader may see."""
        return copy_rows.answers(self.context, self.table.known, self.request)

    def given(self) -> dict[str, object]:
        """Return the decision, and what became of it."""
        return given.given(self.context, self.request)

    def visits(self) -> list[dict[str, object]]:
        """Return the register of visits."""
        return given.visits(self.context)


def _css(is_aside: bool) -> str:
    return "btn btn-outline-primary" if is_aside else "btn btn-primary"
