"""The confidentiality workflow: may this decision go, and what follows it.

- Checks run in the before event and write nothing; acts run in the after event,
  so that menu, REST and script are one (platform.md, trap 2).
- The class is looked up until submit; whose file it is decides who reads it.
"""

from Acquisition import aq_base
from collections.abc import Mapping
from lingchuan.records.confidentiality import actions
from lingchuan.records.confidentiality import decision as rules
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.content import facts
from lingchuan.records.content.arriving import is_arriving
from lingchuan.records.core.parameters import DATE
from lingchuan.records.core.parameters import NAMES
from lingchuan.records.core.parameters import TEXT
from lingchuan.records.interfaces import IRecordItem


UNSUBMITTED = ("draft", "registered")
WITH_FIELDS = ("mark_open", "restrict", "revise")
CHECKS = {
    "mark_open": rules.check_open,
    "restrict": rules.check_restrict,
    "revise": rules.check_revise,
    "propose_release": rules.check_propose,
    "release": rules.check_release,
    "reject": rules.check_second,
}


def parameters(transition: str) -> Mapping[str, str]:
    """Return {parameter: kind of value} of a transition of this workflow."""
    taken = {"comment": TEXT, "reason": TEXT}
    if transition in WITH_FIELDS:
        kinds = {name: DATE if name in rules.DATES else TEXT for name in rules.FIELDS}
        kinds["data_items"] = NAMES
        return {"kinds": NAMES, "known_to": NAMES} | kinds | taken
    return {"kinds": NAMES} | taken if transition == "propose_release" else taken


def before_transition(obj: object, event: object) -> None:
    """Refuse a decision whose parameters or surroundings do not allow it."""
    if event.transition is None or event.workflow.getId() != actions.WORKFLOW:
        return
    CHECKS[event.transition.getId()](obj, event.kwargs or {})


def after_transition(obj: object, event: object) -> None:
    """Write the decision."""
    if event.transition is None or event.workflow.getId() != actions.WORKFLOW:
        return
    actions.decided(obj, event.transition.getId(), event.kwargs or {})


def added(obj: object, event: object) -> None:
    """Decide a new record by its class."""
    if is_arriving():
        return
    obj.access_basis = _access_basis(obj)
    actions.apply_class(obj)
    forget_roles()
    obj.reindexObjectSecurity()


def modified(obj: object, event: object) -> None:
    """Look the class up again until submit; reindex when the file's people change."""
    actions.keep_stub(obj)
    if facts.lifecycle_state(obj) in UNSUBMITTED:
        actions.apply_class(obj)
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
    if event.transition is None or event.workflow.getId() == actions.WORKFLOW:
        return
    forget_roles()
    if IRecordItem.providedBy(obj):
        obj.reindexObjectSecurity()
