"""Doors of Zope and Plone beside pages and REST: shut, or as narrow as those.

- WebDAV's methods are not allowed, neither as verbs nor as names in an address.
- A link by UID leads only to what the person may see.
- What answers from inside a record is never cached, and no browser guesses its type.
"""

from Acquisition import aq_chain
from Acquisition import aq_inner
from lingchuan.records.confidentiality.gate import is_rest
from lingchuan.records.confidentiality.gate import STACK
from lingchuan.records.interfaces import ILoggedContent
from lingchuan.records.interfaces import IRecordsLayer
from plone import api
from plone.outputfilters.browser.resolveuid import ResolveUIDView
from zExceptions import MethodNotAllowed
from zExceptions import NotFound


WEBDAV = frozenset("COPY LOCK MKCOL MOVE PROPFIND PROPPATCH UNLOCK".split())
HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
)


def refuse_webdav(portal: object, event: object) -> None:
    """Refuse WebDAV at the site's root, before anything answers."""
    request = event.request
    method = request.get("REQUEST_METHOD", "GET").upper()
    names = request.get(STACK) or ()
    if method in WEBDAV or (method == "PUT" and not is_rest(request)):
        raise MethodNotAllowed(method)
    if any(name in WEBDAV or name == "PUT" for name in names):
        raise NotFound(names[0])


def set_headers(event: object) -> None:
    """Set the headers of every answer, and keep what is guarded out of caches."""
    request = event.request
    if not IRecordsLayer.providedBy(request):
        return
    response = request.response
    for name, value in HEADERS:
        response.setHeader(name, value)
    published = request.get("PUBLISHED")
    context = getattr(published, "__parent__", None) or published
    if any(ILoggedContent.providedBy(one) for one in aq_chain(aq_inner(context))):
        response.setHeader("Cache-Control", "private, no-store")


class ResolveUID(ResolveUIDView):
    """A link by UID; hidden and missing are the same."""

    def __call__(self) -> str:
        """Redirect to what the person may see."""
        if not api.portal.get_tool("portal_catalog")(UID=self.uuid or "-"):
            raise NotFound(self.uuid)
        return super().__call__()
