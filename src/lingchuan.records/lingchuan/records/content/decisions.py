"""The decision on each matter of a file, as it travels with the step `decide`.

Rows have the shape {code, decision: granted|refused, decision_number}; the last
may be absent. A matter that no row names keeps what it has.
"""

from collections.abc import Sequence
from datetime import date
from lingchuan.records.content.closed_lists import DECISIONS
from lingchuan.records.core.findings import Problem


MAX_NUMBER = 100


def decision_problems(file: object, rows: Sequence[dict]) -> list[Problem]:
    """Return what is wrong with the rows sent for a file's matters."""
    if not all(map(_is_row, rows)):
        return [Problem("matters", "unknown_value", ())]
    codes = {row["code"] for row in file.matters or ()}
    found = []
    for row in rows:
        code, number = row.get("code"), row.get("decision_number") or ""
        if code not in codes:
            found.append(Problem("matters", "matter_not_of_file", (("code", code),)))
        if row.get("decision") not in DECISIONS.by_token:
            found.append(Problem("decision", "unknown_value", ()))
        if len(number) > MAX_NUMBER:
            found.append(
                Problem("decision_number", "too_long", (("max", str(MAX_NUMBER)),))
            )
    return found


def _is_row(row: dict) -> bool:
    values = (row.get("code"), row.get("decision"), row.get("decision_number") or "")
    return all(isinstance(value, str) for value in values)


def with_decisions(matters: list[dict], rows: Sequence[dict], day: date) -> list[dict]:
    """Return the matter rows with the decisions of `rows`, made on `day`."""
    sent = {row["code"]: row for row in rows}
    found = []
    for matter in matters:
        row = sent.get(matter["code"])
        if row is None:
            found.append(dict(matter))
            continue
        number = row.get("decision_number") or matter.get("decision_number")
        found.append(
            matter
            | {
                "decision": row["decision"],
                "decision_number": number,
                "decided_on": day,
            }
        )
    return found
