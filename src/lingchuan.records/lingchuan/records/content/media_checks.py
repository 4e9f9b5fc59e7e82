"""Checks at the door of recordings and their devices (Art. 5, 15)."""

from Acquisition import aq_base
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import datetime
from datetime import timedelta
from lingchuan.records.content import facts
from lingchuan.records.content.closed_lists import DEVICE_STATUS
from lingchuan.records.content.devices import devices_named
from lingchuan.records.content.devices import earliest_since
from lingchuan.records.content.devices import IN_SERVICE
from lingchuan.records.content.devices import offset_at
from lingchuan.records.content.devices import state_at
from lingchuan.records.content.mark_checks import mark_problems
from lingchuan.records.content.moments import zoned
from lingchuan.records.core.dates import interval_problem
from lingchuan.records.core.dates import order_problems
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.rules.coverage import NAMED_CAUSES
from zope.globalrequest import getRequest
from zope.i18n import translate


Getter = Callable[[str], object]
Span = tuple[datetime | None, datetime | None]

INTERRUPTIONS = "interruptions"
# What a confirmation is of, and whose it is.
CONFIRMED = ("starts", "ends", "cause", "reason", "confirmed_by")


def media_problems(get: Getter, context: object) -> list[Problem]:
    """Return what is wrong with a recording's values; arguments as `problems`."""
    clip = (get("starts"), get("ends"))
    found = [
        problem
        for place, row in enumerate(get(INTERRUPTIONS) or (), 1)
        for problem in _of_interruption(row, clip, str(place))
    ]
    found += _confirmed(get, context)
    return [*found, *mark_problems(get), *_out_of_service(get, context)]


def confirmations(rows: Iterable[Mapping[str, object]]) -> frozenset[tuple]:
    """Return what each interruption says that somebody has confirmed."""
    return frozenset(
        tuple(row.get(name) for name in CONFIRMED)
        for row in rows
        if row.get("confirmed_by")
    )


def _confirmed(get: Getter, context: object) -> Iterator[Problem]:
    """Yield a problem where an interruption is confirmed by whoever edits the recording.

    The supervisor or the bureau head confirms, on the list of what is owed; an importer
    tells what was confirmed before (domain.md 0 (1)).
    """
    known = getattr(aq_base(context), "checked_confirmations", None)
    if known is None and get("imported"):
        return
    if not confirmations(get(INTERRUPTIONS) or ()) <= (known or frozenset()):
        yield Problem(INTERRUPTIONS, "confirmed_elsewhere")


def device_problems(get: Getter) -> list[Problem]:
    """Return what is wrong with a device's values: since when it is in its state."""
    since, first = get("status_since"), earliest_since(get)
    if since is None:
        return []
    if zoned(since) > facts.now():
        return [Problem("status_since", "in_future")]
    if first is not None and zoned(since) < zoned(first):
        params = (("previous", f"{zoned(first):%Y-%m-%d %H:%M}"),)
        return [Problem("status_since", "before_previous", params)]
    return order_problems([("status_since", facts.local_date(since))], facts.today())


def _out_of_service(get: Getter, context: object) -> Iterator[Problem]:
    """Yield a problem where a device recorded while it was out of service.

    What was taken once stays as it is, and what is imported is judged by R05-1.
    """
    use = number, starts = get("device_id") or "", get("starts")
    known = getattr(aq_base(context), "checked_use", None)
    if starts is None or get("imported") or use == known:
        return
    device = devices_named({number} - {""}).get(number)
    if device is None:
        return
    moment = zoned(starts) - timedelta(seconds=offset_at(device, starts) or 0)
    status = state_at(device, moment)["status"]
    if status != IN_SERVICE:
        title = DEVICE_STATUS.getTerm(status).title if status in DEVICE_STATUS else ""
        said = translate(title, context=getRequest())
        params = (("device", number), ("status", said))
        yield Problem("device_id", "device_not_in_service", params)


def _of_interruption(
    row: Mapping[str, object], clip: Span, place: str
) -> Iterator[Problem]:
    span = (row.get("starts"), row.get("ends"))
    found = interval_problem(*span, INTERRUPTIONS)
    if found is not None:
        yield found
    elif not _belongs(span, clip):
        yield Problem(INTERRUPTIONS, "interruption_outside")
    cause, reason = row.get("cause"), row.get("reason") or ""
    if cause and cause not in NAMED_CAUSES and not reason.strip():
        yield Problem(INTERRUPTIONS, "cause_reason_missing", (("row", place),))


def _belongs(row: Span, clip: Span) -> bool:
    """Tell whether an interruption lies in its recording, or right before or after it."""
    (starts, ends), (first, last) = row, clip
    if (starts and last and starts > last) or (ends and first and ends < first):
        return False
    if None in row or None in clip:
        return True
    inside = first <= starts and ends <= last
    return inside or ends == first or starts == last
