"""What the rules know of a permit file: plain values, no object, no clock.

- Days are local dates of China; moments are aware. Device times are as the device shows
  them: `Clip.clock_offset_s` (device time less true time) corrects them.
- Nothing stands for what nobody has entered: None, '' or an empty tuple.
- What was voided, and what came after the moment that is asked about, is not in a case.
"""

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from lingchuan.records.core.media_facts import MediaFacts
from typing import Final


BODY_CAMERA: Final = "body_camera"
PHOTO: Final = "photo"
SOUND_AND_PICTURE: Final = ("audio", "video", "surveillance")
HEARING: Final = "hearing"
SITE_CHECK: Final = "site_check"
SERVICE: Final = "service"
LEAVING: Final = "leaving"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs a paper or attends a hearing; `role` as in contract.md."""

    name: str
    role: str = ""
    signed: bool | None = None
    refusal_reason: str = ""
    witness: str = ""


@dataclass(frozen=True, slots=True)
class Interruption:
    """A stop of a recording; the times are the device's, as those of its clip."""

    starts: datetime
    ends: datetime
    cause: str = ""
    reason: str = ""
    voice_explained: bool | None = None
    voice_offset_s: float | None = None
    explained_by: str = ""
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class KeyShot:
    """An answer on one of the seven shots of Art. 16; `answer` is present or not_applicable."""

    code: str
    answer: str = ""
    offset_s: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Device:
    """A device of the register, as it was on the day of the recording."""

    device_id: str
    kind: str = ""
    status: str = ""
    last_check_on: date | None = None
    serial: str = ""


@dataclass(frozen=True, slots=True)
class Clip:
    """An audio-visual record. `activity`: UID of the activity that it lies in."""

    uid: str
    medium: str = "video"
    device_kind: str = ""
    device_id: str = ""
    device: Device | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    clock_offset_s: float = 0.0
    place: str = ""
    persons: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    summary: str = ""
    operator: str = ""
    notice_given: bool | None = None
    notice_offset_s: float | None = None
    notice_method: str = ""
    interruptions: tuple[Interruption, ...] = ()
    key_shots: tuple[KeyShot, ...] = ()
    stage: str = ""
    activity: str | None = None
    matters: tuple[str, ...] = ()
    saved_at: datetime | None = None
    imported: bool = False
    no_private_copy: bool | None = None
    has_file: bool = False
    measured: MediaFacts | None = None
    state: str = "submitted"


@dataclass(frozen=True, slots=True)
class Paper:
    """A text record. `activity`: UID of the activity that it lies in or names."""

    uid: str
    kind: str = ""
    document_name: str = ""
    document_number: str = ""
    stage: str = ""
    activity: str | None = None
    matters: tuple[str, ...] = ()
    made_on: date | None = None
    issued_on: date | None = None
    signers: tuple[Signer, ...] = ()
    page_count: int | None = None
    has_file: bool = False
    is_stub: bool = False
    service_method: str = ""
    premises: bool | None = None
    served_on: date | None = None
    servers: tuple[str, ...] = ()
    recipient: str = ""
    witness: str = ""
    state: str = "submitted"


@dataclass(frozen=True, slots=True)
class Activity:
    """A hearing, interview or inquiry (`premises` as said), or a piece of field work.

    Args:
        in_field: it is a field record, off premises.
        has_transcript: its text, or the file of it, is there.
        ways_waived: of text and av, what is left out for a reason; see rules/ways.py.
    """

    uid: str
    kind: str
    in_field: bool = False
    premises: bool = True
    place: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    stage: str = ""
    matters: tuple[str, ...] = ()
    state: str = "submitted"
    chair: str = ""
    clerk: str = ""
    attendees: tuple[Signer, ...] = ()
    right_told_on: date | None = None
    requested_on: date | None = None
    notice_served_on: date | None = None
    has_transcript: bool = False
    ways_waived: tuple[str, ...] = ()
    ways_reason: str = ""
    officers: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    trigger_basis: str = ""
    service_method: str = ""
    documents_served: bool = False
    perishable_evidence: bool = False
    property_measures: bool = False
    save_exception: str = ""
    returned_on: date | None = None
    certified_by: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """A permit matter of a file; `limit_workdays` is of a special law, None for none."""

    code: str
    name: str = ""
    kind: str = ""
    limit_workdays: int | None = None
    decision: str = ""
    decision_number: str = ""
    decided_on: date | None = None
    certificate_number: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """More time for the decision; `approved_by` is agency_head or county_head."""

    workdays: int
    approved_by: str = ""
    approved_on: date | None = None


@dataclass(frozen=True, slots=True)
class Excluded:
    """Days that are not counted (行政许可法 Art. 45), both inclusive."""

    starts: date
    ends: date | None = None
    reason: str = ""
    told_in_writing_on: date | None = None


@dataclass(frozen=True, slots=True)
class RelatedParty:
    """An agent, interested third party or witness."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A permit file with all that lies in it, seen by whoever asks or not."""

    uid: str
    number: str = ""
    state: str = "registered"
    handling: str = "general"
    unit: str = ""
    handlers: tuple[str, ...] = ()
    matters: tuple[Matter, ...] = ()
    received_on: date | None = None
    supplement_notified_on: date | None = None
    accepted_on: date | None = None
    decided_on: date | None = None
    served_on: date | None = None
    closed_on: date | None = None
    extension: Extension | None = None
    excluded: tuple[Excluded, ...] = ()
    related_parties: tuple[RelatedParty, ...] = ()
    retention_class: str = ""
    papers: tuple[Paper, ...] = ()
    activities: tuple[Activity, ...] = ()
    clips: tuple[Clip, ...] = ()

    def clips_of(self, activity: Activity) -> tuple[Clip, ...]:
        """Return the recordings of an activity, by their start."""
        found = [clip for clip in self.clips if clip.activity == activity.uid]
        return tuple(sorted(found, key=lambda clip: (str(clip.starts or ""), clip.uid)))

    def papers_of(self, activity: Activity) -> tuple[Paper, ...]:
        """Return the text records of an activity."""
        return tuple(one for one in self.papers if one.activity == activity.uid)
