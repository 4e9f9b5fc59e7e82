"""How the days of an answer run: the day it is, of how many, how late (办法 Art. 21).

The measures name no period: it is the bureau's own target (core/access/due.py).
"""

from Acquisition import aq_base
from dataclasses import dataclass
from lingchuan.records.access.types import WAITING
from lingchuan.records.content import facts
from lingchuan.records.content.working_days import calendar


@dataclass(frozen=True, slots=True)
class Clock:
    """Working days of a request that waits for its answer."""

    gone: int
    whole: int
    late: int
    left: int


def clock_of(request: object) -> Clock | None:
    """Return the days of a request, None where none runs.

    The term is the one that it was handed in under, whatever the setting is now.
    """
    base, day = aq_base(request), facts.today()
    if facts.lifecycle_state(request) not in WAITING or base.due_on is None:
        return None
    count = calendar().count
    return Clock(
        gone=count(base.submitted_on, day),
        whole=count(base.submitted_on, base.due_on),
        late=count(base.due_on, day) if day > base.due_on else 0,
        left=count(day, base.due_on) if day < base.due_on else 0,
    )
