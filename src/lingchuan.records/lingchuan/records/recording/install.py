"""The index of what files owe: put into a catalog once, and filled; or taken out."""

from lingchuan.records.recording.due_index import DueIndex
from lingchuan.records.recording.due_index import NAME
from lingchuan.records.recording.due_renewal import ask_for_all


def install(portal: object) -> None:
    """Add the index and let it be filled; a second time changes nothing."""
    catalog = portal.portal_catalog
    if NAME not in catalog.indexes():
        catalog.addIndex(NAME, DueIndex(NAME))
        ask_for_all(catalog)


def uninstall(portal: object) -> None:
    """Take the index away; it is made anew from the files."""
    catalog = portal.portal_catalog
    if NAME in catalog.indexes():
        catalog.delIndex(NAME)
