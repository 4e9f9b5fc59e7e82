"""Events as people read them: one row each, ready for a page or a paper."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.content.messages import field_title
from lingchuan.records.evidence import event_titles as titles
from lingchuan.records.evidence import visible
from lingchuan.records.evidence.asked import kind_of
from lingchuan.records.i18n import _
from typing import Any
from typing import Final
from zope.i18n import translate

import json


DETAILS: Final = {
    "kinds": _("detail_kinds", default="Kinds of secrecy"),
    "proposed_kinds": _("detail_proposed_kinds", default="Kinds that shall remain"),
    "known_to": _("detail_known_to", default="Known to"),
    "level": _("detail_level", default="Level"),
    "by_class": _("detail_by_class", default="By the table of classes"),
    "field": _("detail_field", default="Field"),
    "fields": _("detail_fields", default="Fields"),
    "view": _("detail_view", default="By way of"),
    "method": _("detail_method", default="Method"),
    "open": _("detail_open", default="Open to all staff"),
    "left": _("detail_left", default="Left the other site"),
    "carried": _("detail_carried", default="Still carries"),
    "number": _("detail_number", default="Number"),
    "manifest_sha256": _("detail_manifest", default="Digest of the manifest"),
    "frozen_sha256": _("detail_frozen", default="Digest of the frozen parts"),
    "checkpoint_size": _("detail_checkpoint", default="Events in the checkpoint"),
    "warnings": _("detail_warnings", default="Warnings"),
    "handed_on": _("param_handed_on", default="Handed over on"),
    "returned_on": _("param_returned_on", default="Returned on"),
    "event": _("detail_event", default="Event"),
    "source": _("incident_source", default="Found by"),
    "expected": _("detail_expected", default="Expected"),
    "found": _("detail_found", default="Found instead"),
    "size": _("detail_size", default="Size"),
    "status": _("detail_status", default="Answer"),
    "reads": _("detail_reads", default="Reads"),
    "action": _("detail_action", default="Act"),
    "actor": _("detail_actor", default="Person"),
    "since": _("detail_since", default="From"),
    "valid_from": _("row_valid_from", default="Valid from"),
    "until": _("detail_until", default="Until"),
    "contained": _("detail_contained", default="With the records in it"),
    "days_worked": _("detail_days_worked", default="Days worked"),
    "days_off": _("detail_days_off", default="Days off"),
    "days_taken_away": _("detail_days_taken_away", default="Days taken away"),
    "years_complete": _("detail_years_complete", default="Years complete"),
    "years_open": _("detail_years_open", default="Years no longer complete"),
    "past_days": _("detail_past_days", default="Of them over already"),
    "document_number": _("field_document_number", default="Document number"),
    "docx_sha256": _("detail_docx", default="Digest of the document"),
    "request": _("detail_request", default="Request"),
    "record": _("column_record", default="Record"),
    "right": _("column_right", default="Right"),
    "redacted": _("detail_redacted", default="Redacted"),
    "copy": _("detail_copy", default="Number of the copy"),
    "answer": _("screening_answer", default="Answer"),
    "due_on": _("detail_due_on", default="To be answered by"),
    "days": _("field_days", default="Days"),
    "notice": _("detail_notice", default="Notice"),
    "outcomes": _("detail_outcomes", default="Outcomes"),
    "article": _("column_article", default="Article"),
    "checked": _("visit_checked", default="Paper that was checked"),
    "page": _("area_page", default="Page"),
    "sha256": _("detail_sha256", default="SHA-256"),
    "source_sha256": _("detail_source_sha256", default="SHA-256 of the original"),
}
# Files that are no field of a record.
FILES: Final = {
    "metadata.json": _("file_metadata", default="Metadata"),
    "description.pdf": _("file_description", default="Description"),
    "frozen": _("file_frozen", default="Frozen parts"),
}
_STATES: Final = frozenset(("from", "to"))
_STATE = _("detail_state", default="State")
_YES = _("answer_yes", default="Yes")
_NO = _("answer_no", default="No")
# Shown in a place of their own, or on the record itself.
_ELSEWHERE: Final = _STATES | frozenset(
    ("why", "items", "error", "b_start", "b_size", "kind", "fingerprint")
)
VIEWS: Final = {
    "download": _("view_download", default="Download"),
    "display-file": _("view_display", default="Shown in the browser"),
    "package": _("view_package", default="Package"),
    "search": _("view_search", default="Search"),
    "mark-areas": _("heading_areas", default="Mark what is covered"),
    "redacted-copy": _("heading_redacted_copy", default="Redacted copy"),
    "@@custody": _("heading_custody", default="Chain of custody"),
}


def moment(at: str | datetime | None) -> str:
    """Return a moment in China to the second, '' of none.

    A text that tells no moment stays as it is.
    """
    if at is None:
        return ""
    try:
        when = datetime.fromisoformat(at) if isinstance(at, str) else at
    except ValueError:
        return str(at)
    return when.astimezone(facts.ZONE).strftime("%Y-%m-%d %H:%M:%S")


@dataclass(frozen=True, slots=True)
class About:
    """What an event is about: a record that its reader sees."""

    title: str = ""
    url: str = ""
    portal_type: str = ""


def event_rows(
    rows: Sequence[visible.Row],
    about: Mapping[str, About],
    request: Any,
    proven: Mapping[int, bool] | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield events as rows of a table.

    Args:
        rows: events as `visible.shown` gives them, in their order.
        about: {UID: what the events are about}; what is gone is not there.
        proven: {seq: whether it is in the checkpoint}; newer events are not there.
    """
    batch = None
    for row in rows:
        shown = {
            "seq": row["seq"],
            "when": moment(row["at"]),
            "leaf": row["leaf_hash"],
            "reduced": visible.is_reduced(row),
            "proven": (proven or {}).get(row["seq"]),
        }
        if not shown["reduced"]:
            shown["joined"] = row["batch"] == batch
            shown |= _whole(row, about.get(row["uid"], About()), request)
        batch = row.get("batch")
        yield shown


def _whole(row: visible.Row, about: About, request: Any) -> dict[str, Any]:
    details = row["details"] if isinstance(row["details"], dict) else {}
    why = details.get("why")
    kind = about.portal_type
    return {
        "uid": row["uid"],
        "about": about,
        "kind": kind_of(row["action"]),
        "who": titles.person(row["actor"], request),
        "actor": row["actor"],
        "on_behalf": row["on_behalf"],
        "role": titles.role_titles([row["role"]], request) if row["role"] else "",
        "act": titles.action_title(row["action"], kind, request),
        "reason": row["reason"],
        "channel": titles.channel_title(row["channel"], request),
        "why": "；".join(
            dict.fromkeys(titles.reason_title(one, request) for one in _list(why))
        ),
        "digests": list(_digests(row)),
        "files": list(_files(row, kind, request)),
        "coverage": _coverage(row.get("coverage", ())),
        "details": list(_details(details, kind, request)),
    }


def _digests(row: visible.Row) -> Iterator[dict[str, str]]:
    if row["digest"] and row["digest_before"] not in (None, row["digest"]):
        yield _digest("before", row["digest_before"])
    if row["digest"]:
        yield _digest("after", row["digest"])


def _digest(name: str, value: str) -> dict[str, str]:
    return {"name": name, "short": titles.short(value), "full": value}


def _files(row: visible.Row, kind: str, request: Any) -> Iterator[dict[str, Any]]:
    """Yield the files that an act left otherwise than it found them."""
    before = _list(row["files_before"])
    for file in _list(row["files"]):
        if file not in before:
            name = _field(file.get("field", ""), kind, request)
            yield {**file, "name": name, "short": titles.short(file["sha256"])}


def _coverage(ranges: Iterable[Sequence[int]]) -> str:
    return "、".join(f"{start}–{end - 1}" for start, end in ranges)


def _details(
    details: Mapping[str, Any], kind: str, request: Any
) -> Iterator[dict[str, str]]:
    if _STATES <= set(details):
        names = (details["from"], details["to"])
        value = " → ".join(titles.state_title(one, kind, request) for one in names)
        yield {"title": translate(_STATE, context=request), "value": value}
    for name in sorted(set(details) - _ELSEWHERE):
        value = _text(name, details[name], kind, request)
        if value:
            title = translate(DETAILS.get(name, name), context=request)
            yield {"title": title, "value": value}


def _text(name: str, value: Any, kind: str, request: Any) -> str:
    if name in ("kinds", "proposed_kinds"):
        return titles.kind_titles(_list(value), request)
    if name == "known_to":
        return "、".join(facts.display_name(str(one)) for one in _list(value))
    if isinstance(value, bool):
        return translate(_YES if value else _NO, context=request)
    if isinstance(value, list):
        return "、".join(map(str, value))
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if name == "view":
        return translate(VIEWS.get(value, value), context=request)
    if name == "field":
        return _field(value, kind, request)
    return titles.short(value) if name.endswith("_sha256") else value


def _field(name: str, kind: str, request: Any) -> str:
    if name in FILES:
        return translate(FILES[name], context=request)
    return field_title(kind, name, request)


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else []
