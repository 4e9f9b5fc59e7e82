"""Change fields of a record for a page of ours, as its form or a PATCH would."""

from AccessControl import getSecurityManager
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.findings import closed_file
from lingchuan.records.content.findings import wrong_state
from lingchuan.records.content.keeping import refuse_change
from lingchuan.records.content.workflow import could_change
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import Problem
from lingchuan.records.interfaces import IPermitFile
from plone.dexterity.utils import iterSchemata
from Products.CMFCore.permissions import ModifyPortalContent
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema.interfaces import ValidationError


def may_change(record: object) -> bool:
    """Tell whether the current user may change a record now."""
    may = getSecurityManager().checkPermission(ModifyPortalContent, record)
    return bool(may) and not closed_file(record)


def what_forbids(record: object) -> list[Finding]:
    """Return why the state of a record forbids a change to whom it would else be allowed."""
    may = getSecurityManager().checkPermission(ModifyPortalContent, record)
    if not may and could_change(record):
        return [wrong_state(record, facts.lifecycle_state(record))]
    # What may still be written of a closed file itself, fixed.py knows.
    is_file = IPermitFile.providedBy(record)
    return closed_file(record) if may and not is_file else []


def refuse_unchangeable(record: object, is_trial: bool = True) -> None:
    """Refuse what the current user may not change.

    Args:
        is_trial: whether something would be changed; else nobody is told of it.
    Raises:
        NotAllowed: the user lacks the right.
        TransitionBlocked: the record's state, or its file's, forbids it.
    """
    findings = what_forbids(record)
    if findings and is_trial:
        refuse_change(record, findings)
    if findings:
        raise TransitionBlocked(findings)
    if not getSecurityManager().checkPermission(ModifyPortalContent, record):
        raise NotAllowed("change")


def change(record: object, **values: object) -> None:
    """Set fields of a record; the event's subscribers check, complete and log them.

    Raises:
        NotAllowed, TransitionBlocked: see refuse_unchangeable.
        BadInput: a value is impossible; the caller gives the transaction up.
    """
    refuse_unchangeable(record)
    found = [name for name, value in values.items() if not _fits(record, name, value)]
    if found:
        raise BadInput([Problem(name, "unknown_value") for name in found])
    for name, value in values.items():
        setattr(record, name, value)
    notify(ObjectModifiedEvent(record, Attributes(None, *values)))


def _fits(record: object, name: str, value: object) -> bool:
    """Tell whether a value is one that the field takes."""
    (field,) = (schema[name] for schema in iterSchemata(record) if name in schema)
    try:
        field.bind(record).validate(value)
    except ValidationError:
        return False
    return True
