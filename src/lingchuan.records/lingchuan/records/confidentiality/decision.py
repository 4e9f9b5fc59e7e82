"""What a confidentiality decision says, and what makes one impossible.

Pure questions on an object and the parameters of a transition; nothing is written.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import restricted_ancestor
from lingchuan.records.confidentiality.roles import STATE
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.findings import blocked
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.secrecy import KINDS
from lingchuan.records.interfaces import ITextRecord
from plone import api

import re


DATES = ("issued_on", "released_on", "review_due")
FIELDS = (
    "level",
    "mark",
    "basis_document",
    "determiner",
    "authorisation",
    "otherwise_provided_basis",
    "issued_on",
    "term",
    "released_on",
    "holder",
    "data_items",
    "custodian",
    "place",
    "review_due",
)
STAR = "★"
ARTICLE = "办法第二十条"


def as_list(value: object) -> list[str]:
    """Return names from a list, or from a text that separates them."""
    if isinstance(value, str):
        return [part for part in re.split(r"[\s,;、，；+]+", value) if part]
    return [str(item) for item in value or () if item]  # type: ignore[attr-defined]


def in_order(kinds: Iterable[str]) -> list[str]:
    """Return kinds in their fixed order, each once."""
    wanted = set(kinds)
    return [kind for kind in KINDS if kind in wanted]


def refused(code: str, obj: object) -> TransitionBlocked:
    """Return the error of a decision that the state of things forbids."""
    return TransitionBlocked([blocked("R20-4", ARTICLE, code, obj)])


def kinds_given(obj: object, params: Mapping[str, object]) -> list[str]:
    """Return the kinds that a restriction names, else those that stand."""
    if params.get("kinds") is None:
        return list(decision_of(obj).get("kinds") or ())
    return as_list(params["kinds"])


def known_to_given(obj: object, params: Mapping[str, object]) -> list[str]:
    """Return the persons named, else those that stand, else the parent's."""
    if params.get("known_to") is not None:
        named = as_list(params["known_to"])
    else:
        named = list(decision_of(obj).get("known_to") or ())
    parent = restricted_ancestor(obj)
    return named or list(decision_of(parent).get("known_to") or ())


def check_open(obj: object, params: Mapping[str, object]) -> None:
    """Refuse to open what carries kinds or lies in something restricted."""
    if as_list(params.get("kinds")):
        raise BadInput([Problem("kinds", "kinds_not_here", ())])
    if restricted_ancestor(obj) is not None:
        raise refused("below_parent", obj)


def check_restrict(obj: object, params: Mapping[str, object]) -> None:
    """Refuse a restriction that is incomplete, too low, or impossible here."""
    kinds = kinds_given(obj, params)
    found = _kind_problems(kinds)
    found += _mark_problems(params, kinds) + _date_problems(params)
    found += _circle_problems(obj, params)
    if found:
        raise BadInput(found)
    parent = restricted_ancestor(obj)
    if parent is not None and not set(decision_of(parent)["kinds"]) <= set(kinds):
        raise refused("below_parent", obj)
    if STATE in kinds and not is_stub(obj):
        raise refused("state_needs_stub", obj)


def check_revise(obj: object, params: Mapping[str, object]) -> None:
    """Refuse a revision that drops a kind."""
    if not set(decision_of(obj).get("kinds") or ()) <= set(kinds_given(obj, params)):
        raise refused("kind_dropped", obj)
    check_restrict(obj, params)


def check_propose(obj: object, params: Mapping[str, object]) -> None:
    """Refuse a proposal to keep a kind that the record does not carry."""
    remaining = set(as_list(params.get("kinds")))
    if not remaining <= set(decision_of(obj).get("kinds") or ()):
        raise BadInput([Problem("kinds", "not_present", ())])


def check_second(obj: object, params: Mapping[str, object]) -> None:
    """Refuse the proposer's own decision on the release."""
    if decision_of(obj).get("proposed_by") == api.user.get_current().getId():
        raise refused("second_person", obj)


def check_release(obj: object, params: Mapping[str, object]) -> None:
    """Refuse the proposer, and a release below what lies around."""
    check_second(obj, params)
    parent = restricted_ancestor(obj)
    remaining = set(decision_of(obj).get("proposed_kinds") or ())
    if parent is not None and not set(decision_of(parent)["kinds"]) <= remaining:
        raise refused("below_parent", obj)


def _kind_problems(kinds: list[str]) -> list[Problem]:
    if not kinds:
        return [Problem("kinds", "kinds_required", ())]
    return [
        Problem("kinds", "unknown_value", (("value", kind),))
        for kind in kinds
        if kind not in KINDS
    ]


def _mark_problems(params: Mapping[str, object], kinds: list[str]) -> list[Problem]:
    if STATE in kinds:
        return []
    found = []
    if STAR in str(params.get("mark") or ""):
        found.append(Problem("mark", "mark_not_state", ()))
    if params.get("level"):
        found.append(Problem("level", "mark_not_state", ()))
    return found


def _date_problems(params: Mapping[str, object]) -> list[Problem]:
    found = []
    for name in DATES:
        try:
            date.fromisoformat(str(params.get(name) or "2000-01-01"))
        except ValueError:
            found.append(Problem(name, "bad_date", ()))
    return found


def _circle_problems(obj: object, params: Mapping[str, object]) -> list[Problem]:
    named = as_list(params.get("known_to"))
    found = [
        Problem("known_to", "unknown_value", (("value", name),))
        for name in named
        if api.user.get(userid=name) is None
    ]
    around = decision_of(restricted_ancestor(obj)).get("known_to")
    if around and not set(named) <= set(around):
        found.append(Problem("known_to", "outside_parent", ()))
    return found


def is_stub(obj: object) -> bool:
    """Tell whether a record may stand for a state secret: a paper without a file."""
    return ITextRecord.providedBy(obj) and getattr(obj, "file", None) is None
