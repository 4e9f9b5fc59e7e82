"""The moves of the confidentiality workflow: a person's, and a rule's.

- A person's goes by the workflow's guard and every check.
- A rule's has no guard: the class table, a part that follows its whole, what remains
  after a release, who enters a record (docs/adr/0005). Only the code of this feature makes one: it
  is known by its type, which no door can send.
"""

from collections.abc import Mapping
from DateTime import DateTime
from lingchuan.records.content import facts
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.findings import blocked
from lingchuan.records.ledger import api as ledger
from plone import api
from typing import Final


WORKFLOW: Final = facts.SECRECY_WORKFLOW
STATE_VARIABLE: Final = "confidentiality_state"
ARTICLE: Final = "办法第二十条"
CLASS: Final = "class"
ENTRY: Final = "entry"
REST: Final = "rest"
WHOLE: Final = "whole"


class ByRule(dict):
    """Parameters of a move that a rule makes.

    `why` names the rule; `moved` collects what it moves, for one reindexing of all.
    """

    def __init__(self, why: str, moved: list | None = None, **params: object) -> None:
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
    return api.portal.get_tool("portal_workflow").getWorkflowById(WORKFLOW)


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


def set_state(obj: object, state: str, action: str) -> None:
    """Put a record into a state by an act that is no transition of the workflow."""
    flow = workflow()
    tool = api.portal.get_tool("portal_workflow")
    status = {
        "action": action,
        "actor": ledger.current_actor(),
        "comments": "",
        "time": DateTime(),
        STATE_VARIABLE: state,
    }
    tool.setStatusOf(WORKFLOW, obj, status)
    flow.updateRoleMappingsFor(obj)
