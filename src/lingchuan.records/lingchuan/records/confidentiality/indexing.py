"""What a decision changes in the catalog: these indexes, one column, one walk.

- What was decided has its own indexes renewed; what lies in it, who may read it.
- Of the columns only the state changes, and the catalog would reckon all forty of them
  anew; so that one is written here.
- The queue joins what is asked for one object into one reindexing.
"""

from Acquisition import aq_base
from collections.abc import Sequence
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.confidentiality.moves import STATE_VARIABLE
from lingchuan.records.content import facts
from plone import api
from typing import Final


# Whether a record is open depends on what lies around it, as its readers do.
AROUND: Final = ("allowedRolesAndUsers", "secrecy_publishable")
OWN: Final = (
    STATE_VARIABLE,
    "secrecy_kinds",
    "secrecy_review_due",
    "secrecy_until",
    "secrecy_publishable",
    "secrecy_by_entry",
    "secrecy_release_review",
)


def reindex(obj: object, moved: Sequence[object] = (), *, access: bool = True) -> None:
    """Let the catalog know what was decided, and who may read it and all in it.

    Args:
        moved: the records in `obj`, itself included, on which something was decided.
        access: whether readers may have changed.
    """
    forget_roles()
    catalog = api.portal.get_tool("portal_catalog")
    decided = {id(aq_base(one)) for one in moved or (obj,)}
    around = AROUND if access else ()
    for one in (obj, *(facts.descendants(obj) if access else ())):
        own = OWN if id(aq_base(one)) in decided else ()
        catalog.reindexObject(one, idxs=[*{*own, *around}], update_metadata=0)
        if own:
            _note_state(catalog, one)


def _note_state(catalog: object, obj: object) -> None:
    inner = catalog._catalog
    place = inner.uids.get("/".join(obj.getPhysicalPath()))
    row = inner.data.get(place) if place is not None else None
    if row is not None:
        column = inner.schema[STATE_VARIABLE]
        state = facts.confidentiality_state(obj)
        inner.data[place] = (*row[:column], state, *row[column + 1 :])
