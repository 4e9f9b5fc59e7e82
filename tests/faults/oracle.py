"""What must hold after any fault, worked out without the reconciler's own code."""

from Acquisition import aq_base
from lingchuan.records.content import facts
from lingchuan.records.content.types import TYPES
from lingchuan.records.core.digest import state_digest
from lingchuan.records.interfaces import ILoggedContent
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import audit
from typing import Any

import hashlib
import json


REMOVED = ("delete_draft", "delete")


def wrong(site: Any, acknowledged: list[dict[str, Any]]) -> list[str]:
    """Return all that does not hold, a line each; nothing when all is well."""
    objects = _objects(site)
    last, open_events = _histories()
    found = [f"chain: {fault}" for fault in audit.faults()]
    for promise in acknowledged:
        one = objects.get(promise["uid"])
        if one is None or facts.lifecycle_state(one) != promise["state"]:
            found.append(f"acknowledged but lost: {promise}")
    for uid, one in objects.items():
        found += _object_problems(uid, one, last.get(uid))
    for uid, row in last.items():
        if uid not in objects and row["action"] not in REMOVED:
            found.append(f"event without its object: {row['action']} {uid}")
    return found + [f"unresolved: {row}" for row in open_events]


def _objects(site: Any) -> dict[str, Any]:
    """Return {UID: object} by a walk of the tree: the catalog may be wrong itself."""
    found: dict[str, Any] = {}
    todo = [one for one in site.objectValues() if ILoggedContent.providedBy(one)]
    while todo:
        one = todo.pop()
        todo += one.objectValues() if hasattr(aq_base(one), "objectValues") else []
        if ILoggedContent.providedBy(one):
            found[one.UID()] = one
    brains = site.portal_catalog.unrestrictedSearchResults(portal_type=TYPES)
    known = {brain.UID for brain in brains}
    for uid in set(found) ^ known:
        raise AssertionError(f"catalog and tree differ: {uid}")
    return found


def _histories() -> tuple[dict[str, Any], list[Any]]:
    """Return {uid: its last change that counts}, and events nobody can resolve."""
    rows = ledger.read(limit=None)
    dropped = {
        json.loads(row["details"]).get("event")
        for row in rows
        if row["action"] == "not_committed"
    }
    last: dict[str, Any] = {}
    for row in rows:
        if row["digest"] and row["id"] not in dropped and row["uid"] != "site":
            last[row["uid"]] = row
    known = {row["id"] for row in rows}
    return last, [event for event in dropped if event and event not in known]


def _object_problems(uid: str, one: Any, row: dict[str, Any] | None) -> list[str]:
    found = []
    base = aq_base(one)
    if row is None or base.ledger_event != row["id"]:
        found.append(f"committed but unlogged: {uid}")
        return found
    if state_digest(facts.canonical_state(one)) != row["digest"]:
        found.append(f"another state than logged: {uid}")
    for told in json.loads(row["files"]):
        with getattr(base, told["field"]).open() as stream:
            digest = hashlib.sha256(stream.read()).hexdigest()
        if digest != told["sha256"]:
            found.append(f"another file than logged: {uid}")
    return found
