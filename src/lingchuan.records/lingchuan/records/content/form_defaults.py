"""What an add form fills in: today, the file's people, to be ticked or struck out.

Only forms do so. What a script or an external system does not send stays empty, for a
person who is named in a record has been there, and a paper has the day it bears.
"""

from collections.abc import Callable
from datetime import date
from lingchuan.records.content import facts
from lingchuan.records.content.schemas.field_record import IFieldRecordSchema
from lingchuan.records.content.schemas.hearing_record import IHearingRecordSchema
from lingchuan.records.content.schemas.media_evidence import IMediaEvidenceSchema
from lingchuan.records.content.schemas.text_record import ITextRecordSchema
from z3c.form.widget import ComputedWidgetAttribute


ROLES = {"agent": "agent", "witness": "witness"}


def parties(context: object) -> list[tuple[str, str]]:
    """Return (name, role) of the applicant and the related parties of the file."""
    file = facts.permit_file_of(context)
    if file is None:
        return []
    found = [(file.applicant_name, "party")]
    for row in file.related_parties or ():
        found.append((row["name"], ROLES.get(row.get("role"), "party")))
    return [(name, role) for name, role in found if name]


def staff(context: object) -> list[tuple[str, str]]:
    """Return (name, role) of the handlers of the file."""
    file = facts.permit_file_of(context)
    handlers = getattr(file, "handlers", None) or ()
    return [(facts.display_name(userid), "staff") for userid in handlers]


def _rows(data: object) -> list[dict[str, object]]:
    row = {"signed": None, "refusal_reason": None, "witness": None}
    keys = data.field.value_type.schema
    return [
        {"name": name, "role": role} | {key: row[key] for key in row if key in keys}
        for name, role in (*staff(data.context), *parties(data.context))
    ]


def _names(data: object) -> list[str]:
    return [name for name, _role in parties(data.context)]


def _handlers(data: object) -> list[str]:
    file = facts.permit_file_of(data.context)
    return list(getattr(file, "handlers", None) or ())


def _today(data: object) -> date:
    return facts.today()


def _applicant(data: object) -> str | None:
    return getattr(facts.permit_file_of(data.context), "applicant_name", None)


def _default(value: Callable, field: object) -> object:
    def of_add_form(data: object) -> object:
        # An edit form shows what is stored, be it nothing.
        return value(data) if data.widget.ignoreContext else data.field.default

    return ComputedWidgetAttribute(of_add_form, field=field)


attendees = _default(_rows, IHearingRecordSchema["attendees"])
signers = _default(_rows, ITextRecordSchema["signers"])
recipient = _default(_applicant, ITextRecordSchema["recipient"])
made_on = _default(_today, ITextRecordSchema["made_on"])
officers = _default(_handlers, IFieldRecordSchema["officers"])
media_staff = _default(_handlers, IMediaEvidenceSchema["staff"])
persons = _default(_names, IMediaEvidenceSchema["persons"])
