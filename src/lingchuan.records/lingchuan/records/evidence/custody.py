"""The life of a record as the ledger tells it: which events, and what proves them.

- What is asked for is checked here, for pages, PDF and REST alike.
- Filters work on what the reader may see, never on what a reduced event hides: else
  they would tell it.
- Each look is an event of its own, written before anything is read.
"""

from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from lingchuan.records.confidentiality.gate import is_auditor
from lingchuan.records.confidentiality.gate import refuse
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.events import person
from lingchuan.records.core.digest import leaf_hash
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.merkle import inclusion_proof
from lingchuan.records.core.merkle import verify_inclusion
from lingchuan.records.core.notes import Checkpoint
from lingchuan.records.core.notes import NoteError
from lingchuan.records.core.notes import open_note
from lingchuan.records.core.notes import Verifier
from lingchuan.records.evidence import visible
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import checkpoints
from lingchuan.records.ledger import places
from lingchuan.records.ledger import tree
from plone import api
from plone.uuid.interfaces import IUUID
from Products.CMFCore.permissions import View
from typing import Any
from typing import Final

import re


CHANGES: Final = "changes"
VIEWS: Final = "views"
DENIALS: Final = "denials"
KINDS: Final = (CHANGES, VIEWS, DENIALS)
_KIND_OF: Final = dict.fromkeys(
    ("view", "play", "download", "export", "login", "ledger_view"), VIEWS
) | dict.fromkeys(("deny", "login_failed"), DENIALS)
_READS: Final = {"": KINDS, "0": (CHANGES,), "1": (VIEWS, DENIALS)}
_FLAGS: Final = ("", "0", "1")
_NAMES: Final = ("kind", "action", "actor", "since", "until", "reads", "contained")
_PLACES: Final = ("b_start", "b_size", "limit", "format")
_LONGEST: Final = 100
_ACTION: Final = re.compile("[a-z_]{0,40}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events of a record are asked for; dates are days in China, both included."""

    kinds: Collection[str] = KINDS
    action: str = ""
    actor: str = ""
    since: date | None = None
    until: date | None = None
    contained: bool = False

    def takes(self, row: visible.Row) -> bool:
        """Return whether an event is asked for, by what its reader sees of it."""
        day = facts.local_date(datetime.fromisoformat(row["at"]))
        if (self.since and day < self.since) or (self.until and day > self.until):
            return False
        if visible.is_reduced(row):
            return not (self.action or self.actor or set(self.kinds) != set(KINDS))
        return (
            kind_of(row["action"]) in self.kinds
            and self.action in ("", row["action"])
            and self.actor in ("", row["actor"])
        )


def kind_of(action: str) -> str:
    """Return whether an act changes, reads, or was refused."""
    return _KIND_OF.get(action, CHANGES)


def wanted(form: Mapping[str, object]) -> Wanted:
    """Return what a request asks for.

    Raises:
        BadInput: a filter that cannot be.
    """
    texts = {name: form.get(name, "") for name in _NAMES}
    found = [Problem(n, "wrong_type") for n, v in texts.items() if not _is_text(v)]
    if not found:
        days = {name: _day(name, texts[name], found) for name in ("since", "until")}
        for name, known in (
            ("kind", ("", *KINDS)),
            ("reads", _FLAGS),
            ("contained", _FLAGS),
        ):
            if texts[name] not in known:
                found.append(Problem(name, "unknown_value"))
        if not _ACTION.fullmatch(texts["action"]):
            found.append(Problem("action", "unknown_value"))
    if found:
        raise BadInput(found)
    return Wanted(
        kinds=(texts["kind"],) if texts["kind"] else _READS[texts["reads"]],
        action=texts["action"],
        actor=texts["actor"],
        contained=texts["contained"] == "1",
        **days,
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _day(name: str, text: str, found: list[Problem]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        found.append(Problem(name, "bad_date"))
        return None


def asked(form: Mapping[str, object]) -> dict[str, str]:
    """Return what the event of a look says of the question: short texts only."""
    named = (*_NAMES, *_PLACES)
    texts = {name: str(form[name])[:_LONGEST] for name in named if form.get(name)}
    if "actor" in texts:
        # What somebody typed may be the name of a party.
        texts["actor"] = person(texts["actor"])["user"]
    return texts


def refuse_strangers(obj: object, request: object) -> bool:
    """Return whether the user sees the record; raise unless they may see its ledger."""
    if api.user.has_permission(View, obj=obj):
        return True
    if not is_auditor():
        refuse(request)
    return False


def note_view(obj: object | None, details: Mapping[str, object]) -> None:
    """Write that the ledger is looked at, of a record or of the site."""
    item = api.portal.get() if obj is None else obj
    ledger.record_now(
        "ledger_view",
        uid=visible.SITE if obj is None else IUUID(obj),
        path="/".join(item.getPhysicalPath()),
        role=facts.acting_role(obj),
        details={name: value for name, value in details.items() if value},
    )


def events_of(obj: object, want: Wanted) -> list[dict[str, Any]]:
    """Return the events of a record that its reader may see, oldest first."""
    uid = IUUID(obj)
    if want.contained:
        path = "/".join(obj.getPhysicalPath())
        rows = ledger.read(limit=None, path_prefix=path)
    else:
        rows = ledger.read(limit=None, uid=uid)
    seen = {uid} if api.user.has_permission(View, obj=obj) else ()
    return [row for row in visible.shown(rows, seen=seen) if want.takes(row)]


def with_coverage(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return events, each playback with the byte ranges that were played."""
    plays = [row["id"] for row in rows if row.get("action") == "play"]
    covered = ledger.coverage(plays) if plays else {}
    return [
        row | {"coverage": covered.get(row["id"], [])}
        if row.get("action") == "play"
        else row
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Kept:
    """A checkpoint as it is kept; `opened` is None if no key of ours has signed it."""

    at: datetime
    note: str
    opened: Checkpoint | None


def latest_checkpoint() -> Kept | None:
    """Return the last checkpoint, None before the first."""
    row = checkpoints.latest()
    return opened_checkpoint(row) if row else None


def opened_checkpoint(row: Mapping[str, Any]) -> Kept:
    """Return a checkpoint that the ledger keeps, its signature checked."""
    lines = checkpoints.verifiers().splitlines()
    try:
        point = open_note(row["note"], [Verifier.from_text(line) for line in lines])
    except NoteError:
        point = None
    return Kept(datetime.fromisoformat(row["at"]), row["note"], point)


def proven(rows: Sequence[visible.Row], point: Checkpoint) -> dict[int, bool]:
    """Return {seq: whether the event is in the tree of a checkpoint, unchanged}.

    Events that are newer than the checkpoint are left out.
    """
    look = tree.Lookup(places.store(), point.size)
    return {
        row["seq"]: _is_proven(row, point, look)
        for row in rows
        if row["seq"] <= point.size
    }


def _is_proven(row: visible.Row, point: Checkpoint, look: tree.Lookup) -> bool:
    if (
        not visible.is_reduced(row)
        and leaf_hash(visible.as_logged(row)) != (row["leaf_hash"])
    ):
        return False
    leaf, index = bytes.fromhex(row["leaf_hash"]), row["seq"] - 1
    proof = inclusion_proof(look, index, point.size)
    return verify_inclusion(leaf, index, point.size, proof, point.root)
