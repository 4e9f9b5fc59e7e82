"""The table of classes decided in advance: what it says, and its writers (Art. 20).

- One annotation on the site, begun with the delivered rows; the confidentiality
  officers keep it, not who keeps the settings (docs/adr/0015).
- A row is never deleted or rewritten: it is ended by a day, and another one follows.
- Each change is one ledger event with its reason, and the digest of the table before
  and after it (supervision/rights.py holds it against them).
- What a row must say is asked by class_rows.py.
"""

from collections.abc import Mapping
from datetime import date
from lingchuan.records.content import catalogue
from lingchuan.records.content.events import log_site
from lingchuan.records.content.facts import current_user
from lingchuan.records.content.facts import today
from lingchuan.records.core.digest import state_digest
from persistent.list import PersistentList
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


TABLE_KEY = "lingchuan.records.class_table"
CHANGED = "class_table"
ACTIONS = (CHANGED,)
CLASS = ("portal_type", "record_kind", "document_name", "kinds")
DAYS = ("valid_from", "valid_until")
Row = Mapping[str, object]

_DELIVERED = tuple(
    {name: row.get(name) for name in (*CLASS, *DAYS)} | {"id": number}
    for number, row in enumerate(catalogue.CLASS_TABLE, 1)
)


def rows(portal: object = None) -> list[dict]:
    """Return every row that ever was, each with its number `id`, oldest first."""
    site = portal if portal is not None else getSite()
    kept = IAnnotations(site).get(TABLE_KEY) if site is not None else None
    return [dict(row) for row in (_DELIVERED if kept is None else kept)]


def digest_of(portal: object) -> str:
    """Return the digest of the whole table of a site."""
    return state_digest(rows(portal))


# The digest of a table before its first event.
DELIVERED = state_digest([dict(row) for row in _DELIVERED])


def add(row: Row, reason: str) -> None:
    """Decide a class from the row's first day on.

    Args:
        row: {portal_type, record_kind, document_name, kinds, valid_from, valid_until}.
    """
    kept = _kept()
    before = digest_of(api.portal.get())
    new = {name: row.get(name) for name in (*CLASS, *DAYS)} | {"id": len(kept) + 1}
    who = {"decided_by": current_user(), "decided_on": today(), "reason": reason}
    kept.append(new | who)
    _note("add", new, reason, before)


def end(number: int, last_day: date, reason: str) -> None:
    """End a row with a day, which is its last."""
    kept = _kept()
    before = digest_of(api.portal.get())
    who = {"ended_by": current_user(), "ended_on": today(), "end_reason": reason}
    kept[number - 1] = kept[number - 1] | {"valid_until": last_day} | who
    told = {name: kept[number - 1][name] for name in ("id", *CLASS, *DAYS)}
    _note("end", told, reason, before)


def _kept() -> PersistentList:
    notes = IAnnotations(api.portal.get())
    if TABLE_KEY not in notes:
        notes[TABLE_KEY] = PersistentList(rows())
    return notes[TABLE_KEY]


def _note(change: str, row: Row, reason: str, before: str) -> None:
    log_site(
        CHANGED,
        {"change": change, **row},
        reason=reason,
        digest=digest_of(api.portal.get()),
        digest_before=before,
    )
