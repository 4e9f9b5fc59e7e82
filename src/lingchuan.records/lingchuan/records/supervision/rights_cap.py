"""The register of offices and clearances held down to what its events have given."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from lingchuan.records.confidentiality import register
from lingchuan.records.content.events import SITE
from lingchuan.records.ledger import rows as ledger_rows
from typing import Any

import json


Office = tuple[str, str, str]
# First and last, None for open.
Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Given:
    """What the events have given: {person: (kinds, last day)}, {office: its days}."""

    clearances: dict[str, tuple[frozenset[str], date | None]] = field(
        default_factory=dict
    )
    offices: dict[Office, Days] = field(default_factory=dict)

    def take(self, action: str, told: Mapping[str, Any]) -> None:
        """Follow one event."""
        userid = told["userid"]
        until = _day(told, "until")
        if action == "clear":
            self.clearances[userid] = (frozenset(told["kinds"]), until)
        elif action == "withdraw_clearance":
            self.clearances.pop(userid, None)
        elif action == "appoint":
            self.offices[office_of(told)] = (_day(told, "valid_from"), until)
        else:
            self.offices.pop(office_of(told), None)


def _day(told: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(told[name]) if told.get(name) else None


def office_of(row: Mapping[str, Any]) -> Office:
    """Return person, office and unit of a row."""
    return row["userid"], row["office"], row["unit"]


def cap_rights(portal: Any, reason: str) -> bool:
    """End what the register gives beyond its events; tell whether there was any."""
    path = "/".join(portal.getPhysicalPath())
    of = {"uid": SITE, "actions": register.ACTIONS, "path": path}
    given = Given()
    for row in ledger_rows.acts_after(0, **of):
        given.take(row["action"], json.loads(row["details"]))
    capped = [_cap_clearances(given, reason), _cap_offices(given, reason)]
    return any(capped)


def _cap_clearances(given: Given, reason: str) -> bool:
    in_force = [r for r in register.rows(register.CLEARANCES) if register.in_force(r)]
    beyond = {row["userid"] for row in in_force if not _is_given(row, given)}
    for userid in sorted(beyond):
        kinds, until = given.clearances.get(userid, (frozenset(), None))
        left = kinds & register.kinds_of(userid)
        said = {"basis": reason, "by": register.SYSTEM}
        if left:
            register.clear(userid, left, until=until, **said)
        else:
            register.withdraw(userid, **said)
    return bool(beyond)


def _is_given(row: Mapping[str, Any], given: Given) -> bool:
    if row["userid"] not in given.clearances:
        return False
    kinds, until = given.clearances[row["userid"]]
    return set(row["kinds"]) <= kinds and _ends_within(row["until"], until)


def _ends_within(day: date | None, last: date | None) -> bool:
    return last is None or (day is not None and day <= last)


def _cap_offices(given: Given, reason: str) -> bool:
    beyond = [
        dict(row)
        for row in register.rows(register.APPOINTMENTS)
        if not register.is_over(row) and not _is_held(row, given)
    ]
    for row in beyond:
        register.dismiss(*office_of(row), basis=reason, by=register.SYSTEM)
        if office_of(row) in given.offices:
            first, last = given.offices[office_of(row)]
            days = {"valid_from": first, "until": last}
            said = {"by": register.SYSTEM, "basis": reason}
            register.appoint(*office_of(row), **days, **said)
    return bool(beyond)


def _is_held(row: Mapping[str, Any], given: Given) -> bool:
    if office_of(row) not in given.offices:
        return False
    first, last = given.offices[office_of(row)]
    begins_within = first is None or (row.get("valid_from") or date.min) >= first
    return begins_within and _ends_within(row["until"], last)
