"""Clocks of a permit matter: by when it is accepted, decided and served.

- A clock runs from the day after its base. Before its due day what is owed is OPEN, done
  by then it is PASS, later it is FAIL.
- What rests on a day that no notice covers is OPEN and provisional, be it in time or not.
- Who is not told in time what to supplement is deemed accepted on the day of receipt;
  then that day is the base of the decision.
- An extension counts only as the law lets it be given; excluded days are not counted.
- A matter that ended without a decision has no clock of a decision.

Source: 行政许可法 Art. 32, 42, 44, 45, 82.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import Matter
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import OPEN
from lingchuan.records.core.findings import PASS
from lingchuan.records.core.workdays import Calendar
from lingchuan.records.core.workdays import Due
from lingchuan.records.core.workdays import ONE_DAY
from typing import Final


ANSWER_WORKDAYS: Final = 5
DECISION_WORKDAYS: Final = 20
JOINT_DECISION_WORKDAYS: Final = 45
EXTENSION_WORKDAYS: Final = 10
JOINT_EXTENSION_WORKDAYS: Final = 15
CERTIFICATE_WORKDAYS: Final = 10
JOINT: Final = ("unified", "joint")
COUNTY_HEAD: Final = "county_head"
GRANTED: Final = "granted"
NOT_ACCEPTED: Final = "not_accepted"
# States of a file whose decision is still to come.
UNDECIDED: Final = ("registered", "supplementing", "accepted")
EXTENDED_TOO_LATE: Final = "extension_too_late"
REFUSAL_TO_ACCEPT: Final = "不予受理决定书"


@dataclass(frozen=True, slots=True)
class Clock:
    """How far what a law asks for by a day has come.

    Args:
        rule: id of the rule of that law.
        provisional: the due day is not certain.
        done_on: None where it is not done, or nobody knows on which day it was.
        overdue_workdays: working days after the due day, until it was done or today.
        overdue_provisional: their number is not certain, be the due day so or not.
    """

    rule: str
    due: date
    provisional: bool = False
    done_on: date | None = None
    verdict: str = PASS
    overdue_workdays: int = 0
    overdue_provisional: bool = False


def clocks_of(matter: Matter, case: Case, around: Circumstances) -> tuple[Clock, ...]:
    """Return the clocks of a matter that run or have run, in the order of the law."""
    clocks = (
        acceptance_clock(case, around),
        decision_clock(matter, case, around),
        certificate_clock(matter, case, around),
    )
    return tuple(clock for clock in clocks if clock is not None)


def acceptance_clock(case: Case, around: Circumstances) -> Clock | None:
    """Return by when an application is answered: accepted, refused or supplemented."""
    if case.received_on is None or case.state == "voided":
        return None
    due = due_on(around.calendar, case.received_on, ANSWER_WORKDAYS)
    done_on = _answered_on(case)
    if done_on is None and case.state == NOT_ACCEPTED:
        in_time = around.today <= due.day
        return Clock("L32", due.day, due.provisional, None, PASS if in_time else OPEN)
    if done_on is None and case.state not in UNDECIDED:
        return None
    term = (case.received_on, ANSWER_WORKDAYS)
    return _clock("L32", term, due, done_on, around)


def decision_clock(matter: Matter, case: Case, around: Circumstances) -> Clock | None:
    """Return by when a matter is decided, its extension and excluded days allowed for."""
    base = accepted_from(case, around)
    done_on = decided_on(matter, case)
    if base is None or (done_on is None and case.state not in UNDECIDED):
        return None
    count, due = _limit(matter, case), first_due(base, matter, case, around)
    if case.extension is not None and not extension_fault(case, due):
        count += max(case.extension.workdays, 0)
        due = _counted(base, count, case, around)
    return _clock("L42", (base, count), due, done_on, around)


def certificate_clock(
    matter: Matter, case: Case, around: Circumstances
) -> Clock | None:
    """Return by when the certificate of a granted matter is served."""
    base = decided_on(matter, case)
    if base is None or matter.decision != GRANTED:
        return None
    due = due_on(around.calendar, base, CERTIFICATE_WORKDAYS)
    term = (base, CERTIFICATE_WORKDAYS)
    return _clock("L44", term, due, case.served_on, around)


def accepted_from(case: Case, around: Circumstances) -> date | None:
    """Return the day from which a file is accepted, be it by law only."""
    answer = acceptance_clock(case, around)
    is_deemed = answer is not None and answer.verdict == FAIL
    return case.received_on if is_deemed else case.accepted_on


def decided_on(matter: Matter, case: Case) -> date | None:
    """Return the day of a matter's decision: its own, else that of the file."""
    return matter.decided_on or case.decided_on


def first_due(base: date, matter: Matter, case: Case, around: Circumstances) -> Due:
    """Return by when a matter is decided if its time is not extended."""
    return _counted(base, _limit(matter, case), case, around)


def extension_fault(case: Case, first: Due) -> str:
    """Return the code of why an extension does not count, '' where it does.

    Who extends: the head of the bureau, or of the county where several departments
    handle a matter together (Art. 42).
    """
    given = case.extension
    if given is None or given.workdays <= 0:
        return ""
    is_joint = case.handling in JOINT
    if not given.approved_by or given.approved_on is None:
        return "extension_unapproved"
    if is_joint and given.approved_by != COUNTY_HEAD:
        return "extension_by_wrong_head"
    if given.workdays > most_extension(case):
        return "extension_too_long"
    return EXTENDED_TOO_LATE if given.approved_on > first.day else ""


def due_on(calendar: Calendar, base: date, count: int) -> Due:
    """Return a due day as `Calendar.due`; at the end of all dates one that is not sure."""
    try:
        return calendar.due(base, count)
    except ValueError:
        return Due(date.max if count > 0 else date.min, provisional=True)


def is_sure(base: date, count: int, done_on: date, calendar: Calendar) -> bool:
    """Tell whether so many working days had not passed, whatever notices still say."""
    days = (done_on - base).days
    until_then = (base + ONE_DAY * n for n in range(1, days + 1))
    return days <= count or all(calendar.is_certain(day) for day in until_then)


def most_extension(case: Case) -> int:
    """Return by how many working days a decision can be put off at most."""
    return JOINT_EXTENSION_WORKDAYS if case.handling in JOINT else EXTENSION_WORKDAYS


def _limit(matter: Matter, case: Case) -> int:
    if matter.limit_workdays is not None:
        return matter.limit_workdays
    return JOINT_DECISION_WORKDAYS if case.handling in JOINT else DECISION_WORKDAYS


def _answered_on(case: Case) -> date | None:
    """Return the day on which the applicant was answered, None for none.

    Where something was to be supplemented, the day on which that was told counts.
    """
    refusals = (
        paper.issued_on
        for paper in case.papers
        if paper.document_name == REFUSAL_TO_ACCEPT
    )
    answers = (day for day in (case.accepted_on, *refusals) if day)
    # A decision on the spot answers too.
    return case.supplement_notified_on or min(answers, default=case.decided_on)


def _counted(base: date, count: int, case: Case, around: Circumstances) -> Due:
    """Return the `count`-th working day after a day that no excluded period holds."""
    day, left, provisional = base, count, False
    out = tuple(_excluded(case, around.today))
    while left > 0 and day < date.max:
        day += ONE_DAY
        last = max(
            (ends for starts, ends in out if starts <= day <= ends), default=None
        )
        if last is not None:
            day = last
            continue
        provisional |= not around.calendar.is_certain(day)
        left -= around.calendar.works(day)
    return Due(day, provisional or left > 0)


def _excluded(case: Case, today: date) -> Iterable[tuple[date, date]]:
    return ((one.starts, one.ends or today) for one in case.excluded)


def _clock(
    rule: str,
    term: tuple[date, int],
    due: Due,
    done_on: date | None,
    around: Circumstances,
) -> Clock:
    """Return a clock and how it stands; `term` is its base and its working days."""
    until = done_on or around.today
    if until > due.day:
        verdict = OPEN if due.provisional else FAIL
    elif done_on is None:
        verdict = OPEN
    else:
        verdict = PASS if is_sure(*term, done_on, around.calendar) else OPEN
    late = around.calendar.overdue(due, until)
    return Clock(
        rule,
        due.day,
        due.provisional,
        done_on,
        verdict,
        late.workdays,
        late.provisional,
    )
