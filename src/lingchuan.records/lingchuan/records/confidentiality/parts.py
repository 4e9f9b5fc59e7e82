"""A part is never below its whole: in kinds, circle, level and term.

- What was open takes over the whole's decision with all its particulars; what is
  restricted itself keeps its own and takes what it lacks; what is undecided has the
  whole's lock anyway, and its parts are looked at in its place.
- The circle of a part lies within the whole's; where nobody would be left, the whole's
  decision is refused.
- What was shut with its whole, and decided by nobody since, follows it when it is
  lifted (`by_whole`); what was decided by itself waits for its own release.
"""

from Acquisition import aq_base
from collections.abc import Mapping
from lingchuan.records.confidentiality import decision as rules
from lingchuan.records.confidentiality.moves import ByRule
from lingchuan.records.confidentiality.moves import follow
from lingchuan.records.confidentiality.moves import Moved
from lingchuan.records.confidentiality.moves import refused
from lingchuan.records.confidentiality.moves import WHOLE
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import RESTRICTED
from lingchuan.records.content import facts
from lingchuan.records.content.facts import OPEN_STATES
from lingchuan.records.core.determination import day_of
from lingchuan.records.core.marks import LEVELS
from lingchuan.records.core.secrecy import COMMERCIAL
from lingchuan.records.core.secrecy import PRIVACY
from lingchuan.records.core.secrecy import STATE
from lingchuan.records.interfaces import IRecordContent
from typing import Final


CARRIED = (*rules.FIELDS, *rules.FOLLOWING)
# A part that only the decision of its whole has shut.
BY_WHOLE: Final = "by_whole"
# By whose document it was released: {determiner, basis_document}, what was said of them.
RELEASE_BASIS: Final = "release_basis"
OF_KIND = {
    STATE: (*rules.OF_STATE, *rules.FOLLOWING),
    COMMERCIAL: rules.OF_COMMERCIAL,
    PRIVACY: rules.OF_PRIVACY,
}


def parts_of(obj: object) -> list[object]:
    """Return the records that lie directly in a record."""
    children = getattr(aq_base(obj), "objectValues", None)
    if children is None:
        return []
    return [part for part in obj.objectValues() if IRecordContent.providedBy(part)]


def raise_parts(whole: object, moved: Moved) -> None:
    """Raise what lies in a restricted record to it."""
    for part in parts_of(whole):
        raise_part(part, decision_of(whole), moved)


def lift_parts(whole: object, moved: Moved) -> None:
    """Let what was shut with a record follow what was lifted of it."""
    _lift(whole, decision_of(whole), moved)


def _lift(around: object, whole: Mapping[str, object], moved: Moved) -> None:
    for part in parts_of(around):
        state = facts.confidentiality_state(part)
        follows = state == "restricted" and bool(decision_of(part).get(BY_WHOLE))
        if follows and whole["kinds"]:
            shut_as(part, whole, moved, "revise")
        elif follows:
            params = {name: whole.get(name) for name in (RELEASE_BASIS, "reason")}
            follow(part, "release", ByRule(WHOLE, moved, **params))
        if follows or state == "undecided":
            _lift(part, whole, moved)


def raise_part(part: object, whole: Mapping[str, object], moved: Moved | None) -> None:
    """Raise one part, and what lies in it, to the decision of the whole."""
    state = facts.confidentiality_state(part)
    if state in OPEN_STATES:
        shut_as(part, whole, moved)
    elif state in RESTRICTED:
        _raise_restricted(part, whole, moved)
    else:
        for inner in parts_of(part):
            raise_part(inner, whole, moved)


def shut_as(
    part: object,
    whole: Mapping[str, object],
    moved: Moved | None,
    transition: str = "restrict",
) -> None:
    """Restrict a part by the decision of its whole."""
    params = {
        BY_WHOLE: True,
        "kinds": list(whole["kinds"]),
        "known_to": list(whole["known_to"]),
        "fields": {name: whole.get(name) for name in CARRIED},
        "comment": whole.get("reason") or "",
    }
    follow(part, transition, ByRule(WHOLE, moved, **params))


def _raise_restricted(
    part: object, whole: Mapping[str, object], moved: Moved | None
) -> None:
    own = decision_of(part)
    around = list(whole["known_to"])
    circle = [p for p in own["known_to"] if not around or p in around]
    if own["known_to"] and not circle:
        raise refused("circle_empty", part)
    kinds = set(own["kinds"]) | set(whole["kinds"])
    fields = _joined(own, whole)
    narrowed = around and (circle or around) != list(own["known_to"])
    same = kinds == set(own["kinds"]) and all(
        fields.get(name) == own.get(name) for name in CARRIED
    )
    if same and not narrowed:
        return
    params = {"kinds": rules.in_order(kinds), "known_to": circle or around}
    params |= {"fields": fields, "comment": whole.get("reason") or ""}
    params[BY_WHOLE] = bool(own.get(BY_WHOLE))
    follow(part, "revise", ByRule(WHOLE, moved, **params))


def _joined(
    own: Mapping[str, object], whole: Mapping[str, object]
) -> dict[str, object]:
    """Return a part's own fields with those of the kinds that only the whole has."""
    fields = {name: own.get(name) for name in CARRIED}
    for kind in whole["kinds"]:
        if kind not in own["kinds"] or (kind == STATE and _is_lower(own, whole)):
            taken = OF_KIND.get(kind, ())
            fields |= {name: whole.get(name) for name in taken}
    fields["mark"] = fields.get("mark") or whole.get("mark")
    return fields


def _is_lower(own: Mapping[str, object], whole: Mapping[str, object]) -> bool:
    """Tell whether a part's state secret is of a lower level, or ends before."""
    level, above = own.get("level"), whole.get("level")
    if level in LEVELS and above in LEVELS and level != above:
        return LEVELS.index(level) > LEVELS.index(above)
    ends, last = day_of(own, "protected_until"), day_of(whole, "protected_until")
    return ends is not None and (last is None or ends < last)
