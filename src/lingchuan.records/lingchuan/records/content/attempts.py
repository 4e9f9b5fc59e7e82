"""What was tried and refused, and has to be looked at: it outlives the refused request."""

from collections.abc import Mapping
from lingchuan.records.content import facts
from lingchuan.records.content.events import SITE
from lingchuan.records.interfaces import IAlarms
from lingchuan.records.ledger import api as ledger
from plone.uuid.interfaces import IUUID
from zope.component import getUtility

import transaction


def tell(kind: str, place: object, details: Mapping[str, object], **who: str) -> None:
    """Tell that the current user tried something.

    Args:
        kind: one that an IIncidentKinds names.
        place: the record that it is about, or the site.
        details: codes and plain values; `person` is added.
        who: actor and role, where they are not the current user's.
    Raises:
        LedgerUnavailable: it could not be written.
    """
    who = {
        "actor": ledger.logged_actor(),
        "role": facts.acting_role(place),
        "channel": ledger.present_channel(),
    } | who
    about = (IUUID(place, None) or SITE, "/".join(place.getPhysicalPath()))
    told = (kind, *about, {"person": who["actor"], **details})
    _write_now_or_later(told, who)


def _write_now_or_later(told: tuple, who: dict[str, str]) -> None:
    """Write at once; a transaction that holds the ledger's lock has to end first."""
    write = getUtility(IAlarms).tell
    if not ledger.holds_lock():
        write(*told, **who)
        return
    txn = transaction.get()
    txn.addAfterCommitHook(lambda _done: write(*told, **who))
    txn.addAfterAbortHook(lambda: write(*told, **who))
