"""Doors of Plone that would tell what is hidden, or who works here: narrowed.

- A redirect by UID leads only to what the person may see (doors.py has the other one).
- Authors are people who work here; there are no pages about them (threats L24).
- A mail that a content rule sends about a record holds its address and no word of it:
  whoever gets it may not be who may read (threats L20).
"""

from lingchuan.records.interfaces import ILoggedContent
from plone import api
from plone.app.uuid.browser import RedirectToUUIDView
from plone.stringinterp.interfaces import IStringInterpolator
from Products.Five import BrowserView
from string import Template
from zExceptions import NotFound
from zope.component import adapter
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


class RedirectToUUID(RedirectToUUIDView):
    """A redirect by UID; hidden and missing are the same."""

    def __call__(self) -> str:
        """Redirect to what the person may see."""
        if not api.portal.get_tool("portal_catalog")(UID=self.uuid or "-"):
            raise NotFound(self.uuid)
        return super().__call__()


@implementer(IPublishTraverse)
class NoAuthor(BrowserView):
    """`@@author`: who works here has no page of their own."""

    def publishTraverse(self, request: object, name: str) -> object:
        """Find nothing."""
        raise NotFound(name)

    def __call__(self) -> str:
        """Find nothing."""
        raise NotFound("@@author")


class _Address(dict):
    """The address of a record by the names that rules have for it, else nothing."""

    def __init__(self, url: str) -> None:
        super().__init__(absolute_url=url, url=url)

    def __missing__(self, name: str) -> str:
        return ""


@implementer(IStringInterpolator)
@adapter(ILoggedContent)
class AddressOnly:
    """Puts a record's address where a rule's text asks for it, and nothing else."""

    def __init__(self, context: object) -> None:
        self.context = context

    def __call__(self, text: str) -> str:
        """Return the text of a rule with its variables filled in."""
        return Template(text).safe_substitute(_Address(self.context.absolute_url()))
