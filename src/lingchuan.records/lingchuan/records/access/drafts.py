"""Requests that were not handed in yet: who began one may delete it."""

from lingchuan.records.access.types import DRAFT
from lingchuan.records.access.types import REQUEST
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.core.findings import Problem
from plone import api
from Products.CMFCore.permissions import DeleteObjects


def delete_draft(uid: str) -> None:
    """Delete a draft of one's own; its subscribers write the event, as of each delete.

    Raises:
        BadInput: there is no such request for the current user.
        NotAllowed: the user may see the draft alone.
        TransitionBlocked: it was handed in.
    """
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog(portal_type=REQUEST, UID=uid or "-")
    if not found:
        raise BadInput([Problem("uid", "unknown_value")])
    draft = found[0].getObject()
    is_draft = facts.lifecycle_state(draft) == DRAFT
    if is_draft and not api.user.has_permission(DeleteObjects, obj=draft):
        raise NotAllowed("delete")
    # What was handed in is refused by who keeps it, with the reason.
    draft.aq_inner.aq_parent._delObject(draft.getId())
