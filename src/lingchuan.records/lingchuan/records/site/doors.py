"""Doors of Zope and Plone beside pages and REST: shut, or as narrow as those.

- A former address leads nowhere: that it did would tell what is hidden from what is
  missing.
- Pages that carry content in and out wholesale are shut; who keeps the server has
  setup/moving.py (threats L32).
- Pieces of Plone's own pages are none by themselves: they want what no address says.
"""

from Acquisition import aq_base
from lingchuan.records.interfaces import IRecordsLayer
from lingchuan.records.site.inline import SafeDisplay
from lingchuan.records.site.inline import SafeDownload
from plone.namedfile.browser import Download
from plone.namedfile.interfaces import INamedBlobFile
from Products.CMFPlone.browser.sitelogo import SiteLogo
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.browser.interfaces import IBrowserView

import re


WHOLESALE = re.compile(r"\bcollective[./]exportimport\b")
PIECES = frozenset(
    (
        "author-feedback-template",
        "babel_edit",
        "contact-info-email",
        "display_query_results",
        "download-version",
        "images-test",
        "mail_password_template",
        "manage-portlets-macros",
        "pas_info",
        "pas_member",
        "pas_search",
        "plone.outputfilters_captioned_image",
        "ploneform-macros",
        "registered_notify_template",
        "text-transform",
        "update_version_before_edit",
        "update_version_on_edit",
        "version-view",
        "version_file_view",
        "version_image_view",
    )
)


def refuse_no_pages(event: object) -> None:
    """Find no page that carries content in or out, nor a piece of another page."""
    request = event.request
    if not IRecordsLayer.providedBy(request):
        return
    published = request.get("PUBLISHED")
    published = getattr(published, "__self__", published)
    if _is_wholesale(published) or _is_piece(published):
        raise NotFound(request.get("ACTUAL_URL"))


def _is_piece(published: object) -> bool:
    if isinstance(published, SiteLogo):
        return published.data is None
    is_view = IBrowserView.providedBy(published)
    return is_view and getattr(published, "__name__", "") in PIECES


def _is_wholesale(published: object) -> bool:
    # A page without a class of its own is named after its template.
    names = [f"{kind.__module__} {kind.__name__}" for kind in type(published).__mro__]
    return any(WHOLESALE.search(name) for name in names)


class NoRedirect(BrowserView):
    """What Plone asks of an address that is not found: records never move."""

    def attempt_redirect(self) -> bool:
        """Lead nowhere."""
        return False


class RecordDownload(SafeDownload):
    """A file of a record; a field that holds none is not found."""

    def _getFile(self) -> object:
        """Return the file."""
        return _file_of(self)


class RecordDisplay(SafeDisplay):
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
