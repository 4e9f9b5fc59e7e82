"""What a party was granted, and what is left of it."""

from Acquisition import aq_base
from lingchuan.records.access import grants
from lingchuan.records.access import opening
from lingchuan.records.access.messages import TEXTS
from lingchuan.records.access.renditions import rendition
from lingchuan.records.content import facts
from lingchuan.records.core.access.values import Grant
from lingchuan.records.core.access.values import REDACTED
from plone.uuid.interfaces import IUUID
from zope.i18n import translate


def my_access(browser: object) -> list[dict[str, object]]:
    """Return the grants of the current user that hold now, the newest request first.

    Each: uid, title, right, outcome, redacted, expires_on, uses_left, state (open, making
    or used_up) and why it is shut, request, number, opens_at, sha256, size, mime.
    """
    userid = facts.current_user() or ""
    found = (_item(request, one, browser) for request, one in opening.opened(userid))
    return [item for item in found if item["state"] not in ("over", "taken_back")]


def items_of(request: object, browser: object) -> list[dict[str, object]]:
    """Return the grants of one request, those that are over too."""
    row = grants.row_of(IUUID(request))
    return [_item(request, one, browser) for one in grants.grants_of(row)]


def _item(request: object, grant: Grant, browser: object) -> dict[str, object]:
    shut, made = (
        opening.why_shut(request, grant),
        rendition(request, grant.uid, grant.right),
    )
    use, row = opening.use_of(request, grant), grants.row_of(IUUID(request))
    url = f"{request.absolute_url()}/@@open?record={grant.uid}"
    state = shut.removeprefix("grant_") if shut else "open" if made else "making"
    return {
        "uid": grant.uid,
        "title": grants.name_of(row, grant.uid),
        "right": grant.right,
        "outcome": grant.outcome,
        "redacted": grant.outcome == REDACTED,
        "expires_on": grant.until,
        "uses_left": opening.uses_left(request, grant),
        "state": state,
        "why": translate(TEXTS[shut], context=browser) if shut else "",
        "request": request.absolute_url(),
        "number": aq_base(request).number,
        "opens_at": url if state == "open" else None,
        "sha256": made.sha256 if made else None,
        "size": made.size if made else None,
        "mime": made.mime if made else None,
        "begun": bool(use and not use.counts),
    }
