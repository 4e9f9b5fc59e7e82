"""Watermarked copies: what a grant lets somebody see or take (R21-4).

- Nobody who holds a grant ever gets a byte of an original. What is shown or taken is made
  from it, or from its reviewed redacted copy, with the name of the grantee and the number
  of the request all over it, and with no properties (docs/adr/0021).
- A job makes each; it ends with the grant.
"""

from Acquisition import aq_base
from collections.abc import Mapping
from lingchuan.records.content import facts
from lingchuan.records.content.events import log
from lingchuan.records.core.access.values import Grant
from lingchuan.records.core.access.values import VIEW
from lingchuan.records.i18n import _
from lingchuan.records.i18n import in_chinese
from lingchuan.records.ledger import outbox
from persistent import Persistent
from persistent.mapping import PersistentMapping
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from typing import Final


KIND: Final = "rendition"
FOR_VIEWING: Final = _("mark_viewing", default="For viewing only, until ${day}")
COPY_MARK: Final = _("mark_copy", default="Copy given on ${day} (Art. 21)")


class Rendition(Persistent):
    """One watermarked copy; `redacted` tells from what it was made."""

    def __init__(self, file: NamedBlobFile, sha256: str, redacted: bool) -> None:
        self.file = file
        self.sha256 = sha256
        self.size = file.getSize()
        self.mime = file.contentType
        self.redacted = redacted
        self.made_at = facts.now()


def name_of(uid: str, right: str) -> str:
    """Return the name by which a request keeps what belongs to a record and a right."""
    return f"{uid} {right}"


def job_key(request_uid: str, uid: str, right: str) -> str:
    """Return the key of the job that makes a copy."""
    return f"{KIND}:{right}:{request_uid}:{uid}"


def order(request: object, grant: Grant) -> None:
    """Let the copy of a grant be made."""
    uid = IUUID(request)
    payload = {"request": uid, "record": grant.uid, "right": grant.right}
    outbox.put(KIND, job_key(uid, grant.uid, grant.right), payload)


def renditions_of(request: object) -> Mapping[str, Rendition]:
    """Return {name: copy} of what is made already."""
    return aq_base(request).renditions or {}


def rendition(request: object, uid: str, right: str) -> Rendition | None:
    """Return a copy, None while it is not made."""
    return renditions_of(request).get(name_of(uid, right))


def keep(request: object, uid: str, right: str, made: Rendition) -> None:
    """Keep a copy that was made."""
    if aq_base(request).renditions is None:
        request.renditions = PersistentMapping()
    request.renditions[name_of(uid, right)] = made
    told = {"record": uid, "right": right, "sha256": made.sha256, "size": made.size}
    log(request, "rendition", details=told | {"redacted": made.redacted})


def drop(request: object, uid: str | None = None) -> None:
    """Let go the copies of a request, or those of one record of it."""
    for name in list(renditions_of(request)):
        if uid is None or name.startswith(f"{uid} "):
            del request.renditions[name]


def marks(request: object, right: str) -> list[str]:
    """Return the lines of the watermark: who, by which request, what for."""
    base = aq_base(request)
    mark, day = (FOR_VIEWING, base.expires_on)
    if right != VIEW:
        mark, day = COPY_MARK, facts.local_date(base.decided_at)
    named = f"{base.requester_name} {base.number}"
    return [named, in_chinese(mark, day=day.isoformat())]
