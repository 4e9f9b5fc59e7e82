"""The writers of content: one function for each change, each ends in the ledger.

Doors (forms, REST, scripts) meet here through the events of their objects.
"""

from Acquisition import aq_base
from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from DateTime import DateTime
from datetime import date
from lingchuan.records.content import facts
from lingchuan.records.content.admitting import is_admitted
from lingchuan.records.content.catalogue import FILE_NUMBER_PATTERN
from lingchuan.records.content.checks import problems
from lingchuan.records.content.clock_offsets import carry_offsets
from lingchuan.records.content.clock_offsets import use_of
from lingchuan.records.content.decisions import with_decisions
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.events import log
from lingchuan.records.content.findings import ARTICLE_4
from lingchuan.records.content.findings import blocked
from lingchuan.records.content.findings import closed_file
from lingchuan.records.content.fixed import decisions_of
from lingchuan.records.content.fixed import refuse_decisions
from lingchuan.records.content.fixed import refuse_fixed
from lingchuan.records.content.fixed import steps_of
from lingchuan.records.content.media_checks import confirmations
from lingchuan.records.content.normalise import keep_digests
from lingchuan.records.content.normalise import normalise
from lingchuan.records.content.people import handlers_ever
from lingchuan.records.content.settings import settings
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.lists import valid_on
from lingchuan.records.interfaces import IMediaEvidence
from lingchuan.records.interfaces import IPermitFile
from lingchuan.records.interfaces import IRecordingDevice
from lingchuan.records.interfaces import IRecordItem
from lingchuan.records.ledger import api as ledger
from persistent.list import PersistentList
from persistent.mapping import PersistentMapping
from plone import api
from plone.dexterity.utils import createContent
from plone.dexterity.utils import createContentInContainer
from plone.dexterity.utils import iterSchemata
from plone.uuid.interfaces import IUUID
from zope.container.interfaces import INameChooser
from zope.schema import getFieldsInOrder


SERIES = "permit_file"
_YEARS = {"y10": 10, "y30": 30}


def year_folder(register: object, year: int) -> object:
    """Return the year's register below `register`, made if it is missing."""
    name = f"{year:04d}"
    if register.getId() == name:
        return register
    if name not in register:
        createContentInContainer(
            register, "PermitRegister", checkConstraints=False, id=name, title=name
        )
    return register[name]


def number_file(file: object, day: date) -> None:
    """Give a permit file its number, once and for ever.

    Raises:
        BadInput: it brings a number that was not given here.
    """
    base = aq_base(file)
    if base.file_number:
        if not base.file_sequence:
            raise BadInput([Problem("file_number", "server_only")])
        return
    rows = valid_on(settings().file_number_patterns, day)
    pattern = rows[-1]["pattern"] if rows else FILE_NUMBER_PATTERN
    seq, text = ledger.allocate_number(SERIES, day.year, pattern, IUUID(file))
    file.file_number = text
    file.file_sequence = seq


def add_permit_file(register: object, **values: object) -> object:
    """Create a permit file in the register's folder of its year.

    Raises:
        BadInput: a value is impossible; nothing is stored.
    """
    file = createContent("PermitFile", **values)
    return _add(year_folder(register, received_day(file).year), file)


def add_record(container: object, portal_type: str, **values: object) -> object:
    """Create a record in a permit file or an activity of it."""
    return _add(container, createContent(portal_type, **values))


def _add(container: object, obj: object) -> object:
    found = problems(obj.portal_type, lambda n: getattr(obj, n, None), container)
    if found:
        raise BadInput(found)
    name = INameChooser(container).chooseName(None, obj)
    obj.id = name
    container._setObject(name, obj)
    return container._getOb(name)


def received_day(file: object) -> date:
    """Return the day on which a file's application arrived, today without one."""
    return getattr(aq_base(file), "received_on", None) or facts.today()


def entered(obj: object) -> None:
    """Check and log what was just stored.

    Raises:
        TransitionBlocked: it is a copy, or its file is closed.
        BadInput: a value is impossible.
    """
    if getattr(aq_base(obj), "ledger_event", None):
        raise TransitionBlocked([blocked("R04-1", ARTICLE_4, "copy_refused", obj)])
    is_late = IRecordItem.providedBy(obj) and not is_admitted(obj)
    findings = closed_file(obj) if is_late else []
    if findings:
        raise TransitionBlocked(findings)
    if IPermitFile.providedBy(obj):
        number_file(obj, received_day(obj))
        refuse_decisions(obj)
    # A script may add what no event of creation was told of.
    keep_digests(obj)
    _checked(obj)
    if IPermitFile.providedBy(obj):
        _carry_to_records(obj)
    log(obj, "create")
    if IRecordingDevice.providedBy(obj):
        carry_offsets(obj)


def changed(obj: object, names: Collection[str] | None = None) -> None:
    """Check, complete and log what was just changed.

    Args:
        names: the fields that were changed, None if nobody told.
    Raises:
        TransitionBlocked: what was changed is fixed.
        NotAllowed: the user may edit, but not decide.
        BadInput: a value is impossible.
    """
    refuse_fixed(obj, names)
    normalise(obj)
    _checked(obj)
    if IPermitFile.providedBy(obj):
        reckon_retention(obj)
        _carry_to_records(obj)
    log(obj, "change")
    if IRecordingDevice.providedBy(obj):
        carry_offsets(obj)


def _carry_to_records(file: object) -> None:
    """Let the catalog find a file's records by what was changed of the file."""
    values = facts.values_of_file(file)
    known = getattr(aq_base(file), "carried", None)
    if known == values:
        return
    file.carried = values
    if known is None:
        return
    names = [name for name in values if values[name] != known.get(name)]
    for record in facts.descendants(file):
        record.reindexObject(idxs=names)


def removed(obj: object) -> None:
    """Log the removal of a draft, or of a thing that is no record.

    The event tells who may read of it, for the thing itself can no longer be asked.
    """
    action = "delete_draft" if IRecordItem.providedBy(obj) else "delete"
    log(obj, action, details={"open": facts.is_open(obj)})


def _checked(obj: object) -> None:
    found = problems(obj.portal_type, lambda n: getattr(aq_base(obj), n, None), obj)
    if found:
        raise BadInput(found)
    if IPermitFile.providedBy(obj):
        obj.checked_handlers = tuple(aq_base(obj).handlers or ())
        obj.former_handlers = handlers_ever(obj)
        obj.checked_matters = tuple(row["code"] for row in aq_base(obj).matters)
        obj.checked_decisions = decisions_of(obj)
        obj.checked_steps = steps_of(obj)
    if IMediaEvidence.providedBy(obj):
        obj.checked_use = use_of(obj)
        obj.checked_confirmations = confirmations(aq_base(obj).interruptions or ())


def correct(obj: object, changes: Mapping[str, object], reason: str) -> None:
    """Change a sealed record as a new version; keep the old one whole (R04-1)."""
    versions = getattr(aq_base(obj), "versions", None)
    if versions is None:
        versions = obj.versions = PersistentList()
    versions.append(
        PersistentMapping(
            at=facts.now(),
            by=ledger.current_actor(),
            reason=reason,
            digest=getattr(aq_base(obj), "state_digest", ""),
            values=_values(obj),
        )
    )
    for name, value in changes.items():
        setattr(obj, name, value)
    normalise(obj)
    _checked(obj)


def _values(obj: object) -> dict[str, object]:
    return {
        name: _plain_copy(getattr(aq_base(obj), name, None))
        for schema in iterSchemata(obj)
        for name, _field in getFieldsInOrder(schema)
    }


def _plain_copy(value: object) -> object:
    return (
        [dict(v) if isinstance(v, dict) else v for v in value]
        if isinstance(value, list)
        else value
    )


def take_step(file: object, field: str, day: date) -> None:
    """Write the day of a step that a transition states."""
    setattr(file, field, day)
    file.checked_steps = steps_of(file)
    reckon_retention(file)


def decide(file: object, rows: Sequence[dict]) -> None:
    """Write the decision on each matter that `rows` names."""
    file.matters = with_decisions(file.matters, rows, file.decided_on)
    file.checked_decisions = decisions_of(file)


def reckon_retention(file: object) -> None:
    """Start the term on 1 January after the year of closing (domain.md 2.9)."""
    closed = file.closed_on
    years = _YEARS.get(file.retention_class)
    start = date(closed.year + 1, 1, 1) if closed else None
    file.retention_start = start
    file.retention_until = (
        date(start.year + years - 1, 12, 31) if start and years else None
    )


def seal_with_file(record: object) -> None:
    """Fix a record of a file that is archived (docs/adr/0002)."""
    move_by_rule(record, "sealed", "archive")
    log(record, "seal", reason="archive")
    record.reindexObject()


def move_by_rule(
    record: object, state: str, action: str, name: str = facts.RECORD_WORKFLOW
) -> None:
    """Give a record its next state, past the guards of who may; the caller logs it.

    Args:
        name: of the workflow.
    """
    tool = api.portal.get_tool("portal_workflow")
    workflow = tool.getWorkflowById(name)
    status = dict(workflow._getStatusOf(record) or {})
    status |= {"review_state": state, "action": action, "comments": ""}
    status |= {"actor": ledger.current_actor(), "time": DateTime()}
    tool.setStatusOf(name, record, status)
    workflow.updateRoleMappingsFor(record)
