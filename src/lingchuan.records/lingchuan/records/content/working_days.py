"""The bureau's own table of working days: its calendar, and the one writer (Art. 82 许可法).

- One annotation on the site, kept by the administrator (docs/adr/0017): days that are
  worked or off otherwise than the notices known to the program say, and the years whose
  notice stands there as a whole. Each row names the document that says so.
- Whatever is reckoned asks `calendar()`; what changes here is there at the next question.
- A row is merged by its day, its year; what is taken away stays in the ledger.
- Each change is one event, with the digest of the whole table before and after it.
- What a row must say is asked by working_day_rows.py.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from lingchuan.records.content import facts
from lingchuan.records.content import working_day_rows
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.events import log_site
from lingchuan.records.content.settings_door import refuse_without_settings
from lingchuan.records.content.working_day_rows import Asked
from lingchuan.records.content.working_day_rows import KNOWN_YEARS
from lingchuan.records.content.working_day_rows import OwnDay
from lingchuan.records.content.working_day_rows import Row
from lingchuan.records.core.digest import state_digest
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.workdays import Calendar
from lingchuan.records.core.working_year import covered_until
from lingchuan.records.core.working_year import first_uncertain
from lingchuan.records.core.working_year import LATEST
from lingchuan.records.core.working_year import left_out
from persistent.mapping import PersistentMapping
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


TABLE_KEY = "lingchuan.records.working_days"
CHANGED = "working_days"
ACTIONS = (CHANGED,)
DAYS = "days"
YEARS = "years"
# So many of the days that a notice left out are named at once.
_TOLD_DAYS = 12
_SOON = timedelta(days=365)
_EMPTY = Calendar()


def calendar(portal: object = None) -> Calendar:
    """Return the working days of the current site.

    What was made of the table stays beside it in memory, as long as the table is the
    same; a change, here or in another process, takes it away.
    """
    kept = _kept(portal)
    if kept is None:
        return _EMPTY
    found = getattr(kept, "_v_calendar", None)
    if found is None:
        days = {day: works for day, (works, _source) in kept[DAYS].items()}
        found = kept._v_calendar = Calendar(days, frozenset(kept[YEARS]))
    return found


def own_days(portal: object = None) -> dict[date, OwnDay]:
    """Return {day: (whether it is worked, the document that says so)}, by day."""
    kept = _kept(portal)
    return dict(sorted(kept[DAYS].items())) if kept is not None else {}


def complete_years(portal: object = None) -> dict[int, str]:
    """Return {year: document} of the years whose notice stands here as a whole."""
    kept = _kept(portal)
    return dict(sorted(kept[YEARS].items())) if kept is not None else {}


def as_json(portal: object = None) -> dict[str, list[dict]]:
    """Return the table as it is sent: overrides and known_years."""
    return {
        "overrides": [
            {"date": day.isoformat(), "working": works, "source": source}
            for day, (works, source) in own_days(portal).items()
        ],
        "known_years": [
            {"year": year, "source": source}
            for year, source in complete_years(portal).items()
        ],
    }


def coverage() -> dict[str, str | None]:
    """Return {covered_until, provisional_from}, ISO days reckoned from today on."""
    today = facts.today()
    until = covered_until(calendar(), today)
    first = first_uncertain(calendar(), today, LATEST)
    return {
        "covered_until": until.isoformat() if until else None,
        "provisional_from": first.isoformat() if first else None,
    }


def uncovered_soon() -> str:
    """Return the first provisional day of the next twelve months, '' without one."""
    today = facts.today()
    first = first_uncertain(calendar(), today, today + _SOON)
    return first.isoformat() if first else ""


def digest_of(portal: object) -> str:
    """Return the digest of the whole table of a site."""
    return state_digest(as_json(portal))


# The digest of a table before its first event.
EMPTY = state_digest({"overrides": [], "known_years": []})


def set_overrides(
    overrides: Sequence[Row], known_years: Sequence[Row] = ()
) -> list[date]:
    """Merge days and complete years into the table.

    Args:
        overrides: {date, working, source}; `working: None` takes the day away.
        known_years: {year, source}; `source: None` takes the year away.
    Returns:
        The days that are over and were changed.
    Raises:
        NotAllowed: the user does not keep the settings.
        BadInput: something is wrong with a row; nothing is changed.
    """
    refuse_without_settings()
    asked = _new_in(working_day_rows.read(overrides, known_years))
    if not asked.days and not asked.years:
        return []
    days = _merged(own_days(), asked.days)
    years = _merged(complete_years(), asked.years)
    _refuse_incomplete(days, years, asked)
    before = digest_of(api.portal.get())
    _keep(days, years)
    past = sorted(day for day in asked.days if day < facts.today())
    _note(asked, past, before)
    return past


def _kept(portal: object = None) -> PersistentMapping | None:
    site = portal if portal is not None else getSite()
    return IAnnotations(site).get(TABLE_KEY) if site is not None else None


def _new_in(asked: Asked) -> Asked:
    """Return what is asked for and does not stand there already."""
    days, years = own_days(), complete_years()
    return Asked(
        {day: own for day, own in asked.days.items() if own != days.get(day)},
        {year: told for year, told in asked.years.items() if told != years.get(year)},
        asked.reasons,
    )


def _merged(table: Mapping, changes: Mapping) -> dict:
    merged = {**table, **changes}
    return {key: merged[key] for key in sorted(merged) if merged[key] is not None}


def _refuse_incomplete(
    days: Mapping[date, OwnDay], years: Mapping[int, str], asked: Asked
) -> None:
    """Refuse a year that is called complete and lacks a public holiday."""
    touched = {day.year for day in asked.days} | set(asked.years)
    works = {day: works for day, (works, _source) in days.items()}
    found = []
    for year in sorted(touched & set(years)):
        lacking = left_out(Calendar(works, frozenset(years)), year)
        if lacking:
            told = [day.isoformat() for day in lacking[:_TOLD_DAYS]]
            more = "…" if len(lacking) > _TOLD_DAYS else ""
            params = (("year", str(year)), ("days", "、".join(told) + more))
            found.append(Problem(KNOWN_YEARS, "year_incomplete", params))
    if found:
        raise BadInput(found)


def _keep(days: Mapping[date, OwnDay], years: Mapping[int, str]) -> None:
    notes = IAnnotations(api.portal.get())
    if TABLE_KEY not in notes:
        notes[TABLE_KEY] = PersistentMapping()
    notes[TABLE_KEY].update({DAYS: dict(days), YEARS: dict(years)})
    notes[TABLE_KEY]._v_calendar = None


def _note(asked: Asked, past: Sequence[date], before: str) -> None:
    told: dict[str, list] = {
        "days_worked": _days_that(asked, lambda own: own is not None and own[0]),
        "days_off": _days_that(asked, lambda own: own is not None and not own[0]),
        "days_taken_away": _days_that(asked, lambda own: own is None),
        "years_complete": [year for year, source in asked.years.items() if source],
        "years_open": [year for year, source in asked.years.items() if not source],
        "past_days": [day.isoformat() for day in past],
    }
    sources = {own[1] for own in asked.days.values() if own}
    sources |= {source for source in asked.years.values() if source}
    log_site(
        CHANGED,
        {name: values for name, values in told.items() if values},
        reason="；".join(sorted(sources | set(asked.reasons))),
        digest=digest_of(api.portal.get()),
        digest_before=before,
    )


def _days_that(asked: Asked, fits: Callable[[OwnDay | None], bool]) -> list[str]:
    return [day.isoformat() for day, own in sorted(asked.days.items()) if fits(own)]
