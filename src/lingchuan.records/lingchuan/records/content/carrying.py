"""A record as plain values, whole, to leave one site and arrive in another.

- All that the object holds goes along, fields or not; what is of an unknown kind is
  an error, not a loss.
- What the new site works out itself stays: children, the workflows' permissions,
  digests of files and their texts, the id of the last event.
- Files go by their SHA-256; who calls stores and fetches them. A file that stands in
  two places of a record (its field and an older version) is one file there too.
"""

from AccessControl.Permission import pname
from Acquisition import aq_base
from collections.abc import Callable
from DateTime import DateTime
from datetime import date
from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.core.digest import state_digest
from persistent.list import PersistentList
from persistent.mapping import PersistentMapping
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from typing import Any
from zope.interface import directlyProvidedBy

import datetime as clock


KIND = "~"
PLAIN = (str, int, float, bool, type(None))
STAYS = frozenset(
    "__parent__ __name__ __annotations__ __provides__ _tree _count _mt_index _owner"
    " _ordering _plone.uuid id portal_type file_digests file_texts ledger_event"
    " logged_files state_digest workflow_history".split()
)
# What Plone keeps beside content for a while, or works out again.
PASSING = frozenset(
    "plone.locking plone.scale plone.contentrules.localassignments".split()
)
MAPPINGS = {"dict": dict, "PersistentMapping": PersistentMapping}
SEQUENCES = {
    "list": list,
    "tuple": tuple,
    "PersistentList": PersistentList,
    "set": set,
    "frozenset": frozenset,
}
MOMENTS = {"datetime": datetime, "date": date, "time": clock.time}
NAMES = {
    kind: name
    for kinds in (MAPPINGS, SEQUENCES, MOMENTS)
    for name, kind in kinds.items()
}


class CannotCarry(ValueError):
    """A value of a kind that is not known here; the value itself is not told."""


class Leaving:
    """Turns the values of one record into what JSON knows."""

    def __init__(self, keep: Callable[[NamedBlobFile], str]) -> None:
        """Take what stores a file elsewhere and returns its SHA-256."""
        self.keep = keep
        self.files: dict[int, int] = {}

    def plain(self, value: object) -> Any:
        """Return a value as JSON knows it.

        Raises:
            CannotCarry: it is of an unknown kind.
        """
        kind = type(value)
        if kind in PLAIN:
            return value
        if isinstance(value, NamedBlobFile) and kind is NamedBlobFile:
            place = self.files.setdefault(id(value), len(self.files))
            told = [self.keep(value), value.filename, value.contentType, place]
            return {KIND: "file", "value": told}
        if isinstance(value, RichTextValue):
            kinds = (value.mimeType, value.outputMimeType, value.encoding)
            return {KIND: "rich", "value": [value.raw, *kinds]}
        if isinstance(value, DateTime):
            return {KIND: "DateTime", "value": [value.timeTime(), value.timezone()]}
        if kind in MOMENTS.values():
            return {KIND: NAMES[kind], "value": value.isoformat()}
        if kind in MAPPINGS.values():
            pairs = [[self.plain(k), self.plain(v)] for k, v in value.items()]
            return {KIND: NAMES[kind], "value": pairs}
        if kind in SEQUENCES.values():
            return {KIND: NAMES[kind], "value": [self.plain(one) for one in value]}
        raise CannotCarry(f"{kind.__module__}.{kind.__name__}")


class Coming:
    """Turns what `Leaving` made of one record back into its values."""

    def __init__(self, fetch: Callable[[str], NamedBlobFile]) -> None:
        """Take what returns a new file by its SHA-256."""
        self.fetch = fetch
        self.files: dict[int, NamedBlobFile] = {}

    def value(self, sent: Any) -> object:
        """Return the value.

        Raises:
            CannotCarry: it is not what `Leaving.plain` returns.
        """
        if type(sent) in PLAIN:
            return sent
        if not isinstance(sent, dict) or set(sent) != {KIND, "value"}:
            raise CannotCarry(type(sent).__name__)
        kind, inner = sent[KIND], sent["value"]
        if kind == "file":
            return self._file(*inner)
        if kind == "rich":
            raw, mime, output, encoding = inner
            return RichTextValue(raw, mime, output, encoding)
        if kind == "DateTime":
            return DateTime(*inner)
        if kind in MOMENTS:
            return MOMENTS[kind].fromisoformat(inner)
        if kind in MAPPINGS:
            return MAPPINGS[kind]({self.value(k): self.value(v) for k, v in inner})
        if kind in SEQUENCES:
            return SEQUENCES[kind]([self.value(one) for one in inner])
        raise CannotCarry(str(kind)[:20])

    def _file(self, sha256: str, name: str, mime: str, place: int) -> NamedBlobFile:
        if place not in self.files:
            file = self.files[place] = self.fetch(sha256)
            file.filename, file.contentType = name, mime
        return self.files[place]


def departing(obj: object, keep: Callable[[NamedBlobFile], str]) -> dict[str, Any]:
    """Return what a record is.

    Returns:
        {values, history, owner, marks: what it holds; state: its canonical state;
        event, digest: of its last event}
    Raises:
        CannotCarry: a value is of an unknown kind.
    """
    base = aq_base(obj)
    base._p_activate()
    managed = managed_permissions(obj)
    held = {
        name: value
        for name, value in sorted(base.__dict__.items())
        if name not in STAYS | managed and not name.startswith(("_v_", "_p_"))
    }
    beside = set(base.__dict__.get("__annotations__") or ()) - PASSING
    if beside:
        raise CannotCarry(min(beside))
    history = {
        name: [dict(step) for step in steps]
        for name, steps in (getattr(base, "workflow_history", None) or {}).items()
    }
    leaving = Leaving(keep)
    return {
        "values": {name: leaving.plain(value) for name, value in held.items()},
        "history": leaving.plain(history),
        "owner": base.__dict__["_owner"][1] if base.__dict__.get("_owner") else None,
        "marks": [one.__identifier__ for one in directlyProvidedBy(base)],
        "state": facts.canonical_state(obj),
        "event": getattr(base, "ledger_event", None),
        "digest": getattr(base, "state_digest", None),
    }


def managed_permissions(obj: object) -> set[str]:
    """Return the names of attributes that the workflows set from a record's state."""
    tool = api.portal.get_tool("portal_workflow")
    return {
        pname(permission)
        for workflow in tool.getWorkflowsFor(obj)
        for permission in workflow.permissions
    }


def is_unlogged(sent: dict[str, Any]) -> bool:
    """Return whether a record left in another state than its last event says."""
    return state_digest(sent["state"]) != sent["digest"]
