"""The moves of the confidentiality workflow: a person's, and a rule's.

- A person's goes by the workflow's guard and every check.
- A rule's has no guard: the class table, a part that follows its whole, what remains
  after a release, who enters a record (docs/adr/0005). Only the code of this feature makes one: it
  is known by its type, which no door can send.
"""

from AccessControl.Permission import pname
from Acquisition import aq_base
from collections.abc import Mapping
from dataclasses import dataclass
from DateTime import DateTime
from lingchuan.records.content import facts
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.findings import blocked
from lingchuan.records.ledger import api as ledger
from Products.CMFCore.interfaces import IWorkflowTool
from Products.DCWorkflow.events import AfterTransitionEvent
from typing import Final
from zope.component import getUtility
from zope.event import notify


WORKFLOW: Final = facts.SECRECY_WORKFLOW
STATE_VARIABLE: Final = "confidentiality_state"
ARTICLE: Final = "办法第二十条"
CLASS: Final = "class"
ENTRY: Final = "entry"
REST: Final = "rest"
WHOLE: Final = "whole"


@dataclass(slots=True)
class Moved:
    """The records that one decision moves, and the role in which it is taken."""

    records: list[object]
    role: str


class ByRule(dict):
    """Parameters of a move that a rule makes.

    `why` names the rule; `moved` collects what is moved with a whole.
    """

    def __init__(self, why: str, moved: Moved | None = None, **params: object) -> None:
        super().__init__({"comment": ""} | params)
        self.why = why
        self.moved = moved


def why_of(params: Mapping[str, object]) -> str:
    """Return the rule that makes a move, '' where a person does."""
    return params.why if isinstance(params, ByRule) else ""


def refused(code: str, obj: object, rule: str = "R20-4") -> TransitionBlocked:
    """Return the error of a decision that the state of things forbids."""
    return TransitionBlocked([blocked(rule, ARTICLE, code, obj)])


def workflow() -> object:
    """Return the confidentiality workflow."""
    return getUtility(IWorkflowTool).getWorkflowById(WORKFLOW)


def execute(obj: object, transition: str, params: ByRule) -> None:
    """Make a move by rule: without a user's guard, with the checks of its rule."""
    flow = workflow()
    flow._changeStateOf(obj, flow.transitions.get(transition), params)


def move(obj: object, transition: str, **params: object) -> None:
    """Make a move as the current user.

    Raises:
        TransitionBlocked: the state forbids it, or a rule.
        NotAllowed: the user is no confidentiality officer.
        BadInput: the parameters are impossible.
    """
    flow = workflow()
    if transition not in flow._getWorkflowStateOf(obj).transitions:
        raise refused("wrong_step", obj)
    if not flow.isActionSupported(obj, transition):
        raise NotAllowed(transition)
    flow.doActionFor(obj, transition, **params)


def follow(obj: object, transition: str, params: ByRule) -> None:
    """Let a part follow its whole: as `execute`, but leaner, for there may be hundreds.

    Nothing is asked before it: the whole was asked, and the part is raised to it.
    """
    flow = workflow()
    before = flow.states[facts.confidentiality_state(obj)]
    definition = flow.transitions[transition]
    after = flow.states[definition.new_state_id]
    status = set_state(obj, after.getId(), transition, str(params["comment"]))
    notify(AfterTransitionEvent(obj, flow, before, after, definition, status, params))


def set_state(
    obj: object, state: str, action: str, comment: str = ""
) -> dict[str, object]:
    """Put a record into a state with its permissions; return what its history says."""
    flow = workflow()
    status = {
        "action": action,
        "actor": ledger.current_actor(),
        "comments": comment,
        "time": DateTime(),
        STATE_VARIABLE: state,
    }
    getUtility(IWorkflowTool).setStatusOf(WORKFLOW, obj, status)
    kept = vars(aq_base(obj))
    # No state of this workflow lets a role be acquired, so each is a tuple as it is.
    for permission, roles in flow.states[state].permission_roles.items():
        name = pname(permission)
        if kept.get(name) != roles:
            setattr(obj, name, roles)
    return status
