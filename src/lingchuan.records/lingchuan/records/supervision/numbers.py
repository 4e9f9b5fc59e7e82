"""Numbers that were given, and then nothing came of it: each gap has its reason."""

from collections.abc import Iterator
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import rows
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision import records
from lingchuan.records.supervision.alarms import Found
from lingchuan.records.supervision.incidents import fingerprint_of
from typing import Any

import json


JOB = "numbers"
SOURCE = "reconciler"


def unused_numbers(portal: Any) -> Iterator[Found]:
    """Yield the numbers since the last look that have neither record nor event.

    A number is committed with the event of its record, so one without an event is
    nobody's.
    """
    noted = ledger.progress(JOB)
    known = json.loads(noted or "{}")
    highest = dict(known)
    for row in rows.numbers_beyond({_split(name): known[name] for name in known}):
        series = f"{row['series']}/{row['year']}"
        highest[series] = max(row["number"], highest.get(series, 0))
        if ledger.last_event(row["uid"]) is None:
            if records.path_of(portal, row["uid"]) is None:
                yield _unused(row)
    if highest != known:
        ledger.set_progress(JOB, json.dumps(highest, sort_keys=True))


def _split(name: str) -> tuple[str, int]:
    series, _, year = name.rpartition("/")
    return series, int(year)


def _unused(row: dict[str, Any]) -> Found:
    return Found(
        kinds.NOT_COMMITTED,
        SOURCE,
        fingerprint_of("number", row["full"]),
        details={"number": row["full"], "record": row["uid"]},
    )
