"""What a state secret that stands allows: who changes it, and until when.

- Its level and term change, and it is lifted before its day, only by the body that
  determined it, with a new document of theirs; both are sent with the decision.
- It is prolonged before it has run out, never after, and never made to end sooner: that
  would be a release by one person, which takes two officers.
- A secret bound to a condition ends when a person says that it is met. What somebody
  marked at entry is no determination yet: the officer's first word on it is.

Source: 保守国家秘密法, Art. 24; domain.md 2.4; docs/adr/0014.
"""

from collections.abc import Collection
from collections.abc import Mapping
from datetime import date
from lingchuan.records.confidentiality.moves import refused
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.determination import authority_problems
from lingchuan.records.core.determination import day_of
from lingchuan.records.core.determination import is_changed
from lingchuan.records.core.determination import is_other_determiner
from lingchuan.records.core.determination import is_prolonged
from lingchuan.records.core.determination import is_shortened
from lingchuan.records.core.determination import text_of
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.secrecy import STATE
from lingchuan.records.core.terms import has_run_out
from lingchuan.records.core.terms import read_term


RULE = "R20-3"
Params = Mapping[str, object]


def stands(obj: object) -> bool:
    """Tell whether a state secret is determined here, not only marked at entry."""
    said = decision_of(obj)
    return STATE in (said.get("kinds") or ()) and not said.get("by_entry")


def check_not_over(obj: object, fields: Params) -> None:
    """Refuse a state secret whose term is over, but for one that ran out as it stands.

    Args:
        fields: what the decision would say.
    """
    today = facts.today()
    if not has_run_out(day_of(fields, "protected_until"), today):
        return
    old = decision_of(obj) if stands(obj) else {}
    if not has_run_out(day_of(old, "protected_until"), today):
        raise BadInput([Problem("term", "term_over")])


def check_standing(obj: object, fields: Params, params: Params) -> None:
    """Refuse a change of a standing state secret that is not its determiner's to make.

    Args:
        fields: what the revision would say; params: what was sent.
    """
    old, today = decision_of(obj), facts.today()
    if not stands(obj):
        return
    if is_other_determiner(old, params):
        raise refused("other_determiner", obj, RULE)
    if not is_changed(old, fields):
        return
    if is_shortened(old, fields):
        raise refused("term_shortened", obj, RULE)
    found = authority_problems(old, params)
    if found:
        raise BadInput(found)
    if is_prolonged(old, fields) and has_run_out(day_of(old, "protected_until"), today):
        raise refused("extended_too_late", obj, RULE)


def check_early_release(
    obj: object, remaining: Collection[str], params: Params
) -> None:
    """Refuse to lift a state secret before its day without its determiner's document."""
    old = decision_of(obj)
    if STATE in remaining or not stands(obj) or not is_early(old, facts.today()):
        return
    if is_other_determiner(old, params):
        raise refused("other_determiner", obj, RULE)
    found = authority_problems(old, params)
    if found:
        raise BadInput(found)


def is_early(said: Params, today: date) -> bool:
    """Tell whether a day or the lack of one still protects; a condition does not."""
    until = day_of(said, "protected_until")
    if until is not None:
        return not has_run_out(until, today)
    term = text_of(said, "term")
    return not (term and read_term(term).condition)
