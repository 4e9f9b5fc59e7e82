"""The register of offices and clearances: what alone decides who holds a key.

- One annotation on the site, kept by the confidentiality officer and the heads.
- Rows are plain dicts; a row that ran out or was withdrawn stays, for the record.
- Nobody grants themself a clearance; every change is a ledger event, with the digest of
  the whole register before and after it (supervision/rights.py holds it against them).
- It does not know records; roles.py hangs the locks.
"""

from AccessControl import getSecurityManager
from collections.abc import Iterable
from datetime import date
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.events import SITE
from lingchuan.records.content.facts import acting_role
from lingchuan.records.content.facts import today
from lingchuan.records.core.digest import state_digest
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.secrecy import KINDS
from lingchuan.records.ledger import api as ledger
from persistent.list import PersistentList
from persistent.mapping import PersistentMapping
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


REGISTER_KEY = "lingchuan.records.register"
OFFICER = "confidentiality_officer"
OFFICES = ("section_head", "bureau_head", "archivist", OFFICER)
DECIDE = "lingchuan.records: Decide Confidentiality"
SYSTEM = "system"
ACTIONS = ("appoint", "clear", "withdraw_clearance")
_PARTS = ("appointments", "clearances")
# The digest of the register before its first event.
EMPTY = state_digest({name: [] for name in _PARTS})


def _rows(name: str, portal: object = None) -> list[dict]:
    site = portal if portal is not None else getSite()
    register = IAnnotations(site).get(REGISTER_KEY) if site is not None else None
    return register[name] if register is not None else []


def _add(name: str, row: dict) -> None:
    notes = IAnnotations(api.portal.get())
    if REGISTER_KEY not in notes:
        notes[REGISTER_KEY] = PersistentMapping(
            appointments=PersistentList(), clearances=PersistentList()
        )
    notes[REGISTER_KEY][name].append(row)


def digest_of(portal: object) -> str:
    """Return the digest of the whole register of a site."""
    rows = {name: [dict(row) for row in _rows(name, portal)] for name in _PARTS}
    return state_digest(rows)


def _actor(by: str | None) -> str:
    if by:
        return by
    return SYSTEM if api.user.is_anonymous() else api.user.get_current().getId()


def _note(action: str, row: dict, actor: str, before: str) -> None:
    portal = api.portal.get()
    details = {key: value for key, value in row.items() if key != "basis"}
    if details.get("until"):
        details["until"] = details["until"].isoformat()
    ledger.record(
        action,
        uid=SITE,
        path="/".join(portal.getPhysicalPath()),
        reason=row.get("basis", ""),
        details=details,
        digest=digest_of(portal),
        digest_before=before,
        actor=actor,
        role=acting_role(),
    )


def _in_force(row: dict, day: date) -> bool:
    until = row.get("until")
    return not row.get("withdrawn") and (until is None or day <= until)


def appoint(
    userid: str,
    office: str,
    unit: str = "",
    *,
    basis: str = "",
    until: date | None = None,
    by: str | None = None,
) -> None:
    """Appoint a person to an office, of a unit where the office has one."""
    if office not in OFFICES:
        raise BadInput([Problem("office", "unknown_value", (("value", office),))])
    actor, before = _actor(by), digest_of(api.portal.get())
    row = {"userid": userid, "office": office, "unit": unit, "basis": basis}
    row.update(until=until, by=actor)
    _add("appointments", row)
    _note("appoint", row, actor, before)


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
    before = digest_of(api.portal.get())
    _end_clearances(userid)
    row = {"userid": userid, "kinds": [k for k in KINDS if k in wanted]}
    row.update(basis=basis, until=until, by=actor)
    if wanted:
        _add("clearances", row)
    _note("clear" if wanted else "withdraw_clearance", row, actor, before)


def withdraw(userid: str, *, basis: str = "", by: str | None = None) -> None:
    """Withdraw all clearances of a person."""
    actor, before = _actor(by), digest_of(api.portal.get())
    _end_clearances(userid)
    _note("withdraw_clearance", {"userid": userid, "basis": basis}, actor, before)


def _end_clearances(userid: str) -> None:
    _end("clearances", {"userid": userid})


def _end(name: str, match: dict) -> None:
    rows = _rows(name)
    for index, row in enumerate(rows):
        if all(row.get(key) == value for key, value in match.items()):
            rows[index] = dict(row, withdrawn=True)


def offices_of(
    userid: str, now: date | None = None, portal: object = None
) -> list[tuple[str, str]]:
    """Return the (office, unit) pairs that a person holds on a day."""
    day = now or today()
    return [
        (row["office"], row["unit"])
        for row in _rows("appointments", portal)
        if row["userid"] == userid and _in_force(row, day)
    ]


def is_officer(userid: str | None = None) -> bool:
    """Tell whether a person, else the current user, is a confidentiality officer.

    The role alone, which a Site Administrator can hand out, decides nothing: the
    register must know the office, too.
    """
    portal = api.portal.get()
    user = getSecurityManager().getUser()
    if userid:
        # A member's data would be asked outside of the site, where nobody has a right.
        user = portal.acl_users.getUserById(userid)
    if user is None or user.getId() is None:
        return False
    held = {office for office, _unit in offices_of(user.getId())}
    return OFFICER in held and bool(user.has_permission(DECIDE, portal))


def kinds_of(
    userid: str, now: date | None = None, portal: object = None
) -> frozenset[str]:
    """Return the kinds of secrecy that a person is cleared for on a day."""
    day = now or today()
    return frozenset(
        kind
        for row in _rows("clearances", portal)
        if row["userid"] == userid and _in_force(row, day)
        for kind in row["kinds"]
    )


def clearances(now: date | None = None) -> list[dict]:
    """Return the clearances in force: userid, kinds, until, basis, granted_by."""
    day = now or today()
    return [
        {
            "userid": row["userid"],
            "kinds": list(row["kinds"]),
            "until": row["until"].isoformat() if row["until"] else None,
            "basis": row["basis"],
            "granted_by": row["by"],
        }
        for row in _rows("clearances")
        if _in_force(row, day)
    ]
