"""Checks at the door: the same for form, REST, import and scripts (R13-1).

Each check reads values by field name and returns problems; none of them writes.
"""

from collections.abc import Callable
from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from lingchuan.records.content import facts
from lingchuan.records.content.file_checks import permit_file_problems
from lingchuan.records.content.media_checks import device_problems
from lingchuan.records.content.media_checks import media_problems
from lingchuan.records.content.secret_texts import secret_problems
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.dates import EARLIEST
from lingchuan.records.core.dates import interval_problem
from lingchuan.records.core.dates import order_problems
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.rules.ways import may_waive
from lingchuan.records.core.text import control_problem
from lingchuan.records.core.text import filename_problem
from lingchuan.records.core.text import MAX_LINE
from lingchuan.records.core.text import MAX_ROWS
from lingchuan.records.core.text import MAX_TEXT
from lingchuan.records.core.text import size_problem
from lingchuan.records.core.text import title_problem
from lingchuan.records.interfaces import IOwnRules
from plone.dexterity.utils import iterSchemataForType
from zope.component import queryUtility
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import ITextLine

import math


Getter = Callable[[str], object]

# So far ahead a hearing or a piece of field work may be entered (R07-0).
PLANNED = timedelta(days=366)
NOT_AHEAD = timedelta(0)
INTERVAL_TYPES = ("HearingRecord", "FieldRecord", "MediaEvidence")
TITLED_TYPES = ("PermitFile", "PermitRegister", "RecordsArea")
FILE_FIELDS = {
    "TextRecord": "file",
    "HearingRecord": "transcript_file",
    "MediaEvidence": "file",
}
HEARING_STEPS = ("right_told_on", "requested_on", "notice_served_on", "starts")
PAPER_STEPS = ("made_on", "issued_on", "served_on")


def problems(portal_type: str, get: Getter, context: object) -> list[Problem]:
    """Return everything wrong with the values of one record.

    Args:
        portal_type: the content type's name.
        get: value by field name, None where there is none.
        context: the record, or the container it will be added to.
    """
    found = [*_titles(portal_type, get), *_plain_values(portal_type, get)]
    if portal_type == "PermitFile":
        found += permit_file_problems(get, context)
    if portal_type in INTERVAL_TYPES:
        found += _span(portal_type, get)
    if portal_type == "HearingRecord":
        found += _steps(HEARING_STEPS, get, PLANNED)
        found += [*_steps(HEARING_STEPS[:-1], get), *_waived(get)]
    if portal_type == "FieldRecord":
        found += _return_day(get)
    if portal_type == "MediaEvidence":
        found += media_problems(get, context)
        found += _steps(("saved_at",), get)
    if portal_type == "RecordingDevice":
        found += device_problems(get)
    if portal_type == "TextRecord":
        found += [*_steps(PAPER_STEPS, get), *_activity(get, context)]
    if portal_type in FILE_FIELDS:
        found += _file_name(FILE_FIELDS[portal_type], get)
    if get("matter_codes"):
        found += _matter_codes(get, context)
    rules = queryUtility(IOwnRules, name=portal_type)
    if rules is not None:
        found += rules.problems(get, context)
    found += secret_problems(portal_type, get, context)
    return list({problem.field: problem for problem in reversed(found)}.values())[::-1]


def _optional(problem: Problem | None) -> list[Problem]:
    return [problem] if problem else []


def _titles(portal_type: str, get: Getter) -> Iterator[Problem]:
    title = get("title")
    if title or portal_type in TITLED_TYPES:
        yield from _optional(title_problem("title", title or ""))
    if portal_type == "PermitFile":
        yield from _optional(
            title_problem("applicant_name", get("applicant_name") or "")
        )


def _plain_values(portal_type: str, get: Getter) -> Iterator[Problem]:
    """Yield what no file, index or log could hold: control characters, no numbers."""
    for schema in iterSchemataForType(portal_type):
        for name, field in getFieldsInOrder(schema):
            most = MAX_LINE if ITextLine.providedBy(field) else MAX_TEXT
            most = max(most, getattr(field, "max_length", None) or 0)
            sent = get(name)
            if isinstance(sent, list) and len(sent) > MAX_ROWS:
                yield Problem(name, "too_many", (("max", str(MAX_ROWS)),))
                continue
            for value in _flat(sent):
                if isinstance(value, str):
                    yield from _optional(size_problem(name, value, most))
                    yield from _optional(control_problem(name, value))
                elif isinstance(value, float) and not math.isfinite(value):
                    yield Problem(name, "unknown_value")


def _flat(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _flat(item)
    else:
        yield value


def _span(portal_type: str, get: Getter) -> Iterator[Problem]:
    """Yield a problem of a span; an activity may be planned, a recording is made."""
    is_planned = portal_type in facts.ACTIVITY_TYPES
    latest = facts.today() + (PLANNED if is_planned else NOT_AHEAD)
    starts, ends = get("starts"), get("ends")
    if not (starts == ends and get("medium") == "photo"):
        yield from _optional(interval_problem(starts, ends))
    for name in ("starts", "ends"):
        yield from order_problems([(name, facts.local_date(get(name)))], latest)


def _steps(
    names: tuple[str, ...], get: Getter, ahead: timedelta = NOT_AHEAD
) -> list[Problem]:
    steps = [(name, facts.local_date(get(name))) for name in names]
    return order_problems(steps, facts.today() + ahead)


def _return_day(get: Getter) -> Iterator[Problem]:
    returned, until = get("returned_on"), get("ends") or get("starts")
    if not isinstance(returned, date):
        return
    if returned < (facts.local_date(until) or EARLIEST):
        yield Problem("returned_on", "returned_before_end", ())
    yield from order_problems([("returned_on", returned)], facts.today())


def _waived(get: Getter) -> Iterator[Problem]:
    """Yield what is wrong with ways that are left out (R07-0; docs/adr/0019)."""
    waived = tuple(get("ways_waived") or ())
    if not waived:
        return
    kind, premises = get("activity_kind") or "", get("premises") is not False
    activity = Activity("", kind, premises=premises, ways_waived=waived)
    if not may_waive(activity):
        yield Problem("ways_waived", "ways_obliged")
    if not (get("ways_reason") or "").strip():
        yield Problem("ways_reason", "reason_required")


def _activity(get: Getter, context: object) -> Iterator[Problem]:
    """Yield a problem where a paper names no activity of its own file."""
    uid, file = get("activity"), facts.permit_file_of(context)
    if uid and (file is None or not facts.is_activity(file, uid)):
        yield Problem("activity", "activity_unknown")


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
