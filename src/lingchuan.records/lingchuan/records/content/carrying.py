"""A record as plain values, whole, to leave one site and arrive in another.

- All that the object holds goes along, fields or not; what is of an unknown kind is
  an error, not a loss.
- What the new site works out itself stays: children, permissions, digests of files
  and their texts, the id of the last event.
- Files go by their SHA-256; who calls stores and fetches them.
"""

from Acquisition import aq_base
from collections.abc import Callable
from DateTime import DateTime
from datetime import date
from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.core.digest import state_digest
from persistent.list import PersistentList
from persistent.mapping import PersistentMapping
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
    " state_digest workflow_history".split()
)
Keep = Callable[[NamedBlobFile], str]
Fetch = Callable[[str], NamedBlobFile]


class CannotCarry(ValueError):
    """A value of a kind that is not known here."""


def departing(obj: object, keep: Keep) -> dict[str, Any]:
    """Return what a record is: {values, history, owner, marks, digest, event}.

    Args:
        keep: stores a file elsewhere and returns its SHA-256.
    """
    base = aq_base(obj)
    base._p_activate()
    held = {name: value for name, value in base.__dict__.items() if _goes(name)}
    history = {
        name: [dict(step) for step in steps]
        for name, steps in (getattr(base, "workflow_history", None) or {}).items()
    }
    return {
        "values": {name: plain(value, keep) for name, value in sorted(held.items())},
        "history": plain(history, keep),
        "owner": base.__dict__["_owner"][1] if base.__dict__.get("_owner") else None,
        "marks": [one.__identifier__ for one in directlyProvidedBy(base)],
        "digest": state_digest(facts.canonical_state(obj)),
        "event": getattr(base, "ledger_event", None),
    }


def _goes(name: str) -> bool:
    return not (
        name in STAYS or name.startswith(("_v_", "_p_")) or name.endswith("_Permission")
    )


def plain(value: object, keep: Keep) -> Any:
    """Return a value as JSON knows it.

    Raises:
        CannotCarry: it is of an unknown kind.
    """
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, NamedBlobFile):
        return {
            KIND: "file",
            "sha256": keep(value),
            "filename": value.filename,
            "mime": value.contentType,
        }
    if isinstance(value, RichTextValue):
        kinds = (value.mimeType, value.outputMimeType, value.encoding)
        return {KIND: "rich", "value": [value.raw, *kinds]}
    if isinstance(value, DateTime):
        return {KIND: "DateTime", "value": [value.timeTime(), value.timezone()]}
    if isinstance(value, (datetime, date, clock.time)):
        return {KIND: type(value).__name__, "value": value.isoformat()}
    for name, kind in MAPPINGS.items():
        if type(value) is kind:
            pairs = [[plain(k, keep), plain(v, keep)] for k, v in value.items()]
            return {KIND: name, "value": pairs}
    for name, kind in SEQUENCES.items():
        if type(value) is kind:
            return {KIND: name, "value": [plain(one, keep) for one in value]}
    raise CannotCarry(f"{type(value).__module__}.{type(value).__name__}")


MAPPINGS = {"dict": dict, "PersistentMapping": PersistentMapping}
SEQUENCES = {
    "list": list,
    "tuple": tuple,
    "PersistentList": PersistentList,
    "set": set,
    "frozenset": frozenset,
}
MOMENTS = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": clock.time.fromisoformat,
}


def restored(value: Any, fetch: Fetch) -> object:
    """Return the value that `plain` was given.

    Raises:
        CannotCarry: it is not what `plain` returns.
    """
    if isinstance(value, PLAIN):
        return value
    if not isinstance(value, dict) or KIND not in value:
        raise CannotCarry(str(value)[:80])
    kind = value[KIND]
    if kind == "file":
        file = fetch(value["sha256"])
        file.filename, file.contentType = value["filename"], value["mime"]
        return file
    inner = value["value"]
    if kind == "rich":
        raw, mime, output, encoding = inner
        return RichTextValue(raw, mime, output, encoding)
    if kind == "DateTime":
        return DateTime(*inner)
    if kind in MOMENTS:
        return MOMENTS[kind](inner)
    if kind in MAPPINGS:
        pairs = [(restored(k, fetch), restored(v, fetch)) for k, v in inner]
        return MAPPINGS[kind](dict(pairs))
    if kind in SEQUENCES:
        return SEQUENCES[kind]([restored(one, fetch) for one in inner])
    raise CannotCarry(str(kind)[:80])
