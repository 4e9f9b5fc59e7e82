"""Reads that count: who saw what is restricted, who played or took a file, who came.

- They are written on a connection of their own before the first byte leaves; where
  that cannot be, nothing leaves.
- A restricted record that an answer shows is a view, be it the page itself, a child in
  its file's JSON, or a hit of a search with its words.
- Ranges of one playback are one event (ledger/api.py).
- What was refused is in refusals.py.
"""

from AccessControl import getSecurityManager
from AccessControl.PermissionRole import rolesForPermissionOn
from collections.abc import Iterator
from lingchuan.records.confidentiality.gate import records_around
from lingchuan.records.confidentiality.roles import is_restricted
from lingchuan.records.confidentiality.roles import RecordRoles
from lingchuan.records.confidentiality.roles import restricted_ancestor
from lingchuan.records.content import facts
from lingchuan.records.content import seen
from lingchuan.records.interfaces import IAuditView
from lingchuan.records.interfaces import IRecordsLayer
from lingchuan.records.ledger import api as ledger
from plone.namedfile.browser import DisplayFile
from plone.namedfile.browser import Download
from plone.uuid.interfaces import IUUID
from Products.CMFCore.permissions import View

import re
import uuid


REDIRECTS = range(300, 400)
REFUSED = 400
PLAYED = ("audio/", "video/")
# How plone.rest calls a service.
_SERVICE = re.compile(r"^[A-Z]+_application_json_")
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


def before_commit(event: object) -> None:
    """Write what the answer to a request shows.

    Raises:
        LedgerUnavailable: it could not be written, so nothing is shown.
    """
    request = event.request
    status = request.response.getStatus()
    if not IRecordsLayer.providedBy(request) or status in REDIRECTS:
        return
    published = request.get("PUBLISHED")
    view = getattr(published, "__self__", published)
    record = next(records_around(getattr(view, "context", None) or view), None)
    shown = [*seen.of(request)]
    if status >= REFUSED:
        # What says no shows nothing, but for a form that comes again with its lists.
        _views(view, shown)
        return
    if record is not None and isinstance(view, Download):
        _file_left(request, view, record)
        return
    # A look at the ledger is told by its own event, also of who may see no more.
    if record is not None and not IAuditView.providedBy(view):
        shown.insert(0, record)
    _views(view, shown)


def _views(view: object, shown: list[object]) -> None:
    batch = uuid.uuid4().hex
    named = {"view": _name(view)}
    # A change that answers with its record is told by its own event.
    changed = ledger.changed_uids()
    events = {
        IUUID(one): event_about("view", one, named, batch=batch)
        for one in shown
        if is_shut(one) and IUUID(one) not in changed
    }
    if events:
        ledger.write_before_answer(list(events.values()))


def _file_left(request: object, view: Download, record: object) -> None:
    """Write that bytes of a file leave: as a play, a download or a view."""
    field = view.fieldname or ""
    details = {"view": _name(view), "field": field}
    event = event_about(_act(request, view), record, details)
    told = _RANGE.fullmatch(request.response.getHeader("Content-Range") or "")
    if told is None and event["action"] != "play":
        ledger.write_now([event])
        return
    size = int(request.response.getHeader("Content-Length") or 0)
    starts, ends = (int(told[1]), int(told[2]) + 1) if told else (0, size)
    ledger.play(event, f"{event['action']}:{_name(view)}:{field}", starts, ends)


def _act(request: object, view: Download) -> str:
    if not isinstance(view, DisplayFile):
        return "download"
    kind = request.response.getHeader("Content-Type") or ""
    return "play" if kind.startswith(PLAYED) else "view"


def event_about(
    action: str, record: object, details: dict[str, object], **more: object
) -> dict[str, object]:
    """Return the event of a read of a record by the current user, with why they could."""
    return ledger.event_of(
        action,
        uid=IUUID(record),
        path="/".join(record.getPhysicalPath()),
        role=facts.acting_role(record),
        details=details | {"why": why(record)},
        **more,
    )


def why(record: object) -> list[str]:
    """Return the roles that let the current user see a record, and the keys they hold.

    A key of the form `office:bureau_head:PRIVACY` is an office with a clearance.
    """
    user = getSecurityManager().getUser()
    needed = set(rolesForPermissionOn(View, record))
    held = needed & set(user.getRolesInContext(record))
    return sorted(held | set(_keys(user, record, held)))


def _keys(user: object, record: object, roles: set[str]) -> Iterator[str]:
    holder = {user.getId(), *(user.getGroups() if hasattr(user, "getGroups") else ())}
    for principal, given in RecordRoles(record).getAllRoles():
        if principal in holder and ":" in principal and roles & set(given):
            yield principal


def is_shut(record: object) -> bool:
    """Return whether a record is restricted, itself or by what it lies in."""
    return is_restricted(record) or restricted_ancestor(record) is not None


def _name(view: object) -> str:
    """Return the name of a page or service; never what a person typed behind it."""
    name = str(getattr(view, "__name__", None) or type(view).__name__)
    return _SERVICE.sub("", name) or "json"
