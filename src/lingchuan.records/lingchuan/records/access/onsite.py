"""Viewing at the counter, and its register: who came, who let them, from when to when.

A session belongs to the clerk who opened it, and lasts until it is closed or the day ends.
"""

from Acquisition import aq_base
from collections.abc import Mapping
from datetime import timedelta
from lingchuan.records.access.types import APPROVED
from lingchuan.records.access.types import ARTICLE_21
from lingchuan.records.content import facts
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.events import log
from lingchuan.records.content.findings import blocked
from persistent.list import PersistentList
from persistent.mapping import PersistentMapping
from typing import Final


# A visit is no longer than a day at the counter.
LONGEST: Final = timedelta(hours=9)


def rows(request: object) -> list[Mapping[str, object]]:
    """Return the register of a request: {began, ended, clerk, checked, place, note}."""
    return list(aq_base(request).visits or ())


def current(request: object) -> Mapping[str, object] | None:
    """Return the visit that is going on, None for none."""
    last = (aq_base(request).visits or [None])[-1]
    if last is None or last["ended"] is not None:
        return None
    return last if facts.now() - last["began"] < LONGEST else None


def is_at_counter(request: object) -> bool:
    """Return whether the current user has let a visitor in who is still there."""
    visit = current(request)
    return visit is not None and visit["clerk"] == facts.current_user()


def begin(request: object, checked: str, place: str, note: str = "") -> None:
    """Enter a visit.

    Args:
        checked: by which paper the visitor was recognised.
    Raises:
        TransitionBlocked: nothing is granted, or a visit is going on.
    """
    state = facts.lifecycle_state(request)
    if state not in APPROVED:
        raise TransitionBlocked(
            [blocked("R21-4", ARTICLE_21, "visit_nothing", request)]
        )
    if current(request) is not None:
        raise TransitionBlocked(
            [blocked("R21-4", ARTICLE_21, "visit_going_on", request)]
        )
    if aq_base(request).visits is None:
        request.visits = PersistentList()
    visit = {
        "began": facts.now(),
        "ended": None,
        "clerk": facts.current_user(),
        "checked": checked,
        "place": place,
        "note": note,
    }
    request.visits.append(PersistentMapping(visit))
    log(request, "visit_begin", reason=note, details={"checked": checked})


def finish(request: object) -> None:
    """Close the visit that is going on."""
    visit = current(request)
    if visit is not None:
        visit["ended"] = facts.now()
        log(request, "visit_end")
