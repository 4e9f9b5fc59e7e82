"""The head of every page: bureau and system instead of a logo."""

from plone import api
from plone.app.layout.viewlets.common import ContentViewsViewlet
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five import BrowserView


class HeaderViewlet(ViewletBase):
    """Names of the bureau and of the system, linked to the front page."""

    def update(self) -> None:
        """Read the names from the settings."""
        super().update()
        record = api.portal.get_registry_record
        self.bureau = record("lingchuan.records.bureau_name", default="") or ""
        self.system = record("lingchuan.records.system_name", default="") or ""


class ViewsViewlet(ContentViewsViewlet):
    """The ways of looking at an item; its script knows the dates of no Chinese."""

    def render(self) -> str:
        """Return the entries, the last change as an ISO date."""
        return super().render().replace("L LTS", "YYYY-MM-DD HH:mm")


class Footer(BrowserView):
    """The one line at the foot of the page."""


class NoColophon(BrowserView):
    """Nothing where Plone names itself."""

    def __call__(self) -> str:
        """Return nothing."""
        return ""
