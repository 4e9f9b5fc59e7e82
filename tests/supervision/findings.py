"""What checks told of a site, for whoever tests them."""

from Acquisition import aq_base
from lingchuan.records.content.types import TYPES
from lingchuan.records.ledger import api as ledger
from lingchuan.records.site.transitions import perform
from lingchuan.records.supervision import incidents
from plone import api

import datetime
import json
import transaction


RECORDS = [name for name in TYPES if name != "Incident"]


def reported(portal) -> list[tuple[str, str | None]]:
    """Return (kind, UID) of each incident."""
    portal._p_jar.sync()
    found = portal["supervision"].objectValues()
    return sorted((one.kind, one.record) for one in found)


def kinds_of(portal) -> list[str]:
    """Return the kind of each incident."""
    return [kind for kind, _uid in reported(portal)]


def details(portal, kind) -> dict:
    """Return the details of the one incident of a kind."""
    portal._p_jar.sync()
    found = [one for one in portal["supervision"].objectValues() if one.kind == kind]
    assert len(found) == 1, [one.kind for one in found]
    return incidents.details_of(found[0])


def alarms(kind=None) -> list[dict]:
    """Return the details of the events that tell of findings."""
    rows = ledger.read(limit=None)
    acts = ("alarm", "not_committed", "clock_jump")
    told = [json.loads(row["details"]) for row in rows if row["action"] in acts]
    return [one for one in told if kind in (None, one["kind"])]


def record_of(portal, portal_type="TextRecord", **query):
    """Return the first record of a type."""
    found = portal.portal_catalog.unrestrictedSearchResults(
        portal_type=portal_type, sort_on="path", **query
    )
    return found[0]._unrestrictedGetObject()


def all_records(portal) -> list:
    """Return every record and shelf."""
    found = portal.portal_catalog.unrestrictedSearchResults(portal_type=RECORDS)
    return [brain._unrestrictedGetObject() for brain in found]


def add_file(portal, title="食品经营许可"):
    """Add a permit file, as clerk1; it is not committed."""
    from lingchuan.records.content.actions import add_permit_file

    with api.env.adopt_user(username="clerk1"):
        return add_permit_file(
            portal["files"],
            title=title,
            matters=[{"code": "SPJY"}],
            applicant_name="示例小吃店",
            unit="审批一股",
            handlers=["handler1"],
            received_on=datetime.date(2026, 3, 9),
        )


def change(record, **values) -> None:
    """Change a record as forms and REST do; it is not committed."""
    from zope.event import notify
    from zope.lifecycleevent import ObjectModifiedEvent

    for name, value in values.items():
        setattr(record, name, value)
    notify(ObjectModifiedEvent(record))


def handle(incident, reason="已查") -> None:
    """Handle an incident as who may; it is committed."""
    with api.env.adopt_user(username="supervisor1"):
        perform(incident, "handle", {"reason": reason})
    transaction.commit()


def undo_last(site, count=1) -> None:
    """Undo the last transactions by the database's own means."""
    ids = [one["id"] for one in site.db.undoInfo(0, count)]
    site.db.undoMultiple(ids)
    transaction.commit()
    site.portal._p_jar.sync()


def base(obj):
    """Return an object without what is around it."""
    return aq_base(obj)
