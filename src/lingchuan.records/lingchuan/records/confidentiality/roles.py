"""The locks: which keys and persons hold which local role on a record.

- A record takes no role from above: its class blocks acquisition, and all that it
  needs is given here, from its file, its state and what lies around it.
- The nearest restriction, the record's own or one around it, is the lock.
- Who is named is read to within the circle of each restriction around, by person or by
  an office there; the key asks for that office, so that it opens only while it is held.
- Staff read what is open and lies in nothing that is undecided.
- A grant's key is asked for by name and stands in no list, so the catalog knows none.
- A recording of the hall has no file: the archivist is its handler.
"""

from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from Acquisition import aq_parent
from borg.localrole.interfaces import ILocalRoleProvider
from collections.abc import Iterator
from collections.abc import Mapping
from lingchuan.records.confidentiality.keys import EXTERNAL_SYSTEM
from lingchuan.records.confidentiality.keys import GRANT
from lingchuan.records.confidentiality.keys import office_key
from lingchuan.records.confidentiality.keys import person_key
from lingchuan.records.confidentiality.keys import PLATFORM_KEY
from lingchuan.records.confidentiality.keys import STAFF_KEY
from lingchuan.records.confidentiality.keys import STAFF_READER
from lingchuan.records.content import facts
from lingchuan.records.core.secrecy import combination
from lingchuan.records.core.secrecy import STATE
from lingchuan.records.interfaces import IGrants
from lingchuan.records.interfaces import IRecordContent
from plone import api
from zope.component import adapter
from zope.component import queryUtility
from zope.interface import implementer


FILE_HANDLER = "File Handler"
READER = "Confidential Reader"
VIEWER = "Granted Viewer"
UNIT_HEAD = "Unit Head"
CREATOR = "Record Creator"
RESTRICTED = ("restricted", "release_proposed")


def decision_of(obj: object) -> dict:
    """Return the confidentiality decision of a record, {} without one."""
    return getattr(aq_base(obj), "confidentiality", None) or {}


def is_restricted(obj: object) -> bool:
    """Tell whether the record itself is restricted."""
    return facts.confidentiality_state(obj) in RESTRICTED


def is_usual(decision: Mapping[str, object]) -> bool:
    """Tell whether a decision names nobody, and is known to handlers and offices."""
    kinds = decision.get("kinds") or ()
    return not decision.get("known_to") and STATE not in kinds


def ancestors(obj: object) -> Iterator[object]:
    """Yield the records that contain `obj`, nearest first."""
    for item in aq_chain(aq_inner(aq_parent(aq_inner(obj)))):
        if IRecordContent.providedBy(item):
            yield item


def restricted_ancestor(obj: object) -> object | None:
    """Return the nearest restricted record that contains `obj`."""
    return next((item for item in ancestors(obj) if is_restricted(item)), None)


class Roles:
    """The local roles of an object, worked out once."""

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
            self._give_all()
        return self._held

    def _give(self, principal: str | None, role: str) -> None:
        if principal:
            self._held.setdefault(principal, set()).add(role)

    def _give_all(self) -> None:
        raise NotImplementedError


@implementer(ILocalRoleProvider)
class ShelfRoles(Roles):
    """Staff read registers and shelves; nothing that is written there counts."""

    def _give_all(self) -> None:
        self._give(STAFF_KEY, STAFF_READER)


@implementer(ILocalRoleProvider)
class RegisterRoles(ShelfRoles):
    """External systems enter the register too: their own files lie there."""

    def _give_all(self) -> None:
        super()._give_all()
        self._give(PLATFORM_KEY, STAFF_READER)


@implementer(ILocalRoleProvider)
@adapter(IRecordContent)
class RecordRoles(Roles):
    """Local roles on a permit file or record."""

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """Return the roles of one user or key; only here those of a grant's key."""
        if not principal_id.startswith(GRANT):
            return super().getRoles(principal_id)
        grants = queryUtility(IGrants)
        return grants.roles_on(self.context, principal_id) if grants else ()

    def _give_all(self) -> None:
        file = facts.permit_file_of(self.context)
        self._file = file
        self._handlers = tuple(getattr(file, "handlers", None) or ())
        self._unit = getattr(file, "unit", None) or ""
        restriction = self.restriction()
        if restriction is not None:
            self._lock(restriction)
        else:
            self._unlocked()

    def restriction(self) -> Mapping[str, object] | None:
        """Return the decision that locks it: its own, else that of what lies around."""
        lock = self.context
        if not is_restricted(lock):
            lock = restricted_ancestor(self.context)
        return None if lock is None else decision_of(lock)

    def is_open(self) -> bool:
        """Tell whether it is open to all staff."""
        return facts.is_open(self.context)

    def _draft_creator(self) -> str | None:
        if facts.lifecycle_state(self.context) == "draft":
            return facts.creator_of(self.context)
        return None

    def _platform(self) -> str | None:
        """Return the account of the file's external system, if there is such a one."""
        name = getattr(aq_base(self._file), "external_system", None)
        user = api.user.get(userid=name) if name else None
        return name if user and EXTERNAL_SYSTEM in user.getRoles() else None

    def _unlocked(self) -> None:
        for handler in self._handlers:
            self._give(handler, FILE_HANDLER)
        if self._file is None:
            self._give(office_key("archivist"), FILE_HANDLER)
        if self._unit:
            self._give(office_key("section_head", self._unit), UNIT_HEAD)
        creator = self._draft_creator()
        self._give(creator, CREATOR)
        if self.is_open():
            self._give(STAFF_KEY, STAFF_READER)
            self._give(self._platform(), VIEWER)
            return
        self._give(creator, READER)
        if self._unit:
            self._give(office_key("section_head", self._unit), READER)
        self._give(office_key("bureau_head"), READER)
        self._give(office_key("confidentiality_officer"), READER)

    def _lock(self, decision: Mapping[str, object]) -> None:
        kinds = decision.get("kinds") or ()
        if not kinds:
            return
        combo = combination(kinds)
        known_to = tuple(decision.get("known_to") or ())
        above = self._above(decision)
        circle = known_to or (() if STATE in kinds else self._handlers)
        for person in circle:
            for key in self._keys_of(person, combo, above):
                self._give(key, READER)
                if person in self._handlers:
                    self._give(key, FILE_HANDLER)
        self._give(office_key("confidentiality_officer", "", combo), READER)
        creator = self._draft_creator()
        if creator:
            self._give(person_key(creator, combo), CREATOR)
        if self._unit:
            self._give(office_key("section_head", self._unit, combo), UNIT_HEAD)
        if not is_usual(decision):
            return
        for office, unit in self._usual_offices():
            self._give(office_key(office, unit, combo), READER)
        if self._file is None:
            self._give(office_key("archivist", "", combo), FILE_HANDLER)

    def _above(self, decision: Mapping[str, object]) -> list[Mapping[str, object]]:
        """Return the restrictions around the lock."""
        around = [decision_of(o) for o in ancestors(self.context) if is_restricted(o)]
        return [one for one in around if one is not decision]

    def _keys_of(
        self, person: str, combo: str, above: list[Mapping[str, object]]
    ) -> Iterator[str]:
        """Yield the keys by which a person is in the circle of all that is above."""
        named = [one.get("known_to") or () for one in above if not is_usual(one)]
        if not all(person in circle for circle in named):
            return
        is_usual_above = any(map(is_usual, above))
        if not is_usual_above or person in self._handlers:
            yield person_key(person, combo)
            return
        for office, unit in self._usual_offices():
            asked = f"{office}@{unit}" if unit else office
            yield person_key(person, combo, asked)

    def _usual_offices(self) -> Iterator[tuple[str, str]]:
        """Yield (office, unit) of the usual circle, beside the handlers."""
        if self._unit:
            yield "section_head", self._unit
        yield "bureau_head", ""
        yield "archivist", ""
