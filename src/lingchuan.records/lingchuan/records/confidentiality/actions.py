"""The writers of confidentiality: one decision, its lock, its parts, its event.

- `decided` follows every transition of the workflow, whoever made it.
- A class decided in advance opens or restricts until submit, never below a parent.
- Restricting a container raises what it holds; opening it looks up its parts again.
"""

from Acquisition import aq_base
from collections.abc import Mapping
from lingchuan.records.confidentiality import decision as rules
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import RESTRICTED
from lingchuan.records.confidentiality.roles import restricted_ancestor
from lingchuan.records.confidentiality.roles import STATE
from lingchuan.records.content import facts
from lingchuan.records.content.documents import is_of_its_kind
from lingchuan.records.content.documents import standard_document
from lingchuan.records.content.events import log
from lingchuan.records.content.facts import OPEN_STATES
from lingchuan.records.content.settings import settings
from lingchuan.records.core.secrecy import look_up_class
from lingchuan.records.interfaces import IRecordContent
from persistent.mapping import PersistentMapping
from plone import api


WORKFLOW = facts.SECRECY_WORKFLOW
STATE_VARIABLE = "confidentiality_state"
STUB_TITLE = "国家秘密文件（存根）"
LOGGED = ("kinds", "known_to", "by_class", "level", "proposed_kinds")
INDEXED = (STATE_VARIABLE, "Title", "sortable_title", "SearchableText")


def decided(obj: object, transition: str, params: Mapping[str, object]) -> None:
    """Write what a transition decides, log it, and carry it to the parts."""
    ACTS[transition](obj, params)
    forget_roles()
    _reindex(obj)
    said = decision_of(obj)
    log(
        obj,
        transition,
        reason=params.get("reason") or params.get("comment") or "",
        details={key: said[key] for key in LOGGED if said.get(key) not in (None, "")},
    )
    if transition in ("restrict", "revise"):
        _raise_parts(obj, obj)
    elif transition in ("mark_open", "release"):
        _look_up_parts(obj)
    remaining = said.get("proposed_kinds") if transition == "release" else None
    if remaining:
        execute(obj, "restrict", kinds=list(remaining), comment=params.get("comment"))


def execute(obj: object, transition: str, **params: object) -> None:
    """Run a transition by rule, without a user's guard but with every check."""
    workflow = api.portal.get_tool("portal_workflow").getWorkflowById(WORKFLOW)
    params.setdefault("comment", "")
    workflow._changeStateOf(obj, workflow.transitions.get(transition), params)
    _reindex(obj)


def _reindex(obj: object) -> None:
    obj.reindexObject(idxs=list(INDEXED))
    obj.reindexObjectSecurity()


def _write(obj: object, params: Mapping[str, object], **values: object) -> None:
    kept = decision_of(obj)
    new = PersistentMapping({name: kept.get(name) for name in rules.FIELDS})
    for name in rules.FIELDS:
        if params.get(name) is not None:
            value = params[name]
            value = value.isoformat() if hasattr(value, "isoformat") else value
            new[name] = value or None
    by_class = bool(params.get("by_class"))
    new.update(
        by_class=by_class,
        decided_by=None if by_class else facts.current_user(),
        decided_at=facts.now().isoformat(),
        reason=params.get("reason") or params.get("comment") or "",
        **values,
    )
    obj.confidentiality = new


def _open(obj: object, params: Mapping[str, object]) -> None:
    _write(obj, params, kinds=[], known_to=[])


def _restrict(obj: object, params: Mapping[str, object]) -> None:
    kinds = rules.in_order(rules.kinds_given(obj, params))
    _write(obj, params, kinds=kinds, known_to=rules.known_to_given(obj, params))
    keep_stub(obj)


def _propose(obj: object, params: Mapping[str, object]) -> None:
    obj.confidentiality["proposed_by"] = facts.current_user()
    remaining = rules.as_list(params.get("kinds"))
    obj.confidentiality["proposed_kinds"] = rules.in_order(remaining)


def _release(obj: object, params: Mapping[str, object]) -> None:
    remaining = list(decision_of(obj).get("proposed_kinds") or ())
    proposer = decision_of(obj).get("proposed_by")
    _write(obj, params, kinds=[], known_to=list(decision_of(obj)["known_to"]))
    obj.confidentiality.update(
        proposed_kinds=remaining,
        proposed_by=proposer,
        released_on=facts.today().isoformat(),
    )


def _reject(obj: object, params: Mapping[str, object]) -> None:
    obj.confidentiality.pop("proposed_by", None)
    obj.confidentiality.pop("proposed_kinds", None)


ACTS = {
    "mark_open": _open,
    "restrict": _restrict,
    "revise": _restrict,
    "propose_release": _propose,
    "release": _release,
    "reject": _reject,
}


def keep_stub(obj: object) -> None:
    """Keep a state secret the stub that it is: no file, no telling title (R20-2).

    Raises:
        TransitionBlocked: it carries a file.
    """
    if STATE not in (decision_of(obj).get("kinds") or ()):
        return
    if not rules.is_stub(obj):
        raise rules.refused("state_needs_stub", obj)
    if obj.title != STUB_TITLE:
        obj.title = STUB_TITLE
        obj.reindexObject(idxs=["Title", "sortable_title", "SearchableText"])


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
        if state in OPEN_STATES:
            named = {"kinds": rules.in_order(kinds), "known_to": known_to}
            execute(part, "restrict", **named)
        elif state not in RESTRICTED:
            _raise_parts(part, whole)
        else:
            _raise_restricted(part, kinds, known_to)


def _raise_restricted(part: object, kinds: set[str], known_to: list[str]) -> None:
    own = decision_of(part)
    circle = [p for p in own["known_to"] if not known_to or p in known_to]
    if own["known_to"] and not circle:
        raise rules.refused("circle_empty", part)
    wider = known_to and (not own["known_to"] or circle != list(own["known_to"]))
    if kinds <= set(own["kinds"]) and not wider:
        return
    union = rules.in_order(kinds | set(own["kinds"]))
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
    kinds = _class_of(obj)
    if kinds:
        execute(obj, "restrict", kinds=rules.in_order(kinds), by_class=True)
    elif kinds is None and state == "open":
        _undecide(obj)
    elif kinds is not None and state == "undecided":
        if restricted_ancestor(obj) is None:
            execute(obj, "mark_open", by_class=True)


def _class_of(obj: object) -> frozenset[str] | None:
    """Return the kinds decided in advance, None for none.

    A paper whose name belongs to another kind than it says waits for a decision.
    """
    if not is_of_its_kind(obj):
        return None
    return look_up_class(
        [dict(row) for row in settings().class_table or ()],
        obj.portal_type,
        getattr(aq_base(obj), "record_kind", None),
        standard_document(obj).get("name") or getattr(obj, "document_name", None),
        facts.today(),
    )


def _undecide(obj: object) -> None:
    tool = api.portal.get_tool("portal_workflow")
    workflow = tool.getWorkflowById(WORKFLOW)
    status = dict(workflow._getStatusOf(obj), action="undecide")
    status[STATE_VARIABLE] = workflow.initial_state
    tool.setStatusOf(WORKFLOW, obj, status)
    workflow.updateRoleMappingsFor(obj)
    del obj.confidentiality
    forget_roles()
    log(obj, "undecide", details={"by_class": True})
    _reindex(obj)
