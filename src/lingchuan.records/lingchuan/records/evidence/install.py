"""The shelf of extracted evidence: who adds to it, and that nothing else is added."""

from lingchuan.records.interfaces import IExtractionsShelf
from typing import Final
from zope.interface import alsoProvides


SHELF: Final = "extractions"
ADD_EXTRACTION: Final = "lingchuan.records: Add Extraction"
ADD_DEVICE: Final = "lingchuan.records: Add Device"
ADDERS: Final = ("Archivist", "Case Handler")


def install(portal: object) -> None:
    """Set the permissions of the shelf; a second time changes nothing."""
    if SHELF in portal:
        alsoProvides(portal[SHELF], IExtractionsShelf)
        portal[SHELF].manage_permission(ADD_EXTRACTION, ADDERS, acquire=0)
        portal[SHELF].manage_permission(ADD_DEVICE, (), acquire=0)
