"""Who may read an extraction: those who may read each recording that it is made from.

- Of each recording, the holders of its locks count: persons, offices, or all staff.
- An extraction has the holders that all its recordings have in common, each cleared for
  the kinds of all of them. Where two recordings have none in common, nobody reads it.
- A person counts among all staff while they hold a staff role. The catalog learns of a
  lost one at the next reindexing; the gate asks each recording, each time.
- The second person may issue it: never the extractor, nor who wrote the sheet. The
  creator edits a draft.
"""

from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_base
from borg.localrole.interfaces import ILocalRoleProvider
from collections.abc import Iterator
from dataclasses import dataclass
from lingchuan.records.confidentiality.keys import IMPORTER
from lingchuan.records.confidentiality.keys import office_asked
from lingchuan.records.confidentiality.keys import office_key
from lingchuan.records.confidentiality.keys import person_key
from lingchuan.records.confidentiality.keys import STAFF_KEY
from lingchuan.records.confidentiality.keys import STAFF_READER
from lingchuan.records.confidentiality.keys import STAFF_ROLES
from lingchuan.records.confidentiality.keys import take_apart
from lingchuan.records.confidentiality.roles import CREATOR
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import is_restricted
from lingchuan.records.confidentiality.roles import READER
from lingchuan.records.confidentiality.roles import RecordRoles
from lingchuan.records.confidentiality.roles import restricted_ancestor
from lingchuan.records.confidentiality.roles import Roles
from lingchuan.records.confidentiality.roles import VIEWER
from lingchuan.records.content import facts
from lingchuan.records.core.secrecy import combination
from lingchuan.records.evidence.items import items_of
from lingchuan.records.evidence.types import DRAFT
from lingchuan.records.interfaces import IEvidenceExtraction
from plone import api
from Products.CMFCore.permissions import View
from typing import Final
from zope.component import adapter
from zope.interface import implementer


COPY: Final = "lingchuan.records: Copy Record"
SECOND_PERSON: Final = "Second Person"
PERSON: Final = "person"
OFFICE: Final = "office"


@dataclass(frozen=True, slots=True)
class Circle:
    """Who may read something: all staff, or holders; with a clearance for `kinds`.

    `holders` are ("person", user id[:office that is asked besides]) and
    ("office", office[@unit]).
    """

    kinds: frozenset[str]
    staff: bool
    holders: frozenset[tuple[str, str]]

    def meet(self, other: "Circle") -> "Circle":
        """Return who may read both."""
        common = self.holders & other.holders
        if other.staff:
            common |= {one for one in self.holders if _is_of_staff(one)}
        if self.staff:
            common |= {one for one in other.holders if _is_of_staff(one)}
        kinds = self.kinds | other.kinds
        return Circle(kinds, self.staff and other.staff, common)

    def principals(self) -> Iterator[str]:
        """Yield the users and keys that stand for the holders."""
        combo = combination(self.kinds) if self.kinds else ""
        for kind, name in self.holders:
            if kind == PERSON:
                person, _colon, asked = name.partition(":")
                yield person_key(person, combo, asked) if combo else person
            else:
                office, _at, unit = name.partition("@")
                yield office_key(office, unit, combo)


def _is_of_staff(holder: tuple[str, str]) -> bool:
    """Return whether a holder reads what is open to all staff."""
    kind, name = holder
    if kind == OFFICE:
        return True
    user = api.user.get(userid=name.partition(":")[0])
    held = set(user.getRoles()) if user else set()
    return bool(held & STAFF_ROLES) and IMPORTER not in held


def circle_of(recording: object) -> Circle:
    """Return who may read a recording."""
    lock = recording if is_restricted(recording) else restricted_ancestor(recording)
    kinds = frozenset(decision_of(lock).get("kinds") or ()) if lock is not None else ()
    # Who was granted a single record by request was not granted what is made of it.
    reading = set(rolesForPermissionOn(View, recording)) - {VIEWER}
    held = {
        principal
        for principal, roles in RecordRoles(recording).getAllRoles()
        if reading & set(roles)
    }
    staff = STAFF_KEY in held
    holders = frozenset(map(_holder_of, held - {STAFF_KEY}))
    return Circle(frozenset(kinds), staff, holders)


def _holder_of(principal: str) -> tuple[str, str]:
    kind, name = take_apart(principal)
    asked = office_asked(principal)
    return kind, f"{name}:{asked}" if asked else name


def common_circle(recordings: list[object]) -> Circle | None:
    """Return who may read all these recordings, None if there are none."""
    circles = list(map(circle_of, recordings))
    if not circles:
        return None
    common = circles[0]
    for circle in circles[1:]:
        common = common.meet(circle)
    return common


@implementer(ILocalRoleProvider)
@adapter(IEvidenceExtraction)
class ExtractionRoles(Roles):
    """Local roles on an extraction."""

    def _give_all(self) -> None:
        extraction = aq_base(self.context)
        if facts.lifecycle_state(self.context) == DRAFT:
            self._give(facts.creator_of(self.context), CREATOR)
            if not is_one_person(self.context):
                self._give(extraction.second_person, SECOND_PERSON)
        circle = common_circle(items_of(self.context))
        if circle is None:
            # A draft whose recordings are all gone: whoever made it may take it back.
            self._give(facts.creator_of(self.context), READER)
            return
        if circle.staff and not circle.kinds:
            self._give(STAFF_KEY, STAFF_READER)
        for principal in circle.principals():
            self._give(principal, READER)


def is_one_person(extraction: object) -> bool:
    """Return whether the second person extracted it or wrote its sheet."""
    base = aq_base(extraction)
    second = base.second_person
    return bool(second) and second in (base.extractor, facts.creator_of(extraction))
