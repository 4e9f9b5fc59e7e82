"""A year as twelve months of days: worked, off, made up, or not certain yet."""

from collections import Counter
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from lingchuan.records.core.workdays import Calendar
from lingchuan.records.core.working_year import days_of
from lingchuan.records.core.working_year import is_ordinary
from lingchuan.records.i18n import _
from lingchuan.records.site.today import WEEKDAYS
from zope.i18n import translate

import calendar as month_table


MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WORKED, WEEKEND, HOLIDAY, MADE_UP, UNSURE = "worked", "weekend", "off", "made", "unsure"
# {kind: (what stands under the day, what it is called)}
KINDS = {
    WORKED: ("", _("day_worked", default="Working day")),
    WEEKEND: ("", _("day_weekend", default="Weekend")),
    HOLIDAY: (_("mark_off", default="off"), _("day_off", default="Holiday")),
    MADE_UP: (_("mark_made_up", default="work"), _("day_made_up", default="Made up")),
    UNSURE: (_("mark_unsure", default="prov."), _("day_unsure", default="Provisional")),
}
_OWN = "lr-day-own"


def kind_of(calendar: Calendar, day: date) -> str:
    """Return which kind of day it is."""
    if not calendar.is_certain(day):
        return UNSURE
    works = calendar.works(day)
    if is_ordinary(day, works):
        return WORKED if works else WEEKEND
    return MADE_UP if works else HOLIDAY


class YearGrid:
    """A year as its page shows it."""

    def __init__(
        self,
        year: int,
        calendar: Calendar,
        own: Collection[date],
        today: date,
        request: object,
    ) -> None:
        self.year = year
        self.own = own
        self.today = today
        self.request = request
        self.kinds = {day: kind_of(calendar, day) for day in days_of(year)}

    def _say(self, message: object, domain: str | None = None) -> str:
        return translate(message, domain, context=self.request)

    def key(self) -> list[dict[str, object]]:
        """Return what the marks mean, and how many days of the year have each."""
        counts = Counter(self.kinds.values())
        return [
            {
                "css": f"lr-day lr-day-{kind}",
                "mark": self._say(mark) if mark else "",
                "title": self._say(title),
                "count": counts[kind],
            }
            for kind, (mark, title) in KINDS.items()
            if counts[kind]
        ]

    def heads(self) -> list[dict[str, str]]:
        """Return the short and the full names of the days of a week."""
        return [
            {
                "short": self._say(f"weekday_{name}_short", "plonelocales"),
                "full": self._say(f"weekday_{name}", "plonelocales"),
            }
            for name in WEEKDAYS
        ]

    def months(self) -> Iterator[dict[str, object]]:
        """Yield the months: title, whether a day is not certain, weeks of seven cells."""
        weeks = month_table.Calendar()
        for number, name in enumerate(MONTHS, 1):
            days = [day for day in self.kinds if day.month == number]
            yield {
                "id": f"m-{number}",
                "title": self._say(f"month_{name}", "plonelocales"),
                "unsure": any(self.kinds[day] == UNSURE for day in days),
                "weeks": [
                    [self._cell(day, number) for day in week]
                    for week in weeks.monthdatescalendar(self.year, number)
                ],
            }

    def _cell(self, day: date, month: int) -> Mapping[str, object]:
        if day.month != month:
            return {"css": None, "day": "", "mark": "", "current": None}
        kind = self.kinds[day]
        mark = KINDS[kind][0]
        own = f" {_OWN}" if day in self.own else ""
        return {
            "css": f"lr-day lr-day-{kind}{own}",
            "day": str(day.day),
            "mark": self._say(mark) if mark else "",
            "current": "date" if day == self.today else None,
        }
