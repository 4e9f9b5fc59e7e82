"""Moments of recordings that a time line marks: notice, spoken causes, key shots.

- A mark counts from the start of its recording; the device's clock is corrected.
- Where there is no moment to be reckoned, there is no pin.

Source: 办法 Art. 15, 16.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.case_facts import Interruption
from lingchuan.records.core.case_facts import PHOTO
from lingchuan.records.core.rules.key_shots import PRESENT
from lingchuan.records.core.spans import corrected
from lingchuan.records.core.spans import recorded
from lingchuan.records.core.spans import Span
from typing import Final


NOTICE: Final = "notice"
VOICE: Final = "voice"
SHOT: Final = "shot"


@dataclass(frozen=True, slots=True)
class Pin:
    """Something that is to be seen or heard at a moment of a recording.

    Args:
        kind: NOTICE, VOICE or SHOT; code: which of the key shots.
        clip: UID of the recording; offset_s: where in it, None in a photo.
        at: in true time.
    """

    kind: str
    clip: str
    offset_s: float | None
    at: datetime
    code: str = ""


def pins_of(clips: Sequence[Clip]) -> tuple[Pin, ...]:
    """Return what the recordings mark, by its moment."""
    found = [pin for clip in clips for pin in _pins(clip, clips)]
    return tuple(sorted(found, key=lambda pin: (pin.at, pin.kind, pin.code)))


def _pins(clip: Clip, clips: Sequence[Clip]) -> Iterator[Pin]:
    if clip.notice_given and clip.notice_offset_s is not None:
        yield from _pin(NOTICE, clip, clip.notice_offset_s)
    for shot in clip.key_shots:
        if shot.answer == PRESENT:
            yield from _pin(SHOT, clip, shot.offset_s, shot.code)
    for stop in clip.interruptions:
        yield from voice_of(stop, clip, clips)


def voice_of(stop: Interruption, clip: Clip, clips: Sequence[Clip]) -> tuple[Pin, ...]:
    """Return where the cause of an interruption is explained by voice, if it is.

    Of a stop at a recording's end it is said in the next one of the same device.
    """
    if not stop.voice_explained or stop.voice_offset_s is None:
        return ()
    if clip.ends is None or stop.starts < clip.ends:
        return _pin(VOICE, clip, stop.voice_offset_s)
    later = sorted(
        (one.starts, one.uid)
        for one in clips
        if one.device_id == clip.device_id and one.starts and one.starts >= stop.ends
    )
    found = [one for one in clips if later and one.uid == later[0][1]]
    return _pin(VOICE, found[0], stop.voice_offset_s) if found else ()


def _pin(
    kind: str, clip: Clip, offset_s: float | None, code: str = ""
) -> tuple[Pin, ...]:
    """Return the pin of a mark; a photo has no place within, another record needs one."""
    if clip.medium == PHOTO:
        at, offset_s = moment_in(clip, 0.0), None
    else:
        at = moment_in(clip, offset_s) if offset_s is not None else None
    return (Pin(kind, clip.uid, offset_s, at, code),) if at is not None else ()


def moment_in(clip: Clip, offset_s: float) -> datetime | None:
    """Return the true time of a place in a recording, None where it has no start.

    A file that stood still while its device was interrupted is shorter than its span: the
    breaks are added.
    """
    if clip.starts is None:
        return None
    spans = recorded(clip)
    if not _stood_still(clip, spans):
        return _later(corrected(clip, clip.starts), offset_s)
    for span in spans:
        if offset_s <= span.seconds:
            return _later(span.starts, offset_s)
        offset_s -= span.seconds
    return _later(spans[-1].ends, offset_s)


def _stood_still(clip: Clip, spans: Sequence[Span]) -> bool:
    """Tell whether the length of a file is what ran of it, rather than its whole span."""
    measured = clip.measured.duration_s if clip.measured else None
    if measured is None or len(spans) < 2:
        return False
    ran = sum(span.seconds for span in spans)
    whole = (spans[-1].ends - spans[0].starts).total_seconds()
    return abs(measured - ran) < abs(measured - whole)


def _later(moment: datetime, seconds: float) -> datetime | None:
    try:
        return moment + timedelta(seconds=seconds)
    except OverflowError:
        return None
