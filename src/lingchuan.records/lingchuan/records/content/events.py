"""The events of content: what an act on a record, or on the site, leaves in the ledger."""

from Acquisition import aq_base
from collections.abc import Collection
from collections.abc import Mapping
from lingchuan.records.content import facts
from lingchuan.records.core.digest import state_digest
from lingchuan.records.interfaces import IActLogged
from lingchuan.records.ledger import api as ledger
from plone import api
from plone.uuid.interfaces import ATTRIBUTE_NAME
from plone.uuid.interfaces import IUUID
from zope.event import notify
from zope.interface import implementer
from zope.interface.interfaces import ObjectEvent

import secrets


SITE = "site"
NONCE_BYTES = 16


@implementer(IActLogged)
class ActLogged(ObjectEvent):
    """An act on a record, or on the site, stands in the ledger with this transaction."""

    def __init__(self, obj: object, action: str, details: Mapping[str, object]) -> None:
        super().__init__(obj)
        self.action = action
        self.details = details


def log(
    obj: object,
    action: str,
    *,
    reason: str = "",
    details: Mapping[str, object] | None = None,
    digest_before: str | None = None,
    role: str | None = None,
) -> str:
    """Write the event of one act on `obj` and keep its id on the object.

    Args:
        role: in which it is done; None for the current user's on `obj`.
    """
    base = aq_base(obj)
    if not getattr(base, "state_nonce", None):
        obj.state_nonce = secrets.token_hex(NONCE_BYTES)
    digest, files = state_digest(facts.canonical_state(obj)), facts.files_of(obj)
    event = ledger.record(
        action,
        # As IUUID has it, but for the adapter, which looks for translations first.
        uid=getattr(base, ATTRIBUTE_NAME, None) or IUUID(obj),
        path="/".join(obj.getPhysicalPath()),
        digest=digest,
        digest_before=digest_before or getattr(base, "state_digest", None),
        role=facts.acting_role(obj) if role is None else role,
        reason=reason,
        files=files,
        files_before=getattr(base, "logged_files", ()),
        details=dict(details or {}),
    )
    obj.state_digest = digest
    obj.ledger_event = event
    if getattr(base, "logged_files", ()) != files:
        obj.logged_files = files
    notify(ActLogged(obj, action, details or {}))
    return event


def log_site(
    action: str,
    details: Mapping[str, object],
    *,
    reason: str = "",
    digest: str | None = None,
    digest_before: str | None = None,
) -> str:
    """Write the event of a change that is the site's, not a record's."""
    portal = api.portal.get()
    event = ledger.record(
        action,
        uid=SITE,
        path="/".join(portal.getPhysicalPath()),
        role=facts.acting_role(),
        reason=reason,
        digest=digest,
        digest_before=digest_before,
        details=dict(details),
    )
    notify(ActLogged(portal, action, details))
    return event


def log_site_now(action: str, details: Mapping[str, object], **values: str) -> str:
    """Write an event of the site at once, whatever becomes of the transaction.

    Args:
        values: role, actor, channel, where they are not those of the current user.
    """
    path = "/".join(api.portal.get().getPhysicalPath())
    return ledger.record_now(action, uid=SITE, path=path, details=details, **values)


def person(userid: str, roles: Collection[str] = ()) -> dict[str, str]:
    """Return what an event says of whom it is about: staff by id, others by digest.

    A new user is nobody's staff yet; the digest leads from there to their roles.
    """
    user = api.user.get(userid=userid)
    held = {*roles, *(user.getRoles() if user else ())}
    digest = ledger.pseudonym(userid)
    return {"user": userid if ledger.is_staff(held) else digest, "digest": digest}
