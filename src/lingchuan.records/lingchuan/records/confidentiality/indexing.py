"""What a decision changes in the catalog: these indexes, one column, one walk.

- What was decided has its own indexes renewed; what lies in it, who may read it.
- Of the columns only the state changes, and the catalog would reckon all forty of them
  anew; so that one is written here.
- The walk writes the indexes by itself, without the catalog's queue, which costs more
  than they do; it is made when all that is decided has been written.
"""

from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_base
from collections.abc import Sequence
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.confidentiality.indexers import NAMES
from lingchuan.records.confidentiality.indexers import values_of
from lingchuan.records.confidentiality.moves import STATE_VARIABLE
from lingchuan.records.content import facts
from plone import api
from Products.CMFCore.permissions import AccessContentsInformation
from types import SimpleNamespace
from typing import Final


# Whether a record is open depends on what lies around it, as its readers do.
READERS: Final = "allowedRolesAndUsers"
AROUND: Final = (READERS, "secrecy_publishable")
OWN: Final = (STATE_VARIABLE, *NAMES)


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
