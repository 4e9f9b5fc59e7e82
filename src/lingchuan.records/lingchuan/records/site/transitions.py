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
from lingchuan.records.content.workflow import parameters
from lingchuan.records.core.findings import BLOCK
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import Problem
from plone import api
from plone.uuid.interfaces import IUUID
from zope.i18n import translate


@dataclass(frozen=True, slots=True)
class TransitionInfo:
    """A transition that the current user may perform now."""

    id: str
    title: str
    workflow_id: str
    params: tuple[str, ...]


def _workflows(obj: object) -> list:
    return api.portal.get_tool("portal_workflow").getWorkflowsFor(obj)


def _find(obj: object, transition: str) -> tuple[object, object]:
    for workflow in _workflows(obj):
        definition = workflow.transitions.get(transition, None)
        if definition is not None:
            return workflow, definition
    raise BadInput([Problem("transition", "unknown_value", ())])


def available(obj: object) -> list[TransitionInfo]:
    """Return the transitions that the current user may perform now."""
    found = []
    for workflow in _workflows(obj):
        state = workflow._getWorkflowStateOf(obj)
        for name in state.transitions if state else ():
            if workflow.isActionSupported(obj, name):
                title = workflow.transitions[name].actbox_name or name
                found.append(
                    TransitionInfo(name, title, workflow.getId(), parameters(name))
                )
    return found


def perform(obj: object, transition: str, params: Mapping[str, object]) -> str:
    """Move `obj` by a transition and return the new state's id.

    Raises:
        BadInput: unknown transition or impossible parameters; nothing changed.
        TransitionBlocked: the state or a rule forbids it; nothing changed.
        NotAllowed: the user lacks the right.
    """
    workflow, _definition = _find(obj, transition)
    state = workflow._getWorkflowStateOf(obj)
    if transition not in state.transitions:
        raise TransitionBlocked([_wrong_state(obj, workflow, state)])
    if not workflow.isActionSupported(obj, transition):
        raise NotAllowed(transition)
    values = {key: value for key, value in params.items() if key != "comment"}
    comment = str(params.get("comment") or params.get("reason") or "")
    workflow.doActionFor(obj, transition, comment=comment, **values)
    obj.reindexObject()
    obj.reindexObjectSecurity()
    return workflow._getWorkflowStateOf(obj, 1)


def _wrong_state(obj: object, workflow: object, state: object) -> Finding:
    title = translate(state.title or state.getId(), domain="plone", context=_request())
    return Finding(
        rule="R04-1",
        article="办法第四条",
        verdict=BLOCK,
        code="wrong_state",
        params=(("state", title),),
        target=IUUID(obj, None),
    )


def _request() -> object:
    return getattr(api.portal.get(), "REQUEST", None)
