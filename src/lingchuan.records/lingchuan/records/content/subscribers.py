"""Events of content lead to the actions; vetoes keep what must stay."""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from lingchuan.records.content import actions
from lingchuan.records.content import facts
from lingchuan.records.content.arriving import is_arriving
from lingchuan.records.content.errors import DeleteRefused
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.findings import ARTICLE_4
from lingchuan.records.content.findings import blocked
from lingchuan.records.content.keeping import ARTICLE_26
from lingchuan.records.content.keeping import is_deletable
from lingchuan.records.content.keeping import refuse_delete
from lingchuan.records.content.normalise import normalise
from lingchuan.records.interfaces import IGuardedContent
from lingchuan.records.interfaces import IRecordItem
from zope.component.hooks import getSite
from zope.container.interfaces import IContainerModifiedEvent
from zope.lifecycleevent.interfaces import IAttributes
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.lifecycleevent.interfaces import IObjectCopiedEvent
from zope.lifecycleevent.interfaces import IObjectRemovedEvent


def created(obj: object, event: object) -> None:
    """Fill in what the server knows; a copy is refused, whole trees too."""
    if IObjectCopiedEvent.providedBy(event):
        raise TransitionBlocked([blocked("R04-1", ARTICLE_4, "copy_refused", obj)])
    if not is_arriving():
        normalise(obj)


def added(obj: object, event: object) -> None:
    """Take the stage of the activity around, then check and log what is new."""
    if is_arriving():
        return
    parent = aq_parent(aq_inner(obj))
    if IRecordItem.providedBy(obj) and IRecordItem.providedBy(parent):
        if not aq_base(obj).stage:
            obj.stage = parent.stage
    actions.entered(obj)


def modified(obj: object, event: object) -> None:
    """Check and log a change; one of the contents is no change of the container."""
    if not IContainerModifiedEvent.providedBy(event):
        actions.changed(obj, _names(event))


def _names(event: object) -> frozenset[str] | None:
    """Return the fields that an event says were changed, None if it says nothing."""
    told = [one for one in event.descriptions or () if IAttributes.providedBy(one)]
    # plone.restapi writes "ISchema.name", forms the name alone.
    names = [name.rpartition(".")[2] for one in told for name in one.attributes]
    return frozenset(names) if names else None


def will_be_removed(obj: object, event: object) -> None:
    """Refuse the delete of what was submitted, by whatever route it comes."""
    if not IGuardedContent.providedBy(obj):
        # Without a site, the whole site goes, and its ledger stays as it is.
        if getSite() is not None:
            actions.removed(obj)
        return
    # What somebody asked to delete names the reason, before what it holds.
    for one in (event.object, obj):
        if IGuardedContent.providedBy(one) and not is_deletable(one):
            refuse_delete(one, "delete_refused")
    # The creator's role on a draft is acquired by what it holds: ask who made it.
    if facts.creator_of(obj) != facts.current_user():
        if event.object is obj:
            raise NotAllowed("delete")
        raise DeleteRefused(
            [blocked("R26-3", ARTICLE_26, "delete_others", event.object)]
        )
    actions.removed(obj)


def will_be_moved(obj: object, event: object) -> None:
    """Refuse to move or rename a record, or what holds it."""
    if IObjectAddedEvent.providedBy(event) or IObjectRemovedEvent.providedBy(event):
        return
    if event.oldParent is None or event.newParent is None:
        return
    raise TransitionBlocked([blocked("R04-1", ARTICLE_4, "move_refused", obj)])
