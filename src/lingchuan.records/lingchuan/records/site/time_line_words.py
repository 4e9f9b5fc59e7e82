"""Words of a time line, the same in its drawing and in its tables."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import datetime
from lingchuan.records.content.closed_lists import KEY_SHOTS
from lingchuan.records.content.facts import ZONE
from lingchuan.records.core.time_line import Lane
from lingchuan.records.core.time_marks import write_mark
from lingchuan.records.core.time_pins import Pin
from lingchuan.records.core.time_pins import SHOT
from lingchuan.records.site import time_line_texts as texts
from lingchuan.records.site import values
from lingchuan.records.site.time_links import moment_url
from typing import Final
from zope.i18n import translate


_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
Records = Mapping[str, object]


def numbered(place: int) -> str:
    """Return the sign of a break, in drawing and table."""
    return _CIRCLED[place] if place < len(_CIRCLED) else f"({place + 1})"


def clock(moment: datetime, others: Iterable[datetime]) -> str:
    """Return the time of day in China, with its day where the others have another.

    '' for a moment that no calendar has, of a clock that is so wrong.
    """
    try:
        local = moment.astimezone(ZONE)
        days = {one.astimezone(ZONE).date() for one in others} | {local.date()}
    except OverflowError:
        return ""
    return f"{local:%H:%M:%S}" if len(days) == 1 else f"{local:%m-%d %H:%M:%S}"


def from_to(starts: datetime, ends: datetime) -> str:
    """Return a span in words."""
    return f"{clock(starts, (ends,))}–{clock(ends, (starts,))}"


def lane_name(lane: Lane, records: Records, request: object) -> str:
    """Return number and kind of the device of a lane."""
    record = records[lane.strips[0][0]]
    kind = values.field_of(record, "device_kind")
    told = values.text(record, request, kind, lane.kind)
    nameless = translate(texts.NAMELESS, context=request)
    return f"{lane.device_id} {told}".strip() or nameless


def pin_url(pin: Pin, records: Records) -> str:
    """Return the address of what a pin marks."""
    return moment_url(records[pin.clip].absolute_url(), pin.offset_s)


def mark_name(pin: Pin, request: object) -> str:
    """Return what is to be seen or heard at a pin."""
    title = KEY_SHOTS.getTerm(pin.code).title if pin.kind == SHOT else None
    return translate(title or texts.MARKS[pin.kind], context=request)


def mark_title(pin: Pin, request: object) -> str:
    """Return sign, name and place of a pin."""
    sign, name = pin_sign(pin, request), mark_name(pin, request)
    return f"{sign} {name} {write_mark(pin.offset_s)}".strip()


def pin_sign(pin: Pin, request: object) -> str:
    """Return the letter or number in a pin."""
    if pin.kind == SHOT:
        return pin.code[-1:]
    return translate(texts.PINS[pin.kind], context=request)
