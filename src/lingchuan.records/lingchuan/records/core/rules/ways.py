"""In which ways an activity is recorded: what is owed, and what is there (Art. 7, 9, 10).

- Text is the base form: it is always proposed. On premises the kinds of activity that
  the bureau has set ask for sound or picture too; elsewhere only the four cases of
  Art. 10 do, and they ask for a body camera.
- Service by leaving is one of the four, whoever says so: the activity or a paper of it.
- What the bureau asks beyond what the law names may be waived with a reason, text or
  sound and picture, never both: one way remains (Art. 7(2); docs/adr/0019).
- It proposes; rules tell what is missing.

Source: 办法 Art. 7, 9, 10; domain.md 0 (3), (4).
"""

from dataclasses import dataclass
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.case_facts import BODY_CAMERA
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.case_facts import LEAVING
from lingchuan.records.core.case_facts import PHOTO
from lingchuan.records.core.case_facts import SOUND_AND_PICTURE
from lingchuan.records.core.circumstances import Circumstances
from typing import Final


LEAVE_SERVICE: Final = "LEAVE_SERVICE"
OBSTRUCTION: Final = "OBSTRUCTION"
INCIDENT: Final = "INCIDENT"
AGENCY_DECISION: Final = "AGENCY_DECISION"
# The four cases of Art. 10, in its order.
TRIGGERS: Final = (LEAVE_SERVICE, OBSTRUCTION, INCIDENT, AGENCY_DECISION)
TEXT: Final = "text"
AV: Final = "av"
WAIVABLE: Final = (TEXT, AV)
# Kinds of activity on premises of which the measures themselves ask both (Art. 9, 14).
BY_LAW: Final = ("hearing", "interview", "inquiry")


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways in which an activity is to be recorded.

    Args:
        av: sound or picture by any device; body_camera: by a body camera.
        reasons: codes of why, way_….
    """

    text: bool = True
    av: bool = False
    body_camera: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def sound_or_picture(self) -> bool:
        """Tell whether sound or picture is owed, by whatever device."""
        return self.av or self.body_camera


def ways_of(activity: Activity, case: Case, around: Circumstances) -> Ways:
    """Return how an activity is to be recorded, by its place, kind and triggers."""
    if not is_off_premises(activity):
        if activity.kind in around.av_on_premises:
            return _on_premises(activity)
        return Ways(reasons=("way_text_only",))
    triggers = triggers_of(activity, case)
    if not triggers:
        return Ways(reasons=("way_text_only",))
    reasons = tuple(f"way_{trigger.lower()}" for trigger in triggers)
    return Ways(body_camera=True, reasons=reasons)


def may_waive(activity: Activity) -> bool:
    """Tell whether the ways of an activity may be waived so, with a reason.

    Off premises the law obliges, or text alone is proposed: nothing could be left out.
    """
    waived = set(activity.ways_waived)
    is_by_law = is_off_premises(activity) or activity.kind in BY_LAW
    return not is_by_law and len(waived) < len(WAIVABLE) and waived <= {*WAIVABLE}


def _on_premises(activity: Activity) -> Ways:
    """Return text and sound or picture, less what may be waived and is."""
    waived = activity.ways_waived
    if not waived or not activity.ways_reason.strip() or not may_waive(activity):
        return Ways(av=True, reasons=("way_on_premises",))
    return Ways(
        text=TEXT not in waived,
        av=AV not in waived,
        reasons=("way_on_premises", "way_waived"),
    )


def is_off_premises(activity: Activity) -> bool:
    """Tell whether an activity takes place outside of the bureau's premises."""
    return activity.in_field or not activity.premises


def triggers_of(activity: Activity, case: Case) -> tuple[str, ...]:
    """Return the cases of Art. 10 that an activity off premises is, in their order."""
    if not is_off_premises(activity):
        return ()
    found = set(activity.triggers)
    leaves = any(
        paper.service_method == LEAVING and paper.premises is not True
        for paper in case.papers_of(activity)
    )
    if leaves or activity.service_method == LEAVING:
        found.add(LEAVE_SERVICE)
    return tuple(trigger for trigger in TRIGGERS if trigger in found)


def has_text(activity: Activity, case: Case) -> bool:
    """Tell whether an activity has a text record."""
    return activity.has_transcript or bool(case.papers_of(activity))


def pictures_of(activity: Activity, case: Case) -> tuple[Clip, ...]:
    """Return the photos and recordings of an activity whose file is there."""
    media = (PHOTO, *SOUND_AND_PICTURE)
    return tuple(
        clip
        for clip in case.clips_of(activity)
        if clip.has_file and clip.medium in media
    )


def recordings_of(activity: Activity, case: Case) -> tuple[Clip, ...]:
    """Return the sound and picture of an activity whose file is there; no photos."""
    return tuple(
        clip for clip in pictures_of(activity, case) if clip.medium in SOUND_AND_PICTURE
    )


def device_kind(clip: Clip) -> str:
    """Return the kind of a clip's device: as registered, else as claimed."""
    known = clip.device.kind if clip.device is not None else ""
    return known or clip.device_kind


def is_body_camera(clip: Clip) -> bool:
    """Tell whether a clip was made by a body camera."""
    return device_kind(clip) == BODY_CAMERA
