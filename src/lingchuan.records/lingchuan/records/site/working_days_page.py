"""`@@working-days`: the year of working days, the bureau's own table, and its forms.

All staff read it; who keeps the settings changes it, by the one writer of
content/working_days.py.
"""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from lingchuan.records.content import working_days
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.facts import today
from lingchuan.records.content.settings_door import may_keep_settings
from lingchuan.records.content.settings_door import refuse_without_settings
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.small_numbers import small_number
from lingchuan.records.core.working_year import days_of
from lingchuan.records.core.working_year import EARLIEST
from lingchuan.records.core.working_year import first_uncertain
from lingchuan.records.core.working_year import LATEST
from lingchuan.records.core.working_year import read_notice
from lingchuan.records.i18n import _
from lingchuan.records.site.kept_page import Form
from lingchuan.records.site.kept_page import KeptPage
from lingchuan.records.site.today import STAFF
from lingchuan.records.site.today import WEEKDAYS
from lingchuan.records.site.year_grid import YearGrid
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate

import re


WORK, OFF = "work", "off"
WORKING = {WORK: True, OFF: False}
CHOICES = {
    OFF: _("own_day_off", default="Off"),
    WORK: _("own_day_worked", default="Worked"),
}
COMPLETE = ("lr-v lr-v-pass", _("year_complete", default="Complete"))
NOTICED = ("lr-v lr-v-pass", _("year_noticed", default="Known"))
UNSURE = ("lr-v lr-v-late", _("day_unsure", default="Provisional"))
# As working_day_rows.py names the place of a problem.
_PLACE = re.compile(r"(?P<list>\w+)\[(?P<place>[0-9]+)\]\.(?P<field>\w+)")


class WorkingDaysPage(KeptPage):
    """The working days of a year."""

    forms_part = ViewPageTemplateFile("templates/working_days_forms.pt")
    past: tuple[date, ...] = ()

    def refuse_others(self) -> None:
        """Refuse who is no staff."""
        if not STAFF & set(api.user.get_roles()):
            raise NotAllowed(self.__name__)

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """Return {act: what does it}."""
        return {
            "add": self._add,
            "paste": self._paste,
            "take": self._take,
            "complete": self._complete,
            "reopen": self._reopen,
        }

    def _act(self) -> None:
        refuse_without_settings()
        super()._act()

    def _set(self, overrides: list[dict], years: list[dict]) -> None:
        self.past = tuple(working_days.set_overrides(overrides, years))

    def _add(self) -> None:
        works = WORKING.get(self.sent("working"))
        if works is None:
            raise BadInput([Problem("working", "required")])
        row = {"date": self.sent_day("date"), "working": works}
        self._set([row | {"source": self.sent("source")}], [])

    def _paste(self) -> None:
        """Take the lines of a notice; what is wrong with a day is said of its line."""
        lines, problems = read_notice(str(self.request.form.get("lines") or ""))
        if problems:
            raise BadInput(problems)
        days = [(day, line) for line in lines for day in line.days]
        said = {"source": self.sent("source")}
        rows = [
            {"date": day.isoformat(), "working": line.works} | said
            for day, line in days
        ]
        try:
            self._set(rows, [])
        except BadInput as error:
            numbers = [line.number for _day, line in days]
            raise BadInput(
                [_of_line(one, numbers) for one in error.problems]
            ) from error
        self.year = days[0][0].year

    def _take(self) -> None:
        row = {"date": self.sent("date"), "working": None}
        self._set([row | {"source": self.sent("reason")}], [])

    def _complete(self) -> None:
        source = self.sent("source") or ""
        self._set([], [{"year": small_number(self.sent("year")), "source": source}])

    def _reopen(self) -> None:
        self._set([], [{"year": small_number(self.sent("year")), "source": None}])

    def _problem(self, problem: Problem) -> Mapping[str, str]:
        place = _PLACE.fullmatch(problem.field)
        field = place["field"] if place else problem.field
        if field == working_days.KNOWN_YEARS:
            field = "year"
        told = super()._problem(replace(problem, field=field))
        if place and place["list"] == "lines" and field != "source":
            named = {"line": place["place"], "text": told["text"]}
            line = _("told_line", default="Line ${line}: ${text}", mapping=named)
            return {**told, "text": self.say(line)}
        return told

    def _has_done(self) -> bool:
        done = super()._has_done()
        # Many days share a source, and what is wrong with it.
        self.errors = list({error["text"]: error for error in self.errors}.values())
        return done

    def leave(self) -> str:
        """Say which days that are over were changed, and go on."""
        answer = super().leave()
        if self.past:
            days = "、".join(day.isoformat() for day in self.past)
            told = _(
                "past_days_changed",
                default="Days that are over were changed: ${days}. Every period that counts them is reckoned by the new table from now on.",
                mapping={"days": days},
            )
            api.portal.show_message(self.say(told), self.request, "warning")
        self.request.response.redirect(f"{self.url()}?year={self.year}")
        return answer

    @cached_property
    def year(self) -> int:
        """The year that is shown: asked for, or that of a day sent; else this one."""
        for sent in (self.sent("year"), self.sent_day("date")[:4]):
            year = small_number(sent)
            if year is not None and EARLIEST.year <= year <= LATEST.year:
                return year
        return today().year

    def years_around(self) -> list[dict[str, object]]:
        """Return the links to the years before and after."""
        return [
            {"year": year, "url": self._year_url(year)}
            for year in (self.year - 1, self.year + 1)
            if EARLIEST.year <= year <= LATEST.year
        ]

    def _year_url(self, year: int) -> str:
        return f"{self.url()}?year={year}"

    def may_change(self) -> bool:
        """Tell whether the user keeps the table."""
        return may_keep_settings()

    def uncovered(self) -> str:
        """Return the first provisional day of the next 12 months, '' without one."""
        return working_days.uncovered_soon()

    @cached_property
    def grid(self) -> YearGrid:
        """The year as months."""
        own = {day for day in working_days.own_days() if day.year == self.year}
        found = working_days.calendar()
        return YearGrid(self.year, found, own, today(), self.request)

    def years(self) -> list[dict[str, object]]:
        """Return how certain this year, the next, the one shown and complete ones are."""
        complete = working_days.complete_years()
        this = today().year
        wanted = {this, this + 1, self.year, *complete}
        return [self._year_row(year, complete.get(year)) for year in sorted(wanted)]

    def _year_row(self, year: int, source: str | None) -> dict[str, object]:
        days = list(days_of(year))
        calendar = working_days.calendar()
        unsure = first_uncertain(calendar, days[0], days[-1])
        css, state = COMPLETE if source else UNSURE if unsure else NOTICED
        own = sum(day.year == year for day in working_days.own_days())
        return {
            "year": year,
            "url": self._year_url(year),
            "css": css,
            "state": self.say(state),
            "by": source or self.say(_NONE if unsure else _PACKAGE),
            "own": own,
            "is_complete": source is not None,
        }

    def own_days(self) -> list[dict[str, object]]:
        """Return the own days of the year shown."""
        return [
            self._own_row(day, works, source)
            for day, (works, source) in working_days.own_days().items()
            if day.year == self.year
        ]

    def _own_row(self, day: date, works: bool, source: str) -> dict[str, object]:
        iso = day.isoformat()
        named = f"weekday_{WEEKDAYS[day.weekday()]}"
        return {
            "date": iso,
            "weekday": translate(named, "plonelocales", context=self.request),
            "says": self.say(CHOICES[WORK if works else OFF]),
            "source": source,
            "end": self.end_form("take", _TAKE, {"date": iso}, whose=iso, why="reason"),
        }

    def add_form(self) -> dict[str, object]:
        """Return what stands in the form of one day."""
        asked = self.sent("working")
        options = [self.option(n, self.say(t), n == asked) for n, t in CHOICES.items()]
        day = self.sent("date") if self.is_sent("add") else ""
        return {
            "date": self.day_field("date", "a-date", day),
            "working": self.field("working", "a-working", options=options),
            "source": self._source("add", "a-source"),
        }

    def paste_form(self) -> dict[str, object]:
        """Return what stands in the form of many days."""
        lines = str(self.request.form.get("lines") or "")
        return {
            "lines": self.field("lines", "p-lines", _LINES_HELP, value=lines),
            "source": self._source("paste", "p-source"),
        }

    def complete_form(self) -> dict[str, object]:
        """Return what stands in the form that calls a year complete."""
        next_year = self.uncovered()[:4] or self.year
        value = self.sent("year") or next_year
        year = self.field("year", "c-year", _COMPLETE_HELP, value=value)
        return {"year": year, "source": self._source("complete", "c-source")}

    def _source(self, act: str, id: str) -> Form:
        value = self.sent("source") if self.is_sent(act) else ""
        return self.field("source", id, _SOURCE_HELP, value=value)


def _of_line(problem: Problem, numbers: list[int]) -> Problem:
    """Return the problem of a day with the line in which the day stands."""
    place = _PLACE.fullmatch(problem.field)
    if place is None:
        return problem
    number = numbers[int(place["place"])]
    return replace(problem, field=f"lines[{number}].{place['field']}")


_TAKE = _("action_take_day", default="Take away")
_PACKAGE = _(
    "year_by_package",
    default="The State Council's notice, delivered with the program",
)
_NONE = _("year_by_nothing", default="No notice yet")
_SOURCE_HELP = _(
    "own_day_source_help", default="Number of the notice or document that says so."
)
_LINES_HELP = _(
    "own_days_lines_help",
    default="One day or span a line, then 休 or 班: “2027-02-06 班”, “2027-02-05 至 2027-02-11 休”. Name every day off, made-up working days too.",
)
_COMPLETE_HELP = _(
    "year_complete_help",
    default="All days off and made-up days of its notice stand in the table; every other day is then certain.",
)
