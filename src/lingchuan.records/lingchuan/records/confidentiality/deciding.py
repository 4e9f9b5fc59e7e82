"""The doors to a decision: REST, the body of a new record, scripts.

Everything is checked, written and logged behind the workflow, whose guards decide
who may.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from lingchuan.records.confidentiality.actions import execute
from lingchuan.records.confidentiality.actions import WORKFLOW
from lingchuan.records.confidentiality.decision import as_list
from lingchuan.records.confidentiality.decision import FIELDS
from lingchuan.records.confidentiality.decision import refused
from lingchuan.records.confidentiality.roles import RESTRICTED
from lingchuan.records.confidentiality.workflow import parameters
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.facts import confidentiality_state
from lingchuan.records.content.facts import OPEN_STATES
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.parameters import parameter_problems
from plone import api
from plone.rest.interfaces import IAPIRequest
from plone.restapi.deserializer import json_body
from zope.globalrequest import getRequest


PAYLOAD = "confidentiality"
DECIDE = "lingchuan.records: Decide Confidentiality"


def mark_open(obj: object, reason: str = "") -> None:
    """Open an undecided record to the staff."""
    _move(obj, "mark_open", comment=reason)


def restrict(
    obj: object,
    kinds: Sequence[str],
    known_to: Sequence[str] = (),
    reason: str = "",
    **fields: object,
) -> None:
    """Restrict a record to who is cleared for all kinds and in its circle."""
    _move(
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
        BadInput, TransitionBlocked: see decision.py.
    """
    if not api.user.has_permission(DECIDE, obj=obj):
        raise NotAllowed(DECIDE)
    params = _checked(payload)
    state = confidentiality_state(obj)
    if params["kinds"]:
        _move(obj, "revise" if state in RESTRICTED else "restrict", **params)
    elif state in RESTRICTED:
        raise refused("kind_dropped", obj)
    elif state not in OPEN_STATES:
        _move(obj, "mark_open", **params)


def _checked(payload: Mapping[str, object]) -> dict[str, object]:
    """Return the payload as parameters of a transition."""
    if not isinstance(payload.get("kinds"), list):
        raise BadInput([Problem("kinds", "required")])
    found = parameter_problems(parameters("restrict"), payload)
    if found:
        raise BadInput(found)
    params = {name: payload[name] for name in FIELDS if payload.get(name) is not None}
    if "known_to" in payload:
        params["known_to"] = as_list(payload["known_to"])
    comment = payload.get("comment") or payload.get("reason") or ""
    return params | {"kinds": as_list(payload["kinds"]), "comment": comment}


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
    if payload.get("kinds") and not api.user.has_permission(DECIDE, obj=obj):
        # Who enters a record may shut it at once, not open it (docs/adr/0005).
        execute(obj, "restrict", **_checked(payload))
    else:
        decide(obj, payload)


def _move(obj: object, transition: str, **params: object) -> None:
    tool = api.portal.get_tool("portal_workflow")
    tool.doActionFor(obj, transition, wf_id=WORKFLOW, **params)
