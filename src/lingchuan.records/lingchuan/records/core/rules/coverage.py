"""How an activity is recorded: from before its start until after its end, without a break.

- Only sound and picture whose file is there, in true time; where an activity has none at
  all, R09-1 and R10 say so.
- A break stands where its cause is one that Art. 15 names. Another objective cause needs
  its reason and a person who confirms it; what is no objective cause excuses nothing.

Source: 办法 Art. 14(2), 15; domain.md 0 (1), (2), R14-3, R15-1 … R15-3.
"""

from collections.abc import Iterator
from datetime import datetime
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.case_facts import BODY_CAMERA
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.case_facts import Interruption
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import HUMAN
from lingchuan.records.core.findings import Params
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.rules.rule import AT_SEALING
from lingchuan.records.core.rules.rule import OF_ACTIVITY
from lingchuan.records.core.rules.rule import Rule
from lingchuan.records.core.rules.rule import rule
from lingchuan.records.core.rules.scope import owes
from lingchuan.records.core.rules.ways import device_kind
from lingchuan.records.core.rules.ways import is_body_camera
from lingchuan.records.core.rules.ways import pictures_of
from lingchuan.records.core.rules.ways import recordings_of
from lingchuan.records.core.rules.ways import ways_of
from lingchuan.records.core.spans import Coverage
from lingchuan.records.core.spans import coverage
from lingchuan.records.core.spans import Gap
from lingchuan.records.core.spans import recorded
from lingchuan.records.core.spans import Span
from typing import Final


ARTICLE_15: Final = "办法第十五条"
FIXED_ROOM: Final = "fixed_room"
# The devices that Art. 15 speaks of.
WITH_NOTICE: Final = (BODY_CAMERA, FIXED_ROOM)
NAMED_CAUSES: Final = ("DEVICE_FAULT", "DAMAGE", "BAD_WEATHER", "BATTERY", "STORAGE")
OTHER_CAUSE: Final = "OTHER_OBJECTIVE"
IN_WRITING: Final = "written"


def coverage_of(
    activity: Activity, case: Case, around: Circumstances
) -> Coverage | None:
    """Return what is recorded of an activity, None where it has no time."""
    starts, ends = activity.starts, activity.ends
    if starts is None or ends is None or ends <= starts:
        return None
    clips = recordings_of(activity, case)
    return coverage(Span(starts, ends), clips, around.tolerance_s)


def cause_fault(stop: Interruption | None) -> str:
    """Return why an interruption excuses no gap, '' where it does or a person may say so."""
    if stop is None:
        return "gap_unexplained"
    if not stop.cause:
        return "gap_cause_missing"
    if stop.cause == OTHER_CAUSE:
        return "" if stop.reason else "gap_reason_missing"
    return "" if stop.cause in NAMED_CAUSES else "gap_cause_subjective"


@rule("R14-3", "办法第十四条", OF_ACTIVITY, AT_SEALING)
def R14_3(
    rule: Rule, activity: Activity, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find equipment that is on after the start, or off before the end, on premises."""
    starts, ends = activity.starts, activity.ends
    if not owes(activity, around) or not ways_of(activity, case, around).av:
        return
    clips = recordings_of(activity, case)
    spans = [span for clip in clips for span in recorded(clip)]
    if not spans or starts is None or ends is None:
        return
    first = min(span.starts for span in spans)
    last = max(span.ends for span in spans)
    if first >= starts:
        code = "av_on_late" if first > starts else "av_on_at_start"
        yield _edge(rule, code, "starts", activity, (starts, first), around)
    if last <= ends:
        code = "av_off_early" if last < ends else "av_off_at_end"
        yield _edge(rule, code, "ends", activity, (last, ends), around)


@rule("R15-1", ARTICLE_15, OF_ACTIVITY, AT_SEALING)
def R15_1(
    rule: Rule, activity: Activity, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a recording of which the party was not told."""
    clips = recordings_of(activity, case)
    if not owes(activity, around) or not _asks_for_notice(clips):
        return
    told = [clip for clip in clips if clip.notice_given]
    if not told:
        yield rule.finding(FAIL, "notice_missing", activity.uid)
    elif not any(_is_documented(clip) for clip in told):
        yield rule.finding(WARN, "notice_undocumented", activity.uid)


@rule("R15-2", ARTICLE_15, OF_ACTIVITY, AT_SEALING)
def R15_2(
    rule: Rule, activity: Activity, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find what is not recorded of an activity and has no cause that stands."""
    for gap in _gaps(activity, case, around):
        code = cause_fault(gap.interruption)
        if code:
            cause = gap.interruption.cause if gap.interruption else ""
            yield _of_gap(rule, FAIL, code, activity, gap, around, (("cause", cause),))


@rule("R15-3", ARTICLE_15, OF_ACTIVITY, AT_SEALING)
def R15_3(
    rule: Rule, activity: Activity, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a break that nobody explained by voice, or whose cause a person confirms."""
    for gap in _gaps(activity, case, around):
        stop = gap.interruption
        if stop is None or cause_fault(stop):
            continue
        if stop.cause == OTHER_CAUSE and not stop.confirmed_by:
            params = (("reason", stop.reason),)
            code = "cause_to_confirm"
            yield _of_gap(rule, HUMAN, code, activity, gap, around, params)
        elif not stop.voice_explained:
            by_camera = _was_on_body_camera(stop, recordings_of(activity, case))
            verdict = FAIL if by_camera else WARN
            yield _of_gap(rule, verdict, "voice_missing", activity, gap, around)
        elif stop.voice_offset_s is None:
            code = "voice_offset_missing"
            yield _of_gap(rule, WARN, code, activity, gap, around)


def _gaps(activity: Activity, case: Case, around: Circumstances) -> tuple[Gap, ...]:
    """Return the gaps of an activity that is to be recorded without a break."""
    if not owes(activity, around) or not pictures_of(activity, case):
        return ()
    is_owed = ways_of(activity, case, around).sound_or_picture
    if not is_owed and not _asks_for_notice(recordings_of(activity, case)):
        return ()
    found = coverage_of(activity, case, around)
    return found.gaps if found else ()


def _asks_for_notice(clips: tuple[Clip, ...]) -> bool:
    return any(device_kind(clip) in WITH_NOTICE for clip in clips)


def _is_documented(clip: Clip) -> bool:
    """Tell whether it is known how the party was told; writing has no place in a clip."""
    if clip.notice_method == IN_WRITING:
        return True
    return bool(clip.notice_method) and clip.notice_offset_s is not None


def _was_on_body_camera(stop: Interruption, clips: tuple[Clip, ...]) -> bool:
    return any(stop in clip.interruptions and is_body_camera(clip) for clip in clips)


def _edge(
    rule: Rule,
    code: str,
    part: str,
    activity: Activity,
    missing: tuple[datetime, datetime],
    around: Circumstances,
) -> Finding:
    starts, ends = missing
    verdict = FAIL if ends > starts else WARN
    params = _times(starts, ends, around)
    return rule.finding(verdict, code, activity.uid, part=part, params=params)


def _of_gap(
    rule: Rule,
    verdict: str,
    code: str,
    activity: Activity,
    gap: Gap,
    around: Circumstances,
    params: Params = (),
) -> Finding:
    return rule.finding(
        verdict,
        code,
        activity.uid,
        part=gap.starts.astimezone(around.now.tzinfo).isoformat(),
        params=_times(gap.starts, gap.ends, around) + params,
    )


def _times(starts: datetime, ends: datetime, around: Circumstances) -> Params:
    """Return from, to and how long it is, as plain text; minutes with a tenth."""
    seconds = (ends - starts).total_seconds()
    return (
        ("from", _clock(starts, around)),
        ("to", _clock(ends, around)),
        ("seconds", f"{seconds:g}"),
        ("minutes", f"{round(seconds / 60, 1):g}"),
    )


def _clock(moment: datetime, around: Circumstances) -> str:
    local = moment.astimezone(around.now.tzinfo)
    return local.replace(tzinfo=None).isoformat(" ", "seconds")
