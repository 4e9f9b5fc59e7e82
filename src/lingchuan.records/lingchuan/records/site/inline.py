"""Bytes that leave: what is shown inline, by which type, and in which sandbox.

- The doors of files send the type that the bytes have (core/shown_types.py); what may
  not be shown is an attachment, through whichever door.
- Whatever else answers with bytes (scales, portraits, Zope's own files) passes
  `guard` before it leaves.
- Plone's switches that reverse its list of shown types are ignored, and said to be.
"""

from collections.abc import Mapping
from lingchuan.records.core.shown_types import HEAD
from lingchuan.records.core.shown_types import saved_type
from lingchuan.records.core.shown_types import shown_type
from lingchuan.records.site import header_policy as policy
from OFS.Image import File
from plone.namedfile.browser import DisplayFile
from plone.namedfile.browser import Download
from plone.namedfile.scaling import ImageScale
from plone.restapi.services.users.get import PortraitGet
from urllib.parse import quote
from ZODB.POSException import POSKeyError

import logging
import os


DISPOSITION = "Content-Disposition"
TYPE = "Content-Type"
SWITCHES = (
    "NAMEDFILE_USE_DENYLIST",
    "PLONEHOTFIX20210518_NAMEDFILE_USE_DENYLIST",
    "OFS_IMAGE_USE_DENYLIST",
)
# Those that read a switch when they are imported.
SWITCHED = (DisplayFile, ImageScale, PortraitGet, File)
DOORS = (Download, ImageScale, File)
PAGES = frozenset("text/html application/json text/css text/javascript".split())
SHOWN = ("image/", "audio/", "video/", "text/plain")
NOT_SHOWN = ("image/svg",)

log = logging.getLogger(__name__)


def head_of(file: object) -> bytes:
    """Return the first bytes of a named file."""
    if not hasattr(file, "open"):
        return bytes(file.data[:HEAD])
    with file.open() as stream:
        return stream.read(HEAD)


def shown_of(file: object) -> str | None:
    """Return the type by which a named file may be shown, None for none."""
    try:
        return shown_type(head_of(file))
    except (OSError, POSKeyError):
        # What cannot be read is not shown; whoever checks the files tells of it.
        return None


class FoundType:
    """Sends a file by the type that its bytes have."""

    is_shown = False

    def set_headers(self, file: object) -> None:
        """Set type, size and disposition."""
        head, response = head_of(file), self.request.response
        shown = shown_type(head) if self.is_shown else None
        kind = shown or saved_type(head, file.contentType or "")
        name = self.filename or file.filename or self.fieldname or "file"
        way = "inline" if shown else "attachment"
        response.setHeader(TYPE, kind)
        response.setHeader("Content-Length", file.getSize())
        response.setHeader("Accept-Ranges", "bytes")
        response.setHeader(DISPOSITION, f"{way}; filename*=UTF-8''{quote(name, '')}")
        response.setHeader(policy.POLICY, policy.BYTES)


class SafeDownload(FoundType, Download):
    """`@@download` of whatever holds a file."""


class SafeDisplay(FoundType, DisplayFile):
    """`@@display-file` of whatever holds a file."""

    is_shown = True


def guard(view: object, response: object) -> None:
    """Let an answer that is no page be shown only if it is harmless by its type."""
    sent = (response.getHeader(TYPE) or "").lower()
    kind = sent.partition(";")[0].strip()
    if not kind or (kind in PAGES and not isinstance(view, DOORS)):
        return
    response.setHeader(policy.POLICY, policy.BYTES)
    way, _semicolon, name = (response.getHeader(DISPOSITION) or "").partition(";")
    shown = kind.startswith(SHOWN) and not kind.startswith(NOT_SHOWN)
    if not shown and way.strip().lower() != "attachment":
        response.setHeader(DISPOSITION, f"attachment;{name}".rstrip(";"))


def ignore_switches(environ: Mapping[str, str] = os.environ) -> list[str]:
    """Take no list of what may not be shown for one of what may; return what was set."""
    found = [name for name in SWITCHES if environ.get(name)]
    for name in found:
        log.warning("%s is ignored: what is shown inline is fixed (ADR 0016)", name)
    for kind in SWITCHED:
        kind.use_denylist = False
    return found


def starting(event: object) -> None:
    """Ignore the switches before the first request."""
    ignore_switches()
