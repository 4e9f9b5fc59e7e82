"""Offices given, renewed and withdrawn: by whom, to whom, with what said.

- The confidentiality officers and the bureau head keep them, never their own; the head
  alone a deputy's authorisation, which alone has a first day (authorising.py).
- While a site has fewer than two confidentiality officers its administrator may appoint
  confidentiality officers, and nothing else (docs/adr/0015).
- An office needs a role of the staff; who runs or audits the system gets none.
- All rows are looked at first: one that cannot be keeps all others out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality import register_rows
from lingchuan.records.confidentiality import sent_rows
from lingchuan.records.confidentiality.authorising import authorisation_problems
from lingchuan.records.confidentiality.authorising import DAYS
from lingchuan.records.confidentiality.authorising import is_authorisation
from lingchuan.records.confidentiality.authorising import refuse_non_heads
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.confidentiality.keys import ADMINISTRATORS
from lingchuan.records.confidentiality.keys import STAFF_ROLES
from lingchuan.records.confidentiality.sent_rows import Row
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.facts import current_user
from lingchuan.records.content.facts import today
from lingchuan.records.content.settings import settings
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.lists import valid_on
from plone import api


FIELDS = (
    "userid",
    "office",
    "unit",
    "valid_from",
    "until",
    "basis",
    "by",
    "withdrawn",
)
OF_A_UNIT = ("section_head",)
# Two, so that one can release what the other proposes, and each is cleared by the other.
ENOUGH_OFFICERS = 2
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Appointment:
    """What office a person shall hold, or hold no more."""

    userid: str
    office: str
    unit: str
    valid_from: date | None
    until: date | None
    basis: str
    withdrawn: bool

    @classmethod
    def read(cls, row: Row) -> "Appointment":
        """Return what a row says that has no problems."""
        says = {} if row.get("withdrawn") else row
        days = (sent_rows.as_day(says.get(name)) for name in DAYS)
        basis = str(row["basis"]).strip()
        return cls(*_key(row), *days, basis, row.get("withdrawn") is True)


def lacks_officers() -> bool:
    """Tell whether fewer than two persons hold the confidentiality officer's office."""
    return len(register.officers()) < ENOUGH_OFFICERS


def keeps_all() -> bool:
    """Tell whether the current user keeps every office."""
    return register.is_officer() or register.is_head()


def is_bootstrapper() -> bool:
    """Tell whether the current user may appoint the first confidentiality officers."""
    return lacks_officers() and bool(ADMINISTRATORS & set(api.user.get_roles()))


def refuse_others() -> None:
    """Refuse who keeps no offices.

    Raises:
        NotAllowed: the user keeps none.
    """
    if not keeps_all() and not is_bootstrapper():
        raise NotAllowed(register.DECIDE)


def kept_offices() -> tuple[str, ...]:
    """Return the offices that the current user keeps, for whom it is not refused."""
    if not keeps_all():
        return (register.OFFICER,)
    is_head = register.is_head()
    return tuple(o for o in register.OFFICES if is_head or o != register.DEPUTY)


def set_offices(rows: Sequence[Row]) -> None:
    """Appoint persons, or end their offices, as the rows say.

    Args:
        rows: {userid, office, unit, until, basis}, `valid_from` for a deputy's
            authorisation, and `withdrawn: true` to end it.
    Raises:
        NotAllowed: the user keeps no offices, or not these.
        BadInput: something is wrong with a row; nothing is changed.
    """
    refuse_others()
    held = {_key(row): row for row in register_rows.offices()}
    changed = [
        (place, row)
        for place, row in enumerate(rows)
        if not _stands(row, held.get(_key(row)))
    ]
    if not keeps_all() and not _are_first([row for _place, row in changed], held):
        raise NotAllowed(register.DECIDE)
    if any(is_authorisation(row) for _place, row in changed):
        refuse_non_heads()
    keys = [_key(row) for _place, row in changed]
    found = [
        (place, problem)
        for place, row in changed
        for problem in _problems(row, held, keys.count(_key(row)) > 1)
    ]
    sent_rows.refuse(found, len(rows))
    for _place, row in changed:
        _set(Appointment.read(row))
    forget_roles()


def units() -> list[str]:
    """Return the units of today."""
    return [row["name"] for row in valid_on(settings().units, today())]


def _set(wanted: Appointment) -> None:
    place = (wanted.userid, wanted.office, wanted.unit)
    if wanted.withdrawn:
        register.dismiss(*place, basis=wanted.basis)
        return
    days = {"valid_from": wanted.valid_from, "until": wanted.until}
    said = {"basis": wanted.basis, "bootstrap": not keeps_all()}
    register.appoint(*place, **days, **said)


def _key(row: Row) -> Key:
    names = ("userid", "office", "unit")
    return tuple(str(row.get(name) or "") for name in names)  # type: ignore[return-value]


def _are_first(rows: Sequence[Row], held: dict[Key, Row]) -> bool:
    """Tell whether rows appoint the officers that a site lacks, and no more.

    An office that is held is neither ended nor re-dated by them.
    """
    plain = all(r.get("office") == register.OFFICER for r in rows)
    plain = plain and not any(r.get("withdrawn") or _key(r) in held for r in rows)
    named = register.officers() | {str(row.get("userid")) for row in rows}
    return plain and len(named) <= ENOUGH_OFFICERS


def _stands(row: Row, held: Row | None) -> bool:
    """Tell whether a row says what stands there."""
    if held is None or row.get("withdrawn"):
        return False
    is_same = (row.get("valid_from") or None) == held.get("valid_from")
    return is_same and all(n in row and row[n] == held[n] for n in ("until", "basis"))


def _problems(row: Row, held: dict[Key, Row], is_twice: bool) -> list[Problem]:
    found = sent_rows.unknown_fields(row, FIELDS)
    found += sent_rows.text_problems(row, "userid")
    found += sent_rows.text_problems(row, "basis")
    found += sent_rows.last_day_problems(row, "until", today())
    if row.get("withdrawn") not in (None, True, False):
        found.append(Problem("withdrawn", "wrong_type"))
    if is_twice:
        found.append(Problem("userid", "person_twice"))
    if row.get("by") not in (None, held.get(_key(row), {}).get("by")):
        found.append(Problem("by", "server_only"))
    if row.get("userid") == current_user():
        found.append(Problem("userid", "own_office"))
    if row.get("withdrawn"):
        gone = [] if _key(row) in held else [Problem("office", "office_not_held")]
        return [*found, *gone]
    if is_authorisation(row):
        found += authorisation_problems(row)
    elif row.get("valid_from"):
        found.append(Problem("valid_from", "valid_from_not_here"))
    return [*found, *_office_problems(row), *_person_problems(row)]


def _office_problems(row: Row) -> list[Problem]:
    office, unit = row.get("office"), row.get("unit") or ""
    if office not in register.OFFICES:
        return [Problem("office", "unknown_value" if office else "required")]
    if office not in OF_A_UNIT:
        return [Problem("unit", "unit_not_here")] if unit else []
    if unit not in units():
        return [Problem("unit", "unit_unknown", (("unit", str(unit)),))]
    return []


def _person_problems(row: Row) -> list[Problem]:
    userid = row.get("userid")
    if not isinstance(userid, str) or not userid:
        return []
    user = api.portal.get().acl_users.getUserById(userid)
    if user is None:
        return [Problem("userid", "person_unknown")]
    roles = set(user.getRoles())
    if register.SEPARATED & roles:
        return [Problem("userid", "keeper_of_system")]
    return [] if roles & STAFF_ROLES else [Problem("userid", "no_staff")]
