"""The confidentiality workflow's checks and acts, and decisions made in advance.

- Checks run in the before event and write nothing; acts run in the after event,
  so that menu, REST and script are one (platform.md, trap 2).
- A class decided in advance opens or restricts until submit, never below a parent.
- Restricting a container raises what it holds; opening it looks up its parts again.
"""

from Acquisition import aq_base
from collections.abc import Mapping
from lingchuan.records.confidentiality import decision as rules
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.confidentiality.roles import ancestors
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import RESTRICTED
from lingchuan.records.confidentiality.roles import STATE
from lingchuan.records.content import actions as content_actions
from lingchuan.records.content import facts
from lingchuan.records.content.settings import settings
from lingchuan.records.core.secrecy import look_up_class
from lingchuan.records.interfaces import IRecordContent
from lingchuan.records.interfaces import IRecordItem
from persistent.mapping import PersistentMapping
from plone import api


WORKFLOW = "confidentiality_workflow"
STATE_VARIABLE = "confidentiality_state"
OPEN_STATES = ("open", "released")
UNSUBMITTED = ("draft", "registered")
STUB_TITLE = "国家秘密文件（存根）"
CHECKS = {
    "mark_open": rules.check_open,
    "restrict": rules.check_restrict,
    "revise": rules.check_revise,
    "propose_release": rules.check_propose,
    "release": rules.check_release,
    "reject": rules.check_second,
}


def before_transition(obj: object, event: object) -> None:
    """Refuse a decision whose parameters or surroundings do not allow it."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    CHECKS[event.transition.getId()](obj, event.kwargs or {})


def after_transition(obj: object, event: object) -> None:
    """Write the decision, lock or unlock, carry it to the parts, log it."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    name, params = event.transition.getId(), event.kwargs or {}
    ACTS[name](obj, params)
    restricted = event.new_state.getId() in RESTRICTED
    _set_lock(obj, restricted)
    content_actions.log(
        obj,
        name,
        reason=params.get("reason") or params.get("comment") or "",
        details=_details(obj),
    )
    if name in ("restrict", "revise"):
        _raise_parts(obj, obj)
    elif name in ("mark_open", "release"):
        _look_up_parts(obj)
    remaining = decision_of(obj).get("proposed_kinds") if name == "release" else None
    if remaining:
        execute(obj, "restrict", kinds=list(remaining), comment=params.get("comment"))


def execute(obj: object, transition: str, **params: object) -> None:
    """Run a transition by rule, without a user's guard but with every check."""
    workflow = api.portal.get_tool("portal_workflow").getWorkflowById(WORKFLOW)
    params.setdefault("comment", "")
    workflow._changeStateOf(obj, workflow.transitions.get(transition), params)
    _reindex(obj)


def _reindex(obj: object) -> None:
    obj.reindexObject(
        idxs=[STATE_VARIABLE, "Title", "sortable_title", "SearchableText"]
    )
    obj.reindexObjectSecurity()


def _decide(obj: object, params: Mapping[str, object], **values: object) -> None:
    kept = decision_of(obj)
    new = PersistentMapping({name: kept.get(name) for name in rules.FIELDS})
    for name in rules.FIELDS:
        if params.get(name) is not None:
            value = params[name]
            new[name] = value.isoformat() if hasattr(value, "isoformat") else value
    by_class = bool(params.get("by_class"))
    new.update(
        by_class=by_class,
        decided_by=None if by_class else api.user.get_current().getId(),
        decided_at=facts.now().isoformat(),
        reason=params.get("reason") or params.get("comment") or "",
        **values,
    )
    obj.confidentiality = new


def _act_open(obj: object, params: Mapping[str, object]) -> None:
    _decide(obj, params, kinds=[], known_to=[])


def _act_restrict(obj: object, params: Mapping[str, object]) -> None:
    kinds = rules.in_order(rules.kinds_given(obj, params))
    _decide(obj, params, kinds=kinds, known_to=rules.known_to_given(obj, params))
    if STATE in kinds:
        obj.title = STUB_TITLE


def _act_propose(obj: object, params: Mapping[str, object]) -> None:
    obj.confidentiality["proposed_by"] = api.user.get_current().getId()
    remaining = rules.as_list(params.get("kinds"))
    obj.confidentiality["proposed_kinds"] = rules.in_order(remaining)


def _act_release(obj: object, params: Mapping[str, object]) -> None:
    remaining = list(decision_of(obj).get("proposed_kinds") or ())
    proposer = decision_of(obj).get("proposed_by")
    _decide(obj, params, kinds=[], known_to=list(decision_of(obj)["known_to"]))
    obj.confidentiality.update(
        proposed_kinds=remaining,
        proposed_by=proposer,
        released_on=facts.today().isoformat(),
    )


def _act_reject(obj: object, params: Mapping[str, object]) -> None:
    obj.confidentiality.pop("proposed_by", None)
    obj.confidentiality.pop("proposed_kinds", None)


ACTS = {
    "mark_open": _act_open,
    "restrict": _act_restrict,
    "revise": _act_restrict,
    "propose_release": _act_propose,
    "release": _act_release,
    "reject": _act_reject,
}


def _details(obj: object) -> dict[str, object]:
    names = ("kinds", "known_to", "by_class", "level", "proposed_kinds")
    said = decision_of(obj)
    return {name: said[name] for name in names if said.get(name) not in (None, "")}


def _set_lock(obj: object, restricted: bool) -> None:
    if restricted:
        obj.__ac_local_roles_block__ = True
    elif "__ac_local_roles_block__" in vars(aq_base(obj)):
        del obj.__ac_local_roles_block__
    forget_roles()
    _reindex(obj)


def _parts(obj: object) -> list[object]:
    children = getattr(aq_base(obj), "objectValues", None)
    if children is None:
        return []
    return [part for part in obj.objectValues() if IRecordContent.providedBy(part)]


def _raise_parts(obj: object, whole: object) -> None:
    kinds = set(decision_of(whole)["kinds"])
    known_to = list(decision_of(whole)["known_to"])
    for part in _parts(obj):
        state = facts.confidentiality_state(part)
        own = decision_of(part)
        if state in OPEN_STATES:
            named = {"kinds": rules.in_order(kinds), "known_to": known_to}
            execute(part, "restrict", **named)
        elif state not in RESTRICTED:
            _raise_parts(part, whole)
        elif not kinds <= set(own["kinds"]):
            union = rules.in_order(kinds | set(own["kinds"]))
            circle = [p for p in own["known_to"] if not known_to or p in known_to]
            execute(part, "revise", kinds=union, known_to=circle or known_to)


def _look_up_parts(obj: object) -> None:
    for part in _parts(obj):
        if facts.confidentiality_state(part) == "undecided":
            apply_class(part)


def apply_class(obj: object) -> None:
    """Decide a record by the class table where nobody has decided it."""
    state = facts.confidentiality_state(obj)
    by_class = bool(decision_of(obj).get("by_class"))
    if state != "undecided" and not (state == "open" and by_class):
        return
    kinds = look_up_class(
        [dict(row) for row in settings().class_table or ()],
        obj.portal_type,
        getattr(aq_base(obj), "record_kind", None),
        getattr(aq_base(obj), "document_name", None),
        facts.today(),
    )
    if kinds:
        execute(obj, "restrict", kinds=rules.in_order(kinds), by_class=True)
    elif kinds is None and state == "open":
        _undecide(obj)
    elif kinds is not None and state == "undecided" and _parents_open(obj):
        execute(obj, "mark_open", by_class=True)


def _parents_open(obj: object) -> bool:
    return all(facts.confidentiality_state(a) in OPEN_STATES for a in ancestors(obj))


def _undecide(obj: object) -> None:
    tool = api.portal.get_tool("portal_workflow")
    workflow = tool.getWorkflowById(WORKFLOW)
    status = dict(workflow._getStatusOf(obj), action="undecide")
    status[STATE_VARIABLE] = workflow.initial_state
    tool.setStatusOf(WORKFLOW, obj, status)
    workflow.updateRoleMappingsFor(obj)
    del obj.confidentiality
    forget_roles()
    content_actions.log(obj, "undecide", details={"by_class": True})
    _reindex(obj)


def added(obj: object, event: object) -> None:
    """Decide a new record by its class."""
    obj.access_basis = _access_basis(obj)
    apply_class(obj)
    forget_roles()
    obj.reindexObjectSecurity()


def modified(obj: object, event: object) -> None:
    """Look the class up again until submit; reindex when the file's people change."""
    if facts.lifecycle_state(obj) in UNSUBMITTED:
        apply_class(obj)
    basis = _access_basis(obj)
    if getattr(aq_base(obj), "access_basis", None) != basis:
        obj.access_basis = basis
        forget_roles()
        obj.reindexObjectSecurity()


def _access_basis(obj: object) -> tuple[object, ...]:
    base = aq_base(obj)
    handlers = tuple(getattr(base, "handlers", None) or ())
    unit = getattr(base, "unit", None)
    return (handlers, unit, getattr(base, "external_system", None))


def lifecycle_moved(obj: object, event: object) -> None:
    """Take the creator's reading away at submit, from the record and its parts."""
    if event.transition is None or event.workflow.getId() == WORKFLOW:
        return
    forget_roles()
    if IRecordItem.providedBy(obj):
        obj.reindexObjectSecurity()
