"""What the bureau has set for a moment: its calendar, limits and lists, as rules take them."""

from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.content.settings import settings
from lingchuan.records.content.working_days import calendar
from lingchuan.records.core.case_facts import Circumstances


def circumstances(as_of: datetime | None = None) -> Circumstances:
    """Return when it is asked, and what applies then.

    Args:
        as_of: aware moment that is asked about; None for now.
    """
    moment = as_of or facts.now()
    return Circumstances(
        now=moment.astimezone(facts.ZONE),
        calendar=calendar(),
        in_force_since=settings().regulation_effective_date,
    )
