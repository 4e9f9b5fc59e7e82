"""The life of a record as the ledger tells it: which events, and what proves them.

- Each look is an event of its own, written before anything is read.
- Which events there are is asked in chain.py.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from lingchuan.records.access.files import is_party
from lingchuan.records.confidentiality.gate import is_auditor
from lingchuan.records.confidentiality.gate import is_seen
from lingchuan.records.confidentiality.gate import refuse
from lingchuan.records.confidentiality.reads import why
from lingchuan.records.content import facts
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.events import log_site_now
from lingchuan.records.core.digest import leaf_hash
from lingchuan.records.core.merkle import inclusion_proof
from lingchuan.records.core.merkle import verify_inclusion
from lingchuan.records.core.notes import Checkpoint
from lingchuan.records.core.notes import NoteError
from lingchuan.records.core.notes import open_note
from lingchuan.records.evidence import visible
from lingchuan.records.evidence.chain import Chain
from lingchuan.records.evidence.event_rows import About
from lingchuan.records.interfaces import IRecordContent
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import checkpoints
from lingchuan.records.ledger import keys
from lingchuan.records.ledger import places
from lingchuan.records.ledger import tree
from lingchuan.records.ledger.engine import LedgerDamaged
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any


LOOK = "ledger_view"


def refuse_strangers(obj: object, request: object) -> bool:
    """Return whether the user sees the record; raise unless they may see its ledger.

    A citizen who sees a thing, as the own request, learns nothing of who did what with it.
    """
    if is_seen(obj):
        if is_party():
            raise NotAllowed(LOOK)
        return True
    if not is_auditor():
        refuse(request)
    return False


def note_view(obj: object, question: Mapping[str, object]) -> None:
    """Write that the ledger of a record is looked at, and why that was allowed."""
    reasons = why(obj) if IRecordContent.providedBy(obj) and is_seen(obj) else ()
    details = dict(question) | ({"why": list(reasons)} if reasons else {})
    path, role = "/".join(obj.getPhysicalPath()), facts.acting_role(obj)
    ledger.record_now(LOOK, uid=IUUID(obj), path=path, role=role, details=details)


def note_site_view(question: Mapping[str, object]) -> None:
    """Write that the ledger of the site is looked at."""
    log_site_now(LOOK, question, role=facts.acting_role())


def abouts(rows: Sequence[visible.Row], obj: Any) -> dict[str, About]:
    """Return what events are about, by UID: the record, and what else the user sees."""
    uids = {row["uid"] for row in rows if not visible.is_reduced(row)} - {IUUID(obj)}
    found = {IUUID(obj): About(obj.Title(), obj.absolute_url(), obj.portal_type)}
    if uids:
        for brain in api.portal.get_tool("portal_catalog")(UID=sorted(uids)):
            found[brain.UID] = About(brain.Title, brain.getURL(), brain.portal_type)
    return found


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


def answer(chain: Chain, start: int, most: int) -> dict[str, Any]:
    """Return a part of a chain for a program: {items, items_total, next}."""
    total, end = chain.total(), start + most
    return {
        "items": with_coverage(chain.part(start, most)),
        "items_total": total,
        "next": end if end < total else None,
    }


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
    try:
        point = open_note(row["note"], keys.verifiers())
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
    if not visible.is_reduced(row):
        if leaf_hash(visible.as_logged(row)) != row["leaf_hash"]:
            return False
    index = row["seq"] - 1
    try:
        leaf = bytes.fromhex(row["leaf_hash"])
        proof = inclusion_proof(look, index, point.size)
    except (ValueError, LedgerDamaged):
        # Whoever looks for what was damaged must still be shown the chain.
        return False
    return verify_inclusion(leaf, index, point.size, proof, point.root)
