"""The checklist of a recording: the notice of Art. 15 and the seven shots of Art. 16.

- An activity answers by all of its recordings together: what one shows is shown. The
  answer that stands first is the one to change; the others stay until they are changed
  in their own recording.
- Whoever looks is asked of the recordings that they may see.
"""

from dataclasses import dataclass
from lingchuan.records.core.case_facts import Activity
from lingchuan.records.core.case_facts import Clip
from lingchuan.records.core.rules.coverage import WITH_NOTICE
from lingchuan.records.core.rules.key_shots import EXPECTED
from lingchuan.records.core.rules.key_shots import NOT_APPLICABLE
from lingchuan.records.core.rules.key_shots import PRESENT
from lingchuan.records.core.rules.key_shots import required_shots
from lingchuan.records.core.rules.key_shots import SHOTS
from lingchuan.records.core.rules.ways import device_kind
from lingchuan.records.core.rules.ways import is_body_camera
from lingchuan.records.recording.duties import Duties
from typing import Final


NOTICE: Final = "notice"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a recording says on a question.

    Args:
        answer: PRESENT, NOT_APPLICABLE (of the notice: not given) or '' for nothing.
        clip: UID of the recording.
        offset_s: seconds from its start.
        more: why a shot does not apply, or how the notice was given.
    """

    answer: str = ""
    clip: str = ""
    offset_s: float | None = None
    more: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """The notice, or a shot by its code.

    Args:
        clips: UIDs of the recordings that may answer, by their start.
        given: what they say, the answer that counts first.
        is_required: the law, or what the activity is, asks for it.
    """

    code: str
    clips: tuple[str, ...]
    given: tuple[Answer, ...]
    is_required: bool

    @property
    def stands(self) -> Answer:
        """Return the answer that counts, an empty one of the first recording for none."""
        first = self.clips[0] if self.clips else ""
        return self.given[0] if self.given else Answer(clip=first)


def questions_of_activity(duties: Duties, uid: str) -> tuple[Question, ...]:
    """Return what an activity is asked; field work is asked for shots before it happens."""
    case = duties.case
    found = [one for one in case.activities if one.uid == uid]
    if not found:
        return ()
    (activity,) = found
    clips = case.clips_of(activity)
    return _questions(clips, required_shots(activity, case), activity)


def questions_of_clip(duties: Duties | None, clip: Clip) -> tuple[Question, ...]:
    """Return what a recording is asked: one of a body camera for shots too.

    Args:
        duties: of its file, None for a recording in no file.
    """
    required: frozenset[str] = frozenset()
    for activity in duties.case.activities if duties else ():
        if activity.uid == clip.activity:
            required = required_shots(activity, duties.case)
    return _questions((clip,), required, None)


def _questions(
    clips: tuple[Clip, ...], required: frozenset[str], activity: Activity | None
) -> tuple[Question, ...]:
    with_notice = [clip for clip in clips if device_kind(clip) in WITH_NOTICE]
    told = clips if activity is None else tuple(with_notice)
    filmed = tuple(clip for clip in clips if is_body_camera(clip))
    asks_for_shots = filmed or (activity is not None and activity.in_field)
    return (
        _notice(told),
        *(
            _shot(code, filmed, code in EXPECTED or code in required)
            for code in SHOTS
            if asks_for_shots
        ),
    )


def _notice(clips: tuple[Clip, ...]) -> Question:
    given = [
        Answer(PRESENT, clip.uid, clip.notice_offset_s, clip.notice_method)
        if clip.notice_given
        else Answer(NOT_APPLICABLE, clip.uid)
        for clip in clips
        if clip.notice_given is not None
    ]
    return Question(NOTICE, _uids(clips), _counting(given), True)


def _shot(code: str, clips: tuple[Clip, ...], is_required: bool) -> Question:
    given = [
        Answer(one.answer, clip.uid, one.offset_s, one.reason)
        for clip in clips
        for one in clip.key_shots
        if one.code == code and one.answer
    ]
    return Question(code, _uids(clips), _counting(given), is_required)


def _uids(clips: tuple[Clip, ...]) -> tuple[str, ...]:
    return tuple(clip.uid for clip in clips)


def _counting(given: list[Answer]) -> tuple[Answer, ...]:
    """Return answers, what is there and marked before what is not."""
    return tuple(
        sorted(given, key=lambda one: (one.answer != PRESENT, one.offset_s is None))
    )
