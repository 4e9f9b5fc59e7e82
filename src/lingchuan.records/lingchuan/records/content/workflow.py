"""May this go, and what follows it (permit files and records).

Checks run in the before event and write nothing; acts run in the after event,
so every door (menu, REST, scripts) meets the same reasons and the same writer.
"""

from AccessControl import getSecurityManager
from collections.abc import Mapping
from datetime import date
from lingchuan.records.content import actions
from lingchuan.records.content import facts
from lingchuan.records.content.decisions import decision_problems
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.events import log
from lingchuan.records.content.file_checks import FILE_STEPS
from lingchuan.records.content.findings import awaits_officer
from lingchuan.records.content.findings import blocked
from lingchuan.records.content.findings import closed_file
from lingchuan.records.content.findings import FINAL_STATES
from lingchuan.records.content.findings import wrong_state
from lingchuan.records.core.dates import order_problems
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.parameters import CHANGES
from lingchuan.records.core.parameters import DATE
from lingchuan.records.core.parameters import parameter_problems
from lingchuan.records.core.parameters import REASON
from lingchuan.records.core.parameters import ROWS
from lingchuan.records.core.parameters import TEXT
from lingchuan.records.interfaces import IDuties
from lingchuan.records.interfaces import IPermitFile
from lingchuan.records.interfaces import IRecordItem
from plone import api
from Products.CMFCore.permissions import ModifyPortalContent
from zope.component import getUtility


DATE_PARAMETER = {
    "request_supplement": "supplement_notified_on",
    "accept": "accepted_on",
    "decide": "decided_on",
    "serve": "served_on",
    "close": "closed_on",
}
REASON_NEEDED = frozenset(("void", "correct", "reopen", "return", "withdraw"))
LIFECYCLE = frozenset((facts.FILE_WORKFLOW, facts.RECORD_WORKFLOW))
# States of a file or activity in which nothing is added to it.
FIXED_STATES = (*FINAL_STATES, "sealed")
CREATOR = "Record Creator"
CORRECT = "correct"
DECIDE = "decide"


def parameters(transition: str) -> dict[str, str]:
    """Return {parameter: kind of value} of a transition of either workflow."""
    taken = {"comment": TEXT, "reason": TEXT}
    if transition in DATE_PARAMETER:
        taken = {DATE_PARAMETER[transition]: DATE} | taken
    if transition in REASON_NEEDED:
        taken["reason"] = REASON
    if transition == DECIDE:
        taken["matters"] = ROWS
    if transition == CORRECT:
        taken["changes"] = CHANGES
    return taken


def could_change(obj: object) -> bool:
    """Return whether the user might edit the record if its state were another."""
    user = getSecurityManager().getUser()
    held = set(user.getRolesInContext(obj))
    if facts.creator_of(obj) == user.getId():
        held.add(CREATOR)
    tool = api.portal.get_tool("portal_workflow")
    needed = {
        role
        for workflow in tool.getWorkflowsFor(obj)
        for state in workflow.states.values()
        for role in (state.permission_roles or {}).get(ModifyPortalContent, ())
    }
    return bool(held & needed)


def refuse_addition(container: object, portal_type: str) -> None:
    """Refuse to add a type to a container.

    Raises:
        BadInput: the type never lies in such a container.
        TransitionBlocked: the container's state forbids it.
        NotAllowed: the user lacks the right.
    """
    if portal_type in [fti.getId() for fti in container.allowedContentTypes()]:
        return
    if not container.getTypeInfo().allowType(portal_type):
        raise BadInput([Problem("@type", "type_not_here")])
    if not could_change(container):
        raise NotAllowed(portal_type)
    findings = closed_file(container) if IRecordItem.providedBy(container) else []
    state = facts.lifecycle_state(container)
    if not findings and state in FIXED_STATES:
        findings = [wrong_state(container, state)]
    if findings:
        raise TransitionBlocked(findings)
    raise NotAllowed(portal_type)


def before_transition(obj: object, event: object) -> None:
    """Refuse a transition whose parameters or record do not allow it."""
    if event.transition is None or event.workflow.getId() not in LIFECYCLE:
        return
    name, kwargs = event.transition.getId(), event.kwargs or {}
    found = _bad_parameters(obj, name, kwargs)
    if found:
        raise BadInput(found)
    findings = _findings(obj, name)
    if findings:
        raise TransitionBlocked(findings)


def after_transition(obj: object, event: object) -> None:
    """Write what the transition states, then its event."""
    if event.transition is None or event.workflow.getId() not in LIFECYCLE:
        return
    name, kwargs = event.transition.getId(), event.kwargs or {}
    field = DATE_PARAMETER.get(name)
    if field and IPermitFile.providedBy(obj):
        actions.take_step(obj, field, _step_date(obj, field, kwargs))
    if name == DECIDE and kwargs.get("matters"):
        actions.decide(obj, kwargs["matters"])
    if name == CORRECT:
        actions.correct(obj, kwargs["changes"], kwargs["reason"])
    log(
        obj,
        name,
        reason=kwargs.get("reason") or kwargs.get("comment") or "",
        details={"from": event.old_state.getId(), "to": event.new_state.getId()},
    )
    if name == "archive":
        for record in facts.descendants(obj):
            if facts.lifecycle_state(record) in ("draft", "submitted"):
                actions.seal_with_file(record)
    obj.reindexObject()


def _step_date(obj: object, field: str, kwargs: Mapping[str, object]) -> date:
    value = kwargs.get(field) or getattr(obj, field, None) or facts.today()
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _bad_parameters(
    obj: object, name: str, kwargs: Mapping[str, object]
) -> list[Problem]:
    found = parameter_problems(parameters(name), kwargs)
    if found:
        return found
    if name == DECIDE and kwargs.get("matters"):
        found += decision_problems(obj, kwargs["matters"])
    field = DATE_PARAMETER.get(name)
    if field:
        found += _date_problems(obj, field, kwargs)
    return found


def _date_problems(
    obj: object, field: str, kwargs: Mapping[str, object]
) -> list[Problem]:
    day = _step_date(obj, field, kwargs)
    known = FILE_STEPS if field in FILE_STEPS else ("received_on", field)
    steps = [(f, day if f == field else getattr(obj, f, None)) for f in known]
    return order_problems(steps, facts.today())


def _findings(obj: object, name: str) -> list[Finding]:
    if IRecordItem.providedBy(obj):
        return closed_file(obj) or _owed(obj, name)
    return _owed(obj, name) + (_undecided(obj) if name == "archive" else [])


def _owed(obj: object, name: str) -> list[Finding]:
    """Return what the file still owes before a step (Art. 3–18)."""
    return getUtility(IDuties).standing(obj, name)


def _undecided(file: object) -> list[Finding]:
    found, hidden = [], 0
    for item in (file, *facts.descendants(file)):
        if not awaits_officer(item):
            continue
        if facts.lifecycle_state(item) == "voided":
            continue
        if not api.user.has_permission("View", obj=item):
            hidden += 1
            continue
        title = (("title", item.title),)
        is_marked = facts.confidentiality_state(item) != "undecided"
        code = "marked_at_entry" if is_marked else "undecided_record"
        found.append(blocked("R20-1", "办法第二十条", code, item, title))
    if hidden:
        count = (("count", str(hidden)),)
        found.append(blocked("R20-1", "办法第二十条", "undecided_records", file, count))
    return found
