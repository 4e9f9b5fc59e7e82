"""Which undecided records a row of the class table names, as far as one may see them."""

from collections.abc import Mapping
from lingchuan.records.content.documents import is_of_its_kind
from lingchuan.records.content.documents import standard_document
from plone import api


UNDECIDED = "undecided"


def undecided(row: Mapping[str, object]) -> int:
    """Return how many undecided records a row names that the user may see.

    They keep their state: a draft is looked up at its next change, all others wait
    for a decision of their own.
    """
    query = {
        "portal_type": row["portal_type"],
        "confidentiality_state": UNDECIDED,
    }
    if row.get("record_kind"):
        query["record_kind"] = row["record_kind"]
    found = api.portal.get_tool("portal_catalog")(**query)
    if not row.get("document_name"):
        return len(found)
    records = (brain.getObject() for brain in found)
    return sum(_is_named(record, str(row["document_name"])) for record in records)


def _is_named(record: object, name: str) -> bool:
    standard = standard_document(record).get("name")
    known = standard or getattr(record, "document_name", None)
    return known == name and is_of_its_kind(record)
