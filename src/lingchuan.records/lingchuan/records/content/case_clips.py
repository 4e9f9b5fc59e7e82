"""Audio-visual records and their devices as the rules know them; see cases.py.

A device's clock is off by what its last check before the recording says, unless the
record itself keeps another offset.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.core import case_facts as core
from lingchuan.records.core.media_facts import facts_from
from lingchuan.records.core.media_facts import MediaFacts
from plone import api
from plone.uuid.interfaces import IUUID


DEVICES = "devices"


def whole_rows(rows: object, *names: str) -> list[Mapping]:
    """Return the rows that say all of these; of the others nothing can be reckoned."""
    return [row for row in rows or () if all(row.get(one) is not None for one in names)]


def is_activity(record: object) -> bool:
    """Tell whether a record is one that other records lie in."""
    return record.portal_type in facts.ACTIVITY_TYPES


def around(record: object) -> str | None:
    """Return the UID of the activity that a record lies in."""
    holder = record.__parent__
    return IUUID(holder) if is_activity(holder) else None


def clips_of(records: list[object]) -> Iterator[core.Clip]:
    """Yield audio-visual records, each with its device as the register knows it."""
    named = {aq_base(one).device_id for one in records} - {None, ""}
    devices = _devices(named) if named else {}
    for record in records:
        yield _clip(record, devices.get(aq_base(record).device_id))


def _devices(wanted: set[str]) -> dict[str, object]:
    """Return {device_id: device} of the register."""
    shelf = api.portal.get().get(DEVICES)
    found = shelf.objectValues() if shelf is not None else ()
    return {one.device_id: aq_base(one) for one in found if one.device_id in wanted}


def _clip(record: object, device: object | None) -> core.Clip:
    base = aq_base(record)
    checks = _checks_before(device, base.starts)
    known = base.clock_offset_s
    offset = checks[-1]["offset_s"] if known is None and checks else known
    return core.Clip(
        uid=IUUID(record),
        medium=base.medium or "",
        device_kind=base.device_kind or "",
        device_id=base.device_id or "",
        device=_device(device, checks),
        starts=base.starts,
        ends=base.ends,
        clock_offset_s=offset or 0.0,
        place=base.place or "",
        persons=tuple(base.persons or ()),
        staff=tuple(base.staff or ()),
        summary=base.summary or "",
        operator=base.operator or "",
        notice_given=base.notice_given,
        notice_offset_s=base.notice_offset_s,
        notice_method=base.notice_method or "",
        interruptions=tuple(
            map(_interruption, whole_rows(base.interruptions, "starts", "ends"))
        ),
        key_shots=tuple(map(_key_shot, whole_rows(base.key_shots, "code"))),
        stage=base.stage or "",
        activity=around(record),
        matters=tuple(base.matter_codes or ()),
        saved_at=base.saved_at,
        imported=bool(base.imported),
        no_private_copy=base.no_private_copy,
        has_file=base.file is not None,
        measured=_measured(base),
        state=facts.lifecycle_state(record),
    )


def _measured(record: object) -> MediaFacts | None:
    """Return what the file of a record says of itself, None where it says nothing."""
    kept = getattr(record, "media_facts", None) or {"fault": ""}
    return None if "fault" in kept else facts_from(kept)


def _checks_before(device: object | None, moment: datetime | None) -> list[Mapping]:
    """Return the clock checks of a device until a moment, oldest first."""
    if device is None or moment is None:
        return []
    rows = whole_rows(device.clock_checks, "at", "offset_s")
    found = [row for row in rows if row["at"] <= moment]
    return sorted(found, key=lambda row: row["at"])


def _device(device: object | None, checks: list[Mapping]) -> core.Device | None:
    if device is None:
        return None
    last = facts.local_date(checks[-1]["at"]) if checks else None
    kind, status = device.device_kind or "", device.status or ""
    return core.Device(device.device_id, kind, status, last, device.serial or "")


def _interruption(row: Mapping[str, object]) -> core.Interruption:
    return core.Interruption(
        row["starts"],
        row["ends"],
        row.get("cause") or "",
        row.get("reason") or "",
        row.get("voice_explained"),
        row.get("voice_offset_s"),
        row.get("explained_by") or "",
        row.get("confirmed_by") or "",
    )


def _key_shot(row: Mapping[str, object]) -> core.KeyShot:
    return core.KeyShot(
        row["code"],
        row.get("answer") or "",
        row.get("offset_s"),
        row.get("reason") or "",
    )
