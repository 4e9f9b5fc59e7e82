"""The shelf of incidents: marked, and closed to everybody's hand."""

from lingchuan.records.interfaces import ISupervisionShelf
from lingchuan.records.supervision.incidents import SHELF
from zope.interface import alsoProvides


CLOSED = (
    "Add portal content",
    "lingchuan.records: Add Device",
    "lingchuan.records: Add Record",
)


def install(portal: object) -> None:
    """Mark and close the shelf; a second time changes nothing."""
    shelf = portal[SHELF]
    if not ISupervisionShelf.providedBy(shelf):
        alsoProvides(shelf, ISupervisionShelf)
        shelf.reindexObject(idxs=["object_provides"])
    for permission in CLOSED:
        shelf.manage_permission(permission, [], acquire=0)
