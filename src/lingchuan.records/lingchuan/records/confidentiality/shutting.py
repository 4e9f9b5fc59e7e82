"""Shut a record again that an older database gives less restricted than the ledger.

By rule and at once, past every check: whatever else is wrong with such a record waits
for a person, who finds it shut (supervision/reclosing.py asks for it).
"""

from collections.abc import Mapping
from collections.abc import Sequence
from lingchuan.records.confidentiality import decision as rules
from lingchuan.records.confidentiality.actions import FLAGS
from lingchuan.records.confidentiality.actions import LOGGED
from lingchuan.records.confidentiality.actions import PROPOSAL
from lingchuan.records.confidentiality.indexing import reindex
from lingchuan.records.confidentiality.moves import set_state
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import RESTRICTED
from lingchuan.records.confidentiality.stub import STUB_TITLE
from lingchuan.records.content import facts
from lingchuan.records.content.events import log
from lingchuan.records.content.settings import is_classified_system
from lingchuan.records.core.secrecy import STATE
from persistent.mapping import PersistentMapping


Said = Mapping[str, object]
# What an event tells of a decision beside its kinds and its circle.
TOLD = ("level", "protected_until")


def shut_again(obj: object, said: Said, reason: str) -> bool:
    """Restrict a record at least as its last decision by the ledger; tell whether it was less.

    Args:
        said: the details of that decision's event, with its `kinds`.
    """
    state, own = facts.confidentiality_state(obj), dict(decision_of(obj))
    new = _at_least(own if state in RESTRICTED else {}, said)
    if state in RESTRICTED and all(own.get(name) == new[name] for name in new):
        return False
    blank = dict.fromkeys((*rules.FIELDS, *rules.FOLLOWING))
    kept = {name: own[name] for name in own if name not in (*PROPOSAL, *FLAGS)}
    review = own.get("review_due") or rules.next_review()
    who = {"decided_by": None, "decided_at": facts.now().isoformat()}
    beside = {"review_due": review, "released_on": None, "reason": reason}
    beside |= {name: bool(said.get(name)) for name in FLAGS}
    obj.confidentiality = PersistentMapping(blank | kept | who | beside | new)
    act = "revise" if state in RESTRICTED else "restrict"
    set_state(obj, "restricted", act)
    _hide_title(obj)
    details = {name: new[name] for name in LOGGED if new.get(name)}
    log(obj, act, reason=reason, details=details)
    reindex(obj, [obj])
    return True


def _at_least(own: Said, said: Said) -> dict[str, object]:
    kinds = set(said["kinds"]) | set(own.get("kinds") or ())
    circle = _narrower(own.get("known_to") or (), said.get("known_to") or ())
    new = {"kinds": rules.in_order(kinds), "known_to": circle}
    return new | {name: said[name] for name in TOLD if said.get(name)}


def _narrower(own: Sequence[str], told: Sequence[str]) -> list[str]:
    """Return who is in both circles; an empty one is the usual circle, a wider one."""
    if not own or not told:
        return list(told or own)
    return [person for person in own if person in told] or list(told)


def _hide_title(obj: object) -> None:
    if STATE not in decision_of(obj)["kinds"] or is_classified_system():
        return
    obj.title = STUB_TITLE
    obj.reindexObject(idxs=["Title", "sortable_title", "SearchableText"])
