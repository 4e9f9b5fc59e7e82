"""`@working-days`: a day so many working days on or back; the bureau's own table."""

from collections.abc import Mapping
from datetime import date
from lingchuan.records.content import working_days
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.settings_door import refuse_without_settings
from lingchuan.records.content.working_day_rows import KNOWN_YEARS
from lingchuan.records.content.working_day_rows import OVERRIDES
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.small_numbers import small_number
from lingchuan.records.core.workdays import MOST
from lingchuan.records.core.working_year import EARLIEST
from lingchuan.records.core.working_year import LATEST
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from zope.interface import alsoProvides


BASE = "base"
COUNT = "n"


class WorkingDaysGet(Service):
    """The day that is asked for, or the table, for whoever is logged in."""

    def reply(self) -> dict[str, object]:
        """Return {due, provisional}, without a question the table."""
        if api.user.is_anonymous():
            raise NotAllowed("working days")
        form = self.request.form
        if BASE in form or COUNT in form:
            return _due(form)
        return _table()


class WorkingDaysPatch(Service):
    """Days and complete years merged into the table, by who keeps the settings."""

    def reply(self) -> dict[str, object]:
        """Change the table and return it, and the days changed that are over."""
        alsoProvides(self.request, IDisableCSRFProtection)
        refuse_without_settings()
        sent = json_body(self.request)
        found = [
            Problem(name, "unknown_field")
            for name in sorted(set(sent) - {OVERRIDES, KNOWN_YEARS})
        ]
        if not sent:
            found.append(Problem(OVERRIDES, "required"))
        if found:
            raise BadInput(found)
        rows = (sent.get(OVERRIDES, []), sent.get(KNOWN_YEARS, []))
        past = working_days.set_overrides(*rows)
        return _table() | {"past": [day.isoformat() for day in past]}


def _table() -> dict[str, object]:
    return working_days.as_json() | working_days.coverage()


def _due(form: Mapping[str, object]) -> dict[str, object]:
    """Return the working day asked for.

    Raises:
        BadInput: base or n is missing, or none that can be.
    """
    base, found = _base(form.get(BASE))
    count, wrong = _count(form.get(COUNT))
    if base is None or count is None:
        raise BadInput(found + wrong)
    due = working_days.calendar().due(base, count)
    return {"due": due.day.isoformat(), "provisional": due.provisional}


def _base(sent: object) -> tuple[date | None, list[Problem]]:
    if not sent:
        return None, [Problem(BASE, "required")]
    try:
        day = date.fromisoformat(str(sent))
    except ValueError:
        return None, [Problem(BASE, "bad_date")]
    if not EARLIEST <= day <= LATEST:
        return None, [Problem(BASE, "out_of_range")]
    return day, []


def _count(sent: object) -> tuple[int | None, list[Problem]]:
    if sent is None or sent == "":
        return None, [Problem(COUNT, "required")]
    text = str(sent)
    number = small_number(text.removeprefix("-"))
    if number is None:
        return None, [Problem(COUNT, "wrong_type")]
    if not 0 < number <= MOST:
        return None, [Problem(COUNT, "out_of_range")]
    return -number if text.startswith("-") else number, []
