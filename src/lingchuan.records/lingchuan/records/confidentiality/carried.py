"""Marks travel with the record: a copy keeps them, and a move never lowers them.

Users copy and move no record; a script on the server can. Zope sets the state of what is
added to the initial one, so it is set here from the decision that came along.

- What was undecided in a restricted whole takes that whole's decision with it.
- In its new place a record is raised to what lies around it, never lowered.
- It follows its old whole no more: what it brings is its own from then on.
"""

from collections.abc import Mapping
from lingchuan.records.confidentiality.indexing import reindex
from lingchuan.records.confidentiality.moves import set_state
from lingchuan.records.confidentiality.parts import BY_WHOLE
from lingchuan.records.confidentiality.parts import raise_part
from lingchuan.records.confidentiality.parts import shut_as
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import is_restricted
from lingchuan.records.confidentiality.roles import restricted_ancestor
from lingchuan.records.content import facts
from lingchuan.records.content.events import log
from lingchuan.records.interfaces import IRecordContent
from persistent.mapping import PersistentMapping
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.lifecycleevent.interfaces import IObjectRemovedEvent


UNDECIDED = "undecided"


def copied(obj: object, event: object) -> None:
    """Give a copy the decision under which its original lies."""
    said = decision_of(obj) or decision_of(restricted_ancestor(event.original))
    if said:
        obj.confidentiality = PersistentMapping(said)
        _make_own(obj)


def added(obj: object) -> bool:
    """Put a record that brings a decision into its state; tell whether it does.

    Zope has just made it undecided.
    """
    said = decision_of(obj)
    if not said or facts.confidentiality_state(obj) != UNDECIDED:
        return False
    set_state(obj, _state_of(said), "copy")
    log(obj, "copy")
    _raise(obj)
    return True


def moved(obj: object, event: object) -> None:
    """Raise a record to what lies around it now; its own marks it has anyway."""
    if IObjectAddedEvent.providedBy(event) or IObjectRemovedEvent.providedBy(event):
        return
    if event.object is not obj or event.newParent is event.oldParent:
        return
    log(obj, "move")
    if facts.confidentiality_state(obj) == UNDECIDED:
        left = _restriction(event.oldParent)
        if left:
            shut_as(obj, left, None)
    _make_own(obj)
    _raise(obj)


def _make_own(obj: object) -> None:
    if decision_of(obj).get(BY_WHOLE):
        del obj.confidentiality[BY_WHOLE]


def _restriction(holder: object) -> Mapping[str, object]:
    if IRecordContent.providedBy(holder) and is_restricted(holder):
        return decision_of(holder)
    return decision_of(restricted_ancestor(holder))


def _raise(obj: object) -> None:
    around = restricted_ancestor(obj)
    if around is not None:
        raise_part(obj, decision_of(around), None)
    reindex(obj)


def _state_of(said: Mapping[str, object]) -> str:
    if said.get("kinds"):
        return "restricted"
    return "released" if said.get("released_on") else "open"
