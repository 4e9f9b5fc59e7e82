"""The register of devices (Art. 5): which device, its state at a moment, its clock.

- `status_history` holds {status, since}, oldest first. Without `since`, which only the
  first may lack, a state was there as long as the register knows.
- Before the first state that has a day nothing is known against a device.
"""

from Acquisition import aq_base
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Mapping
from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.content.moments import zoned
from plone import api


DEVICES = "devices"
IN_SERVICE = "in_service"


def devices_named(wanted: Collection[str]) -> dict[str, object]:
    """Return {device_id: device} of the register."""
    shelf = api.portal.get().get(DEVICES) if wanted else None
    found = shelf.objectValues() if shelf is not None else ()
    return {one.device_id: aq_base(one) for one in found if one.device_id in wanted}


def whole_rows(rows: object, *names: str) -> list[Mapping]:
    """Return the rows that say all of these; of the others nothing can be reckoned."""
    return [row for row in rows or () if all(row.get(one) is not None for one in names)]


def checks_before(device: object | None, moment: datetime | None) -> list[Mapping]:
    """Return the clock checks of a device until a moment, oldest first."""
    if device is None or moment is None:
        return []
    rows = whole_rows(device.clock_checks, "at", "offset_s")
    found = [row for row in rows if zoned(row["at"]) <= zoned(moment)]
    return sorted(found, key=lambda row: zoned(row["at"]))


def offset_at(device: object | None, moment: datetime | None) -> float | None:
    """Return by how many seconds a device's clock was ahead, None where nobody knows."""
    checks = checks_before(device, moment)
    return checks[-1]["offset_s"] if checks else None


def state_at(device: object, moment: datetime | None) -> Mapping[str, object]:
    """Return {status, since} of a device at a moment, now without one."""
    history = aq_base(device).status_history or [_state(device.status or "", None)]
    if moment is None:
        return history[-1]
    held = [
        row
        for row in history
        if row["since"] is None or zoned(row["since"]) <= zoned(moment)
    ]
    return held[-1] if held else _state(IN_SERVICE, None)


def keep_state(device: object) -> None:
    """Note since when a device is in the state that it is in now.

    Of a change that nobody dates, it is the day on which the register is told.
    """
    base = aq_base(device)
    history = list(base.status_history or ())
    status, since = base.status or "", base.status_since
    last = history[-1] if history else None
    if last is None:
        is_new = not getattr(base, "ledger_event", None)
        history = [_state(status, since if since or is_new else _this_day(None))]
    elif last["status"] != status:
        is_dated = since not in (None, last["since"])
        history.append(_state(status, since if is_dated else _this_day(last["since"])))
    elif since is not None and last["since"] != since:
        history[-1] = _state(status, since)
    if history != base.status_history:
        device.status_history = history
    if since != history[-1]["since"]:
        device.status_since = history[-1]["since"]


def earliest_since(get: Callable[[str], object]) -> datetime | None:
    """Return the moment before which the present state cannot have begun, None for any.

    Args:
        get: value of a device by field name.
    """
    history = list(get("status_history") or ())
    if history and history[-1]["status"] == (get("status") or ""):
        history.pop()
    return history[-1]["since"] if history else None


def _state(status: str, since: datetime | None) -> dict[str, object]:
    return {"status": status, "since": since}


def _this_day(earliest: datetime | None) -> datetime:
    """Return when this day began, or a later moment that is the earliest possible."""
    day = facts.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return max(day, earliest or day)
