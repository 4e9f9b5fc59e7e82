"""What no longer changes: closed files, taken steps, decisions, originals.

- A closed file changes only in what the archivist needs; its records not at all.
- A step once taken keeps a date, a matter once decided its decision.
- The original of a record that was ever submitted is neither replaced nor removed.
- A type of a higher layer says itself what of it is fixed (`IOwnRules`).
"""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from collections.abc import Collection
from lingchuan.records.content import facts
from lingchuan.records.content.errors import FieldNotAllowed
from lingchuan.records.content.file_checks import FILE_STEPS
from lingchuan.records.content.findings import ARTICLE_4
from lingchuan.records.content.findings import blocked
from lingchuan.records.content.findings import closed_file
from lingchuan.records.content.findings import CLOSED_STATES
from lingchuan.records.content.keeping import refuse_change
from lingchuan.records.content.messages import field_title
from lingchuan.records.core.findings import Finding
from lingchuan.records.interfaces import IOwnRules
from lingchuan.records.interfaces import IPermitFile
from lingchuan.records.interfaces import IRecordItem
from zope.component import queryUtility
from zope.globalrequest import getRequest


UNDECIDED_STATES = ("registered", "supplementing", "accepted")
ARCHIVISTS_FIELDS = frozenset(("retention_class", "physical_location"))
# Who records a decision, as the guard of `decide` has it.
DECIDERS = frozenset(("File Handler", "Unit Head", "Bureau Head"))

Decisions = tuple[tuple[str, str | None], ...]


def refuse_fixed(obj: object, names: Collection[str] | None) -> None:
    """Refuse a change of what is fixed.

    Args:
        names: the fields that were changed, None if nobody told.
    Raises:
        TransitionBlocked: the change touches what is fixed.
        FieldNotAllowed: the user may edit, but not decide.
    """
    found: list[Finding] = []
    if IPermitFile.providedBy(obj):
        found = [*_closed(obj, names), *_emptied(obj), *_decided_again(obj)]
        refuse_decisions(obj)
    elif IRecordItem.providedBy(obj):
        found = closed_file(obj) + _originals(obj)
    rules = queryUtility(IOwnRules, name=obj.portal_type)
    if rules is not None:
        found = [*found, *rules.fixed(obj)]
    if found:
        refuse_change(obj, found)


def refuse_decisions(file: object) -> None:
    """Refuse a decision that is written by somebody who may not decide."""
    if decisions_of(file) == _known(file, "checked_decisions"):
        return
    user = getSecurityManager().getUser()
    if not DECIDERS & set(user.getRolesInContext(file)):
        raise FieldNotAllowed("matters")


def decisions_of(file: object) -> Decisions:
    """Return (code, decision) of each matter that is decided."""
    rows = aq_base(file).matters or ()
    return tuple((r["code"], r["decision"]) for r in rows if r.get("decision"))


def steps_of(file: object) -> tuple[str, ...]:
    """Return the steps that have a date."""
    return tuple(name for name in FILE_STEPS if getattr(aq_base(file), name, None))


def _known(file: object, name: str) -> tuple:
    return getattr(aq_base(file), name, None) or ()


def _closed(file: object, names: Collection[str] | None) -> list[Finding]:
    state = facts.lifecycle_state(file)
    if state not in CLOSED_STATES:
        return []
    if names is not None and set(names) <= ARCHIVISTS_FIELDS:
        return []
    title = (("state", facts.state_title(file, state)),)
    return [blocked("R04-1", ARTICLE_4, "file_closed", file, title)]


def _emptied(file: object) -> list[Finding]:
    if facts.lifecycle_state(file) in ("registered", "supplementing"):
        return []
    kept = steps_of(file)
    return [
        blocked("R04-1", ARTICLE_4, "step_taken", file, (("field", _title(name)),))
        for name in _known(file, "checked_steps")
        if name not in kept
    ]


def _title(name: str) -> str:
    return field_title("PermitFile", name, getRequest())


def _decided_again(file: object) -> list[Finding]:
    if facts.lifecycle_state(file) in UNDECIDED_STATES:
        return []
    now = dict(decisions_of(file))
    return [
        blocked("R04-1", ARTICLE_4, "second_decision", file, (("code", code),))
        for code, decision in _known(file, "checked_decisions")
        if now.get(code) != decision
    ]


def _originals(record: object) -> list[Finding]:
    if not facts.was_submitted(record):
        return []
    base = aq_base(record)
    return [
        blocked("R04-1", ARTICLE_4, "original_fixed", record)
        for name, known in (getattr(base, "file_digests", None) or {}).items()
        if getattr(getattr(base, name, None), "_blob", None) is not known["blob"]
    ]
