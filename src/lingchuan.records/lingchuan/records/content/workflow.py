"""May this transition go, and what follows it (permit files and records).

Checks run in the before event and write nothing; acts run in the after event,
so every door (menu, REST, scripts) meets the same reasons and the same writer.
"""

from collections.abc import Mapping
from datetime import date
from lingchuan.records.content import actions
from lingchuan.records.content import facts
from lingchuan.records.content.checks import FILE_STEPS
from lingchuan.records.content.decisions import decision_problems
from lingchuan.records.content.decisions import with_decisions
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.core.dates import order_problems
from lingchuan.records.core.findings import BLOCK
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import Problem
from lingchuan.records.interfaces import IPermitFile
from lingchuan.records.interfaces import IRecordItem
from plone import api


DATE_PARAMETER = {
    "accept": "accepted_on",
    "decide": "decided_on",
    "serve": "served_on",
    "close": "closed_on",
}
REASON_NEEDED = frozenset(
    ("void", "correct", "reopen", "return", "refuse", "withdraw", "redirect")
)
DECISION_PARAMETERS = {
    "restrict": ("kinds", "known_to"),
    "revise": ("kinds", "known_to"),
    "propose_release": ("kinds",),
}
LIFECYCLE = frozenset(("permit_file_workflow", "record_workflow"))
_YEARS = {"y10": 10, "y30": 30}


def parameters(transition: str) -> tuple[str, ...]:
    """Return the names of the parameters that a transition takes."""
    names = list(DECISION_PARAMETERS.get(transition, ()))
    if transition in DATE_PARAMETER:
        names.append(DATE_PARAMETER[transition])
    if transition in REASON_NEEDED:
        names.append("reason")
    return (*names, "comment")


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
        setattr(obj, field, _step_date(obj, field, kwargs))
    if name == "decide" and kwargs.get("matters"):
        obj.matters = with_decisions(obj.matters, kwargs["matters"], obj.decided_on)
    if name == "close":
        _start_retention(obj)
    if name == "correct":
        actions.correct(obj, kwargs.get("changes") or {}, kwargs["reason"])
    actions.log(
        obj,
        name,
        reason=kwargs.get("reason") or kwargs.get("comment") or "",
        details={"from": event.old_state.getId(), "to": event.new_state.getId()},
    )
    if name == "archive":
        _seal_all(obj)
    obj.reindexObject()


def _step_date(obj: object, field: str, kwargs: Mapping[str, object]) -> date:
    value = kwargs.get(field) or getattr(obj, field, None) or facts.today()
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _bad_parameters(
    obj: object, name: str, kwargs: Mapping[str, object]
) -> list[Problem]:
    if name in REASON_NEEDED and not str(kwargs.get("reason") or "").strip():
        return [Problem("reason", "reason_required", ())]
    field = DATE_PARAMETER.get(name)
    if not field:
        return []
    try:
        day = _step_date(obj, field, kwargs)
    except ValueError:
        return [Problem(field, "bad_date", ())]
    if name == "decide" and kwargs.get("matters"):
        found = decision_problems(obj, kwargs["matters"])
        if found:
            return found
    steps = [(f, day if f == field else getattr(obj, f, None)) for f in FILE_STEPS]
    steps = steps[: FILE_STEPS.index(field) + 1]
    return order_problems(steps, facts.today())


def _findings(obj: object, name: str) -> list[Finding]:
    if name != "archive":
        return []
    found = []
    if not obj.retention_class:
        found.append(_blocked("R17-1", "办法第十七条", "retention_class_missing", obj))
    hidden = 0
    for item in (obj, *_descendants(obj)):
        if facts.confidentiality_state(item) != "undecided":
            continue
        if facts.lifecycle_state(item) == "voided":
            continue
        if not api.user.has_permission("View", obj=item):
            hidden += 1
            continue
        title = (("title", item.title),)
        found.append(_blocked("R20-1", "办法第二十条", "undecided_record", item, title))
    if hidden:
        count = (("count", str(hidden)),)
        found.append(_blocked("R20-1", "办法第二十条", "undecided_records", obj, count))
    return found


def _blocked(
    rule: str, article: str, code: str, obj: object, params: tuple = ()
) -> Finding:
    uid = api.content.get_uuid(obj)
    return Finding(
        rule=rule,
        article=article,
        verdict=BLOCK,
        code=code,
        params=params,
        target=uid,
    )


def _descendants(obj: object) -> list[object]:
    found = []
    for child in getattr(obj, "objectValues", list)():
        if IRecordItem.providedBy(child):
            found += [child, *_descendants(child)]
    return found


def _start_retention(file: object) -> None:
    """Start the term on 1 January after the year of closing (domain.md 2.9)."""
    file.retention_start = date(file.closed_on.year + 1, 1, 1)
    years = _YEARS.get(file.retention_class)
    if years:
        file.retention_until = date(file.retention_start.year + years - 1, 12, 31)


def _seal_all(file: object) -> None:
    """Fix every record of an archived file (docs/adr/0002)."""
    tool = api.portal.get_tool("portal_workflow")
    workflow = tool.getWorkflowById("record_workflow")
    for record in _descendants(file):
        if facts.lifecycle_state(record) in ("draft", "submitted"):
            status = dict(workflow._getStatusOf(record) or {})
            status.update(
                review_state="sealed",
                action="archive",
                actor=api.user.get_current().getId(),
            )
            tool.setStatusOf("record_workflow", record, status)
            workflow.updateRoleMappingsFor(record)
            actions.log(record, "seal", reason="archive")
            record.reindexObject()
