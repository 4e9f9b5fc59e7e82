"""The writer of records that come from another site, as they were there.

- While they arrive, nothing of a new record happens: no number, no check, no class,
  no transition, no event but one.
- A record whose state is another than that which left is refused.
"""

from Acquisition import aq_base
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from lingchuan.records.content import events
from lingchuan.records.content import facts
from lingchuan.records.content.carrying import Coming
from lingchuan.records.content.carrying import is_unlogged
from lingchuan.records.content.normalise import keep_digest_beside
from lingchuan.records.content.normalise import keep_digests
from lingchuan.records.ledger import api as ledger
from persistent.mapping import PersistentMapping
from plone import api
from plone.namedfile.file import NamedBlobFile
from typing import Any
from zope.dottedname.resolve import resolve
from zope.interface import alsoProvides

import json


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


def take_numbers(rows: list[dict[str, Any]]) -> None:
    """Take the numbers that the other site had given, so that none is given again.

    Raises:
        NumberTaken: one was given here.
    """
    for row in rows:
        ledger.claim_number(**row)


def identify(obj: object, uid: str) -> None:
    """Give an empty record the identity of the one that left."""
    setattr(aq_base(obj), "_plone.uuid", uid)


def arrive(
    obj: object, sent: Mapping[str, Any], fetch: Callable[[str], NamedBlobFile]
) -> None:
    """Make an empty record into the one that `carrying.departing` told of.

    Args:
        fetch: returns a new file by its SHA-256.
    Raises:
        NotAsItLeft: its state is another.
        CannotCarry: a value is of an unknown kind.
    """
    base = aq_base(obj)
    coming = Coming(fetch)
    values = {name: coming.value(value) for name, value in sent["values"].items()}
    for name, value in values.items():
        setattr(base, name, value)
    for name in sent["marks"]:
        alsoProvides(obj, resolve(name))
    _history(obj, coming.value(sent["history"]))
    _owner(obj, sent["owner"])
    _files(obj, values)
    found = json.loads(json.dumps(facts.canonical_state(obj)))
    # A field that is new here says nothing of what left.
    other = [name for name in found if found[name] != sent["state"].get(name)]
    if [name for name in other if name in sent["state"]]:
        path = "/".join(obj.getPhysicalPath())
        raise NotAsItLeft(f"{path}: {', '.join(other)}")
    left = {"event": sent["event"], "digest": sent["digest"]}
    if is_unlogged(dict(sent)):
        left["unlogged"] = True
    events.log(obj, "arrive", details={"left": left})
    # By name, for without names it would be a change of today.
    obj.reindexObject(idxs=api.portal.get_tool("portal_catalog").indexes())


def _files(obj: object, values: Mapping[str, object]) -> None:
    """Work the digests out anew; what kind of file it is, was told before."""
    keep_digests(obj)
    known = getattr(aq_base(obj), "file_digests", None) or {}
    for name, value in values.items():
        if isinstance(value, NamedBlobFile) and name not in known:
            keep_digest_beside(obj, name)
    if values.get("mime"):
        obj.mime = obj.file.contentType = values["mime"]


def _history(obj: object, history: Any) -> None:
    obj.workflow_history = PersistentMapping(
        {name: tuple(steps) for name, steps in history.items()}
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
