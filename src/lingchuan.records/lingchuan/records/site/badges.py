"""Badges: workflow states and secrecy, from objects and from catalog brains."""

from Acquisition import aq_base
from lingchuan.records.content.closed_lists import SECRECY_KINDS
from lingchuan.records.content.facts import confidentiality_state
from plone import api
from zope.i18n import translate


LOCKED = ("restricted", "release_proposed")
OPEN = ("open", "released")


def state_title(state: str, portal_type: str, request: object) -> str:
    """Return the title of a workflow state of a type."""
    tool = api.portal.get_tool("portal_workflow")
    title = tool.getTitleForStateOnType(state, portal_type) or state
    return translate(title, domain="plone", context=request)


def state_title_of_any(state: str, request: object) -> str:
    """Return the title of a workflow state, whatever workflow has it."""
    tool = api.portal.get_tool("portal_workflow")
    for workflow in tool.objectValues():
        if state in workflow.states and workflow.states[state].title:
            title = workflow.states[state].title
            return translate(title, domain="plone", context=request)
    return state


def secrecy_badge(state: str, portal_type: str, request: object) -> dict[str, str]:
    """Return {css, icon, text} of a confidentiality state."""
    css, icon = "lr-s", "lock-fill"
    if state in OPEN:
        css, icon = "lr-s lr-s-open", "unlock"
    elif state not in LOCKED:
        css, icon = "lr-s lr-s-undecided", "question-circle"
    return {"css": css, "icon": icon, "text": state_title(state, portal_type, request)}


def secrecy_badges(obj: object, request: object) -> list[dict[str, str]]:
    """Return the badge of the state, then one for each kind of secrecy."""
    state = confidentiality_state(obj)
    found = [secrecy_badge(state, obj.portal_type, request)]
    decision = getattr(aq_base(obj), "confidentiality", None)
    for kind in (decision or {}).get("kinds") or ():
        title = SECRECY_KINDS.getTerm(kind).title
        found.append(
            {
                "css": f"lr-s lr-s-{kind.lower()}",
                "icon": "lock-fill",
                "text": translate(title, context=request),
            }
        )
    return found
