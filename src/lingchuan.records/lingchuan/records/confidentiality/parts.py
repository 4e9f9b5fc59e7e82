"""A part is never below its whole: in kinds, circle, level and term.

- What was open takes over the whole's decision with all its particulars; what is
  restricted itself keeps its own and takes what it lacks; what is undecided has the
  whole's lock anyway, and its parts are looked at in its place.
- The circle of a part lies within the whole's; where nobody would be left, the whole's
  decision is refused.
- A whole that becomes open or wider changes no part: each is decided by itself.
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


CARRIED = (*rules.FIELDS, *rules.FOLLOWING)
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


def shut_as(part: object, whole: Mapping[str, object], moved: Moved | None) -> None:
    """Restrict a part by the decision of its whole."""
    params = {
        "kinds": list(whole["kinds"]),
        "known_to": list(whole["known_to"]),
        "fields": {name: whole.get(name) for name in CARRIED},
        "comment": whole.get("reason") or "",
    }
    follow(part, "restrict", ByRule(WHOLE, moved, **params))


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
