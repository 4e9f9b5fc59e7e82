"""From keys and locks to reasons: why a lock opens to a person, or does not.

- A lock is what the role provider hangs on a record; here its principals are told apart,
  never worked out a second time.
- Who belongs to a lock's circle but has not its key lacks a clearance; each kind that
  is lacking is named, with how it was lost.
- Pure questions: no object, no register, no request.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from lingchuan.records.confidentiality.keys import ADMINISTRATORS
from lingchuan.records.confidentiality.keys import circles_of
from lingchuan.records.confidentiality.keys import EXTERNAL_SYSTEM
from lingchuan.records.confidentiality.keys import IMPORTER
from lingchuan.records.confidentiality.keys import PERSON
from lingchuan.records.confidentiality.keys import STAFF_KEY
from lingchuan.records.confidentiality.keys import STAFF_ROLES
from lingchuan.records.confidentiality.keys import take_apart
from lingchuan.records.confidentiality.roles import FILE_HANDLER
from lingchuan.records.confidentiality.roles import VIEWER
from lingchuan.records.content.facts import OPEN_STATES
from lingchuan.records.core.readings import Reason
from lingchuan.records.core.secrecy import KINDS
from lingchuan.records.core.secrecy import STATE


# person:<user id>:<kinds>, office:<office>:<kinds>
KEY_WITH_KINDS = 3
PARTY = "Party"
SECTION_HEAD = "section_head"
OFFICE_CODES = {
    SECTION_HEAD: "section_head",
    "bureau_head": "bureau_head",
    "archivist": "archivist",
    "confidentiality_officer": "officer",
    "staff": "staff",
    "platform": "platform",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: roles of the site, keys and user id, offices, clearances had and lost.

    `lost` is {kind: last day, None where it was withdrawn}.
    """

    userid: str
    roles: frozenset[str]
    principals: frozenset[str]
    offices: tuple[tuple[str, str], ...]
    kinds: frozenset[str]
    lost: Mapping[str, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lock:
    """What is asked: {principal: those of its roles that open}, and what stands on it.

    `kinds` and `known_to` are those of the nearest restriction, () without one.
    """

    state: str
    opens: Mapping[str, frozenset[str]]
    kinds: tuple[str, ...] = ()
    known_to: tuple[str, ...] = ()


def why_open(person: Person, lock: Lock) -> tuple[Reason, ...]:
    """Return what of a person's opens a lock, () where it stays shut."""
    held = sorted(person.principals & set(lock.opens))
    found = [_opened(person, lock, one) for one in held]
    # To be staff is no reason beside a better one.
    better = [one for one in found if one.code != "staff"]
    return tuple(dict.fromkeys(better or found))


def _opened(person: Person, lock: Lock, principal: str) -> Reason:
    kind, name = take_apart(principal)
    office, _at, unit = name.partition("@")
    if kind == "office":
        params = [("unit", unit)] if unit else []
        code = OFFICE_CODES.get(office, office)
    else:
        params, code = [], _person_code(person, lock, principal)
    parts = principal.split(":")
    if len(parts) >= KEY_WITH_KINDS:
        params.append(("kinds", parts[KEY_WITH_KINDS - 1]))
    return Reason(code, tuple(params))


def _person_code(person: Person, lock: Lock, principal: str) -> str:
    roles = lock.opens[principal]
    if person.userid in lock.known_to:
        return "named"
    if FILE_HANDLER in roles:
        return "handler"
    if VIEWER in roles:
        return "platform" if EXTERNAL_SYSTEM in person.roles else "grant"
    return "handler" if principal.startswith(PERSON) else "creator"


def why_shut(person: Person, lock: Lock) -> tuple[Reason, ...]:
    """Return why a lock stays shut to a person."""
    lacking = tuple(_lacking(person, lock))
    if _belongs(person, lock):
        return lacking or (Reason("not_in_circle"),)
    outside = _outside(person, lock)
    if outside.code in ("administrator", "importer", "other_system", "party", "nobody"):
        return (outside,)
    if lock.kinds and not lacking:
        kinds = "+".join(lock.kinds)
        return (Reason("cleared_but", (("kinds", kinds),)), outside)
    return (outside, *lacking)


def _belongs(person: Person, lock: Lock) -> bool:
    """Tell whether a person is in the circle that a lock is for, cleared or not."""
    own = circles_of(person.userid, person.offices)
    if STAFF_KEY in person.principals:
        own.add(take_apart(STAFF_KEY))
    return bool(own & set(map(take_apart, lock.opens)))


def _lacking(person: Person, lock: Lock) -> Iterator[Reason]:
    for kind in KINDS:
        if kind not in lock.kinds or kind in person.kinds:
            continue
        named = ("kind", kind)
        if kind not in person.lost:
            yield Reason("never_cleared", (named,))
        elif person.lost[kind] is None:
            yield Reason("clearance_withdrawn", (named,))
        else:
            last = ("until", person.lost[kind].isoformat())
            yield Reason("clearance_ran_out", (named, last))


def _outside(person: Person, lock: Lock) -> Reason:
    if not person.roles & STAFF_ROLES:
        return Reason(_not_staff(person))
    if IMPORTER in person.roles:
        return Reason("importer")
    if lock.known_to:
        return Reason("not_named")
    if STATE in lock.kinds:
        return Reason("state_named_only")
    if any(office == SECTION_HEAD for office, _unit in person.offices):
        return Reason("other_unit")
    if lock.kinds:
        return Reason("not_in_circle")
    undecided = lock.state not in OPEN_STATES
    return Reason("undecided" if undecided else "around_undecided")


def _not_staff(person: Person) -> str:
    if person.roles & ADMINISTRATORS:
        return "administrator"
    if EXTERNAL_SYSTEM in person.roles:
        return "other_system"
    return "party" if PARTY in person.roles else "nobody"
