"""The register of offices and clearances: what alone decides who holds a key.

- One annotation on the site, kept by the confidentiality officers and the bureau head.
- Rows are plain dicts; a row that ran out or was withdrawn stays, for the record.
- Each function that writes is one change and one ledger event, with the digest of the
  whole register before and after it (supervision/rights.py holds it against them).
- Who may change what, and what a row must say, is asked by clearing.py and
  appointing.py; here nobody grants themself a clearance, whoever calls.
- It does not know records; roles.py hangs the locks.
"""

from AccessControl import getSecurityManager
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from lingchuan.records.confidentiality.register_events import note
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.facts import today
from lingchuan.records.core.digest import state_digest
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.secrecy import KINDS
from persistent.list import PersistentList
from persistent.mapping import PersistentMapping
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


REGISTER_KEY = "lingchuan.records.register"
OFFICER = "confidentiality_officer"
HEAD = "bureau_head"
# Decides on access requests in the head's place, from a day until a day (Art. 21).
DEPUTY = "access_deputy"
OFFICES = ("section_head", HEAD, "archivist", OFFICER, DEPUTY)
DECIDE = "lingchuan.records: Decide Confidentiality"
HEAD_ROLE = "Bureau Head"
# Who runs the system, and who audits it, keeps no secrets (三员分立).
SEPARATED = frozenset(("Manager", "Site Administrator", "Records Auditor"))
SYSTEM = "system"
ACTIONS = ("appoint", "withdraw_office", "clear", "withdraw_clearance")
APPOINTMENTS = "appointments"
CLEARANCES = "clearances"
_PARTS = (APPOINTMENTS, CLEARANCES)
# User id, first day, last day; both days are in.
Span = tuple[str, date | None, date | None]
# The digest of the register before its first event.
EMPTY = state_digest({name: [] for name in _PARTS})


def rows(name: str, portal: object = None) -> list[dict]:
    """Return the rows of a part, those that ended included, oldest first."""
    site = portal if portal is not None else getSite()
    register = IAnnotations(site).get(REGISTER_KEY) if site is not None else None
    return register[name] if register is not None else []


def _add(name: str, row: dict) -> None:
    notes = IAnnotations(api.portal.get())
    if REGISTER_KEY not in notes:
        notes[REGISTER_KEY] = PersistentMapping(
            {part: PersistentList() for part in _PARTS}
        )
    notes[REGISTER_KEY][name].append(row)


def _end(name: str, actor: str, basis: str, match: Mapping[str, str]) -> None:
    found = rows(name)
    for index, row in enumerate(found):
        if not is_over(row) and all(row.get(key) == match[key] for key in match):
            ended = {"ended_on": today(), "ended_by": actor, "ended_basis": basis}
            found[index] = dict(row, withdrawn=True, **ended)


def digest_of(portal: object) -> str:
    """Return the digest of the whole register of a site."""
    kept = {name: [dict(row) for row in rows(name, portal)] for name in _PARTS}
    return state_digest(kept)


def _digest() -> str:
    return digest_of(api.portal.get())


def _actor(by: str | None) -> str:
    if by:
        return by
    return SYSTEM if api.user.is_anonymous() else api.user.get_current().getId()


def is_over(row: Mapping[str, object], day: date | None = None) -> bool:
    """Tell whether a row was ended, or its last day is past; one that lies ahead is not."""
    until = row.get("until")
    return bool(row.get("withdrawn") or (until and until < (day or today())))


def in_force(row: Mapping[str, object], day: date | None = None) -> bool:
    """Tell whether a row holds on a day, today if none is given; both ends are in."""
    asked = day or today()
    return not is_over(row, asked) and (row.get("valid_from") or asked) <= asked


def appoint(
    userid: str,
    office: str,
    unit: str = "",
    *,
    basis: str = "",
    valid_from: date | None = None,
    until: date | None = None,
    by: str | None = None,
    bootstrap: bool = False,
) -> None:
    """Appoint a person to an office, in place of a former appointment to the same.

    Args:
        valid_from: its first day, which may lie ahead; None for now.
        bootstrap: an administrator does it, for a site that has no two officers yet.
    """
    if office not in OFFICES:
        raise BadInput([Problem("office", "unknown_value", (("value", office),))])
    actor, before = _actor(by), _digest()
    row = {"userid": userid, "office": office, "unit": unit}
    _end(APPOINTMENTS, actor, basis, row)
    row |= {"basis": basis, "until": until, "by": actor, "on": today()}
    if valid_from:
        row["valid_from"] = valid_from
    if bootstrap:
        row["bootstrap"] = True
    _add(APPOINTMENTS, row)
    note("appoint", row, actor, (before, _digest()))


def dismiss(
    userid: str, office: str, unit: str = "", *, basis: str = "", by: str | None = None
) -> None:
    """End a person's office."""
    actor, before = _actor(by), _digest()
    row = {"userid": userid, "office": office, "unit": unit}
    _end(APPOINTMENTS, actor, basis, row)
    note(
        "withdraw_office",
        row | {"basis": basis, "by": actor},
        actor,
        (before, _digest()),
    )


def clear(
    userid: str,
    kinds: Iterable[str],
    *,
    basis: str = "",
    until: date | None = None,
    by: str | None = None,
) -> None:
    """Give a person exactly these clearances in place of the former ones.

    Raises:
        BadInput: a kind is unknown, or the person clears themself.
    """
    wanted = frozenset(kinds)
    if not wanted <= set(KINDS):
        raise BadInput([Problem("kinds", "unknown_value")])
    actor = _actor(by)
    if actor == userid:
        raise BadInput([Problem("userid", "own_clearance")])
    before = _digest()
    _end(CLEARANCES, actor, basis, {"userid": userid})
    row = {"userid": userid, "kinds": [k for k in KINDS if k in wanted]}
    row |= {"basis": basis, "until": until, "by": actor, "on": today()}
    if wanted:
        _add(CLEARANCES, row)
    note("clear" if wanted else "withdraw_clearance", row, actor, (before, _digest()))


def withdraw(userid: str, *, basis: str = "", by: str | None = None) -> None:
    """Withdraw all clearances of a person."""
    actor, before = _actor(by), _digest()
    _end(CLEARANCES, actor, basis, {"userid": userid})
    row = {"userid": userid, "basis": basis, "by": actor}
    note("withdraw_clearance", row, actor, (before, _digest()))


def offices_of(
    userid: str, now: date | None = None, portal: object = None
) -> list[tuple[str, str]]:
    """Return the (office, unit) pairs that a person holds on a day."""
    day = now or today()
    return [
        (row["office"], row["unit"])
        for row in rows(APPOINTMENTS, portal)
        if row["userid"] == userid and in_force(row, day)
    ]


def officers() -> set[str]:
    """Return who holds the office of a confidentiality officer."""
    return {row["userid"] for row in _holders(OFFICER) if in_force(row)}


def ever_officers() -> set[str]:
    """Return who holds, or ever held, the office of a confidentiality officer."""
    return {row["userid"] for row in _holders(OFFICER)}


def _holders(office: str) -> list[dict]:
    """Return the appointments to an office, those that ended included."""
    return [row for row in rows(APPOINTMENTS) if row["office"] == office]


def is_officer(userid: str | None = None) -> bool:
    """Tell whether a person, else the current user, is a confidentiality officer.

    The role alone, which a Site Administrator can hand out, decides nothing: the
    register must know the office, too; and who runs or audits the system is none.
    """
    user = _user(userid)
    if user is None or OFFICER not in _held(user) or _is_separated(user):
        return False
    return bool(user.has_permission(DECIDE, api.portal.get()))


def refuse_non_officers() -> None:
    """Refuse who is no confidentiality officer.

    Raises:
        NotAllowed: the user is none.
    """
    if not is_officer():
        raise NotAllowed(DECIDE)


def is_head(userid: str | None = None) -> bool:
    """Tell whether a person, else the current user, is bureau head by role and office.

    Who runs or audits the system is none.
    """
    user = _user(userid)
    if user is None or HEAD not in _held(user) or _is_separated(user):
        return False
    return HEAD_ROLE in user.getRoles()


def access_deciders(day: date) -> tuple[frozenset[str], tuple[Span, ...]]:
    """Return who decides on access requests (R21-2): the day's heads, and the deputies.

    Those are (user id, first day, last day) of each authorisation that was not ended,
    be it over or yet to begin.
    """
    heads = {row["userid"] for row in _holders(HEAD) if in_force(row, day)}
    deputies = [row for row in _holders(DEPUTY) if not row.get("withdrawn")]
    spans = tuple(
        (row["userid"], row.get("valid_from"), row["until"])
        for row in deputies
        if (user := _user(row["userid"])) is not None and not _is_separated(user)
    )
    return frozenset(filter(is_head, heads)), spans


def _user(userid: str | None) -> object | None:
    user = getSecurityManager().getUser()
    if userid:
        # A member's data would be asked outside of the site, where nobody has a right.
        user = api.portal.get().acl_users.getUserById(userid)
    return user if user is not None and user.getId() else None


def _is_separated(user: object) -> bool:
    return bool(SEPARATED & set(user.getRoles()))


def _held(user: object) -> set[str]:
    return {office for office, _unit in offices_of(user.getId())}


def kinds_of(
    userid: str, now: date | None = None, portal: object = None
) -> frozenset[str]:
    """Return the kinds of secrecy that a person is cleared for on a day."""
    day = now or today()
    return frozenset(
        kind
        for row in rows(CLEARANCES, portal)
        if row["userid"] == userid and in_force(row, day)
        for kind in row["kinds"]
    )
