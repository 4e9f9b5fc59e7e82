"""Whether an activity is recorded in the ways that its place and kind ask for.

- It owes nothing before it has ended; then it has until its recordings are to be saved.
- A recording by another device than a body camera is kept as evidence, and is not what
  Art. 10 asks for.

Source: 办法 Art. 7, 9, 10; domain.md R07-0, R09-1, R10-1 … R10-4.
"""

from collections.abc import Iterator
from datetime import date
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.case_facts import LEAVING
from lingchuan.records.core.case_facts import Paper
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.findings import BLOCK
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import OPEN
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.rules.rule import AT_SEALING
from lingchuan.records.core.rules.rule import OF_ACTIVITY
from lingchuan.records.core.rules.rule import OF_PAPER
from lingchuan.records.core.rules.rule import Rule
from lingchuan.records.core.rules.rule import rule
from lingchuan.records.core.rules.saving import is_over
from lingchuan.records.core.rules.saving import saving_of
from lingchuan.records.core.rules.scope import activity_of
from lingchuan.records.core.rules.scope import applies_to_activity
from lingchuan.records.core.rules.scope import applies_to_paper
from lingchuan.records.core.rules.scope import AT_THE_END
from lingchuan.records.core.rules.scope import owes
from lingchuan.records.core.rules.ways import AGENCY_DECISION
from lingchuan.records.core.rules.ways import has_text
from lingchuan.records.core.rules.ways import is_body_camera
from lingchuan.records.core.rules.ways import is_off_premises
from lingchuan.records.core.rules.ways import pictures_of
from lingchuan.records.core.rules.ways import TRIGGERS
from lingchuan.records.core.rules.ways import triggers_of
from lingchuan.records.core.rules.ways import ways_of
from lingchuan.records.core.spans import corrected
from lingchuan.records.core.workdays import Due
from typing import Final


ARTICLE_10: Final = "办法第十条"
# States of a file in which its activities are things of the past.
_AFTERWARDS: Final = ("decided", *AT_THE_END)


@rule("R07-0", "办法第七条", OF_ACTIVITY, AT_SEALING)
def R07_0(
    rule: Rule, activity: Activity, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find an activity for which no way can be proposed, or that has none at all.

    What is quiet owes text only, and sound or picture in its place is lawful.
    """
    if not applies_to_activity(activity, around):
        return
    if not activity.kind:
        yield rule.finding(WARN, "activity_kind_missing", activity.uid, part="kind")
    yield from _times(rule, activity, case, around)
    if not owes(activity, around) or ways_of(activity, case, around).sound_or_picture:
        return
    if not has_text(activity, case) and not pictures_of(activity, case):
        yield rule.finding(WARN, "activity_unrecorded", activity.uid, part="text")


@rule("R09-1", "办法第九条", OF_ACTIVITY, AT_SEALING)
def R09_1(
    rule: Rule, activity: Activity, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a hearing, interview or the like on premises without text, or without AV."""
    if owes(activity, around) and ways_of(activity, case, around).av:
        yield from _missing(rule, activity, case, around)


def _of_trigger(number: int, trigger: str) -> Rule:
    """Return the rule of one of the four cases of Art. 10."""

    @rule(f"R10-{number}", ARTICLE_10, OF_ACTIVITY, AT_SEALING)
    def judge(
        rule: Rule, activity: Activity, case: Case, around: Circumstances
    ) -> Iterator[Finding]:
        if not owes(activity, around) or trigger not in triggers_of(activity, case):
            return
        if trigger == AGENCY_DECISION and not activity.trigger_basis:
            yield rule.finding(
                WARN, "trigger_basis_missing", activity.uid, part="basis"
            )
        yield from _missing(rule, activity, case, around)
        pictures = pictures_of(activity, case)
        if pictures and not any(is_body_camera(clip) for clip in pictures):
            yield rule.finding(FAIL, "wrong_device", activity.uid, part="device")

    return judge


R10_1, R10_2, R10_3, R10_4 = (
    _of_trigger(number, trigger) for number, trigger in enumerate(TRIGGERS, 1)
)


@rule("R10-1", ARTICLE_10, OF_PAPER, AT_SEALING)
def R10_1_PAPER(
    rule: Rule, paper: Paper, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find service by leaving without a body camera, where no field record tells of it."""
    activity, day = activity_of(paper, case), paper.served_on
    is_told = activity is not None and is_off_premises(activity)
    if paper.service_method != LEAVING or paper.premises or is_told:
        return
    if day is None or day > around.today or not applies_to_paper(paper, case, around):
        return
    if paper.premises is None:
        yield rule.finding(WARN, "service_place_missing", paper.uid, part="premises")
    elif not any(_is_of_day(clip, day, around) for clip in case.clips):
        due = around.calendar.due(day, 1)
        yield _until(rule, "leaving_unrecorded", paper.uid, "av", due, around)


def _times(
    rule: Rule, activity: Activity, case: Case, around: Circumstances
) -> Iterator[Finding]:
    starts, ends = activity.starts, activity.ends
    if starts and ends and ends <= starts:
        code = "activity_ends_before_start"
        yield rule.finding(BLOCK, code, activity.uid, part="ends")
    # Without its times nothing can be asked of it: a file must not end on that.
    is_planned = starts is not None and starts > around.now
    if case.state in _AFTERWARDS and not is_planned and not (starts and ends):
        yield rule.finding(OPEN, "activity_times_missing", activity.uid, part="times")


def _missing(
    rule: Rule, activity: Activity, case: Case, around: Circumstances
) -> Iterator[Finding]:
    if ways_of(activity, case, around).text and not has_text(activity, case):
        yield _owed(rule, "text_missing", "text", activity, around)
    if not pictures_of(activity, case):
        yield _owed(rule, "av_missing", "av", activity, around)


def _owed(
    rule: Rule, code: str, part: str, activity: Activity, around: Circumstances
) -> Finding:
    """Return what is still to come: OPEN until the day by which it is to be saved."""
    saving = saving_of(activity, around)
    if saving is None or (
        saving.awaits_return and is_over(around.now, saving.due, around)
    ):
        return rule.finding(OPEN, code, activity.uid, part=part)
    return _until(rule, code, activity.uid, part, saving.due, around)


def _until(
    rule: Rule, code: str, target: str, part: str, due: Due, around: Circumstances
) -> Finding:
    is_failed = is_over(around.now, due, around) and not due.provisional
    late = around.calendar.overdue(due, around.today)
    return rule.finding(
        FAIL if is_failed else OPEN,
        code,
        target,
        part=part,
        due=due.day,
        provisional=late.provisional,
        overdue_workdays=late.workdays,
    )


def _is_of_day(clip: Clip, day: date, around: Circumstances) -> bool:
    """Tell whether a clip with a file was made by a body camera on a day."""
    if clip.starts is None or not clip.has_file or not is_body_camera(clip):
        return False
    return around.day_of(corrected(clip, clip.starts)) == day
