"""Links by UID: each leads only to what the person may see."""

from plone import api
from plone.app.uuid.browser import RedirectToUUIDView
from plone.outputfilters.browser.resolveuid import ResolveUIDView
from zExceptions import NotFound


class SeenAlone:
    """A view by UID; hidden and missing are the same."""

    def __call__(self) -> str:
        """Redirect to what the person may see."""
        if not api.portal.get_tool("portal_catalog")(UID=self.uuid or "-"):
            raise NotFound(self.uuid)
        return super().__call__()


class ResolveUID(SeenAlone, ResolveUIDView):
    """`resolveuid/<uid>`, as texts link to things."""


class RedirectToUUID(SeenAlone, RedirectToUUIDView):
    """`redirect-to-uuid/<uid>`."""
