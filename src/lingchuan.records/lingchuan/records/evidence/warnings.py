"""Warnings beside the evidence: what was made after the decision it shall support.

Evidence collected after a decision cannot justify it (证据规定第六十条), but it may serve
otherwise: it is a warning, never a refusal.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from datetime import date
from lingchuan.records.content import facts
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import WARN
from lingchuan.records.evidence.items import items_of
from plone.uuid.interfaces import IUUID
from typing import Final


RULE: Final = "L-EV12/60"
ARTICLE: Final = "证据规定第六十条"


def reckon(extraction: object) -> list[dict[str, object]]:
    """Return a row {rule, article, uid, made_on, decided_on} for each late recording."""
    told = facts.local_date(getattr(aq_base(extraction), "made_at", None))
    return [
        {
            "rule": RULE,
            "article": ARTICLE,
            "uid": IUUID(recording),
            "made_on": made,
            "decided_on": decided,
        }
        for recording in items_of(extraction)
        for made, decided in _late(recording, told)
    ]


def _late(recording: object, told: date | None) -> Iterator[tuple[date, date]]:
    base = aq_base(recording)
    days = [facts.local_date(base.starts), facts.local_date(base.ends), told]
    made = max((day for day in days if day is not None), default=None)
    decided = _decided_on(recording)
    if made is not None and decided is not None and made > decided:
        yield made, decided


def _decided_on(recording: object) -> date | None:
    """Return the first decision on a matter that a recording is about."""
    file = facts.permit_file_of(recording)
    if file is None:
        return None
    codes = aq_base(recording).matter_codes or ()
    rows = aq_base(file).matters or ()
    about = [row for row in rows if not codes or row.get("code") in codes]
    days = [row.get("decided_on") or aq_base(file).decided_on for row in about]
    return min((day for day in days if day is not None), default=None)


def finding(row: dict[str, object]) -> Finding:
    """Return a row as a finding."""
    return Finding(
        rule=str(row["rule"]),
        article=str(row["article"]),
        verdict=WARN,
        code="made_after_decision",
        params=(("made", str(row["made_on"])), ("decided", str(row["decided_on"]))),
        target=str(row["uid"]),
    )
