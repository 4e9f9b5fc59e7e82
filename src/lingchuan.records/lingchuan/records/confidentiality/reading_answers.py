"""What is asked about readers, and the answers that leave as data: JSON and CSV.

- Only a confidentiality officer asks; what they may not view they do not learn here.
- An export is an event, written before its first byte. It holds all that there is,
  whichever page it is asked from.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from lingchuan.records.confidentiality import explain
from lingchuan.records.confidentiality import reads
from lingchuan.records.confidentiality.decision import as_list
from lingchuan.records.confidentiality.decision import in_order
from lingchuan.records.confidentiality.reading_texts import reading_text
from lingchuan.records.confidentiality.reading_texts import reason_text
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.events import log_site_now
from lingchuan.records.content.events import person
from lingchuan.records.content.seen import note
from lingchuan.records.core.csv_text import csv_bytes
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.readings import Reading
from lingchuan.records.core.secrecy import KINDS
from lingchuan.records.core.small_numbers import small_number
from lingchuan.records.i18n import _
from lingchuan.records.ledger import api as ledger
from plone import api
from plone.uuid.interfaces import IUUID
from zope.i18n import translate


CSV = "csv"
FORMATS = ("", "json", CSV)
OPEN = "open"
PAGE = 20
YES = _("answer_yes", default="Yes")
NO = _("answer_no", default="No")
HEADS = (
    _("column_userid", default="User"),
    _("column_name", default="Name"),
    _("column_may_see", default="Can see"),
    _("column_why", default="Why"),
)
SIGHT_HEADS = (
    _("column_number", default="Number"),
    _("column_title", default="Title"),
    _("column_secrecy", default="Secrecy"),
    _("column_why", default="Why"),
)


def tried(form: Mapping[str, object]) -> dict[str, list[str]] | None:
    """Return the decision that a question tries, None for how it is now.

    Args:
        form: kinds (`open` alone for none), known_to.
    Raises:
        BadInput: a kind or a person is unknown.
    """
    sent = names(form, "kinds")
    if not sent:
        return None
    unknown = [one for one in sent if one not in (*KINDS, OPEN)]
    if unknown or (OPEN in sent and len(sent) > 1):
        raise BadInput([Problem("kinds", "unknown_value", (("value", sent[0]),))])
    known_to = names(form, "known_to")
    for one in known_to:
        explain.user_or_refuse(one)
    return {"kinds": in_order(sent), "known_to": known_to}


def names(form: Mapping[str, object], field: str) -> list[str]:
    """Return the names that a form sends, as one text or one by one."""
    value = form.get(field) or ()
    parts = value if isinstance(value, list) else [value] if value else []
    return [name for part in parts for name in as_list(str(part))]


def start_of(form: Mapping[str, object]) -> int:
    """Return the place from which a question asks.

    Raises:
        BadInput: it is no number.
    """
    start = small_number(form.get("b_start") or 0)
    if start is None:
        raise BadInput([Problem("b_start", "out_of_range")])
    return start


def format_of(form: Mapping[str, object]) -> str:
    """Return the format that is asked for.

    Raises:
        BadInput: there is no such format.
    """
    asked = str(form.get("format") or "")
    if asked not in FORMATS:
        raise BadInput([Problem("format", "unknown_value")])
    return asked


def asked_readers(
    obj: object, form: Mapping[str, object], *, most: int | None = explain.MOST
) -> list[Reading]:
    """Return the readers of a record that a question is about: all, or one person.

    Args:
        most: of all, so many from the place that is asked; None for all of them.
    """
    decision = tried(form)
    if form.get("userid"):
        return [explain.reading_of(obj, str(form["userid"]), decision)]
    start = 0 if most is None else start_of(form)
    return explain.readers(obj, decision, start=start, most=most)


def reading_dict(reading: Reading, request: object) -> dict[str, object]:
    """Return a reading as JSON has it."""
    return {
        "userid": reading.userid,
        "name": reading.name,
        "may": reading.may,
        "reasons": [
            {"code": one.code, **dict(one.params), "text": reason_text(one, request)}
            for one in reading.reasons
        ],
        "why": reading_text(reading, request),
    }


def readers_json(obj: object, request: object) -> dict[str, object]:
    """Return who can see a record, for a program."""
    form = request.form
    start, total = start_of(form), len(explain.candidates(obj, tried(form)))
    more = start + explain.MOST
    return {
        "@id": f"{obj.absolute_url()}/@who-can-see",
        "UID": IUUID(obj),
        "state": facts.confidentiality_state(obj),
        "tried": tried(form),
        "items": [reading_dict(one, request) for one in asked_readers(obj, form)],
        "items_total": total,
        "next": more if more < total else None,
    }


def readers_csv(obj: object, request: object) -> bytes:
    """Return who can see a record as a table, after its event."""
    decision = tried(request.form)
    readings = asked_readers(obj, request.form, most=None)
    details = {"view": "who-can-see", "format": CSV, "tried": decision}
    ledger.write_before_answer([reads.event_about("export", obj, details)])
    words = {True: YES, False: NO}
    rows = (
        (
            one.userid,
            one.name,
            translate(words[one.may], context=request),
            reading_text(one, request),
        )
        for one in readings
    )
    return _table(HEADS, rows, request, "who-can-see.csv")


def sight_json(request: object) -> dict[str, object]:
    """Return what a person can see, for a program."""
    form = request.form
    sight = explain.sees(str(form.get("userid") or ""), start=start_of(form), most=PAGE)
    more = start_of(form) + PAGE
    return {
        "@id": f"{api.portal.get().absolute_url()}/@what-can-see",
        "userid": sight.userid,
        "counts": dict(sight.counts),
        "items": [_seen_dict(one, request) for one in sight.shown],
        "hidden": sight.hidden,
        "items_total": sight.total,
        "next": more if more < sight.total else None,
    }


def _seen_dict(seen: explain.Seen, request: object) -> dict[str, object]:
    record = seen.record
    note(record)
    return {
        "@id": record.absolute_url(),
        "UID": IUUID(record),
        "title": record.Title(),
        "state": facts.confidentiality_state(record),
        **reading_dict(seen.reading, request),
    }


def sight_csv(request: object) -> bytes:
    """Return what a person can see as a table, after its event."""
    form = request.form
    userid = str(form.get("userid") or "")
    sight = explain.sees(userid, most=None)
    details = {"view": "what-can-see", "format": CSV, **person(sight.userid)}
    log_site_now("export", details, role=facts.acting_role())
    rows = [_seen_row(one, request) for one in sight.shown]
    return _table(SIGHT_HEADS, rows, request, "what-can-see.csv")


def _seen_row(seen: explain.Seen, request: object) -> tuple[str, ...]:
    record = seen.record
    note(record)
    file = facts.permit_file_of(record)
    return (
        getattr(file, "file_number", None) or "",
        record.Title(),
        state_title(record, request),
        reading_text(seen.reading, request),
    )


def state_title(record: object, request: object) -> str:
    """Return what the state of a record's secrecy is called."""
    workflow = api.portal.get_tool("portal_workflow")[facts.SECRECY_WORKFLOW]
    title = workflow.states[facts.confidentiality_state(record)].title
    return translate(title, domain="plone", context=request)


def _table(
    heads: Sequence[object], rows: Iterable[Sequence[str]], request: object, name: str
) -> bytes:
    response = request.response
    response.setHeader("Content-Type", "text/csv; charset=utf-8")
    response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
    response.setHeader("Cache-Control", "private, no-store")
    first = [translate(head, context=request) for head in heads]
    return csv_bytes([first, *rows])
