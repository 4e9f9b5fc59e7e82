"""Clearances given, renewed and withdrawn: by whom, to whom, with what said.

- A confidentiality officer keeps them, never their own, never above their own. Only a
  kind that no officer ever held may be given to an officer: so a new site begins, and
  none rises by taking a kind from the other first.
- Each says on which document it rests; the last day may be left open.
- Who runs or audits the system gets none (三员分立).
- All rows are looked at first: one that cannot be keeps all others out.
- What stands there already is no change, so a list that was read can be sent back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality import register_rows
from lingchuan.records.confidentiality import sent_rows
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.confidentiality.sent_rows import Row
from lingchuan.records.content.facts import current_user
from lingchuan.records.content.facts import today
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.secrecy import KINDS
from plone import api


FIELDS = ("userid", "kinds", "until", "basis", "granted_by")


@dataclass(frozen=True, slots=True)
class Clearance:
    """What a person shall hold; no kinds are none."""

    userid: str
    kinds: tuple[str, ...]
    until: date | None
    basis: str

    @classmethod
    def read(cls, row: Row) -> "Clearance":
        """Return what a row says that has no problems."""
        kinds = tuple(kind for kind in KINDS if kind in row["kinds"])
        until = sent_rows.as_day(row.get("until"))
        basis = str(row.get("basis") or "").strip()
        return cls(str(row["userid"]), kinds, until, basis)


def set_clearances(rows: Sequence[Row]) -> None:
    """Give the named persons exactly the clearances of their rows.

    Args:
        rows: {userid, kinds, until, basis}; no kinds withdraw.
    Raises:
        NotAllowed: the user is no confidentiality officer.
        BadInput: something is wrong with a row; nothing is changed.
    """
    register.refuse_non_officers()
    held = {row["userid"]: row for row in register_rows.clearances()}
    changed = [
        (place, row)
        for place, row in enumerate(rows)
        if not _stands(row, held.get(str(row.get("userid"))))
    ]
    names = [row.get("userid") for _place, row in changed]
    found = [
        (place, problem)
        for place, row in changed
        for problem in _problems(row, held, names.count(row.get("userid")) > 1)
    ]
    sent_rows.refuse(found, len(rows))
    for _place, row in changed:
        _set(Clearance.read(row))
    forget_roles()


def _set(wanted: Clearance) -> None:
    if wanted.kinds:
        said = {"basis": wanted.basis, "until": wanted.until}
        register.clear(wanted.userid, wanted.kinds, **said)
    elif register.kinds_of(wanted.userid):
        register.withdraw(wanted.userid, basis=wanted.basis)


def _stands(row: Row, held: Row | None) -> bool:
    """Tell whether a row says what stands there."""
    said = ("kinds", "until", "basis")
    return held is not None and all(
        name in row and row[name] == held[name] for name in said
    )


def _problems(row: Row, held: dict[str, Row], is_twice: bool) -> list[Problem]:
    found = sent_rows.unknown_fields(row, FIELDS)
    found += sent_rows.list_problems(row, "kinds", KINDS)
    found += sent_rows.text_problems(row, "basis")
    found += sent_rows.last_day_problems(row, "until", today())
    if not isinstance(row.get("userid"), str) or not row["userid"]:
        return [*found, Problem("userid", "required")]
    if is_twice:
        found.append(Problem("userid", "person_twice"))
    known = held.get(row["userid"], {})
    if row.get("granted_by") not in (None, known.get("granted_by")):
        found.append(Problem("granted_by", "server_only"))
    return [*found, *_person_problems(row, known)]


def _person_problems(row: Row, held: Row) -> list[Problem]:
    userid = str(row["userid"])
    if userid == current_user():
        return [Problem("userid", "own_clearance")]
    if not row.get("kinds") and held:
        # What somebody holds can be taken, whatever became of them.
        return []
    user = api.portal.get().acl_users.getUserById(userid)
    if user is None:
        return [Problem("userid", "person_unknown")]
    if not isinstance(row.get("kinds"), list) or not row["kinds"]:
        return []
    if register.SEPARATED & set(user.getRoles()):
        return [Problem("userid", "keeper_of_system")]
    above = set(row["kinds"]) & set(KINDS) - _may_give(userid)
    return [Problem("kinds", "above_own_clearance")] if above else []


def _may_give(userid: str) -> frozenset[str]:
    """Return the kinds that the current user may give a person."""
    own = register.kinds_of(current_user() or "")
    if not register.is_officer(userid):
        return own
    ever = register.ever_officers()
    held = {
        kind
        for row in register.rows(register.CLEARANCES)
        if row["userid"] in ever
        for kind in row["kinds"]
    }
    return own | (frozenset(KINDS) - held)
