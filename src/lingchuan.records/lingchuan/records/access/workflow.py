"""The workflow of access requests: may this step go, and what follows it.

Checks run in the before event and change nothing; acts run in the after event. What the
head decided passes from one to the other with the request, so that it is judged once.
"""

from Acquisition import aq_base
from collections.abc import Mapping
from lingchuan.records.access import actions
from lingchuan.records.access import decision as heads
from lingchuan.records.access.entry import accept_findings
from lingchuan.records.access.entry import redirect_findings
from lingchuan.records.access.entry import screen_findings
from lingchuan.records.access.types import WORKFLOW
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.parameters import NEEDED
from lingchuan.records.core.parameters import NUMBER
from lingchuan.records.core.parameters import parameter_problems
from lingchuan.records.core.parameters import REASON
from lingchuan.records.core.parameters import ROWS
from lingchuan.records.core.parameters import TEXT
from typing import Final


REASONED: Final = frozenset(("redirect", "withdraw", "return", "refuse"))
APPROVALS: Final = (heads.APPROVE_VIEWING, heads.APPROVE_COPYING)
_CHECKS: Final = {
    "accept": accept_findings,
    "redirect": redirect_findings,
    "screen": screen_findings,
}
_KEPT: Final = "_v_decision"


def parameters(transition: str) -> dict[str, str]:
    """Return {parameter: kind of value} of a transition of this workflow."""
    taken = {"comment": TEXT, "reason": TEXT}
    if transition in REASONED:
        taken["reason"] = REASON
    if transition == heads.REFUSE:
        taken["article"] = NEEDED
    if transition in APPROVALS:
        taken |= {"outcomes": ROWS, "days": NUMBER, "views": NUMBER, "copies": NUMBER}
    return taken


def before_transition(request: object, event: object) -> None:
    """Refuse a step whose parameters, or whose request, do not allow it."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    name, kwargs = event.transition.getId(), event.kwargs or {}
    if name in heads.HEADS_STEPS:
        heads.refuse_others(request)
    found = parameter_problems(parameters(name), kwargs)
    if found:
        raise BadInput(found)
    if name in heads.RIGHTS_OF:
        decision = heads.checked(request, name, kwargs)
        aq_base(request).__dict__[_KEPT] = decision
        return
    findings = standing(request, name)
    if findings:
        raise TransitionBlocked(findings)


def standing(request: object, transition: str) -> list[Finding]:
    """Return what stands in the way of a step before the decision, whoever takes it."""
    check = _CHECKS.get(transition)
    return check(request) if check else []


def after_transition(request: object, event: object) -> None:
    """Write what the step states."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    name, kwargs = event.transition.getId(), dict(event.kwargs or {})
    moves = {"from": event.old_state.getId(), "to": event.new_state.getId()}
    reason = _reason(kwargs)
    if name in heads.RIGHTS_OF:
        decision = aq_base(request).__dict__.pop(_KEPT)
        actions.decide(request, decision, moves)
    elif name == "submit":
        actions.submit(request, reason, moves)
    elif name == "accept":
        actions.accept(request, reason, moves)
    else:
        actions.step(request, name, reason, moves)
    request.reindexObject()


def _reason(kwargs: Mapping[str, object]) -> str:
    return str(kwargs.get("reason") or kwargs.get("comment") or "")
