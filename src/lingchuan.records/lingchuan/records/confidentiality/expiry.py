"""State secrets that run out by their day, and the review before anything is published.

- What its last protected day has passed is released by rule, with an event; other kinds
  stay, and where none stays the record is open to staff again (Art. 24).
- A secret bound to a condition, and all other kinds, end by nobody but people; so does
  what somebody marked at entry: no officer has said yet that its day is the right one.
- A part waits for its whole. A release that was proposed has nothing left to propose
  where the state secret was all that it would lift.
- A released record is not published until an officer has reviewed it (Art. 35).
"""

from datetime import date
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.actions import keep
from lingchuan.records.confidentiality.actions import log_decision
from lingchuan.records.confidentiality.actions import PROPOSAL
from lingchuan.records.confidentiality.actions import released
from lingchuan.records.confidentiality.classes import look_up_parts
from lingchuan.records.confidentiality.decision import without
from lingchuan.records.confidentiality.indexing import reindex
from lingchuan.records.confidentiality.moves import Moved
from lingchuan.records.confidentiality.moves import refused
from lingchuan.records.confidentiality.moves import set_state
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import RESTRICTED
from lingchuan.records.confidentiality.roles import restricted_ancestor
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.events import log
from lingchuan.records.core.determination import day_of
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.publicity import OUTCOMES
from lingchuan.records.core.secrecy import STATE
from lingchuan.records.core.terms import has_run_out
from lingchuan.records.core.terms import ONE_DAY
from plone import api


EXPIRE = "expire"
REVIEW = "release_review"


def due(portal: object, day: date) -> list[str]:
    """Return the paths of what may be due on a day by the catalog, wholes first."""
    query = {
        "confidentiality_state": list(RESTRICTED),
        "secrecy_until": {"query": (day - ONE_DAY).isoformat(), "range": "max"},
    }
    found = portal.portal_catalog.unrestrictedSearchResults(**query)
    return sorted((b.getPath() for b in found), key=lambda path: path.count("/"))


def expire(portal: object, path: str, day: date) -> bool:
    """Release a state secret whose last protected day is before `day`; tell whether.

    Raises:
        LookupError: nothing lies at the path.
    """
    obj = portal.unrestrictedTraverse(path)
    if "/".join(obj.getPhysicalPath()) != path:
        raise LookupError(path)
    return _expire(obj, day)


def _expire(obj: object, day: date) -> bool:
    said = dict(decision_of(obj))
    kinds = list(said.get("kinds") or ())
    # The catalog only proposes; the record itself says whether it is due.
    if STATE not in kinds or not has_run_out(day_of(said, "protected_until"), day):
        return False
    if said.get("by_entry"):
        return False
    around = decision_of(restricted_ancestor(obj)).get("kinds") or ()
    if STATE in around:
        return False
    left = [kind for kind in kinds if kind != STATE]
    ended = day_of(said, "protected_until") + ONE_DAY
    new = said | (without(said, left) if left else released(ended))
    new |= {"kinds": left}
    state = _after(new, facts.confidentiality_state(obj), left)
    keep(obj, new)
    set_state(obj, state, EXPIRE)
    moved = Moved([obj], "")
    log_decision(obj, EXPIRE, "", moved.role)
    if not left:
        look_up_parts(obj, moved)
    reindex(obj, moved.records)
    return True


def _after(new: dict[str, object], state: str, left: list[str]) -> str:
    """Return the state after the end of a state secret, and mend the proposal in it."""
    if not left:
        return "released"
    proposed = [k for k in new.get("proposed_kinds") or () if k != STATE]
    if state == "release_proposed" and set(proposed) != set(left):
        new["proposed_kinds"] = proposed
        return state
    for name in PROPOSAL:
        new.pop(name, None)
    return "restricted"


def review_release(obj: object, outcome: str, reason: str) -> None:
    """Say whether a released record may be published; a later review replaces it.

    Args:
        outcome: one of core.publicity.OUTCOMES.
    Raises:
        NotAllowed: the user is no confidentiality officer.
        BadInput: an unknown outcome, or no reason.
        TransitionBlocked: the record is not released.
    """
    if not register.is_officer():
        raise NotAllowed(REVIEW)
    found = []
    if outcome not in OUTCOMES:
        found.append(Problem("outcome", "unknown_value", (("value", str(outcome)),)))
    if not reason.strip():
        found.append(Problem("comment", "reason_required"))
    if found:
        raise BadInput(found)
    if facts.confidentiality_state(obj) != "released":
        raise refused("not_released", obj)
    obj.confidentiality[REVIEW] = {
        "outcome": outcome,
        "by": api.user.get_current().getId(),
        "on": facts.today().isoformat(),
        "reason": reason.strip(),
    }
    log(obj, REVIEW, reason=reason.strip(), details={"outcome": outcome})
    # What lies in it waits for this review too.
    reindex(obj)
