"""Doors of Zope and Plone beside pages and REST: shut, or as narrow as those.

- A former address leads nowhere: that it did would tell what is hidden from what is
  missing.
- Pages that carry content in and out wholesale are shut; who keeps the server has
  setup/moving.py (threats L32).
"""

from Acquisition import aq_base
from lingchuan.records.interfaces import IRecordsLayer
from lingchuan.records.site.inline import SafeDisplay
from lingchuan.records.site.inline import SafeDownload
from plone.namedfile.browser import Download
from plone.namedfile.interfaces import INamedBlobFile
from Products.Five import BrowserView
from zExceptions import NotFound

import re


WHOLESALE = re.compile(r"\bcollective[./]exportimport\b")


def refuse_wholesale(event: object) -> None:
    """Find no page that carries content in or out."""
    request = event.request
    if IRecordsLayer.providedBy(request) and _is_wholesale(request.get("PUBLISHED")):
        raise NotFound(request.get("ACTUAL_URL"))


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
