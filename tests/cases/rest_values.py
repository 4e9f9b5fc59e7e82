"""The cases as a site takes them from outside: bodies of REST, and the steps of a file.

- Names of fields, rows, days and moments go as they are written (contract.md).
- What a step says is not sent with the file: the days on which a state is reached, and
  the decision on a matter.
- Who imports recordings, and may say when they were saved, handles the file too.
"""

from base64 import b64encode
from lingchuan.records.demo.media import pdf_bytes
from tests.cases.loading import Variant
from typing import Any


IMPORTER = "migrator"
# What stands for a recording: bytes that say nothing of themselves.
NO_MEDIA = b"no media"
# The steps of a file: {state: (transition, the day that it states)}.
STEPS = {
    "accepted": ("accept", "accepted_on"),
    "decided": ("decide", "decided_on"),
    "served": ("serve", "served_on"),
    "closed": ("close", "closed_on"),
}
SUPPLEMENT = "supplement_notified_on"
STATED = {day for _transition, day in STEPS.values()} | {SUPPLEMENT}
DECISION = ("code", "decision", "decision_number")
LOCAL = {"id", "records", "review_state"}

Body = dict[str, Any]
Step = tuple[str, Body]


def file_body(variant: Variant) -> Body:
    """Return what registers the file of a variant."""
    body = _sent(variant.file, LOCAL | STATED)
    body["matters"] = [_undecided(row) for row in body["matters"]]
    body["handlers"] = [*body["handlers"], IMPORTER]
    return body


def record_body(record: Body, uids: dict[str, str]) -> Body:
    """Return what adds a record.

    Args:
        uids: {id in the case: UID on the site} of what is there already.
    """
    body = _sent(record, LOCAL)
    if "activity" in body:
        body["activity"] = uids[body["activity"]]
    if "file" in body:
        body["file"] = _upload(body["file"])
    return body


def steps(variant: Variant) -> list[Step]:
    """Return the steps that bring the file to its state, each with what it states."""
    file = variant.file
    found: list[Step] = []
    if file.get(SUPPLEMENT):
        told = {SUPPLEMENT: file[SUPPLEMENT]}
        found += [("request_supplement", told), ("resubmit", {})]
    reached = [*STEPS].index(file["review_state"]) + 1
    for transition, day in [*STEPS.values()][:reached]:
        said = {"matters": _decisions(file)} if transition == "decide" else {}
        found.append((transition, {day: file[day]} | said))
    return found


def _sent(values: Body, less: set[str]) -> Body:
    return {
        name: value
        for name, value in values.items()
        if value is not None and name not in less
    }


def _undecided(row: Body) -> Body:
    return _sent(row, {"decision", "decision_number", "decided_on"})


def _decisions(file: Body) -> list[Body]:
    rows = [row for row in file["matters"] if "decision" in row]
    return [{name: row[name] for name in DECISION if name in row} for row in rows]


def _upload(file: Body) -> Body:
    data = pdf_bytes(file["text"], ()) if "text" in file else NO_MEDIA
    return {
        "data": b64encode(data).decode(),
        "encoding": "base64",
        "filename": file["filename"],
        "content-type": file["content-type"],
    }
