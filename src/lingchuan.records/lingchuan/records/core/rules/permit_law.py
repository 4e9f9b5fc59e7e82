"""Rules of the permit law: who handles, what is told, and by when (行政许可法).

What is late stays late: the clocks bite nowhere. A finding on a matter names its code as
`part`.
"""

from collections.abc import Iterator
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import HEARING
from lingchuan.records.core.case_facts import Matter
from lingchuan.records.core.case_facts import Paper
from lingchuan.records.core.case_facts import SITE_CHECK
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import OPEN
from lingchuan.records.core.findings import Params
from lingchuan.records.core.findings import PASS
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.rules import clocks
from lingchuan.records.core.rules.rule import AT_CLOSING
from lingchuan.records.core.rules.rule import AT_DECISION
from lingchuan.records.core.rules.rule import OF_ACTIVITY
from lingchuan.records.core.rules.rule import OF_FILE
from lingchuan.records.core.rules.rule import OF_MATTER
from lingchuan.records.core.rules.rule import Rule
from lingchuan.records.core.rules.rule import rule
from typing import Final


Findings = Iterator[Finding]

OFFICERS_OF_A_CHECK: Final = 2
THIRD_PARTY: Final = "third_party"
REFUSED: Final = "refused"
REFUSAL: Final = "不予行政许可决定书"
# Papers that tell a third party of its rights, and activities in which it is heard.
_TOLD_BY: Final = ("权利告知书", "听证告知书")
_HEARD_IN: Final = (HEARING, "oral_statement")


@rule("L26", "行政许可法第二十六条", OF_FILE)
def L26(rule: Rule, file: Case, case: Case, around: Circumstances) -> Findings:
    """Find unified or joint handling of fewer than two matters."""
    if case.handling in clocks.JOINT and len(case.matters) < 2:
        yield rule.finding(WARN, "joint_without_second_matter", case.uid)


@rule("L32", "行政许可法第三十二条", OF_FILE)
def L32(rule: Rule, file: Case, case: Case, around: Circumstances) -> Findings:
    """Find an application that is not answered within five working days."""
    clock = clocks.acceptance_clock(case, around)
    if clock is None or clock.verdict == PASS:
        return
    if case.state == clocks.NOT_ACCEPTED and clock.done_on is None:
        yield _of_clock(rule, clock, "answer_undated", case.uid)
        return
    params: Params = (("received_on", str(case.received_on)),)
    if clock.verdict == FAIL:
        params += (("deemed_accepted_on", str(case.received_on)),)
    stage = _stage("answer", clock, around)
    yield _of_clock(rule, clock, stage, case.uid, params=params)


@rule("L34", "行政许可法第三十四条", OF_ACTIVITY, AT_CLOSING)
def L34(rule: Rule, activity: Activity, case: Case, around: Circumstances) -> Findings:
    """Find a site check by fewer than two officers."""
    officers = {name.strip() for name in activity.officers} - {""}
    is_check = activity.kind == SITE_CHECK and around.is_over(activity)
    if is_check and len(officers) < OFFICERS_OF_A_CHECK:
        params = (("officers", str(len(officers))),)
        yield rule.finding(FAIL, "too_few_officers", activity.uid, params=params)


@rule("L36", "行政许可法第三十六条", OF_FILE, AT_DECISION)
def L36(rule: Rule, file: Case, case: Case, around: Circumstances) -> Findings:
    """Find a third party that was neither told of its rights nor heard."""
    days = (case.decided_on, *(matter.decided_on for matter in case.matters))
    is_decided = any(days)
    is_owed = is_decided or case.state in clocks.UNDECIDED
    concerned = [one for one in case.related_parties if one.role == THIRD_PARTY]
    if not concerned or not is_owed:
        return
    was_told = any(paper.document_name in _TOLD_BY for paper in case.papers)
    was_heard = any(
        one.kind in _HEARD_IN and around.is_over(one) for one in case.activities
    )
    if not was_told and not was_heard:
        verdict = FAIL if is_decided else OPEN
        params = (("third_parties", str(len(concerned))),)
        yield rule.finding(verdict, "third_party_not_heard", case.uid, params=params)


@rule("L38", "行政许可法第三十八条", OF_MATTER, AT_CLOSING)
def L38(rule: Rule, matter: Matter, case: Case, around: Circumstances) -> Findings:
    """Find a matter that is refused without a decision in writing."""
    if matter.decision != REFUSED or not clocks.decided_on(matter, case):
        return
    if not any(_refuses(paper, matter) for paper in case.papers):
        code, params = "refusal_not_in_writing", _named(matter)
        yield rule.finding(FAIL, code, case.uid, part=matter.code, params=params)


@rule("L42", "行政许可法第四十二条", OF_MATTER)
def L42(rule: Rule, matter: Matter, case: Case, around: Circumstances) -> Findings:
    """Find a decision out of time, and an extension that does not count."""
    clock = clocks.decision_clock(matter, case, around)
    if clock is None:
        return
    if clock.verdict != PASS:
        stage = _stage("decision", clock, around)
        yield _of_clock(
            rule, clock, stage, case.uid, part=matter.code, params=_named(matter)
        )
    yield from _extension(rule, matter, case, around)


@rule("L44", "行政许可法第四十四条", OF_MATTER)
def L44(rule: Rule, matter: Matter, case: Case, around: Circumstances) -> Findings:
    """Find a certificate that is not served within ten working days."""
    clock = clocks.certificate_clock(matter, case, around)
    if clock is not None and clock.verdict != PASS:
        stage = _stage("certificate", clock, around)
        yield _of_clock(
            rule, clock, stage, case.uid, part=matter.code, params=_named(matter)
        )


@rule("L45", "行政许可法第四十五条", OF_FILE)
def L45(rule: Rule, file: Case, case: Case, around: Circumstances) -> Findings:
    """Find days that are not counted though nobody told the applicant in writing."""
    for period in case.excluded:
        if period.told_in_writing_on is None and period.starts <= around.today:
            starts = period.starts.isoformat()
            params = (("starts", starts), ("reason", period.reason))
            yield rule.finding(
                FAIL, "excluded_untold", case.uid, part=starts, params=params
            )


def _extension(
    rule: Rule, matter: Matter, case: Case, around: Circumstances
) -> Findings:
    base = clocks.accepted_from(case, around)
    if base is None or case.extension is None:
        return
    first = clocks.first_due(base, matter, case, around)
    code = clocks.extension_fault(case, first)
    if code:
        is_provisional = code == clocks.EXTENDED_TOO_LATE and first.provisional
        yield rule.finding(
            OPEN if is_provisional else FAIL,
            code,
            case.uid,
            part=f"{matter.code}/extension",
            params=(
                *_named(matter),
                ("workdays", str(case.extension.workdays)),
                ("most", str(clocks.most_extension(case))),
                ("due", first.day.isoformat()),
            ),
            provisional=is_provisional,
        )


def _stage(what: str, clock: clocks.Clock, around: Circumstances) -> str:
    """Return the code of where a clock stands that is no PASS.

    One of `what` + _owed, _overdue (not done), _late (done), _uncertain (done in time
    unless a notice that is still to come says otherwise).
    """
    if clock.done_on is None:
        return f"{what}_overdue" if around.today > clock.due else f"{what}_owed"
    return f"{what}_late" if clock.done_on > clock.due else f"{what}_uncertain"


def _of_clock(
    rule: Rule,
    clock: clocks.Clock,
    code: str,
    target: str,
    *,
    part: str = "",
    params: Params = (),
) -> Finding:
    done = (("done_on", clock.done_on.isoformat()),) if clock.done_on else ()
    return rule.finding(
        clock.verdict,
        code,
        target,
        part=part,
        params=(("due", clock.due.isoformat()), *done, *params),
        due=clock.due,
        provisional=clock.overdue_provisional,
        overdue_workdays=clock.overdue_workdays,
    )


def _named(matter: Matter) -> Params:
    return (("matter", matter.name or matter.code),)


def _refuses(paper: Paper, matter: Matter) -> bool:
    about = paper.matters
    return paper.document_name == REFUSAL and (not about or matter.code in about)
