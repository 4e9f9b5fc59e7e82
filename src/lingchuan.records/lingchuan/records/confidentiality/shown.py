"""A decision as REST shows it, and which of it only the server sets."""

from lingchuan.records.confidentiality import explain
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.actions import FLAGS as ORIGINS
from lingchuan.records.confidentiality.decision import FIELDS
from lingchuan.records.confidentiality.decision import RECKONED
from lingchuan.records.confidentiality.parts import RELEASE_BASIS
from lingchuan.records.confidentiality.reading_texts import reading_text
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.content.facts import confidentiality_state
from lingchuan.records.content.facts import OPEN_STATES
from typing import Final
from zope.globalrequest import getRequest


# What stands beside the fields of a decision, as it was written.
BESIDE: Final = (
    "decided_at",
    "decided_by",
    "proposed_by",
    "proposed_kinds",
    "release_review",
    RELEASE_BASIS,
)
FLAGS: Final = (*ORIGINS, "term_assumed")
SERVER_ONLY: Final = (*BESIDE, *FLAGS, "state", "readers")
# All that who is no officer is told of what is open to them.
OF_OPEN: Final = frozenset(
    ("state", "kinds", "mark", "released_on", RELEASE_BASIS, "decided_by")
)


def describe(obj: object) -> dict[str, object]:
    """Return the decision on a record as `@confidentiality` shows it."""
    return told(obj) | {"readers": _readers(obj)}


def told(obj: object) -> dict[str, object]:
    """Return what the decision on a record says, without who may read it.

    Who is no officer is not told of an open record who knew it, and where it lay.
    """
    said, state = decision_of(obj), confidentiality_state(obj)
    names = (*FIELDS, *RECKONED, *BESIDE)
    shown: dict[str, object] = {name: said.get(name) for name in names}
    shown |= {name: bool(said.get(name)) for name in FLAGS}
    shown |= {name: list(said.get(name) or ()) for name in ("kinds", "known_to")}
    shown["state"] = state
    if state not in OPEN_STATES or register.is_officer():
        return shown
    return {n: v if n in OF_OPEN else _nothing(v) for n, v in shown.items()}


def _nothing(value: object) -> object:
    return type(value)() if isinstance(value, (bool, list)) else None


def _readers(obj: object) -> list[dict[str, str]]:
    if not register.is_officer():
        return []
    request = getRequest()
    return [
        {"principal": one.userid, "name": one.name, "why": reading_text(one, request)}
        for one in explain.readers(obj, most=None)
        if one.may
    ]
