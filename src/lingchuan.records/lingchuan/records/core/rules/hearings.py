"""Rules of hearings (行政许可法 Art. 47, 48): asked for, told and held as the law says.

- They look at hearings only, not at interviews or inquiries.
- What is to be done before a hearing is told before it; the rest is owed when it is over.
- What was in time unless a notice still to come says otherwise is OPEN, as what is late.
- A day that was missed stays missed, and who chaired has chaired: that stands in no way.
"""

from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import HEARING
from lingchuan.records.core.case_facts import SITE_CHECK
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import OPEN
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.rules.clocks import due_on
from lingchuan.records.core.rules.clocks import is_sure
from lingchuan.records.core.rules.rule import AT_SEALING
from lingchuan.records.core.rules.rule import OF_ACTIVITY
from lingchuan.records.core.rules.rule import Rule
from lingchuan.records.core.rules.rule import rule
from lingchuan.records.core.workdays import Calendar
from lingchuan.records.core.workdays import Due
from lingchuan.records.core.workdays import ONE_DAY
from typing import Final


Findings = Iterator[Finding]

REQUEST_WORKDAYS: Final = 5
HOLDING_WORKDAYS: Final = 20
NOTICE_WORKDAYS: Final = 7
# No holidays leave fewer than seven working days in so long a time.
LONG_BEFORE: Final = timedelta(days=28)
TRANSCRIPT: Final = "笔录"


@rule("L47", "行政许可法第四十七条", OF_ACTIVITY)
def L47(rule: Rule, hearing: Activity, case: Case, around: Circumstances) -> Findings:
    """Find a hearing asked for too late, or held too late after it was asked for."""
    asked_on = hearing.requested_on
    if hearing.kind != HEARING or asked_on is None:
        return
    told_on = hearing.right_told_on
    last = due_on(around.calendar, told_on, REQUEST_WORKDAYS) if told_on else None
    if last is not None and asked_on > last.day:
        # Who asks too late cannot claim a hearing within twenty working days.
        code = "hearing_asked_late"
        yield _missed(rule, hearing, "asked", code, last, asked_on, around, WARN)
        return
    if (
        told_on
        and last
        and not is_sure(told_on, REQUEST_WORKDAYS, asked_on, around.calendar)
    ):
        yield _open(rule, hearing, "asked", "hearing_asked_uncertain", last)
    yield from _holding(rule, hearing, asked_on, around)


@rule(
    "L48",
    "行政许可法第四十八条",
    OF_ACTIVITY,
    AT_SEALING,
    frozenset(("hearing_notice_late", "chair_examined_the_application")),
)
def L48(rule: Rule, hearing: Activity, case: Case, around: Circumstances) -> Findings:
    """Find what a hearing lacks: notice in time, an impartial chair, a signed record."""
    if hearing.kind != HEARING:
        return
    yield from _notice(rule, hearing, around)
    if hearing.chair and hearing.chair in _examiners(case):
        params = (("chair", hearing.chair),)
        code = "chair_examined_the_application"
        yield rule.finding(FAIL, code, hearing.uid, part="chair", params=params)
    if around.is_over(hearing):
        yield from _record(rule, hearing, case)


def _holding(
    rule: Rule, hearing: Activity, asked_on: date, around: Circumstances
) -> Findings:
    """Find a hearing that is still to be held, or was held too late."""
    due = due_on(around.calendar, asked_on, HOLDING_WORKDAYS)
    held_on = _held_on(hearing, around)
    if (held_on or around.today) > due.day:
        code = "hearing_held_late" if held_on else "hearing_not_held"
        yield _missed(rule, hearing, "held", code, due, held_on, around)
    elif held_on is None:
        yield _open(rule, hearing, "held", "hearing_owed", due)
    elif not is_sure(asked_on, HOLDING_WORKDAYS, held_on, around.calendar):
        yield _open(rule, hearing, "held", "hearing_held_uncertain", due)


def _notice(rule: Rule, hearing: Activity, around: Circumstances) -> Findings:
    """Find a notice of time and place that is missing, or not seven days before."""
    if hearing.starts is None:
        return
    day = around.day_of(hearing.starts)
    due = due_on(around.calendar, day, -NOTICE_WORKDAYS)
    served_on = hearing.notice_served_on
    if served_on is None and around.today <= due.day:
        yield _open(rule, hearing, "notice", "hearing_notice_owed", due)
    elif served_on is None:
        code = "hearing_notice_missing"
        yield _missed(rule, hearing, "notice", code, due, None, around)
    elif served_on > due.day:
        code = "hearing_notice_late"
        yield _missed(rule, hearing, "notice", code, due, served_on, around)
    elif not _is_surely_before(day, served_on, around.calendar):
        yield _open(rule, hearing, "notice", "hearing_notice_uncertain", due)


def _is_surely_before(day: date, served_on: date, calendar: Calendar) -> bool:
    """Tell whether seven working days lie before a day, whatever notices still say."""
    days = (day - ONE_DAY * n for n in range(1, (day - served_on).days + 1))
    sure = sum(calendar.is_certain(one) and calendar.works(one) for one in days)
    return sure >= NOTICE_WORKDAYS or day - served_on >= LONG_BEFORE


def _record(rule: Rule, hearing: Activity, case: Case) -> Findings:
    """Find a transcript that is missing, or that somebody has not signed."""
    papers = (paper.document_name for paper in case.papers_of(hearing))
    if not hearing.has_transcript and not any(TRANSCRIPT in name for name in papers):
        yield rule.finding(FAIL, "transcript_missing", hearing.uid, part="transcript")
    for one in hearing.attendees:
        if not one.signed and not one.refusal_reason:
            params = (("name", one.name),)
            yield rule.finding(
                FAIL, "transcript_unsigned", hearing.uid, part=one.name, params=params
            )


def _examiners(case: Case) -> frozenset[str]:
    """Return who examines an application: its handlers and who checks the site."""
    checks = (one for one in case.activities if one.kind == SITE_CHECK)
    return frozenset(case.handlers).union(*(check.officers for check in checks))


def _held_on(hearing: Activity, around: Circumstances) -> date | None:
    """Return the day on which a hearing began, None if it has not begun."""
    if hearing.starts is None or hearing.starts > around.now:
        return None
    return around.day_of(hearing.starts)


def _open(rule: Rule, hearing: Activity, part: str, code: str, due: Due) -> Finding:
    params = (("due", due.day.isoformat()),)
    return rule.finding(
        OPEN,
        code,
        hearing.uid,
        part=part,
        params=params,
        due=due.day,
        provisional=due.provisional,
    )


def _missed(
    rule: Rule,
    hearing: Activity,
    part: str,
    code: str,
    due: Due,
    done_on: date | None,
    around: Circumstances,
    verdict: str = FAIL,
) -> Finding:
    """Return that a day was missed: OPEN in place of the verdict if it is not certain."""
    done = (("done_on", done_on.isoformat()),) if done_on else ()
    late = around.calendar.overdue(due, done_on or around.today)
    return rule.finding(
        OPEN if due.provisional else verdict,
        code,
        hearing.uid,
        part=part,
        params=(("due", due.day.isoformat()), *done),
        due=due.day,
        provisional=late.provisional,
        overdue_workdays=late.workdays,
    )
