"""The recordings that an extraction is made from, and the extractions of a recording."""

from Acquisition import aq_base
from collections.abc import Collection
from collections.abc import Sequence
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.core.plain_text import without_masks
from lingchuan.records.core.plain_text import without_numbers
from lingchuan.records.evidence.types import EXTRACTION
from lingchuan.records.evidence.types import MEDIA
from lingchuan.records.interfaces import IEvidenceExtraction
from plone import api
from plone.indexer import indexer
from typing import Final


INDEX: Final = "extraction_items"


def uids_of(extraction: object) -> tuple[str, ...]:
    """Return the UIDs that an extraction names, in its order, each once."""
    return tuple(dict.fromkeys(getattr(aq_base(extraction), "items", None) or ()))


def recordings(uids: Sequence[str]) -> list[object]:
    """Return the recordings of these UIDs in their order, seen by the user or not."""
    catalog = api.portal.get_tool("portal_catalog")
    found = {
        brain.UID: brain._unrestrictedGetObject()
        for brain in catalog.unrestrictedSearchResults(UID=list(uids))
        if brain.portal_type == MEDIA
    }
    return [found[uid] for uid in uids if uid in found]


def items_of(extraction: object) -> list[object]:
    """Return the recordings of an extraction, seen by the user or not."""
    uids = uids_of(extraction)
    return recordings(uids) if uids else []


def visible(uids: Collection[str]) -> set[str]:
    """Return those UIDs that are recordings which the current user may see."""
    if not uids:
        return set()
    catalog = api.portal.get_tool("portal_catalog")
    return {brain.UID for brain in catalog(UID=list(uids), portal_type=MEDIA)}


@indexer(IEvidenceExtraction)
def extraction_items(extraction: object) -> list[str]:
    """Return the UIDs of the recordings, for the catalog."""
    return list(uids_of(extraction))


@indexer(IEvidenceExtraction)
def extraction_text(extraction: object) -> str:
    """Return the words an extraction is found by: what only its readers learn."""
    base = aq_base(extraction)
    words = (base.title, base.number, base.case_number, base.proves, base.description)
    return without_masks(without_numbers("\n".join(filter(None, words))))


@indexer(IEvidenceExtraction)
def extraction_number(extraction: object) -> str:
    """Return the number, where lists show that of a paper."""
    return aq_base(extraction).number or ""


def access_changed(record: object) -> None:
    """Let the catalog know anew who may read what was extracted from a record.

    What lies in the record counts too: the lock of a file is that of all in it.
    """
    catalog = api.portal.get_tool("portal_catalog")
    extracted = catalog.uniqueValuesFor(INDEX)
    if not extracted:
        return
    path = "/".join(record.getPhysicalPath())
    inside = catalog.unrestrictedSearchResults(path=path, UID=list(extracted))
    uids = [brain.UID for brain in inside]
    query = {INDEX: uids, "portal_type": EXTRACTION}
    for brain in catalog.unrestrictedSearchResults(**query) if uids else ():
        forget_roles()
        brain._unrestrictedGetObject().reindexObjectSecurity()
