"""What a judgement leaves to do: a row for each duty, and whose it is.

- Failures and what is open are the handlers'; what only a person decides is the
  supervisor's or the heads' (answers.py), and what was done too late the heads', who
  excuse it or not. Of a closed file the archivist is told what stands in the way of
  archiving; the window, what it answers or serves itself.
- Notes are none, nor is what was excused, unless it is to be done all the same.
- Worst first, then oldest: a due day, else the day on which it was incurred.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.due_keys import ARCHIVIST
from lingchuan.records.core.due_keys import HANDLERS
from lingchuan.records.core.due_keys import HEADS
from lingchuan.records.core.due_keys import key_of
from lingchuan.records.core.due_keys import SUPERVISOR
from lingchuan.records.core.due_keys import WINDOW
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import HUMAN
from lingchuan.records.core.findings import PASS
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.rules.judging import EXCUSED
from lingchuan.records.core.rules.judging import Judgement
from lingchuan.records.core.rules.judging import Question
from lingchuan.records.core.rules.judging import question_of
from lingchuan.records.core.rules.judging import standing_in_the_way
from lingchuan.records.core.rules.judging import WORST_FIRST
from lingchuan.records.core.rules.rule import ARCHIVE
from lingchuan.records.recording.answers import DECIDERS
from typing import Final


CLOSED: Final = "closed"
# What the window does itself: it answers an application, and serves what was decided.
AT_THE_WINDOW: Final = ("L32", "L44")
# Done, and too late: nobody mends it, and the heads say whether it is excused.
DONE_LATE: Final = frozenset(
    (
        "answer_late",
        "certificate_late",
        "decision_late",
        "hearing_held_late",
        "hearing_notice_late",
        "saved_late",
    )
)
# Late, and to be done all the same, excused or not.
STILL_TO_DO: Final = frozenset(
    (
        "answer_overdue",
        "certificate_overdue",
        "decision_overdue",
        "hearing_not_held",
        "not_saved",
    )
)


@dataclass(frozen=True, slots=True)
class Row:
    """One duty: its key, and what was found."""

    key: int
    finding: Finding

    def to_dict(self) -> dict[str, object]:
        """Return it as plain values, for JSON."""
        one = self.finding
        return {
            "rule": one.rule,
            "article": one.article,
            "verdict": one.verdict,
            "code": one.code,
            "params": [list(pair) for pair in one.params],
            "target": one.target,
            "due": one.due.isoformat() if one.due else None,
            "provisional": one.provisional,
            "part": one.part,
            "late": one.overdue_workdays,
        }


def finding_from(told: Mapping[str, object]) -> Finding:
    """Return the finding that a row told of."""
    due = told["due"]
    return Finding(
        told["rule"],
        told["article"],
        told["verdict"],
        told["code"],
        tuple(map(tuple, told["params"])),
        told["target"],
        date.fromisoformat(due) if due else None,
        told["provisional"],
        told["late"],
        told["part"],
    )


def rows_of(
    judgement: Judgement,
    case: Case,
    answers: Mapping[Question, str],
    around: Circumstances,
) -> tuple[Row, ...]:
    """Return the duties of a file, worst first, then oldest.

    Args:
        answers: what people said of findings.
        around: of the question; its day is that of what was incurred on no known one.
    """
    days = _days(case, around)
    is_closed = case.state == CLOSED
    bites = standing_in_the_way(judgement, ARCHIVE) if is_closed else ()
    rows = [
        _row(one, days.get(one.target, days[case.uid]), one in bites)
        for one in judgement.findings
        if one.verdict not in (WARN, PASS) and not _is_settled(one, answers)
    ]
    return tuple(sorted(rows, key=_place))


def _is_settled(finding: Finding, answers: Mapping[Question, str]) -> bool:
    """Tell whether an excuse leaves nothing to do."""
    excused = answers.get(question_of(finding)) == EXCUSED
    return excused and finding.code not in STILL_TO_DO


def _row(finding: Finding, incurred: date, bites: bool) -> Row:
    whose = _whose(finding) | (ARCHIVIST if bites else 0)
    is_dated = finding.due is not None
    key = key_of(
        finding.due or incurred,
        whose,
        dated=is_dated,
        # A FAIL has a sure due day; provisional in it is only how late it is.
        provisional=finding.provisional and finding.verdict != FAIL,
    )
    return Row(key, finding)


def _whose(finding: Finding) -> int:
    if finding.verdict == HUMAN:
        return SUPERVISOR if finding.code in DECIDERS else HEADS
    if finding.code in DONE_LATE:
        return HEADS | SUPERVISOR
    return HANDLERS | (WINDOW if finding.rule in AT_THE_WINDOW else 0)


def _place(row: Row) -> tuple[int, int, str, str, str]:
    one = row.finding
    worst = WORST_FIRST.index(one.verdict)
    return worst, row.key, one.rule, one.target or "", one.part


def _days(case: Case, around: Circumstances) -> dict[str | None, date]:
    """Return {UID: the day on which what is owed about it was incurred}."""
    own = case.decided_on or case.accepted_on or case.received_on or around.today
    return {case.uid: own, **dict(_days_of_records(case, around))}


def _days_of_records(case: Case, around: Circumstances) -> Iterator[tuple[str, date]]:
    for one in (*case.activities, *case.clips):
        moment = one.ends or one.starts
        if moment is not None:
            yield one.uid, around.day_of(moment)
    for paper in case.papers:
        day = paper.issued_on or paper.made_on or paper.served_on
        if day is not None:
            yield paper.uid, day
