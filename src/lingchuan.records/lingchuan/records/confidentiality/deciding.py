"""The doors to a decision: REST, the body of a new record, scripts.

Everything is checked, written and logged behind the workflow, whose guards decide
who may.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.decision import as_list
from lingchuan.records.confidentiality.decision import comment_of
from lingchuan.records.confidentiality.decision import DATES
from lingchuan.records.confidentiality.decision import FIELDS
from lingchuan.records.confidentiality.decision import RECKONED
from lingchuan.records.confidentiality.moves import ByRule
from lingchuan.records.confidentiality.moves import ENTRY
from lingchuan.records.confidentiality.moves import execute
from lingchuan.records.confidentiality.moves import move
from lingchuan.records.confidentiality.moves import refused
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import RESTRICTED
from lingchuan.records.confidentiality.roles import restricted_ancestor
from lingchuan.records.confidentiality.shown import describe
from lingchuan.records.confidentiality.shown import SERVER_ONLY
from lingchuan.records.confidentiality.stub import STUB_TITLE
from lingchuan.records.confidentiality.workflow import parameters
from lingchuan.records.content.actions import add_record
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.facts import confidentiality_state
from lingchuan.records.content.facts import OPEN_STATES
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.parameters import parameter_problems
from lingchuan.records.core.secrecy import STATE
from plone.rest.interfaces import IAPIRequest
from plone.restapi.deserializer import json_body
from zope.globalrequest import getRequest


PAYLOAD = "confidentiality"
DECIDE = register.DECIDE


def mark_open(obj: object, reason: str = "") -> None:
    """Open an undecided record to the staff."""
    move(obj, "mark_open", comment=reason)


def restrict(
    obj: object,
    kinds: Sequence[str],
    known_to: Sequence[str] = (),
    reason: str = "",
    **fields: object,
) -> None:
    """Restrict a record to who is cleared for all kinds and in its circle."""
    move(
        obj,
        "restrict",
        kinds=list(kinds),
        known_to=list(known_to),
        comment=reason,
        **fields,
    )


def decide(obj: object, payload: Mapping[str, object]) -> None:
    """Decide as the fields of `@confidentiality` say; `kinds: []` means open.

    Raises:
        NotAllowed: the user is no confidentiality officer.
        BadInput, TransitionBlocked: see checks.py.
    """
    if not register.is_officer():
        raise NotAllowed(DECIDE)
    params = _checked(obj, payload)
    state = confidentiality_state(obj)
    if params["kinds"]:
        if state == "release_proposed":
            raise refused("release_pending", obj)
        move(obj, "revise" if state in RESTRICTED else "restrict", **params)
    elif state in RESTRICTED:
        raise refused("kind_dropped", obj)
    elif state not in OPEN_STATES:
        move(obj, "mark_open", **params)
    elif not params["comment"]:
        raise BadInput([Problem("comment", "reason_required")])


def _checked(obj: object, payload: Mapping[str, object]) -> dict[str, object]:
    """Return the payload as parameters of a transition."""
    if not isinstance(payload.get("kinds"), list):
        code = "required" if payload.get("kinds") is None else "wrong_type"
        raise BadInput([Problem("kinds", code)])
    payload = _without_own(obj, payload)
    found = parameter_problems(parameters("restrict"), payload)
    if found:
        raise BadInput(found)
    names = (*FIELDS, *DATES)
    params = {name: payload[name] for name in names if payload.get(name) is not None}
    if payload.get("known_to") is not None:
        params["known_to"] = payload["known_to"]
    comment = comment_of(payload)
    return params | {"kinds": as_list(payload["kinds"]), "comment": comment}


def _without_own(obj: object, payload: Mapping[str, object]) -> dict[str, object]:
    """Return the payload without what only the server sets, sent back as it stands.

    Raises:
        BadInput: one of them is sent with another value. What is reckoned anew is
            checked where it is reckoned.
    """
    own = {name for name in (*SERVER_ONLY, *RECKONED) if payload.get(name) is not None}
    shown = describe(obj) if own else {}
    same = {name for name in own if payload[name] == shown[name]}
    judged = own - set(RECKONED) if payload["kinds"] else own
    wrong = sorted(judged - same)
    if wrong:
        raise BadInput([Problem(name, "server_only") for name in wrong])
    left_out = same | set(SERVER_ONLY)
    return {name: value for name, value in payload.items() if name not in left_out}


def sent_along(obj: object, event: object) -> None:
    """Decide at once on a new record whose POST carries its `confidentiality`."""
    request = getRequest()
    if not IAPIRequest.providedBy(request) or request.method != "POST":
        return
    body = json_body(request)
    if body.get(PAYLOAD) is None or body.get("@type") != obj.portal_type:
        return
    payload = body[PAYLOAD]
    if not isinstance(payload, dict):
        raise BadInput([Problem(PAYLOAD, "unknown_value")])
    decide_at_entry(obj, payload)


def register_stub(
    container: object, payload: Mapping[str, object], **values: object
) -> object:
    """Enter a state secret as a stub, as its POST would; return the record.

    It is shut to the kinds of what it lies in too. The caller takes everything back if
    it fails.

    Args:
        payload: the decision's fields, its kinds left out.
        values: the few fields that a stub may hold (stub.py).
    Raises:
        BadInput, TransitionBlocked: see checks.py.
    """
    record = add_record(container, "TextRecord", title=STUB_TITLE, **values)
    around = decision_of(restricted_ancestor(record)).get("kinds") or ()
    decide_at_entry(record, {**payload, "kinds": [STATE, *around]})
    return record


def decide_at_entry(obj: object, payload: Mapping[str, object]) -> None:
    """Decide on what is just entered: an officer decides, anybody else shuts it."""
    if payload.get("kinds") and not register.is_officer():
        mark_at_entry(obj, payload)
    else:
        decide(obj, payload)


def mark_at_entry(obj: object, payload: Mapping[str, object]) -> None:
    """Let who enters a record shut it at once, not open it (docs/adr/0005).

    What its class has shut already is joined, never taken away.
    """
    params = _checked(obj, payload)
    params["kinds"] += decision_of(obj).get("kinds") or ()
    is_shut = confidentiality_state(obj) in RESTRICTED
    execute(obj, "revise" if is_shut else "restrict", ByRule(ENTRY, **params))
