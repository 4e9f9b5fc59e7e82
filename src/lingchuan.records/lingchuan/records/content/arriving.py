"""The writer of records that come from another site, as they were there.

- While they arrive, nothing of a new record happens: no number, no check, no class,
  no transition, no event but one.
- A record that is not exactly what left is refused, its files too.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from lingchuan.records.content import actions
from lingchuan.records.content import facts
from lingchuan.records.content.carrying import Fetch
from lingchuan.records.content.carrying import restored
from lingchuan.records.content.normalise import keep_digests
from lingchuan.records.core.digest import state_digest
from lingchuan.records.interfaces import IPermitFile
from lingchuan.records.ledger import api as ledger
from persistent.mapping import PersistentMapping
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.dottedname.resolve import resolve
from zope.interface import alsoProvides


_arriving: ContextVar[bool] = ContextVar("lingchuan.records.arriving", default=False)


class NotAsItLeft(ValueError):
    """A record that arrived is not the one that left."""


@contextmanager
def arrivals() -> Iterator[None]:
    """Let records arrive: those that are made within are not new."""
    token = _arriving.set(True)
    try:
        yield
    finally:
        _arriving.reset(token)


def is_arriving() -> bool:
    """Return whether what is being made comes from another site."""
    return _arriving.get()


def arrive(obj: object, sent: Mapping[str, Any], fetch: Fetch) -> None:
    """Make an empty record into the one that `carrying.departing` told of.

    Raises:
        NotAsItLeft: its state, or that of a file of it, is another.
        CannotCarry: a value is of an unknown kind.
        LedgerUnavailable: its number is taken here.
    """
    base = aq_base(obj)
    for name, value in sent["values"].items():
        setattr(base, name, restored(value, fetch))
    for name in sent["marks"]:
        alsoProvides(obj, resolve(name))
    _history(obj, sent["history"], fetch)
    _owner(obj, sent["owner"])
    keep_digests(obj)
    found = state_digest(facts.canonical_state(obj))
    if found != sent["digest"]:
        raise NotAsItLeft("/".join(obj.getPhysicalPath()))
    if IPermitFile.providedBy(obj):
        day = actions.received_day(obj)
        seq = base.file_sequence
        ledger.claim_number(actions.SERIES, day.year, seq, obj.file_number, IUUID(obj))
    left = {"event": sent["event"], "digest": sent["digest"]}
    actions.log(obj, "arrive", details={"left": left})
    # By name, for without names it would be a change of today.
    obj.reindexObject(idxs=api.portal.get_tool("portal_catalog").indexes())


def _history(obj: object, sent: Any, fetch: Fetch) -> None:
    steps = restored(sent, fetch)
    obj.workflow_history = PersistentMapping(
        {name: tuple(one) for name, one in steps.items()}
    )
    for workflow in api.portal.get_tool("portal_workflow").getWorkflowsFor(obj):
        workflow.updateRoleMappingsFor(obj)


def _owner(obj: object, userid: str | None) -> None:
    base = aq_base(obj)
    if userid:
        users = api.portal.get_tool("acl_users").getPhysicalPath()[1:]
        base._owner = (list(users), userid)
    elif "_owner" in base.__dict__:
        del base._owner
