"""By when a recording is saved: one working day after the activity, or the return.

- The day of the end is not counted. On a stated ground the day of the return takes its
  place, certified or not; a return that lies before the end, or is still to come, does not.
- Nobody's return is waited for beyond five working days after the ordinary due day: then
  the ordinary rule holds, until a return is entered.
- The head of the section certifies a ground, never an officer of the activity itself.
- Late is late: nothing mends it, so R18-1 bites nowhere.
- In time by a provisional day only is neither a PASS nor a FAIL, but OPEN.
- The hall's cameras save by themselves.

Source: 办法 Art. 18(1); domain.md R18-1, R18-1b, R18-2.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import time
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.findings import BLOCK
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import HUMAN
from lingchuan.records.core.findings import OPEN
from lingchuan.records.core.findings import Params
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.rules.clocks import due_on
from lingchuan.records.core.rules.rule import AT_SEALING
from lingchuan.records.core.rules.rule import OF_ACTIVITY
from lingchuan.records.core.rules.rule import OF_CLIP
from lingchuan.records.core.rules.rule import Rule
from lingchuan.records.core.rules.rule import rule
from lingchuan.records.core.rules.scope import activity_of
from lingchuan.records.core.rules.scope import applies_to_activity
from lingchuan.records.core.rules.scope import applies_to_clip
from lingchuan.records.core.rules.scope import owes
from lingchuan.records.core.rules.ways import device_kind
from lingchuan.records.core.spans import corrected
from lingchuan.records.core.workdays import Due
from lingchuan.records.core.workdays import ONE_DAY
from typing import Final


ARTICLE: Final = "办法第十八条"
HALL_CAMERA: Final = "hall_camera"
# So long a verdict that rests on a missing day is OPEN (domain.md 0).
RETURN_WORKDAYS: Final = 5


@dataclass(frozen=True, slots=True)
class Saving:
    """By when recordings are saved.

    Args:
        base: day that the working day is counted from.
        awaits_return: a ground is stated and nobody is known to be back: it may become
            later.
    """

    base: date
    due: Due
    awaits_return: bool = False


def saving_of(activity: Activity, around: Circumstances) -> Saving | None:
    """Return by when an activity's recordings are saved, None before it has ended."""
    if activity.ends is None or not around.is_over(activity):
        return None
    ended, returned = around.day_of(activity.ends), activity.returned_on
    ordinary = _saving(ended, around)
    if not activity.save_exception:
        return ordinary
    if returned is None:
        return replace(ordinary, awaits_return=_may_return(ordinary, around))
    if returned > around.today:
        return replace(ordinary, awaits_return=True)
    return _saving(max(ended, returned), around)


def is_over(moment: datetime, due: Due, around: Circumstances) -> bool:
    """Tell whether a moment lies after the hour of a due day, until which it is in time."""
    hour = around.save_until
    until = time.max if hour == time(0) else hour
    return moment > datetime.combine(due.day, until, tzinfo=around.now.tzinfo)


@rule("R18-1", ARTICLE, OF_CLIP)
def R18_1(
    rule: Rule, clip: Clip, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a recording that is saved late, or not at all."""
    saving = _saving_of_clip(clip, case, around)
    if saving is None or not applies_to_clip(clip, case, around):
        return
    due, saved = saving.due, clip.saved_at
    code = "not_saved" if saved is None else "saved_late"
    params = _told(due, saved, around)
    if not is_over(saved or around.now, due, around):
        if saved is None:
            verdict = OPEN
        elif due.provisional and around.day_of(saved) > saving.base + ONE_DAY:
            verdict, code = OPEN, "saving_uncertain"
        else:
            return
    elif saving.awaits_return:
        yield rule.finding(OPEN, "return_missing", clip.uid, params=params)
        return
    else:
        verdict = OPEN if due.provisional else FAIL
    late = around.calendar.overdue(due, around.day_of(saved or around.now))
    yield rule.finding(
        verdict,
        code,
        clip.uid,
        params=params,
        due=due.day,
        provisional=late.provisional,
        overdue_workdays=late.workdays,
    )


@rule("R18-1b", ARTICLE, OF_ACTIVITY, AT_SEALING)
def R18_1B(
    rule: Rule, activity: Activity, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a return before the end, and a ground that nobody has certified."""
    if not applies_to_activity(activity, around):
        return
    ended = around.day_of(activity.ends) if activity.ends else None
    returned = activity.returned_on
    if ended and returned and returned < ended:
        params = (("returned_on", str(returned)), ("ended_on", str(ended)))
        code = "return_before_end"
        yield rule.finding(BLOCK, code, activity.uid, part="returned_on", params=params)
    if not activity.save_exception or not owes(activity, around):
        return
    if not _is_certified(activity):
        code = "exception_uncertified"
        yield rule.finding(WARN, code, activity.uid, part="certified_by")
        code = "exception_to_certify"
        yield rule.finding(HUMAN, code, activity.uid, part="save_exception")


@rule("R18-2", ARTICLE, OF_CLIP)
def R18_2(
    rule: Rule, clip: Clip, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a recording of which nobody has declared that no private copy is kept."""
    if clip.no_private_copy is not True and applies_to_clip(clip, case, around):
        yield rule.finding(WARN, "private_copy_undeclared", clip.uid)


def _saving_of_clip(clip: Clip, case: Case, around: Circumstances) -> Saving | None:
    """Return by when a clip is saved: by its activity, a loose one by its own end."""
    if device_kind(clip) == HALL_CAMERA:
        return None
    activity = activity_of(clip, case)
    if activity is not None:
        return saving_of(activity, around)
    made = clip.ends or clip.starts
    if made is None or corrected(clip, made) > around.now:
        return None
    return _saving(around.day_of(corrected(clip, made)), around)


def _saving(base: date, around: Circumstances) -> Saving:
    return Saving(base, around.calendar.due(base, 1))


def _told(due: Due, saved: datetime | None, around: Circumstances) -> Params:
    """Return what is said of a saving: days, with the hour where one is set.

    Seconds as well, where the minute alone would not say why it is late.
    """
    hour, day = around.save_until, due.day.isoformat()
    until = day if hour == time(0) else f"{day} {hour:%H:%M}"
    if saved is None:
        return (("due", until),)
    said = around.day_of(saved).isoformat()
    if hour != time(0):
        local = saved.astimezone(around.now.tzinfo)
        said = f"{said} {local:%H:%M}"
        said = f"{local:%Y-%m-%d %H:%M:%S}" if said == until else said
    return ("due", until), ("saved_on", said)


def _may_return(ordinary: Saving, around: Circumstances) -> bool:
    """Tell whether a return that nobody has entered may still be; for long, not for ever."""
    last = due_on(around.calendar, ordinary.due.day, RETURN_WORKDAYS)
    return last.provisional or not is_over(around.now, last, around)


def _is_certified(activity: Activity) -> bool:
    """Tell whether a ground is certified by another than the activity's own officers."""
    name = activity.certified_by.strip()
    return bool(name) and name not in activity.officers
