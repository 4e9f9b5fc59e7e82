"""What an undecided record could be decided as, where something at hand says so.

- What lies in a restricted record is never below it.
- The class table may name by now what it did not name when the record was submitted.
- Papers of the same kind and name, or records of the same title, all decided alike.
Nothing is made up: where none of these speaks, there is no suggestion.
"""

from Acquisition import aq_base
from dataclasses import dataclass
from lingchuan.records.confidentiality.classes import class_of
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import RESTRICTED
from lingchuan.records.confidentiality.roles import restricted_ancestor
from lingchuan.records.core.secrecy import KINDS
from lingchuan.records.core.secrecy import STATE
from plone import api
from plone.i18n.normalizer.base import mapUnicode


# So many records alike are looked at.
MOST = 20
# Sorts behind every character of a title.
LAST = "\uffff"
AROUND = "around"
CLASS = "class"
ALIKE = "alike"
DECIDED = ("open", *RESTRICTED)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Kinds, none for open, and what says so; `count` records alike."""

    kinds: tuple[str, ...]
    code: str
    count: int = 0


def suggestion_of(brain: object, record: object) -> Suggestion | None:
    """Return what an undecided record could be decided as, None for nothing at hand."""
    around = restricted_ancestor(record)
    if around is not None:
        return Suggestion(tuple(decision_of(around).get("kinds") or ()), AROUND)
    return _by_class(record) or _by_those_alike(brain, record)


def _by_class(record: object) -> Suggestion | None:
    kinds = class_of(record)
    if kinds is None:
        return None
    return Suggestion(tuple(kind for kind in KINDS if kind in kinds), CLASS)


def _by_those_alike(brain: object, record: object) -> Suggestion | None:
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog(
        portal_type=brain.portal_type,
        sortable_title=_same_name(catalog, brain, record),
        confidentiality_state=list(DECIDED),
        sort_on="created",
        sort_order="descending",
        sort_limit=MOST,
    )[:MOST]
    kinds_of = catalog.Indexes["secrecy_kinds"].getEntryForObject
    decided = [
        frozenset(kinds_of(one.getRID(), ()) or ())
        for one in found
        if one.record_kind == brain.record_kind
    ]
    if len(set(decided)) != 1 or STATE in decided[0]:
        return None
    kinds = tuple(kind for kind in KINDS if kind in decided[0])
    return Suggestion(kinds, ALIKE, len(decided))


def _same_name(catalog: object, brain: object, record: object) -> object:
    """Return what the titles of records of the same name have: the name, or all of it.

    A paper's title is its name and its day.
    """
    title = catalog.Indexes["sortable_title"].getEntryForObject(brain.getRID())
    # The index spells Chinese by its sounds.
    name = mapUnicode(getattr(aq_base(record), "document_name", None) or "").lower()
    if not name or not title.startswith(name):
        return title
    return {"query": [name, name + LAST], "range": "min:max"}
