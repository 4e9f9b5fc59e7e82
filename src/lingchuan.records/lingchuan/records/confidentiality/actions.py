"""The writers of confidentiality: one decision, its lock, its parts, its event.

- `decided` follows every transition of the workflow, whoever made it.
- A decision is written whole; what it does not say does not stand.
- What it moves is reindexed in one walk, when all of it has been written.
"""

from collections.abc import Mapping
from datetime import date
from lingchuan.records.confidentiality import decision as rules
from lingchuan.records.confidentiality.classes import look_up_parts
from lingchuan.records.confidentiality.indexing import reindex
from lingchuan.records.confidentiality.moves import ByRule
from lingchuan.records.confidentiality.moves import CLASS
from lingchuan.records.confidentiality.moves import ENTRY
from lingchuan.records.confidentiality.moves import execute
from lingchuan.records.confidentiality.moves import Moved
from lingchuan.records.confidentiality.moves import REST
from lingchuan.records.confidentiality.moves import WHOLE
from lingchuan.records.confidentiality.moves import why_of
from lingchuan.records.confidentiality.parts import BY_WHOLE
from lingchuan.records.confidentiality.parts import lift_parts
from lingchuan.records.confidentiality.parts import raise_parts
from lingchuan.records.confidentiality.parts import RELEASE_BASIS
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.stub import keep_stub
from lingchuan.records.content import facts
from lingchuan.records.content.events import log
from lingchuan.records.core.marks import released_mark
from persistent.mapping import PersistentMapping


FLAGS = ("by_class", "by_entry", BY_WHOLE)
LOGGED = ("kinds", "known_to", *FLAGS, "level", "protected_until")
SHUTS = ("restrict", "revise")
OPENS = ("mark_open", "release")
PROPOSED_BASIS = {
    "determiner": "proposed_determiner",
    "basis_document": "proposed_basis",
}
PROPOSAL = (
    "proposed_by",
    "proposed_kinds",
    "proposed_reason",
    *PROPOSED_BASIS.values(),
)
Params = Mapping[str, object]


def decided(obj: object, transition: str, params: Params) -> None:
    """Write what a transition decides, log it, and carry it to the parts."""
    remaining = ACTS[transition](obj, params)
    moved = getattr(params, "moved", None)
    begins = moved is None
    if begins:
        moved = Moved([], facts.acting_role(obj))
    moved.records.append(obj)
    log_decision(obj, transition, rules.comment_of(params), moved.role)
    if remaining:
        comment = rules.comment_of(params)
        execute(obj, "restrict", ByRule(REST, moved, kinds=remaining, comment=comment))
    elif transition in SHUTS:
        raise_parts(obj, moved)
    elif transition in OPENS:
        look_up_parts(obj, moved)
    if transition == "release" and not why_of(params):
        lift_parts(obj, moved)
    if begins:
        reindex(obj, moved.records, access=transition in (*SHUTS, *OPENS))


def log_decision(obj: object, action: str, reason: str, role: str) -> None:
    """Write the event of what stands now."""
    said = decision_of(obj)
    told = (*LOGGED, "proposed_kinds", *PROPOSED_BASIS.values(), RELEASE_BASIS)
    details = {key: said[key] for key in told if said.get(key) not in (None, "")}
    log(obj, action, reason=reason, details=details, role=role)


def write(
    obj: object, fields: Params, params: Params, *, kinds: list[str], **beside: object
) -> None:
    """Write a decision whole, in the place of the one that stood."""
    why = why_of(params)
    said = {name: fields.get(name) for name in (*rules.FIELDS, *rules.FOLLOWING)}
    said.update(
        kinds=kinds,
        known_to=[],
        by_class=why == CLASS,
        by_entry=why == ENTRY,
        decided_by=None if why == CLASS else facts.current_user(),
        decided_at=facts.now().isoformat(),
        reason=rules.comment_of(params),
    )
    keep(obj, said | beside)


def keep(obj: object, said: Params) -> None:
    """Store a decision; a name that says nothing is left out, kinds and circle never."""
    told = {name: value for name, value in said.items() if value not in (None, False)}
    obj.confidentiality = PersistentMapping(told)


def _open(obj: object, params: Params) -> None:
    write(obj, {}, params, kinds=[])


def _restrict(obj: object, params: Params) -> None:
    _shut(obj, "restrict", params)


def _revise(obj: object, params: Params) -> None:
    _shut(obj, rules.REVISE, params)


def _shut(obj: object, transition: str, params: Params) -> None:
    kinds = rules.in_order(rules.kinds_given(obj, params))
    if why_of(params) == WHOLE:
        known_to = list(params["known_to"])
    else:
        goes_on = transition == rules.REVISE or why_of(params) == REST
        known_to = rules.known_to_given(obj, params, goes_on=goes_on)
    if "fields" in params:
        fields = dict(params["fields"])
        fields["review_due"] = fields.get("review_due") or rules.next_review()
    elif why_of(params) == REST:
        fields = rules.without(decision_of(obj), kinds)
        fields["review_due"] = rules.next_review()
    else:
        fields = rules.drafted(obj, transition, params).fields
    beside: dict[str, object] = {}
    if why_of(params) == WHOLE:
        beside = _marked_at_entry(obj) | {BY_WHOLE: params[BY_WHOLE]}
    elif why_of(params) == REST:
        beside = {RELEASE_BASIS: decision_of(obj).get(RELEASE_BASIS)}
    write(obj, fields, params, kinds=kinds, known_to=known_to, **beside)
    keep_stub(obj)


def _marked_at_entry(obj: object) -> dict[str, object]:
    """Return who marked a part at entry: its whole's decision is no word on the part."""
    said = decision_of(obj)
    if not said.get("by_entry"):
        return {}
    return {name: said.get(name) for name in ("by_entry", "decided_by")}


def _propose(obj: object, params: Params) -> None:
    remaining = rules.as_list(params.get("kinds"))
    obj.confidentiality.update(
        proposed_by=facts.current_user(),
        proposed_kinds=rules.in_order(remaining),
        proposed_reason=rules.comment_of(params),
        **{kept: rules.text_of(params, said) for said, kept in PROPOSED_BASIS.items()},
    )


def _release(obj: object, params: Params) -> list[str]:
    """Lift what was proposed; return the kinds that remain, which are shut again."""
    said = dict(decision_of(obj))
    if why_of(params) == WHOLE:
        _release_with_whole(obj, said, params)
        return []
    remaining = list(said.get("proposed_kinds") or ())
    beside = {name: said.get(name) for name in PROPOSAL}
    basis = {name: said.get(kept) for name, kept in PROPOSED_BASIS.items()}
    beside[RELEASE_BASIS] = {name: basis[name] for name in basis if basis[name]} or None
    if not remaining:
        said |= released(facts.today())
    write(obj, said, params, kinds=[], known_to=list(said["known_to"]), **beside)
    return remaining


def _release_with_whole(obj: object, said: dict[str, object], params: Params) -> None:
    """Release a part that was shut with its whole; the whole's review is its own."""
    said |= released(facts.today())
    beside = {RELEASE_BASIS: params[RELEASE_BASIS], BY_WHOLE: True}
    write(obj, said, params, kinds=[], known_to=list(said["known_to"]), **beside)


def released(day: date) -> dict[str, object]:
    """Return the fields that a release on this day changes."""
    return {
        "mark": released_mark(day),
        "review_due": None,
        "protected_until": None,
        "released_on": day.isoformat(),
    }


def _reject(obj: object, params: Params) -> None:
    for name in PROPOSAL:
        obj.confidentiality.pop(name, None)


ACTS = {
    "mark_open": _open,
    "restrict": _restrict,
    "revise": _revise,
    "propose_release": _propose,
    "release": _release,
    "reject": _reject,
}
