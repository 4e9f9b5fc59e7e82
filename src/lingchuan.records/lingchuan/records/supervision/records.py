"""A record by its place and identity, and the digest of what it is now."""

from Acquisition import aq_base
from lingchuan.records.content import facts
from lingchuan.records.core.digest import state_digest
from lingchuan.records.ledger.api import LedgerUnavailable
from plone.uuid.interfaces import IUUID
from typing import Any
from ZODB.POSException import ConflictError


def unread_reason(error: Exception) -> str:
    """Return why one record could not be read, be its bytes broken however they are.

    Raises:
        LedgerUnavailable, ConflictError: what is no fault of the record is raised again.
    """
    if isinstance(error, (LedgerUnavailable, ConflictError)):
        raise error
    return type(error).__name__


def is_within(portal: Any, path: str) -> bool:
    """Return whether a path lies in a site."""
    return f"{path}/".startswith("/".join(portal.getPhysicalPath()) + "/")


def at(portal: Any, path: str) -> Any:
    """Return what lies at a path of a site, whoever may see it; None for nothing."""
    found = portal
    for name in path.split("/")[len(portal.getPhysicalPath()) :]:
        lookup = getattr(aq_base(found), "_getOb", None)
        found = found._getOb(name, None) if lookup is not None else None
        if found is None:
            return None
    return found


def record_at(portal: Any, path: str, uid: str) -> Any:
    """Return the record of that identity at a path; None if there is no such one."""
    found = at(portal, path)
    if found is None or IUUID(found, None) != uid:
        return None
    return found


def path_of(portal: Any, uid: str) -> str | None:
    """Return where the catalog knows a record, None if it knows none."""
    brains = portal.portal_catalog.unrestrictedSearchResults(UID=uid)
    return brains[0].getPath() if brains else None


def digests_of(record: Any) -> frozenset[str]:
    """Return the digests that a record's last event may have named.

    A field that a newer version of the software brought, and that the record has no
    value of, was no part of the state when the event was written.
    """
    state = facts.canonical_state(record)
    held = vars(aq_base(record))
    beside = {"portal_type", "review_state", "confidentiality_state", "confidentiality"}
    beside |= {"nonce"} if held.get("state_nonce") else set()
    known = {name: state[name] for name in state if name in held or name in beside}
    return frozenset((state_digest(state), state_digest(known)))


def event_of(record: Any) -> str | None:
    """Return the id of the last event that a record names."""
    return getattr(aq_base(record), "ledger_event", None)
