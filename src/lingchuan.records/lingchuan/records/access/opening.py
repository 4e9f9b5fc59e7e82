"""What a grant opens, asked anew each time: who, what, until when, how often (R21-4).

- The requester opens it by the own account; at the counter a clerk opens it for a person
  whose papers were looked at, in a session that has its register.
- A use is counted and told to the ledger before its first byte leaves.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from lingchuan.records.access import grants
from lingchuan.records.access.onsite import is_at_counter
from lingchuan.records.access.renditions import name_of
from lingchuan.records.access.renditions import Rendition
from lingchuan.records.access.renditions import rendition
from lingchuan.records.access.types import ARTICLE_21
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BarredBy
from lingchuan.records.content.findings import blocked
from lingchuan.records.core.access.grants import in_force
from lingchuan.records.core.access.grants import next_use
from lingchuan.records.core.access.grants import Use
from lingchuan.records.core.access.values import Grant
from lingchuan.records.ledger import api as ledger
from persistent.mapping import PersistentMapping
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Final
from zExceptions import NotFound


RULE: Final = "R21-4"


def record_of(uid: str) -> object:
    """Return the record of a UID.

    Raises:
        NotFound: it is not there, as a draft that was deleted.
    """
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(UID=uid):
        return brain._unrestrictedGetObject()
    raise NotFound(uid)


def is_grantee(request: object) -> bool:
    """Return whether the current user may use what the request was granted.

    The clerk shows it, and copies it on a medium, while the visitor stands there.
    """
    userid = facts.current_user()
    if userid and userid == aq_base(request).requester_userid:
        return True
    return is_at_counter(request)


def open_grant(request: object, uid: str, right: str) -> Grant:
    """Return the grant by which the current user may open a record now.

    Raises:
        NotFound: it was never granted, or not to them.
        BarredBy: it was, and is over; the finding says why.
    """
    row = grants.row_of(IUUID(request))
    grant = grants.grant_of(row, uid, right)
    if grant is None or not is_grantee(request):
        raise NotFound(uid)
    code = why_shut(request, grant)
    if code:
        raise BarredBy([blocked(RULE, ARTICLE_21, code, request)])
    return grant


def why_shut(request: object, grant: Grant) -> str:
    """Return why a grant opens nothing now, '' where it does."""
    row = grants.row_of(IUUID(request))
    if not in_force(grant, facts.now()) or row["ended"]:
        return "grant_over"
    if grant.uid in row["taken_back"] or not _is_as_granted(row, grant):
        return "grant_taken_back"
    return "" if use_of(request, grant) is not None else "grant_used_up"


def _is_as_granted(row: grants.Row, grant: Grant) -> bool:
    try:
        return grants.is_as_granted(row, record_of(grant.uid))
    except NotFound:
        return False


def use_of(request: object, grant: Grant) -> Use | None:
    """Return the use that an access now would be, None where all are used up."""
    return next_use(_used(request, grant), facts.now(), grant.uses)


def uses_left(request: object, grant: Grant) -> int | None:
    """Return how many uses are left that have not begun; None for any number."""
    if grant.uses is None:
        return None
    return max(grant.uses - len(_used(request, grant)), 0)


def _used(request: object, grant: Grant) -> tuple:
    """Return when each use of a grant began."""
    return (aq_base(request).uses or {}).get(name_of(grant.uid, grant.right), ())


def ready(request: object, grant: Grant) -> Rendition:
    """Return the copy of a grant.

    Raises:
        BarredBy: it is not made yet.
    """
    found = rendition(request, grant.uid, grant.right)
    if found is None:
        raise BarredBy([blocked(RULE, ARTICLE_21, "copy_making", request)])
    return found


def count(request: object, grant: Grant) -> None:
    """Count a use that begins; within one that has begun nothing is written."""
    use = use_of(request, grant)
    if use is None or not use.counts:
        return
    if aq_base(request).uses is None:
        request.uses = PersistentMapping()
    name = name_of(grant.uid, grant.right)
    request.uses[name] = (*request.uses.get(name, ()), facts.now())


def event(action: str, request: object, grant: Grant, **more: object) -> dict:
    """Return the event of a record that is viewed or taken by a grant."""
    record = record_of(grant.uid)
    about = {"request": IUUID(request), "number": aq_base(request).number}
    told = about | {"right": grant.right, "redacted": grant.outcome != "granted"}
    return ledger.event_of(
        action,
        uid=grant.uid,
        path="/".join(record.getPhysicalPath()),
        role=facts.acting_role(request),
        details=told | more,
    )


def opened(userid: str) -> Iterator[tuple[object, Grant]]:
    """Yield (request, grant) of what holds by its day, newest request first."""
    portal = api.portal.get()
    for uid in reversed(grants.requests_of(userid)):
        row = grants.row_of(uid)
        held = list(grants.open_grants(row))
        request = portal.unrestrictedTraverse(row["path"]) if held else None
        for grant in held:
            yield request, grant
