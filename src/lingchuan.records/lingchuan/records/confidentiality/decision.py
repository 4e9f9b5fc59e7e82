"""What a confidentiality decision says: its fields, those sent and those that follow.

- Level, mark and term of a state secret follow from each other; the last protected day
  and the day of release are reckoned, never sent.
- A commercial secret covers the whole record where nothing narrower is said, and its
  mark names the holder where none is sent.
- Each restricted record has a day of review, one year on where none is said.
- A new restriction begins afresh; a revision keeps what it does not name.

Pure questions on an object and the parameters of a transition; nothing is written.
checks.py tells what makes a decision impossible.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import restricted_ancestor
from lingchuan.records.content import facts
from lingchuan.records.content.settings import settings
from lingchuan.records.core.determination import Bureau
from lingchuan.records.core.determination import determine
from lingchuan.records.core.determination import text_of
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.marks import commercial_mark
from lingchuan.records.core.publicity import WHOLE_RECORD
from lingchuan.records.core.secrecy import COMMERCIAL
from lingchuan.records.core.secrecy import KINDS
from lingchuan.records.core.secrecy import PRIVACY
from lingchuan.records.core.secrecy import STATE
from lingchuan.records.core.terms import corresponding_day
from lingchuan.records.core.terms import MONTHS
from lingchuan.records.core.terms import released_from
from typing import Final

import re


REVISE: Final = "revise"
# Reckoned; a client may send back what it has read.
RECKONED: Final = ("protected_until", "released_on")
DATES: Final = ("issued_on", "review_due", *RECKONED)
# What makes up the mark of a state secret, and falls with it.
OF_STATE: Final = (
    "level",
    "mark",
    "term",
    "basis_document",
    "determiner",
    "authorisation",
    "otherwise_provided_basis",
    "issued_on",
)
OF_COMMERCIAL: Final = ("holder", "scope")
OF_PRIVACY: Final = ("data_items",)
FIELDS: Final = (
    *OF_STATE,
    *OF_COMMERCIAL,
    *OF_PRIVACY,
    "custodian",
    "place",
    "review_due",
)
# Level, mark and term say one thing: who sends one of them, says it anew.
_SAYINGS: Final = ("level", "mark", "term")
# What stands beside the fields and follows from them.
FOLLOWING: Final = (*RECKONED, "term_assumed")


def as_list(value: object) -> list[str]:
    """Return names from a list, or from a text that separates them."""
    if isinstance(value, str):
        return [part for part in re.split(r"[\s,;、，；+]+", value) if part]
    return [str(item) for item in value or () if item]  # type: ignore[attr-defined]


def in_order(kinds: Iterable[str]) -> list[str]:
    """Return kinds in their fixed order, each once."""
    wanted = set(kinds)
    return [kind for kind in KINDS if kind in wanted]


def comment_of(params: Mapping[str, object]) -> str:
    """Return why somebody decides, '' for nothing."""
    return str(params.get("comment") or params.get("reason") or "").strip()


def kinds_given(obj: object, params: Mapping[str, object]) -> list[str]:
    """Return the kinds that a restriction names, else those that stand."""
    if params.get("kinds") is None:
        return list(decision_of(obj).get("kinds") or ())
    return as_list(params["kinds"])


def known_to_given(
    obj: object, params: Mapping[str, object], *, goes_on: bool
) -> list[str]:
    """Return the persons named, else those that stand, else the parent's.

    Args:
        goes_on: what stands goes on; a new restriction begins afresh.
    """
    named = []
    if params.get("known_to") is not None:
        named = as_list(params["known_to"])
    elif goes_on:
        named = list(decision_of(obj).get("known_to") or ())
    parent = restricted_ancestor(obj)
    return named or list(decision_of(parent).get("known_to") or ())


def bureau() -> Bureau:
    """Return how this bureau and its documents are called."""
    said = settings()
    names = (said.bureau_name, *(said.bureau_aliases or ()))
    return Bureau(names, tuple(said.own_document_prefixes or ()))


def next_review() -> str:
    """Return the day of the yearly review of what is decided today."""
    return corresponding_day(facts.today(), MONTHS).isoformat()


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision as it would stand: {field: value}, and what is wrong with it."""

    fields: dict[str, object]
    problems: tuple[Problem, ...] = ()


def drafted(obj: object, transition: str, params: Mapping[str, object]) -> Draft:
    """Return what a restriction would say, made whole."""
    kept = decision_of(obj) if transition == REVISE else {}
    kinds = kinds_given(obj, params)
    fields = merged(kept, params)
    found: tuple[Problem, ...] = ()
    if STATE in kinds:
        determined = determine(fields, bureau(), facts.today())
        found = determined.problems
        if not found:
            fields.update(_determined(determined))
    if COMMERCIAL in kinds:
        fields["scope"] = fields.get("scope") or WHOLE_RECORD
        if STATE not in kinds and not fields.get("mark"):
            fields["mark"] = commercial_mark(text_of(fields, "holder"))
    return Draft(fields, found)


def merged(
    kept: Mapping[str, object], params: Mapping[str, object]
) -> dict[str, object]:
    """Return the fields that stand, over them those that were sent; '' empties one."""
    fields: dict[str, object] = {name: kept.get(name) for name in FIELDS}
    fields |= dict.fromkeys(FOLLOWING)
    if kept.get("mark") == commercial_mark(text_of(kept, "holder")):
        fields["mark"] = None
    if text_of(params, "mark"):
        fields |= dict.fromkeys(_SAYINGS)
    elif any(params.get(name) is not None for name in _SAYINGS):
        fields["mark"] = None
    for name in FIELDS:
        if params.get(name) is not None:
            fields[name] = _sent(name, params[name])
    if params.get("data_items") is not None:
        fields["data_items"] = as_list(params["data_items"]) or None
    due = _sent("review_due", params.get("review_due"))
    # A revision is the review; the day that it met is not the day of the next one.
    is_said = due and due != kept.get("review_due")
    fields["review_due"] = due if is_said else next_review()
    return fields


def _sent(name: str, value: object) -> object:
    """Return a value as it is kept, a day always as 2026-03-18."""
    plain = _primitive(value)
    if plain and name in DATES:
        return date.fromisoformat(str(plain)).isoformat()
    return plain


def _primitive(value: object) -> object:
    """Return a day as text and an empty value as none."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value.strip() or None if isinstance(value, str) else value or None


def _determined(determined: object) -> dict[str, object]:
    until = determined.until
    known = until is not None
    return {
        "level": determined.level,
        "term": determined.term,
        "mark": determined.mark,
        "term_assumed": determined.assumed,
        "protected_until": until.isoformat() if known else None,
        "released_on": released_from(until).isoformat() if known else None,
    }


def without(fields: Mapping[str, object], kinds: Iterable[str]) -> dict[str, object]:
    """Return the fields that still say something where only these kinds remain."""
    kept, left = dict(fields), set(kinds)
    dropped = [] if STATE in left else [*OF_STATE, *FOLLOWING]
    if COMMERCIAL not in left:
        dropped += OF_COMMERCIAL
    if not left & {COMMERCIAL, PRIVACY}:
        dropped += OF_PRIVACY
    kept |= dict.fromkeys(dropped)
    if COMMERCIAL in left and not kept.get("mark"):
        kept["mark"] = commercial_mark(text_of(kept, "holder"))
    return kept
