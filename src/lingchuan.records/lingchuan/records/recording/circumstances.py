"""What the bureau has set for a moment: its calendar, limits and lists, as rules take them."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import datetime
from datetime import time
from lingchuan.records.content import facts
from lingchuan.records.content.closed_lists import HEARING_KINDS
from lingchuan.records.content.settings import settings
from lingchuan.records.content.working_days import calendar
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.circumstances import Listed
from lingchuan.records.core.circumstances import Terms
from lingchuan.records.core.lists import plain_name


# Each has a column in the settings (Art. 9).
KINDS = tuple(term.value for term in HEARING_KINDS)
MIDNIGHT = 24


def circumstances(as_of: datetime | None = None) -> Circumstances:
    """Return when it is asked, and what applied on which days.

    Args:
        as_of: aware moment that is asked about; None for now.
    """
    moment = as_of or facts.now()
    said = settings()
    return Circumstances(
        now=moment.astimezone(facts.ZONE),
        calendar=calendar(),
        in_force_since=said.regulation_effective_date,
        terms=tuple(map(_terms, said.recording_terms or ())),
        checklists=_checklists(said.checklists or ()),
    )


def _checklists(rows: Iterable[Mapping[str, object]]) -> dict[str, tuple[Listed, ...]]:
    """Return {matter code: the papers that it must have}."""
    found: dict[str, tuple[Listed, ...]] = {}
    for row in rows:
        listed = Listed(
            plain_name(row["document_name"]),
            row.get("stage") or "",
            row.get("valid_from"),
            row.get("valid_until"),
        )
        found[row["matter"]] = (*found.get(row["matter"], ()), listed)
    return found


def _terms(row: Mapping[str, object]) -> Terms:
    hour = row["save_until_hour"]
    set_for = {
        "av_on_premises": frozenset(kind for kind in KINDS if row.get(kind)),
        "tolerance_s": float(row["tolerance_s"]),
        "save_until": time(0 if hour == MIDNIGHT else hour),
        "check_days": row["check_days"],
    }
    return Terms(row.get("valid_from"), row.get("valid_until"), set_for)
