"""Events of content lead to the actions; vetoes keep what must stay."""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from lingchuan.records.content import actions
from lingchuan.records.content import facts
from lingchuan.records.content.errors import DeleteRefused
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.normalise import normalise
from lingchuan.records.core.findings import BLOCK
from lingchuan.records.core.findings import Finding
from lingchuan.records.interfaces import IPermitFile
from lingchuan.records.interfaces import IRecordItem
from plone.uuid.interfaces import IUUID
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.lifecycleevent.interfaces import IObjectRemovedEvent


def created(obj: object, event: object) -> None:
    """Fill in what the server knows."""
    normalise(obj)


def added(obj: object, event: object) -> None:
    """Take the stage of the activity around, then check and log a new record."""
    parent = aq_parent(aq_inner(obj))
    if not getattr(aq_base(obj), "stage", "") and IRecordItem.providedBy(parent):
        obj.stage = parent.stage
    actions.entered(obj)


def modified(obj: object, event: object) -> None:
    """Check and log a change; container events are no change of the record."""
    if not getattr(event, "descriptions", ()) and hasattr(aq_base(obj), "objectIds"):
        return
    normalise(obj)
    actions.changed(obj)


def will_be_removed(obj: object, event: object) -> None:
    """Refuse the delete of what was submitted, by whatever route it comes."""
    draft = facts.lifecycle_state(obj) == "draft"
    file = facts.permit_file_of(obj)
    open_file = file is None or facts.lifecycle_state(file) not in _CLOSED
    if draft and open_file and not IPermitFile.providedBy(obj):
        actions.removed(obj)
        return
    raise DeleteRefused([_finding("R26-3", "办法第二十六条", "delete_refused", obj)])


def will_be_moved(obj: object, event: object) -> None:
    """Refuse to move or rename a record."""
    if IObjectAddedEvent.providedBy(event) or IObjectRemovedEvent.providedBy(event):
        return
    if event.oldParent is None or event.newParent is None or event.object is not obj:
        return
    raise TransitionBlocked([_finding("R04-1", "办法第四条", "move_refused", obj)])


_CLOSED = ("closed", "archived", "voided", "disposed")


def _finding(rule: str, article: str, code: str, obj: object) -> Finding:
    return Finding(
        rule=rule, article=article, verdict=BLOCK, code=code, target=IUUID(obj, None)
    )


FIXED_STATES = ("sealed", "voided", "archived", "disposed")


def fixed_finding(obj: object, state: str) -> Finding:
    """Return why a record in a fixed state cannot be edited."""
    if state == "sealed":
        return _finding("R04-1", "办法第四条", "sealed", obj)
    return Finding(
        rule="R04-1",
        article="办法第四条",
        verdict=BLOCK,
        code="wrong_state",
        params=(("state", state),),
        target=IUUID(obj, None),
    )
