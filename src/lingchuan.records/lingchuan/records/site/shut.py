"""Pages that are shut: an answer as for what does not exist."""

from Products.Five import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class Shut(BrowserView):
    """A page of Plone's that is none here, and all below it.

    `@@images`: files leave by download and display alone; `@@author`: who works here has
    no page of their own (threats L24); `@@fileUpload`: files come with their record. Templates that
    hold macros are none either.
    """

    def publishTraverse(self, request: object, name: str) -> object:
        """Find nothing."""
        raise NotFound(name)

    def __call__(self) -> str:
        """Find nothing."""
        raise NotFound(self.__name__)
