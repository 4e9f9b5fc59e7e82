"""Viewing at the counter, and its register: who came, who let them, from when to when.

- A visit belongs to the clerk who opened it. It lasts until it is closed, LONGEST at most,
  and never beyond midnight in China.
- One that was not closed is over at that moment all the same; the register gets it with the
  next visit, or when somebody closes it.
- Window clerks alone open and close visits.
"""

from Acquisition import aq_base
from collections.abc import Mapping
from collections.abc import MutableMapping
from datetime import datetime
from datetime import time
from datetime import timedelta
from lingchuan.records.access.types import APPROVED
from lingchuan.records.access.types import ARTICLE_21
from lingchuan.records.content import facts
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.events import log
from lingchuan.records.content.findings import blocked
from lingchuan.records.content.people import WINDOW_CLERK
from persistent.list import PersistentList
from persistent.mapping import PersistentMapping
from plone import api
from typing import Final


# A visit is no longer than a day at the counter.
LONGEST: Final = timedelta(hours=9)
_ONE_DAY: Final = timedelta(days=1)
Visit = MutableMapping[str, object]


def is_clerk() -> bool:
    """Return whether the current user works at the counter."""
    return WINDOW_CLERK in api.user.get_roles()


def refuse_others() -> None:
    """Refuse who does not work at the counter.

    Raises:
        NotAllowed: the user does not.
    """
    if not is_clerk():
        raise NotAllowed(WINDOW_CLERK)


def rows(request: object) -> list[Mapping[str, object]]:
    """Return the register of a request: {began, ended, clerk, checked, place, note}."""
    return list(aq_base(request).visits or ())


def current(request: object) -> Mapping[str, object] | None:
    """Return the visit that is going on, None for none."""
    last = _unclosed(request)
    return last if last is not None and facts.now() < _limit(last) else None


def is_at_counter(request: object) -> bool:
    """Return whether the current user has let a visitor in who is still there."""
    visit = current(request)
    return visit is not None and visit["clerk"] == facts.current_user()


def begin(request: object, checked: str, place: str, note: str = "") -> None:
    """Enter a visit.

    Args:
        checked: by which paper the visitor was recognised.
    Raises:
        NotAllowed: the user is no window clerk.
        TransitionBlocked: nothing is granted, or a visit is going on.
    """
    refuse_others()
    state = facts.lifecycle_state(request)
    if state not in APPROVED:
        raise TransitionBlocked(
            [blocked("R21-4", ARTICLE_21, "visit_nothing", request)]
        )
    if current(request) is not None:
        raise TransitionBlocked(
            [blocked("R21-4", ARTICLE_21, "visit_going_on", request)]
        )
    # One that ran out is closed at its limit.
    finish(request)
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
    """Close the visit that is going on, or ran out; without one nothing is done.

    Raises:
        NotAllowed: the user is no window clerk.
    """
    refuse_others()
    visit = _unclosed(request)
    if visit is not None:
        visit["ended"] = min(facts.now(), _limit(visit))
        log(request, "visit_end", details={"ended": visit["ended"].isoformat()})


def _unclosed(request: object) -> Visit | None:
    """Return the visit that nobody has closed; it may have run out."""
    last = (aq_base(request).visits or [None])[-1]
    return last if last is not None and last["ended"] is None else None


def _limit(visit: Visit) -> datetime:
    """Return the moment at which a visit is over, closed or not."""
    began = visit["began"].astimezone(facts.ZONE)
    midnight = datetime.combine(began.date() + _ONE_DAY, time(), facts.ZONE)
    return min(began + LONGEST, midnight)
