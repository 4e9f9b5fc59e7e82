"""The confidentiality workflow: may this decision go, and what follows it.

- Checks run in the before event and write nothing; acts run in the after event,
  so that menu, REST and script are one (platform.md, trap 2).
- The class is looked up until submit; whose file it is decides who reads it.
"""

from Acquisition import aq_base
from collections.abc import Mapping
from lingchuan.records.confidentiality import actions
from lingchuan.records.confidentiality import carried
from lingchuan.records.confidentiality import decision as rules
from lingchuan.records.confidentiality.checks import check
from lingchuan.records.confidentiality.classes import apply_class
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.confidentiality.moves import ByRule
from lingchuan.records.confidentiality.moves import WORKFLOW
from lingchuan.records.confidentiality.stub import keep_stub
from lingchuan.records.content import facts
from lingchuan.records.content.arriving import is_arriving
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.parameters import ASKED
from lingchuan.records.core.parameters import DATE
from lingchuan.records.core.parameters import NAMES
from lingchuan.records.core.parameters import parameter_problems
from lingchuan.records.core.parameters import TEXT
from lingchuan.records.interfaces import IRecordItem


UNSUBMITTED = ("draft", "registered")
WITH_FIELDS = ("mark_open", "restrict", "revise")
# A body that lifts a state secret before its day says who it is, and by what document.
AUTHORITY = ("determiner", "basis_document")


def parameters(transition: str) -> Mapping[str, str]:
    """Return {parameter: kind of value} of a transition of this workflow.

    People must say why, rules need not (checks.py); who sends `reason` in the place of
    `comment` is understood.
    """
    taken = {"comment": ASKED, "reason": TEXT}
    if transition in WITH_FIELDS:
        kinds = dict.fromkeys(rules.FIELDS, TEXT) | dict.fromkeys(rules.DATES, DATE)
        kinds["data_items"] = NAMES
        return {"kinds": NAMES, "known_to": NAMES} | kinds | taken
    if transition == "propose_release":
        return {"kinds": NAMES} | dict.fromkeys(AUTHORITY, TEXT) | taken
    return taken


def before_transition(obj: object, event: object) -> None:
    """Refuse a decision whose parameters or surroundings do not allow it."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    name = event.transition.getId()
    params = {} if event.kwargs is None else event.kwargs
    if not isinstance(params, ByRule):
        found = parameter_problems(parameters(name), params)
        if found:
            raise BadInput(found)
    check(obj, name, params)


def after_transition(obj: object, event: object) -> None:
    """Write the decision."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    params = {} if event.kwargs is None else event.kwargs
    actions.decided(obj, event.transition.getId(), params)


def added(obj: object, event: object) -> None:
    """Decide a new record by its class; what brings its decision keeps it."""
    if carried.added(obj):
        obj.access_basis = _access_basis(obj)
        return
    if is_arriving():
        return
    obj.access_basis = _access_basis(obj)
    apply_class(obj)
    forget_roles()
    obj.reindexObjectSecurity()


def modified(obj: object, event: object) -> None:
    """Look the class up again until submit; reindex when the file's people change."""
    keep_stub(obj)
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
