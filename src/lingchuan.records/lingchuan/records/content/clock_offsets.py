"""By how much the clock of its device was ahead is kept with each recording (Art. 5).

- It is what the last check before the recording's start says, and follows the register
  until the recording is sealed; from then on it stays, unless a correction names another
  device or start.
- What the register knows nothing of has no offset.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.content.devices import devices_named
from lingchuan.records.content.devices import offset_at
from lingchuan.records.content.devices import whole_rows
from lingchuan.records.content.events import log
from lingchuan.records.content.findings import closed_file
from lingchuan.records.content.moments import zoned
from plone import api


UNSEALED = ("draft", "submitted")
CLIP = "MediaEvidence"
FIELD = "clock_offset_s"

Checks = frozenset[tuple[datetime, float]]


def use_of(clip: object) -> tuple[str, datetime | None]:
    """Return which device a recording names, and when it starts."""
    base = aq_base(clip)
    return (base.device_id or "", base.starts)


def keep_offset(clip: object) -> None:
    """Write the offset of a recording that is new or was changed."""
    use = number, starts = use_of(clip)
    is_same = getattr(aq_base(clip), "checked_use", None) == use
    if is_same and facts.lifecycle_state(clip) == "sealed":
        return
    device = devices_named({number} - {""}).get(number)
    offset = offset_at(device, starts)
    if aq_base(clip).clock_offset_s != offset:
        clip.clock_offset_s = offset


def carry_offsets(device: object) -> None:
    """Write the offset of each unsealed recording that a changed check is about.

    Each is an event of the recording. What is closed stays as it is.
    """
    base = aq_base(device)
    checks = _checks(base.clock_checks)
    changed = checks ^ getattr(base, "carried_checks", frozenset())
    if base.device_id != getattr(base, "carried_number", base.device_id):
        # Under another number it is another recordings' device.
        changed = checks
    device.carried_number = base.device_id
    if not changed:
        return
    device.carried_checks = checks
    for clip in _clips_since(base.device_id, min(at for at, _offset in changed)):
        before = aq_base(clip).clock_offset_s
        if closed_file(clip):
            continue
        keep_offset(clip)
        if aq_base(clip).clock_offset_s != before:
            log(clip, "change", details={"fields": [FIELD]})


def _checks(rows: list[Mapping] | None) -> Checks:
    whole = whole_rows(rows, "at", "offset_s")
    return frozenset((zoned(row["at"]), row["offset_s"]) for row in whole)


def _clips_since(number: str, earliest: datetime) -> Iterator[object]:
    """Yield the unsealed recordings of a device that start then or later."""
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    known = {"device_id": number, "review_state": UNSEALED}
    for brain in search(portal_type=CLIP, **known):
        if brain.starts and zoned(brain.starts) >= earliest:
            yield brain._unrestrictedGetObject()
