"""The writers of content: one function for each change, each ends in the ledger.

Doors (forms, REST, scripts) meet here through the events of their objects.
"""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from collections.abc import Mapping
from lingchuan.records.content import facts
from lingchuan.records.content.catalogue import FILE_NUMBER_PATTERN
from lingchuan.records.content.checks import problems
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.settings import settings
from lingchuan.records.core.digest import state_digest
from lingchuan.records.interfaces import IMediaEvidence
from lingchuan.records.interfaces import IPermitFile
from lingchuan.records.ledger import api as ledger
from persistent.list import PersistentList
from persistent.mapping import PersistentMapping
from plone.dexterity.utils import createContent
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.interfaces import INamedBlobFile
from plone.uuid.interfaces import IUUID
from zope.container.interfaces import INameChooser
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent


SERIES = "permit_file"


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


def number_file(file: object, year: int) -> None:
    """Give a permit file its number, once and for ever."""
    if aq_base(file).file_number:
        return
    pattern = settings().file_number_pattern or FILE_NUMBER_PATTERN
    _seq, text = ledger.allocate_number(SERIES, year, pattern, IUUID(file))
    file.file_number = text
    file.file_sequence = _seq


def add_permit_file(register: object, **values: object) -> object:
    """Create a permit file in the register's folder of its year.

    Raises:
        BadInput: a value is impossible; nothing is stored.
    """
    file = createContent("PermitFile", **values)
    notify(ObjectCreatedEvent(file))
    return _add(year_folder(register, _year(file)), file)


def add_record(container: object, portal_type: str, **values: object) -> object:
    """Create a record in a permit file or an activity of it."""
    record = createContent(portal_type, **values)
    notify(ObjectCreatedEvent(record))
    return _add(container, record)


def _add(container: object, obj: object) -> object:
    found = problems(obj.portal_type, lambda n: getattr(obj, n, None), container)
    if found:
        raise BadInput(found)
    name = INameChooser(container).chooseName(None, obj)
    obj.id = name
    container._setObject(name, obj)
    return container._getOb(name)


def _year(file: object) -> int:
    day = getattr(aq_base(file), "received_on", None) or facts.today()
    return day.year


def entered(obj: object) -> None:
    """Check and log a record that was just stored."""
    if IPermitFile.providedBy(obj):
        number_file(obj, _year(obj))
    _refuse_bad(obj)
    log(obj, "create")


def changed(obj: object, before: str = "") -> None:
    """Check and log a record that was just changed."""
    _refuse_bad(obj)
    log(obj, "change", digest_before=before)


def removed(obj: object) -> None:
    """Log the removal of a draft."""
    log(obj, "delete_draft")


def _refuse_bad(obj: object) -> None:
    found = problems(obj.portal_type, lambda n: getattr(aq_base(obj), n, None), obj)
    if found:
        raise BadInput(found)


def log(
    obj: object,
    action: str,
    *,
    reason: str = "",
    details: Mapping[str, object] | None = None,
    digest_before: str | None = None,
) -> str:
    """Write the event of one act on `obj` and keep its id on the object."""
    digest = state_digest(facts.canonical_state(obj))
    event = ledger.record(
        action,
        uid=IUUID(obj),
        path="/".join(obj.getPhysicalPath()),
        digest=digest,
        digest_before=digest_before or getattr(aq_base(obj), "state_digest", None),
        role=ledger.acting_role(_roles_on(obj)),
        reason=reason,
        files=_file_digests(obj),
        details=dict(details or {}),
    )
    obj.state_digest = digest
    obj.ledger_event = event
    return event


def _roles_on(obj: object) -> list[str]:
    """Return the current user's roles on `obj`, the local ones too."""
    return getSecurityManager().getUser().getRolesInContext(obj)


def _file_digests(obj: object) -> tuple[dict[str, object], ...]:
    if not IMediaEvidence.providedBy(obj) or not getattr(obj, "sha256", None):
        return ()
    return ({"sha256": obj.sha256, "sm3": obj.sm3, "size": obj.size},)


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
            values={name: _kept(getattr(aq_base(obj), name, None)) for name in changes},
        )
    )
    for name, value in changes.items():
        setattr(obj, name, value)
    _refuse_bad(obj)


def _kept(value: object) -> object:
    return value if INamedBlobFile.providedBy(value) else _plain_copy(value)


def _plain_copy(value: object) -> object:
    return (
        [dict(v) if isinstance(v, dict) else v for v in value]
        if isinstance(value, list)
        else value
    )
