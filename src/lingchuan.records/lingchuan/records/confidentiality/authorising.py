"""The deputy's dated authorisation for access requests: who gives it, what it must say.

- The bureau head alone gives, re-dates and ends it, in writing, hence the basis.
- Both days are said. The first may lie ahead; that it may lie behind, as on a paper that
  is entered late, makes nothing good that was done before it was entered.
- It lasts a year at most, through the corresponding day: 民法典 Art. 201, 202.

Source: 办法 Art. 21; domain.md R21-2.
"""

from datetime import date
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality import sent_rows
from lingchuan.records.confidentiality.sent_rows import Row
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.terms import corresponding_day
from lingchuan.records.core.terms import TermError


DAYS = ("valid_from", "until")
MONTHS = 12


def is_authorisation(row: Row) -> bool:
    """Tell whether a row is of a deputy's authorisation."""
    return row.get("office") == register.DEPUTY


def refuse_non_heads() -> None:
    """Refuse who gives no authorisation.

    Raises:
        NotAllowed: the user is not the bureau head.
    """
    if not register.is_head():
        raise NotAllowed(register.DEPUTY)


def authorisation_problems(row: Row) -> list[Problem]:
    """Return what is wrong with an authorisation, beside what any office asks."""
    found = [Problem(name, "required") for name in DAYS if not row.get(name)]
    userid = str(row.get("userid") or "")
    if register.HEAD in {office for office, _unit in register.offices_of(userid)}:
        found.append(Problem("userid", "head_already"))
    if not sent_rows.is_day(row.get("valid_from")):
        return [*found, Problem("valid_from", "bad_date")]
    if found or not sent_rows.is_day(row.get("until")):
        return found
    return _span_problems(*(sent_rows.as_day(row.get(name)) for name in DAYS))


def _span_problems(first: date, last: date) -> list[Problem]:
    if last < first:
        return [Problem("until", "last_before_first")]
    longest = _longest(first)
    if last > longest:
        return [Problem("until", "beyond_a_year", (("last", longest.isoformat()),))]
    return []


def _longest(first: date) -> date:
    """Return the last day that an authorisation of this first day may have."""
    try:
        return corresponding_day(first, MONTHS)
    except TermError:
        return date.max
