"""Rows sent for the table of classes: what they must say, and who may send them.

- Only confidentiality officers, and only kinds that they are cleared for themselves.
- A class is never a state secret: each of these is determined by itself (保密法 Art. 13).
- Nothing begins in the past; a row in force ends yesterday at the earliest, at once.
- Two rows never decide on the same class on the same day.
- What stands there already is no change, so a table that was read can be sent back.
"""

from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from lingchuan.records.confidentiality import class_table
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality import sent_rows
from lingchuan.records.confidentiality.sent_rows import Row
from lingchuan.records.content.closed_lists import RECORD_KINDS
from lingchuan.records.content.facts import current_user
from lingchuan.records.content.facts import today
from lingchuan.records.content.settings import settings
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.lists import plain_name
from lingchuan.records.core.lists import valid_on
from lingchuan.records.core.secrecy import clashes
from lingchuan.records.core.secrecy import KINDS
from lingchuan.records.core.secrecy import STATE
from lingchuan.records.core.text import title_problem


PAPER = "TextRecord"
TYPES = ("PermitFile", PAPER, "HearingRecord", "FieldRecord", "MediaEvidence")
ADDED = (*class_table.CLASS, *class_table.DAYS, "reason")
ENDED = ("id", "valid_until", "reason")
ALLOWED_KINDS = tuple(kind for kind in KINDS if kind != STATE)


def set_classes(sent: Sequence[Row]) -> None:
    """Add rows to the table, or end rows of it.

    Args:
        sent: {portal_type, record_kind, document_name, kinds, valid_from, valid_until,
            reason} adds, {id, valid_until, reason} ends.
    Raises:
        NotAllowed: the user is no confidentiality officer.
        BadInput: something is wrong with a row; nothing is changed.
    """
    register.refuse_non_officers()
    table = class_table.rows()
    found: list[tuple[int, Problem]] = []
    wanted: list[dict] = []
    for place, row in enumerate(sent):
        if _stands(row, table):
            continue
        problems = _problems(row, table)
        found += [(place, problem) for problem in problems]
        if not problems:
            wanted.append(_take(row, table))
    sent_rows.refuse(found, len(sent))
    for row in wanted:
        _set(row)


def as_json(row: Row) -> dict[str, object]:
    """Return a row as JSON has it."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in row.items()
    }


def _set(row: dict) -> None:
    reason = row["reason"].strip()
    if "id" in row:
        class_table.end(row["id"], row["valid_until"], reason)
    else:
        class_table.add(row, reason)


def _found(row: Row, table: Sequence[Row]) -> Row | None:
    number = row.get("id")
    return next((one for one in table if one["id"] == number), None)


def _stands(row: Row, table: Sequence[Row]) -> bool:
    """Tell whether a row says what stands there."""
    kept = _found(row, table)
    if kept is None or "valid_until" not in row:
        return False
    # What was read beside the table itself says nothing of it.
    shown = as_json(kept)
    return all(row[name] == shown[name] for name in row if name in shown)


def _problems(row: Row, table: Sequence[Row]) -> list[Problem]:
    if row.get("id") is not None:
        return _ending_problems(row, _found(row, table))
    found = sent_rows.unknown_fields(row, (*ADDED, "id"))
    found += sent_rows.text_problems(row, "reason")
    found += sent_rows.list_problems(row, "kinds", KINDS)
    found += _kind_problems(row) or _class_problems(row)
    found += _first_day_problems(row)
    if not found and clashes(table, _read(row)):
        found.append(Problem("valid_from", "class_clash"))
    return found


def _kind_problems(row: Row) -> list[Problem]:
    kinds = row.get("kinds")
    if not isinstance(kinds, list):
        return []
    if STATE in kinds:
        return [Problem("kinds", "state_no_class")]
    own = register.kinds_of(current_user() or "")
    above = [kind for kind in ALLOWED_KINDS if kind in kinds and kind not in own]
    return [Problem("kinds", "above_own_clearance")] if above else []


def _class_problems(row: Row) -> list[Problem]:
    if row.get("portal_type") not in TYPES:
        missing = not row.get("portal_type")
        return [Problem("portal_type", "required" if missing else "unknown_value")]
    record_kind, name = row.get("record_kind"), row.get("document_name")
    if row["portal_type"] != PAPER:
        named = {"record_kind": record_kind, "document_name": name}
        return [Problem(field, "papers_only") for field in named if named[field]]
    if record_kind and record_kind not in {term.value for term in RECORD_KINDS}:
        return [Problem("record_kind", "unknown_value")]
    if not name:
        return []
    if not isinstance(name, str):
        return [Problem("document_name", "wrong_type")]
    wrong = title_problem("document_name", name)
    usual = _standard(name).get("record_kind")
    if wrong is None and record_kind and usual not in (None, record_kind):
        wrong = Problem("record_kind", "kind_of_document")
    return [wrong] if wrong else []


def _standard(name: str) -> Row:
    """Return the standard document of a name, {} where there is none."""
    rows = valid_on(settings().document_names, today())
    names = (name, plain_name(name))
    return next((row for row in rows if row["name"] in names), {})


def _first_day_problems(row: Row) -> list[Problem]:
    found = sent_rows.last_day_problems(row, "valid_from", today())
    found += sent_rows.last_day_problems(row, "valid_until", today())
    if found:
        return found
    last = sent_rows.as_day(row.get("valid_until"))
    if last is not None and last < (sent_rows.as_day(row.get("valid_from")) or today()):
        return [Problem("valid_until", "ends_before_starts")]
    return []


def _ending_problems(row: Row, kept: Row | None) -> list[Problem]:
    if kept is None:
        return [Problem("id", "unknown_value")]
    shown = as_json(kept)
    others = [name for name in row if name not in ENDED and name in shown]
    found = [Problem(n, "row_stands") for n in others if row[n] != shown[n]]
    found += sent_rows.unknown_fields(row, (*ENDED, *shown, "matches"))
    if row.get("reason") == kept.get("reason"):
        # The reason for which it began is none for which it ends.
        found.append(Problem("reason", "required"))
    else:
        found += sent_rows.text_problems(row, "reason")
    return found + _last_day_problems(row, kept)


def _last_day_problems(row: Row, kept: Row) -> list[Problem]:
    yesterday = today() - timedelta(days=1)
    found = sent_rows.last_day_problems(row, "valid_until", yesterday)
    if found:
        return found
    last, until = sent_rows.as_day(row.get("valid_until")), kept["valid_until"]
    if last is None:
        return [Problem("valid_until", "required")]
    if until is not None and last >= until:
        return [Problem("valid_until", "only_earlier")]
    return []


def _read(row: Row) -> dict:
    """Return a new row as the table keeps it."""
    name = str(row.get("document_name") or "").strip()
    return {
        "portal_type": row["portal_type"],
        "record_kind": row.get("record_kind") or None,
        "document_name": _standard(name).get("name") or name or None,
        "kinds": [kind for kind in KINDS if kind in row["kinds"]],
        "valid_from": sent_rows.as_day(row.get("valid_from")) or today(),
        "valid_until": sent_rows.as_day(row.get("valid_until")),
        "reason": row["reason"],
    }


def _take(row: Row, table: list[dict]) -> dict:
    """Do a change in a copy of the table, for the rows after it; return it."""
    kept = _found(row, table)
    if kept is None:
        table.append(_read(row) | {"id": len(table) + 1})
        return _read(row)
    last = sent_rows.as_day(row["valid_until"])
    kept["valid_until"] = last
    return {"id": kept["id"], "valid_until": last, "reason": row["reason"]}
