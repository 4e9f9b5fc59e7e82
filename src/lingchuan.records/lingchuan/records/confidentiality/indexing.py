"""What the catalog keeps of a decision, and what a decision changes there.

- Values to ask for, none that the catalog shows.
- What was decided has its own indexes renewed; what lies in it, who may read it.
- Of the columns only the state changes, and the catalog would reckon all forty of them
  anew; so that one is written here.
- The walk writes the indexes by itself, without the catalog's queue, which costs more
  than they do; it is made when all that is decided has been written.
"""

from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_base
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.confidentiality.moves import STATE_VARIABLE
from lingchuan.records.confidentiality.parts import BY_WHOLE
from lingchuan.records.confidentiality.roles import ancestors
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import RESTRICTED
from lingchuan.records.content import facts
from lingchuan.records.core.publicity import PUBLISHABLE
from lingchuan.records.interfaces import IRecordContent
from plone import api
from plone.indexer import indexer
from Products.CMFCore.permissions import AccessContentsInformation
from types import SimpleNamespace
from typing import Final


NAMES = (
    "secrecy_kinds",
    "secrecy_review_due",
    "secrecy_until",
    "secrecy_publishable",
    "secrecy_by_entry",
    "secrecy_release_review",
)
# A released record whose review nobody has made yet.
AWAITED = "awaited"
# Whether a record is open depends on what lies around it, as its readers do.
READERS: Final = "allowedRolesAndUsers"
AROUND: Final = (READERS, "secrecy_publishable")
OWN: Final = (STATE_VARIABLE, *NAMES)


def values_of(obj: object) -> dict[str, object]:
    """Return {index: value}; an index has nothing of what is absent.

    Days are ISO text. `secrecy_by_entry`: somebody marked it when entering it, so that
    an officer must look at it. `secrecy_release_review`: how the review of what was
    released came out, or that it is awaited.
    """
    said, state = decision_of(obj), facts.confidentiality_state(obj)
    values: dict[str, object] = {
        "secrecy_kinds": list(said.get("kinds") or ()),
        "secrecy_publishable": is_publishable(obj),
        "secrecy_by_entry": False,
    }
    if state in RESTRICTED:
        values["secrecy_by_entry"] = bool(said.get("by_entry"))
        days = {"secrecy_review_due": "review_due", "secrecy_until": "protected_until"}
        values |= {name: said[key] for name, key in days.items() if said.get(key)}
    elif state == "released":
        review = said.get("release_review") or {"outcome": _first_outcome(said)}
        values["secrecy_release_review"] = review["outcome"]
    return values


def of_decision(name: str) -> Callable:
    """Return the indexer of one of the values."""

    @indexer(IRecordContent)
    def index(obj: object) -> object:
        values = values_of(obj)
        if name not in values:
            # So the catalog knows that there is nothing to index.
            raise AttributeError(name)
        return values[name]

    return index


(
    secrecy_kinds,
    review_due,
    until,
    publishable,
    by_entry,
    release_review,
) = map(of_decision, NAMES)


def is_publishable(obj: object) -> bool:
    """Tell whether secrecy lets a record be published (保守国家秘密法, Art. 35).

    What lies in something released waits for the review of that, too; what was shut
    and released with it waits for nothing else.
    """
    return facts.is_open(obj) and all(map(_is_cleared, (obj, *ancestors(obj))))


def _is_cleared(obj: object) -> bool:
    if facts.confidentiality_state(obj) != "released":
        return True
    said = decision_of(obj)
    review = said.get("release_review") or {"outcome": _first_outcome(said)}
    return review["outcome"] == PUBLISHABLE


def _first_outcome(said: Mapping[str, object]) -> str:
    """Return what stands of what nobody has reviewed by itself."""
    return PUBLISHABLE if said.get(BY_WHOLE) else AWAITED


def reindex(obj: object, moved: Sequence[object] = (), *, access: bool = True) -> None:
    """Let the catalog know what was decided, and who may read it and all in it.

    Args:
        moved: the records in `obj`, itself included, on which something was decided.
        access: whether readers may have changed.
    """
    forget_roles()
    catalog = api.portal.get_tool("portal_catalog")
    users = api.portal.get_tool("acl_users")
    decided = {id(aq_base(one)) for one in moved or (obj,)}
    around = AROUND if access else ()
    for one in (obj, *(facts.descendants(obj) if access else ())):
        own = OWN if id(aq_base(one)) in decided else ()
        _index(catalog, users, one, {*own, *around})
    # What caches answers by it must know that something changed.
    catalog._increment_counter()


def _index(catalog: object, users: object, obj: object, names: set[str]) -> None:
    """Renew these indexes of one record.

    What is new in this transaction is in the catalog's queue, with all its indexes.
    """
    inner = catalog._catalog
    place = inner.uids.get("/".join(obj.getPhysicalPath()))
    if place is None:
        catalog.reindexObject(obj, idxs=sorted(names), update_metadata=0)
        return
    told = SimpleNamespace(**values_of(obj))
    if READERS in names:
        setattr(told, READERS, readers_of(obj, users))
    if STATE_VARIABLE in names:
        state = facts.confidentiality_state(obj)
        setattr(told, STATE_VARIABLE, state)
        row, column = inner.data[place], inner.schema[STATE_VARIABLE]
        inner.data[place] = (*row[:column], state, *row[column + 1 :])
    for name in names:
        inner.getIndex(name).index_object(place, told)


def readers_of(obj: object, users: object) -> list[str]:
    """Return the roles and holders that find a record, as Plone's indexer reckons them.

    That one looks for the user folder anew, through all that lies around each record.
    """
    allowed = set(rolesForPermissionOn(AccessContentsInformation, obj))
    held = users._getAllLocalRoles(obj).items()
    return [*allowed, *(f"user:{name}" for name, roles in held if allowed & roles)]
