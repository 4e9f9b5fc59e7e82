"""Grants whose last day is over: their requests expire, and the copies go.

What a grant opens is asked at each access; this only tidies up after it.
"""

from Acquisition import aq_base
from datetime import date
from lingchuan.records.access import actions
from lingchuan.records.access.types import APPROVED
from lingchuan.records.access.types import REQUEST
from lingchuan.records.access.types import WORKFLOW
from lingchuan.records.content import facts
from lingchuan.records.content.actions import move_by_rule
from typing import Final


EXPIRE: Final = "expire"
EXPIRED: Final = "expired"


def due(portal: object, day: date) -> list[str]:
    """Return the paths of the approved requests whose last day is before a day."""
    found = portal.portal_catalog.unrestrictedSearchResults(
        portal_type=REQUEST, review_state=list(APPROVED)
    )
    paths = (brain.getPath() for brain in found)
    return [path for path in paths if _is_over(portal, path, day)]


def expire(portal: object, path: str, day: date) -> bool:
    """Let the request at a path expire; tell whether it did.

    Raises:
        LookupError: nothing lies at the path.
    """
    request = portal.unrestrictedTraverse(path)
    state = facts.lifecycle_state(request)
    if state not in APPROVED or not _is_over(portal, path, day):
        return False
    move_by_rule(request, EXPIRED, EXPIRE, WORKFLOW)
    actions.expire(request, {"from": state, "to": EXPIRED})
    request.reindexObject()
    return True


def _is_over(portal: object, path: str, day: date) -> bool:
    until = aq_base(portal.unrestrictedTraverse(path)).expires_on
    return until is not None and until < day
