"""A masked value shown to one person: who may ask for it, and the event it leaves.

- Everybody else sees masks, everywhere; this is the only way to a clear value.
- The event is written on a connection of its own before the value is returned; it
  names the field, never the value.
"""

from AccessControl import getSecurityManager
from collections.abc import Mapping
from lingchuan.records.confidentiality.gate import is_seen
from lingchuan.records.confidentiality.reads import event_about
from lingchuan.records.confidentiality.roles import FILE_HANDLER
from lingchuan.records.confidentiality.roles import UNIT_HEAD
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.masks import cell_name
from lingchuan.records.content.masks import masked_values
from lingchuan.records.core.findings import Problem
from lingchuan.records.interfaces import IAccessRequest
from lingchuan.records.ledger import api as ledger


ACTION = "unmask"
FIELD = "field"
# The file's handlers, the clerk who enters such values, the head of the file's unit.
ROLES = frozenset((FILE_HANDLER, UNIT_HEAD, "Window Clerk"))
# Who screens an access request and who decides on it ask who it is that asks.
REQUEST_ROLES = ROLES | {"Confidentiality Officer", "Request Decider"}


def may_unmask(obj: object) -> bool:
    """Return whether the current user may see the masked values of a record clear."""
    held = getSecurityManager().getUser().getRolesInContext(obj)
    roles = REQUEST_ROLES if IAccessRequest.providedBy(obj) else ROLES
    return not roles.isdisjoint(held) and is_seen(obj)


def shown_on_demand(obj: object) -> frozenset[str]:
    """Return the names of the values that the current user may ask for and that exist."""
    if not may_unmask(obj):
        return frozenset()
    return frozenset(name for name, value in masked_values(obj).items() if value)


def unmask(obj: object, name: str) -> str | None:
    """Return a masked value clear, as an event; None for an empty one.

    Args:
        name: as content/masks.py names values.
    Raises:
        NotAllowed: the user sees the record and is none of those who may.
        BadInput: there is no such masked value.
        LedgerUnavailable: the event could not be written.
    """
    if not may_unmask(obj):
        raise NotAllowed(ACTION)
    values = masked_values(obj)
    if name not in values:
        raise BadInput([Problem(FIELD, "not_masked")])
    ledger.write_now([event_about(ACTION, obj, {FIELD: name})])
    return values[name]


def name_asked(sent: Mapping[str, object]) -> str:
    """Return the name of the value that a body asks for.

    Args:
        sent: {field}, or {field, row, column} of a value in a grid.
    Raises:
        BadInput: it names none.
    """
    field, row, column = (sent.get(key) for key in (FIELD, "row", "column"))
    if not isinstance(field, str) or not field:
        raise BadInput([Problem(FIELD, "required")])
    if row is None and column is None:
        return field
    if type(row) is not int:
        raise BadInput([Problem("row", "wrong_type")])
    if not isinstance(column, str):
        raise BadInput([Problem("column", "required")])
    return cell_name(field, row, column)
