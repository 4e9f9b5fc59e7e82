"""The locks: which keys and persons hold which local role on a record.

- A restricted record carries its own roles, for acquisition is blocked there.
- An undecided record under a restricted one adds no reader: the parent's hold.
- File Handler and Unit Head lie on the permit file and are acquired below.
"""

from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from Acquisition import aq_parent
from borg.localrole.interfaces import ILocalRoleProvider
from collections.abc import Iterator
from lingchuan.records.confidentiality.keys import office_key
from lingchuan.records.confidentiality.keys import person_key
from lingchuan.records.content import facts
from lingchuan.records.core.secrecy import combination
from lingchuan.records.interfaces import IPermitFile
from lingchuan.records.interfaces import IRecordContent
from plone import api
from zope.component import adapter
from zope.interface import implementer


FILE_HANDLER = "File Handler"
READER = "Confidential Reader"
VIEWER = "Granted Viewer"
UNIT_HEAD = "Unit Head"
CREATOR = "Record Creator"
RESTRICTED = ("restricted", "release_proposed")
EXTERNAL_SYSTEM = "External System"
STATE = "STATE"


def decision_of(obj: object) -> dict:
    """Return the confidentiality decision of a record, {} without one."""
    return getattr(aq_base(obj), "confidentiality", None) or {}


def is_restricted(obj: object) -> bool:
    """Tell whether the record itself is restricted."""
    return facts.confidentiality_state(obj) in RESTRICTED


def ancestors(obj: object) -> Iterator[object]:
    """Yield the records that contain `obj`, nearest first."""
    for item in aq_chain(aq_inner(aq_parent(aq_inner(obj)))):
        if IRecordContent.providedBy(item):
            yield item


def restricted_ancestor(obj: object) -> object | None:
    """Return the nearest restricted record that contains `obj`."""
    return next((item for item in ancestors(obj) if is_restricted(item)), None)


def creator_of(obj: object) -> str | None:
    """Return the user who made the record, by ownership, which no form sets."""
    # Zope stores no owner on an item whose container has the same one.
    owner = obj.getOwnerTuple()
    return owner[1] if isinstance(owner, tuple) else None


@implementer(ILocalRoleProvider)
class NoRoles:
    """No local role on registers and shelves, whoever wrote one there."""

    def __init__(self, context: object) -> None:
        self.context = context

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """Return nothing."""
        return ()

    def getAllRoles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Return nothing."""
        return iter(())


@implementer(ILocalRoleProvider)
@adapter(IRecordContent)
class RecordRoles:
    """Local roles on a permit file or record."""

    def __init__(self, context: object) -> None:
        self.context = context
        self._held: dict[str, set[str]] | None = None

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """Return the roles of one user or key."""
        return tuple(self._all().get(principal_id, ()))

    def getAllRoles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield every holder with its roles."""
        for principal, roles in self._all().items():
            yield principal, tuple(sorted(roles))

    def _all(self) -> dict[str, set[str]]:
        if self._held is None:
            self._held = {}
            self._file = facts.permit_file_of(self.context)
            self._handlers = tuple(getattr(self._file, "handlers", None) or ())
            self._unit = getattr(self._file, "unit", None) or ""
            state = facts.confidentiality_state(self.context)
            if state in RESTRICTED:
                self._lock()
            else:
                self._open_roles(undecided=state == "undecided")
        return self._held

    def _give(self, principal: str | None, role: str) -> None:
        if principal:
            self._held.setdefault(principal, set()).add(role)

    def _draft_creator(self) -> str | None:
        if facts.lifecycle_state(self.context) == "draft":
            return creator_of(self.context)
        return None

    def _platform(self) -> str | None:
        """Return the external system's account, if there is such a one."""
        name = getattr(self.context, "external_system", None)
        user = api.user.get(userid=name) if name else None
        return name if user and EXTERNAL_SYSTEM in user.getRoles() else None

    def _open_roles(self, undecided: bool) -> None:
        if IPermitFile.providedBy(self.context):
            for handler in self._handlers:
                self._give(handler, FILE_HANDLER)
            if self._unit:
                self._give(office_key("section_head", self._unit), UNIT_HEAD)
            self._give(self._platform(), VIEWER)
        creator = self._draft_creator()
        self._give(creator, CREATOR)
        if undecided and restricted_ancestor(self.context) is None:
            self._give(creator, READER)
            if self._unit:
                self._give(office_key("section_head", self._unit), READER)
            self._give(office_key("bureau_head"), READER)
            self._give(office_key("confidentiality_officer"), READER)

    def _lock(self) -> None:
        decision = decision_of(self.context)
        kinds = decision.get("kinds") or ()
        if not kinds:
            return
        combo = combination(kinds)
        known_to = tuple(decision.get("known_to") or ())
        circle = known_to or (() if STATE in kinds else self._handlers)
        for person in circle:
            self._give(person_key(person, combo), READER)
            if person in self._handlers:
                self._give(person_key(person, combo), FILE_HANDLER)
        self._give(office_key("confidentiality_officer", "", combo), READER)
        creator = self._draft_creator()
        if creator:
            self._give(person_key(creator, combo), CREATOR)
        if self._unit:
            self._give(office_key("section_head", self._unit, combo), UNIT_HEAD)
        if known_to or STATE in kinds:
            return
        if self._unit:
            self._give(office_key("section_head", self._unit, combo), READER)
        self._give(office_key("bureau_head", "", combo), READER)
        self._give(office_key("archivist", "", combo), READER)
