"""Classes of records decided in advance, until submit (contract.md, class table).

- The class opens or restricts what nobody has decided, never below what lies around.
- A class that no longer fits makes an open record undecided again.
"""

from Acquisition import aq_base
from collections.abc import Mapping
from lingchuan.records.confidentiality import class_table
from lingchuan.records.confidentiality import decision as rules
from lingchuan.records.confidentiality.indexing import reindex
from lingchuan.records.confidentiality.moves import ByRule
from lingchuan.records.confidentiality.moves import CLASS
from lingchuan.records.confidentiality.moves import execute
from lingchuan.records.confidentiality.moves import Moved
from lingchuan.records.confidentiality.moves import set_state
from lingchuan.records.confidentiality.moves import workflow
from lingchuan.records.confidentiality.parts import CARRIED
from lingchuan.records.confidentiality.parts import parts_of
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import restricted_ancestor
from lingchuan.records.content import facts
from lingchuan.records.content.documents import is_of_its_kind
from lingchuan.records.content.documents import standard_document
from lingchuan.records.content.events import log
from lingchuan.records.core.secrecy import look_up_class
from plone import api


def look_up_parts(obj: object, moved: Moved) -> None:
    """Look up the class of what lies undecided in a record that became open."""
    for part in parts_of(obj):
        if facts.confidentiality_state(part) == "undecided":
            apply_class(part, moved)


def apply_class(obj: object, moved: Moved | None = None) -> None:
    """Decide a record by the class table where nobody has decided it.

    Args:
        moved: see moves.ByRule.
    """
    state = facts.confidentiality_state(obj)
    by_class = bool(decision_of(obj).get("by_class"))
    if state != "undecided" and not (state == "open" and by_class):
        return
    kinds = class_of(obj)
    if kinds:
        _restrict(obj, kinds, moved)
    elif kinds is None and state == "open":
        _undecide(obj)
    elif kinds is not None and state == "undecided":
        if restricted_ancestor(obj) is None:
            execute(obj, "mark_open", ByRule(CLASS, moved))


def _restrict(obj: object, kinds: frozenset[str], moved: Moved | None) -> None:
    around = decision_of(restricted_ancestor(obj))
    joined = rules.in_order(kinds | set(around.get("kinds") or ()))
    fields = rules.without({name: around.get(name) for name in CARRIED}, joined)
    params = {"kinds": joined, "fields": fields | {"review_due": None}}
    execute(obj, "restrict", ByRule(CLASS, moved, **params))


def class_of(obj: object) -> frozenset[str] | None:
    """Return the kinds decided in advance, None for none.

    A paper whose name belongs to another kind than it says waits for a decision.
    """
    if not is_of_its_kind(obj):
        return None
    return look_up_class(
        class_table.rows(),
        obj.portal_type,
        getattr(aq_base(obj), "record_kind", None),
        class_name(obj),
        facts.today(),
    )


def class_name(obj: object) -> str | None:
    """Return the standard name of a paper, else the one that it has, None for none."""
    return standard_document(obj).get("name") or getattr(obj, "document_name", None)


def count_undecided(row: Mapping[str, object]) -> int:
    """Return how many undecided records a row names that the user may see.

    They keep their state: a draft is looked up at its next change, all others wait
    for a decision of their own.
    """
    query = {
        "portal_type": row["portal_type"],
        "confidentiality_state": "undecided",
    }
    if row.get("record_kind"):
        query["record_kind"] = row["record_kind"]
    found = api.portal.get_tool("portal_catalog")(**query)
    if not row.get("document_name"):
        return len(found)
    records = (brain.getObject() for brain in found)
    return sum(_is_named(record, str(row["document_name"])) for record in records)


def _is_named(record: object, name: str) -> bool:
    return class_name(record) == name and is_of_its_kind(record)


def _undecide(obj: object) -> None:
    set_state(obj, workflow().initial_state, "undecide")
    del obj.confidentiality
    log(obj, "undecide", details={"by_class": True})
    reindex(obj)
