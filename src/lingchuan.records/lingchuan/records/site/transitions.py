"""The one transition service: menu page, REST and scripts all come here.

It answers in this order: is there such a transition, does the present state
allow it (409), may this person (403), are the parameters possible (400), do the
rules allow it (409). The workflow tool then moves the record; what follows is
written by the feature's own action at the after event.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.facts import SECRECY_WORKFLOW
from lingchuan.records.content.findings import ARTICLE_4
from lingchuan.records.content.findings import blocked
from lingchuan.records.content.findings import closed_file
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.parameters import parameter_problems
from lingchuan.records.interfaces import IRecordItem
from lingchuan.records.interfaces import ITransitionParameters
from plone import api
from zope.component import getUtility
from zope.globalrequest import getRequest
from zope.i18n import translate


@dataclass(frozen=True, slots=True)
class TransitionInfo:
    """A transition that the current user may perform now."""

    id: str
    title: str
    workflow_id: str
    params: Mapping[str, str]


def _workflows(obj: object) -> list:
    return api.portal.get_tool("portal_workflow").getWorkflowsFor(obj)


def _find(obj: object, transition: str) -> tuple[object, object]:
    for workflow in _workflows(obj):
        definition = workflow.transitions.get(transition, None)
        if definition is not None:
            return workflow, definition
    raise BadInput([Problem("transition", "unknown_value", ())])


def _parameters(workflow: object, transition: str) -> Mapping[str, str]:
    return getUtility(ITransitionParameters, name=workflow.getId())(transition)


def available(obj: object) -> list[TransitionInfo]:
    """Return the transitions that the current user may perform now."""
    found = []
    for workflow in _workflows(obj):
        state = workflow._getWorkflowStateOf(obj)
        for name in state.transitions if state else ():
            if workflow.isActionSupported(obj, name) and not _is_final(obj, workflow):
                title = workflow.transitions[name].actbox_name or name
                taken = _parameters(workflow, name)
                found.append(TransitionInfo(name, title, workflow.getId(), taken))
    return found


def _is_final(obj: object, workflow: object) -> bool:
    """Return whether a record's file is archived, so that no step of it is possible."""
    lifecycle = workflow.state_var == "review_state"
    return lifecycle and IRecordItem.providedBy(obj) and bool(closed_file(obj))


def title_of(obj: object, transition: str) -> str:
    """Return the title of a transition, possible now or not; '' for none such."""
    for workflow in _workflows(obj):
        if transition in workflow.transitions:
            return workflow.transitions[transition].actbox_name or transition
    return ""


def refuse(obj: object, transition: str) -> None:
    """Refuse a transition that the state or the user's rights forbid.

    Raises:
        BadInput: unknown transition.
        TransitionBlocked: the state forbids it.
        NotAllowed: the user lacks the right.
    """
    workflow, _definition = _find(obj, transition)
    state = workflow._getWorkflowStateOf(obj)
    if transition not in state.transitions:
        raise TransitionBlocked([_wrong_state(obj, workflow, state)])
    if not workflow.isActionSupported(obj, transition):
        raise NotAllowed(transition)


def perform(obj: object, transition: str, params: Mapping[str, object]) -> str:
    """Move `obj` by a transition and return the new state's id.

    Raises:
        BadInput: unknown transition or impossible parameters; nothing changed.
        TransitionBlocked: the state or a rule forbids it; nothing changed.
        NotAllowed: the user lacks the right.
    """
    refuse(obj, transition)
    workflow, _definition = _find(obj, transition)
    found = parameter_problems(_parameters(workflow, transition), params)
    if found:
        raise BadInput(found)
    values = {key: value for key, value in params.items() if key != "comment"}
    told = (params.get("reason"), params.get("comment"))
    comment = "；".join(dict.fromkeys(filter(None, told)))
    workflow.doActionFor(obj, transition, comment=comment, **values)
    if workflow.getId() != SECRECY_WORKFLOW:
        # A decision on secrecy has done so, and for all that lies in the record.
        obj.reindexObject()
        obj.reindexObjectSecurity()
    return workflow._getWorkflowStateOf(obj, 1)


def _wrong_state(obj: object, workflow: object, state: object) -> Finding:
    title = translate(state.title or state.getId(), "plone", context=getRequest())
    return blocked("R04-1", ARTICLE_4, "wrong_state", obj, (("state", title),))
