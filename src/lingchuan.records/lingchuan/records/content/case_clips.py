"""Audio-visual records and their devices as the rules know them; see cases.py.

A device's clock is off by what its recording keeps (clock_offsets.py), else by what the
last check before it says.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.content.devices import checks_before
from lingchuan.records.content.devices import devices_named
from lingchuan.records.content.devices import offset_at
from lingchuan.records.content.devices import state_at
from lingchuan.records.content.devices import whole_rows
from lingchuan.records.core import case_facts as core
from lingchuan.records.core.media_facts import facts_from
from lingchuan.records.core.media_facts import MediaFacts
from plone.uuid.interfaces import IUUID


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
    devices = devices_named(named)
    for record in records:
        yield _clip(record, devices.get(aq_base(record).device_id))


def _clip(record: object, device: object | None) -> core.Clip:
    base = aq_base(record)
    known = base.clock_offset_s
    offset = offset_at(device, base.starts) if known is None else known
    return core.Clip(
        uid=IUUID(record),
        medium=base.medium or "",
        device_kind=base.device_kind or "",
        device_id=base.device_id or "",
        device=_device(device, base.starts),
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


def _device(device: object | None, moment: datetime | None) -> core.Device | None:
    """Return a device as it was at a moment."""
    if device is None:
        return None
    checks = checks_before(device, moment)
    return core.Device(
        device_id=device.device_id,
        kind=device.device_kind or "",
        status=state_at(device, moment)["status"],
        last_check_on=facts.local_date(checks[-1]["at"]) if checks else None,
        serial=device.serial or "",
    )


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
