"""Checks at the door of a permit file: identity, matters, dates, unit and people."""

from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from collections.abc import Callable
from collections.abc import Iterator
from datetime import date
from lingchuan.records.content import facts
from lingchuan.records.content.people import unknown_handlers
from lingchuan.records.content.settings import settings
from lingchuan.records.core.dates import order_problems
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.identity import is_credit_code
from lingchuan.records.core.identity import is_paper_number
from lingchuan.records.core.identity import is_resident_id
from lingchuan.records.core.lists import valid_on
from lingchuan.records.interfaces import IPermitRegister


Getter = Callable[[str], object]

FILE_STEPS = (
    "received_on",
    "accepted_on",
    "decided_on",
    "served_on",
    "closed_on",
)


def permit_file_problems(get: Getter, context: object) -> list[Problem]:
    """Return what is wrong with a permit file's values; arguments as `problems`."""
    today = facts.today()
    supplement = ("received_on", "supplement_notified_on")
    return [
        *_identity(get),
        *_parties(get),
        *_matters(get),
        *order_problems([(name, get(name)) for name in FILE_STEPS], today),
        *order_problems([(name, get(name)) for name in supplement], today),
        *_excluded(get),
        *_extension(get),
        *_in_use(get, context),
        *_year(get, context),
        *_unit(get),
        *_handlers(get, context),
    ]


def _identity(get: Getter) -> Iterator[Problem]:
    number = get("applicant_id_number")
    if not number:
        return
    kind = get("applicant_type") or "natural"
    if kind == "natural" and not is_resident_id(number):
        yield Problem("applicant_id_number", "bad_resident_id", ())
    # A sole trader may stand under the owner's own number; who is none of the three
    # comes with papers of another kind, such as a passport.
    owner = kind in ("sole_trader", "other") and is_resident_id(number)
    papers = kind == "other" and is_paper_number(number)
    if kind != "natural" and not (owner or papers or is_credit_code(number)):
        yield Problem("applicant_id_number", "bad_credit_code", ())


def _parties(get: Getter) -> Iterator[Problem]:
    for row in get("related_parties") or ():
        number = row.get("id_number")
        if number and not (is_resident_id(number) or is_credit_code(number)):
            yield Problem("related_parties", "bad_resident_id", ())


def _day(get: Getter) -> date:
    day = get("received_on")
    return day if isinstance(day, date) else facts.today()


def _matters(get: Getter) -> Iterator[Problem]:
    rows = get("matters")
    if not rows:
        yield Problem("matters", "matter_missing", ())
        return
    known = {row["code"] for row in valid_on(settings().matters, _day(get))}
    codes = [row.get("code") for row in rows]
    for row in rows:
        named = (("code", str(row.get("code"))),)
        if row.get("code") not in known:
            yield Problem("matters", "matter_unknown", named)
        elif codes.count(row.get("code")) > 1:
            yield Problem("matters", "matter_twice", named)
        yield from _after_receipt("matters", row.get("decided_on"), get)
        starts, ends = row.get("valid_from"), row.get("valid_until")
        if starts and ends and ends < starts:
            yield Problem("matters", "ends_before_starts", ())


def _after_receipt(field: str, day: date | None, get: Getter) -> Iterator[Problem]:
    steps = [("received_on", get("received_on")), (field, day)]
    found = order_problems(steps, facts.today())
    yield from (problem for problem in found if problem.field == field)


def _extension(get: Getter) -> Iterator[Problem]:
    for row in get("extension") or ():
        yield from _after_receipt("extension", row.get("approved_on"), get)


def _in_use(get: Getter, context: object) -> Iterator[Problem]:
    """Yield the matters that records of the file name and the file has no more."""
    file = facts.permit_file_of(context)
    codes = {row.get("code") for row in get("matters") or ()}
    for code in getattr(aq_base(file), "checked_matters", None) or ():
        if code not in codes and facts.is_matter_used(file, code):
            yield Problem("matters", "matter_in_use", (("code", code),))


def _excluded(get: Getter) -> Iterator[Problem]:
    for row in get("excluded_periods") or ():
        starts, ends = row.get("starts"), row.get("ends")
        if starts and ends and ends < starts:
            yield Problem("excluded_periods", "ends_before_starts", ())


def _year(get: Getter, context: object) -> Iterator[Problem]:
    """Yield a problem when the day is not of the year of register and number."""
    for item in aq_chain(aq_inner(context)):
        if IPermitRegister.providedBy(item) and item.getId().isdigit():
            if _day(get).year != int(item.getId()):
                year = (("year", item.getId()),)
                yield Problem("received_on", "other_year", year)


def _unit(get: Getter) -> Iterator[Problem]:
    unit = get("unit")
    known = {row["name"] for row in valid_on(settings().units, _day(get))}
    if unit and unit not in known:
        yield Problem("unit", "unit_unknown", (("unit", unit),))


def _handlers(get: Getter, context: object) -> Iterator[Problem]:
    for name in unknown_handlers(get("handlers") or (), context):
        yield Problem("handlers", "handler_unknown", (("name", str(name)),))
