"""Checks at the door: the same for form, REST, import and scripts (R13-1).

Each check reads values by field name and returns problems; none of them writes.
"""

from collections.abc import Callable
from collections.abc import Iterator
from datetime import date
from lingchuan.records.content import facts
from lingchuan.records.content.settings import settings
from lingchuan.records.core.dates import interval_problem
from lingchuan.records.core.dates import order_problems
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.identity import is_credit_code
from lingchuan.records.core.identity import is_resident_id
from lingchuan.records.core.lists import valid_on
from lingchuan.records.core.text import filename_problem
from lingchuan.records.core.text import title_problem


Getter = Callable[[str], object]

FILE_STEPS = (
    "received_on",
    "accepted_on",
    "decided_on",
    "served_on",
    "closed_on",
)
INTERVAL_TYPES = ("HearingRecord", "FieldRecord", "MediaEvidence")
FILE_FIELDS = {
    "TextRecord": "file",
    "HearingRecord": "transcript_file",
    "MediaEvidence": "file",
}


def problems(portal_type: str, get: Getter, context: object) -> list[Problem]:
    """Return everything wrong with the values of one record.

    Args:
        portal_type: the content type's name.
        get: value by field name, None where there is none.
        context: the record, or the container it will be added to.
    """
    found = list(_titles(portal_type, get))
    if portal_type == "PermitFile":
        found += _permit_file(get)
    if portal_type in INTERVAL_TYPES:
        starts, ends = get("starts"), get("ends")
        if not (starts == ends and get("medium") == "photo"):
            found += _optional(interval_problem(starts, ends))
    if portal_type == "FieldRecord":
        found += _return_day(get)
    if portal_type == "TextRecord":
        found += order_problems(
            [("made_on", get("made_on")), ("issued_on", get("issued_on"))],
            facts.today(),
        )
    if portal_type in FILE_FIELDS:
        found += _file_name(FILE_FIELDS[portal_type], get)
    if get("matter_codes"):
        found += _matter_codes(get, context)
    return found


def _optional(problem: Problem | None) -> list[Problem]:
    return [problem] if problem else []


def _titles(portal_type: str, get: Getter) -> Iterator[Problem]:
    title = get("title")
    if title or portal_type in ("PermitFile", "PermitRegister", "RecordsArea"):
        yield from _optional(title_problem("title", title or ""))
    if portal_type == "PermitFile":
        yield from _optional(
            title_problem("applicant_name", get("applicant_name") or "")
        )


def _permit_file(get: Getter) -> list[Problem]:
    today = facts.today()
    steps = [(name, get(name)) for name in FILE_STEPS]
    return [
        *_identity(get),
        *_matters(get),
        *order_problems(steps, today),
        *order_problems(
            [
                ("received_on", get("received_on")),
                ("supplement_notified_on", get("supplement_notified_on")),
            ],
            today,
        )[:1],
        *_unit(get),
    ]


def _identity(get: Getter) -> Iterator[Problem]:
    number = get("applicant_id_number")
    if not number:
        return
    natural = (get("applicant_type") or "natural") == "natural"
    if natural and not is_resident_id(number):
        yield Problem("applicant_id_number", "bad_resident_id", ())
    if not natural and not (is_credit_code(number) or is_resident_id(number)):
        yield Problem("applicant_id_number", "bad_credit_code", ())


def _matters(get: Getter) -> Iterator[Problem]:
    rows = get("matters")
    if not rows:
        yield Problem("matters", "matter_missing", ())
        return
    day = get("received_on") or facts.today()
    known = {row["code"] for row in valid_on(settings().matters, day)}
    for row in rows:
        if row.get("code") not in known:
            yield Problem(
                "matters", "matter_unknown", (("code", str(row.get("code"))),)
            )
        starts, ends = row.get("valid_from"), row.get("valid_until")
        if starts and ends and ends < starts:
            yield Problem("matters", "ends_before_starts", ())


def _unit(get: Getter) -> Iterator[Problem]:
    unit = get("unit")
    if unit and unit not in {row["name"] for row in settings().units}:
        yield Problem("unit", "unit_unknown", (("unit", unit),))


def _return_day(get: Getter) -> Iterator[Problem]:
    ends, returned = get("ends"), get("returned_on")
    if ends and isinstance(returned, date) and returned < ends.date():
        yield Problem("returned_on", "returned_before_end", ())


def _file_name(field: str, get: Getter) -> list[Problem]:
    file = get(field)
    if file is None:
        return []
    return _optional(filename_problem(field, getattr(file, "filename", None) or ""))


def _matter_codes(get: Getter, context: object) -> Iterator[Problem]:
    file = facts.permit_file_of(context)
    if file is None:
        return
    known = {row["code"] for row in file.matters or ()}
    for code in get("matter_codes"):
        if code not in known:
            yield Problem("matter_codes", "matter_not_of_file", (("code", code),))
