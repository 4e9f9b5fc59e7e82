"""When it is asked, and what the bureau had set for which days: what rules go by."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import time
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.workdays import Calendar
from typing import Any


def _covers(begins: date | None, ends: date | None, day: date) -> bool:
    """Tell whether a day lies between two, both included; None is any."""
    return (begins is None or begins <= day) and (ends is None or day <= ends)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the bureau has set for the days from one to another, both included.

    Args:
        set_for: {field of Circumstances: value}.
    """

    valid_from: date | None
    valid_until: date | None
    set_for: Mapping[str, Any]

    def cover(self, day: date) -> bool:
        """Tell whether they apply on a day."""
        return _covers(self.valid_from, self.valid_until, day)


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper that a matter must have, in its time; `stage` as in domain.md 3.2, or ''.

    Args:
        valid_from, valid_until: days of receipt of the files that it is asked of, both
            included; None for any.
    """

    name: str
    stage: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def cover(self, day: date) -> bool:
        """Tell whether it is asked of a file that was received on a day."""
        return _covers(self.valid_from, self.valid_until, day)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When it is asked, and what the bureau has set for that time.

    Args:
        now: aware moment of the question, in China's zone.
        terms: what applied on which days; the last that covers a day counts.
        av_on_premises: kinds of activity that Art. 9 asks sound or picture of.
        tolerance_s: seconds that a device needs to begin its next file (Art. 15).
        save_until: hour of the due day until which a recording is saved in time
            (Art. 18); midnight is the end of the day.
        check_days: a clock check older than so many days is told (Art. 5).
        checklists: {matter code: the papers that it must have} (Art. 8).
        in_force_since: the measures apply to activities from this day on (Art. 27).
    """

    now: datetime
    calendar: Calendar
    av_on_premises: frozenset[str] = frozenset(
        ("hearing", "interview", "inquiry", "oral_statement", "reconsideration")
    )
    tolerance_s: float = 5.0
    save_until: time = time(0)
    check_days: int = 30
    checklists: Mapping[str, tuple[Listed, ...]] = field(default_factory=dict)
    in_force_since: date | None = None
    terms: tuple[Terms, ...] = ()

    @property
    def today(self) -> date:
        """Return the day of the question."""
        return self.now.date()

    def on(self, moment: datetime | None) -> "Circumstances":
        """Return the same question with what applied on the day of a moment."""
        if moment is None or not self.terms:
            return self
        day = self.day_of(moment)
        found = [one for one in self.terms if one.cover(day)]
        return replace(self, **found[-1].set_for) if found else self

    def is_over(self, activity: Activity) -> bool:
        """Tell whether an activity has ended; before that it owes nothing."""
        return activity.ends is not None and activity.ends <= self.now

    def day_of(self, moment: datetime) -> date:
        """Return the day of a moment in the zone of the question."""
        try:
            return moment.astimezone(self.now.tzinfo).date()
        except OverflowError:
            # The first or the last of all days, in a zone far from here.
            return moment.date()
