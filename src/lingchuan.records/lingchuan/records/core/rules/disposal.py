"""The earliest day on which a recording may be disposed of.

- The hall's recordings are kept for a month and for thirty days, whichever is later.
  One that lies in a file is evidence, and is kept as the file is.
- All other recordings are kept as long as the text of their file, and never go before it.
- It reckons days; whether a hold suspends a disposal is not known here.

Source: 办法 Art. 18(2), (3); domain.md R18-3, R18-4.
"""

from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.rules.rule import OF_CLIP
from lingchuan.records.core.rules.rule import Rule
from lingchuan.records.core.rules.rule import rule
from lingchuan.records.core.rules.saving import ARTICLE
from lingchuan.records.core.rules.saving import HALL_CAMERA
from lingchuan.records.core.rules.scope import applies_to_clip
from lingchuan.records.core.rules.scope import CLOSED
from lingchuan.records.core.rules.ways import device_kind
from lingchuan.records.core.terms import corresponding_day
from lingchuan.records.core.workdays import ONE_DAY
from typing import Final


HALL_DAYS: Final = timedelta(days=30)
YEARS_OF: Final = {"y30": 30, "y10": 10}


def hall_disposable_from(recorded_on: date) -> date:
    """Return the first day on which a recording of the hall may go."""
    kept_through = max(corresponding_day(recorded_on, 1), recorded_on + HALL_DAYS)
    return kept_through + ONE_DAY


def disposable_from(retention_class: str, starts: date | None) -> date | None:
    """Return the first day on which what is kept with a file may go, None for never yet.

    Args:
        starts: first day of the file's term.
    """
    years = YEARS_OF.get(retention_class)
    if years is None or starts is None:
        return None
    return corresponding_day(starts, 12 * years)


@rule("R18-3", ARTICLE, OF_CLIP)
def R18_3(
    rule: Rule, clip: Clip, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a recording of the hall whose day nobody knows, so that its month never ends."""
    if device_kind(clip) == HALL_CAMERA and clip.starts is None:
        yield rule.finding(WARN, "hall_day_unknown", clip.uid)


@rule("R18-4", ARTICLE, OF_CLIP)
def R18_4(
    rule: Rule, clip: Clip, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a recording of a closed file that says not how long it is kept."""
    is_closed = case.state in CLOSED
    if is_closed and not case.retention_class and applies_to_clip(clip, case, around):
        yield rule.finding(WARN, "clip_term_unknown", clip.uid)
