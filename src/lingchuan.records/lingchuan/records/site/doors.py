"""Doors of Zope and Plone beside pages and REST: shut, or as narrow as those.

- A link by UID leads only to what the person may see.
- Pages that carry content in and out wholesale are shut; who keeps the server has
  setup/moving.py (threats L32).
- What answers from inside a record is never cached, and no browser guesses its type.
"""

from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from lingchuan.records.interfaces import ILoggedContent
from lingchuan.records.interfaces import IRecordsLayer
from plone import api
from plone.namedfile.browser import DisplayFile
from plone.namedfile.browser import Download
from plone.namedfile.interfaces import INamedBlobFile
from plone.outputfilters.browser.resolveuid import ResolveUIDView
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

import re


WHOLESALE = re.compile(r"\bcollective[./]exportimport\b")
HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
)


def set_headers(event: object) -> None:
    """Set the headers of every answer, and keep what is guarded out of caches."""
    request = event.request
    if not IRecordsLayer.providedBy(request):
        return
    response = request.response
    for name, value in HEADERS:
        response.setHeader(name, value)
    published = request.get("PUBLISHED")
    if _is_wholesale(published):
        raise NotFound(request.get("ACTUAL_URL"))
    context = getattr(published, "__parent__", None) or published
    if any(ILoggedContent.providedBy(one) for one in aq_chain(aq_inner(context))):
        response.setHeader("Cache-Control", "private, no-store")


def _is_wholesale(published: object) -> bool:
    # A page without a class of its own is named after its template.
    names = [f"{kind.__module__} {kind.__name__}" for kind in type(published).__mro__]
    return any(WHOLESALE.search(name) for name in names)


class ResolveUID(ResolveUIDView):
    """A link by UID; hidden and missing are the same."""

    def __call__(self) -> str:
        """Redirect to what the person may see."""
        if not api.portal.get_tool("portal_catalog")(UID=self.uuid or "-"):
            raise NotFound(self.uuid)
        return super().__call__()


@implementer(IPublishTraverse)
class NoImages(BrowserView):
    """`@@images` of a record: its files leave by download and display alone."""

    def publishTraverse(self, request: object, name: str) -> object:
        """Find nothing."""
        raise NotFound(name)

    def __call__(self) -> str:
        """Find nothing."""
        raise NotFound("@@images")


class RecordDownload(Download):
    """A file of a record; a field that holds none is not found."""

    def _getFile(self) -> object:
        """Return the file."""
        return _file_of(self)


class RecordDisplay(DisplayFile):
    """A file of a record, shown in the page."""

    def _getFile(self) -> object:
        """Return the file."""
        return _file_of(self)


def _file_of(view: Download) -> object:
    file = getattr(aq_base(view.context), view.fieldname or "", None)
    if not INamedBlobFile.providedBy(file):
        raise NotFound(view.fieldname)
    if not view.filename:
        view.filename = file.filename or view.fieldname
    return file
