"""What an audio-visual record says of itself: its device, its six facts, its file.

- What is written counts; where the file says otherwise, a person looks again.
- Times are compared as the device shows them: its file has them from the same clock.

Source: 办法 Art. 5, 12, 13; domain.md R05-1, R12-1, R13-1.
"""

from collections.abc import Iterator
from datetime import timedelta
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.case_facts import PHOTO
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.media_facts import MediaFacts
from lingchuan.records.core.rules.rule import AT_SEALING
from lingchuan.records.core.rules.rule import OF_CLIP
from lingchuan.records.core.rules.rule import Rule
from lingchuan.records.core.rules.rule import rule
from lingchuan.records.core.rules.scope import applies_to_clip
from typing import Final


IN_SERVICE: Final = "in_service"
# How far a file may be from what is written, in seconds.
DURATION_S: Final = 60
RECORDED_S: Final = 300
_MIME_OF: Final = {
    PHOTO: "image",
    "audio": "audio",
    "video": "video",
    "surveillance": "video",
}
_MEDIA_TYPES: Final = ("image", "audio", "video", "text")


@rule("R05-1", "办法第五条", OF_CLIP)
def R05_1(
    rule: Rule, clip: Clip, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find a device that is not registered, out of service or long unchecked."""
    if not applies_to_clip(clip, case, around):
        return
    device, named = clip.device, (("device", clip.device_id),)
    if device is None:
        code = "device_unregistered" if clip.device_id else "device_unnamed"
        yield rule.finding(WARN, code, clip.uid, part="device_id", params=named)
        return
    if device.status != IN_SERVICE:
        code = "device_out_of_service"
        yield rule.finding(FAIL, code, clip.uid, part="status", params=named)
    checked = device.last_check_on
    used = around.day_of(clip.starts) if clip.starts else around.today
    if checked is None or (used - checked).days > around.check_days:
        params = (*named, ("days", str(around.check_days)))
        code = "clock_unchecked"
        yield rule.finding(WARN, code, clip.uid, part="clock", params=params)


@rule("R12-1", "办法第十二条", OF_CLIP, AT_SEALING)
def R12_1(
    rule: Rule, clip: Clip, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find which of the six facts a recording lacks, and times that cannot be."""
    if not applies_to_clip(clip, case, around):
        return
    there = {
        "starts": clip.starts,
        "ends": clip.ends or clip.medium == PHOTO,
        "place": clip.place.strip(),
        "persons": any(name.strip() for name in clip.persons),
        "staff": any(name.strip() for name in clip.staff),
        "summary": clip.summary.strip(),
        "file": clip.has_file,
    }
    for part, stands in there.items():
        if not stands:
            yield rule.finding(FAIL, f"clip_{part}_missing", clip.uid, part=part)
    if clip.starts and clip.ends and clip.medium != PHOTO and clip.ends <= clip.starts:
        yield rule.finding(FAIL, "clip_ends_before_start", clip.uid, part="ends")
    yield from _duration(rule, clip)


@rule("R13-1", "办法第十三条", OF_CLIP)
def R13_1(
    rule: Rule, clip: Clip, case: Case, around: Circumstances
) -> Iterator[Finding]:
    """Find what is written otherwise than the file itself says."""
    said = clip.measured
    if said is None or not applies_to_clip(clip, case, around):
        return
    if clip.starts and said.recorded_at:
        apart = abs(said.recorded_at - clip.starts)
        if apart > timedelta(seconds=RECORDED_S):
            minutes = str(round(apart.total_seconds() / 60))
            yield rule.finding(
                WARN,
                "recorded_at_differs",
                clip.uid,
                part="starts",
                params=(("minutes", minutes),),
            )
    for written, measured in _other_names(clip, said):
        yield rule.finding(
            WARN,
            "device_differs",
            clip.uid,
            part="device_id",
            params=(("written", written), ("measured", measured)),
        )
    if _is_other_medium(clip, said):
        mime = (("mime", said.mime),)
        code = "medium_differs"
        yield rule.finding(WARN, code, clip.uid, part="medium", params=mime)


def _duration(rule: Rule, clip: Clip) -> Iterator[Finding]:
    """Find a file that is longer than its span, or shorter than what ran of it."""
    measured = clip.measured.duration_s if clip.measured else None
    starts, ends = clip.starts, clip.ends
    if measured is None or clip.medium == PHOTO or not starts or not ends:
        return
    written = (ends - starts).total_seconds()
    paused = sum(
        (min(stop.ends, ends) - max(stop.starts, starts)).total_seconds()
        for stop in clip.interruptions
        if min(stop.ends, ends) > max(stop.starts, starts)
    )
    is_near = written - paused - DURATION_S <= measured <= written + DURATION_S
    if written <= 0 or is_near:
        return
    params = (("written", f"{written:.0f}"), ("measured", f"{measured:.0f}"))
    yield rule.finding(
        WARN, "duration_differs", clip.uid, part="duration", params=params
    )


def _other_names(clip: Clip, said: MediaFacts) -> Iterator[tuple[str, str]]:
    """Yield by which name a file knows another device than the one that is written.

    Maker and model tell no device from its like: only a serial is held against a serial,
    and what is formed as the register forms its numbers against the number.
    """
    known = clip.device.serial if clip.device else ""
    if _plain(known) and _plain(said.serial):
        if _plain(known) not in _plain(said.serial):
            yield known, said.serial
    elif clip.device_id and _form(clip.device_id) == _form(said.device):
        if _plain(clip.device_id) != _plain(said.device):
            yield clip.device_id, said.device


def _is_other_medium(clip: Clip, said: MediaFacts) -> bool:
    """Tell whether a file is of another medium; sound alone may lie in a video's form."""
    kind, expected = said.mime.partition("/")[0], _MIME_OF.get(clip.medium)
    if expected is None or kind not in _MEDIA_TYPES:
        return False
    is_sound = clip.medium == "audio" and kind == "video" and not said.width
    return kind != expected and not is_sound


def _form(name: str) -> str:
    return "".join("0" if letter.isdigit() else letter for letter in _plain(name))


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
