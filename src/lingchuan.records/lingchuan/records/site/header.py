"""The head of every page: bureau and system instead of a logo."""

from plone import api
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


class Footer(BrowserView):
    """The one line at the foot of the page."""


class NoColophon(BrowserView):
    """Nothing where Plone names itself."""

    def __call__(self) -> str:
        """Return nothing."""
        return ""
