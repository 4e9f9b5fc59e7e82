"""What the measures apply to: nothing from before the day on which they came into force.

A record counts by its activity, a loose one by its own day; what has no day counts.
Source: 办法 Art. 27; domain.md R27-1.
"""

from datetime import date
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.case_facts import Paper
from lingchuan.records.core.circumstances import Circumstances
from typing import Final


# States of a file that is closed, and those from which it can be closed, or is.
CLOSED: Final = ("closed", "archived", "disposed")
AT_THE_END: Final = ("served", "not_accepted", "withdrawn", *CLOSED)


def owes(activity: Activity, around: Circumstances) -> bool:
    """Tell whether an activity is over and the measures apply to it."""
    return around.is_over(activity) and applies_to_activity(activity, around)


def applies_to_activity(activity: Activity, around: Circumstances) -> bool:
    """Tell whether an activity began under the measures."""
    begun = activity.starts or activity.ends
    return _in_force(around.day_of(begun) if begun else None, around)


def applies_to_clip(clip: Clip, case: Case, around: Circumstances) -> bool:
    """Tell whether a recording was made under the measures."""
    activity = activity_of(clip, case)
    if activity is not None:
        return applies_to_activity(activity, around)
    begun = clip.starts or clip.ends
    return _in_force(around.day_of(begun) if begun else None, around)


def applies_to_paper(paper: Paper, case: Case, around: Circumstances) -> bool:
    """Tell whether a text record was made under the measures."""
    activity = activity_of(paper, case)
    if activity is not None:
        return applies_to_activity(activity, around)
    return _in_force(paper.made_on or paper.issued_on or paper.served_on, around)


def applies_to_file(case: Case, around: Circumstances) -> bool:
    """Tell whether a file was still open under the measures, and was not voided."""
    return case.state != "voided" and _in_force(case.closed_on, around)


def activity_of(record: Clip | Paper, case: Case) -> Activity | None:
    """Return the activity of a record, None for none that stands."""
    found = (one for one in case.activities if one.uid == record.activity)
    return next(found, None) if record.activity else None


def _in_force(day: date | None, around: Circumstances) -> bool:
    since = around.in_force_since
    return since is None or day is None or day >= since
