"""By which name a notice tells of a record that is given.

The notice is an issued paper, which all staff may read by the class table; so it names a
record by its title only where all staff may read that title. Of all others, and of what
is given covered, it tells the kind alone: 听证笔录, not whose.
"""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from lingchuan.records.content import facts
from lingchuan.records.content.closed_lists import FIELD_KINDS
from lingchuan.records.content.closed_lists import HEARING_KINDS
from lingchuan.records.content.closed_lists import MEDIA
from lingchuan.records.content.closed_lists import RECORD_KINDS
from lingchuan.records.content.documents import standard_document
from lingchuan.records.i18n import _
from lingchuan.records.i18n import in_chinese
from typing import Final
from zope.schema.vocabulary import SimpleVocabulary


_OF_ACTIVITY: Final = _("notice_record_of", default="Record of ${kind}")
_CLIP_OF_ACTIVITY: Final = _("notice_clip_of", default="${medium} of ${kind}")
_PAPER: Final = _("notice_paper", default="Text record")
_ACTIVITIES: Final = {"HearingRecord": HEARING_KINDS, "FieldRecord": FIELD_KINDS}


def name_for_grantee(record: object, *, is_whole: bool) -> str:
    """Return the name of a record for whom it was given to.

    The title of what is given covered may say what was covered.
    """
    title = aq_base(record).title
    return title if is_whole and title else name_in_notice(record, is_whole=False)


def name_in_notice(record: object, *, is_whole: bool) -> str:
    """Return the name of a record in a notice.

    Args:
        is_whole: it is given as it is, not covered in part.
    """
    title = aq_base(record).title
    if is_whole and title and facts.is_open(record):
        return title
    if record.portal_type in _ACTIVITIES:
        return in_chinese(_OF_ACTIVITY, kind=_activity_kind(record))
    if record.portal_type == "MediaEvidence":
        return _clip_name(record)
    named = standard_document(record).get("name")
    kind = _title(RECORD_KINDS, aq_base(record).record_kind)
    return str(named or kind or in_chinese(_PAPER))


def _clip_name(record: object) -> str:
    medium = _title(MEDIA, aq_base(record).medium)
    around = aq_parent(aq_inner(record))
    if around.portal_type not in _ACTIVITIES:
        return medium
    return in_chinese(_CLIP_OF_ACTIVITY, kind=_activity_kind(around), medium=medium)


def _activity_kind(activity: object) -> str:
    kinds = _ACTIVITIES[activity.portal_type]
    return _title(kinds, aq_base(activity).activity_kind)


def _title(words: SimpleVocabulary, value: str | None) -> str:
    """Return a word of a closed list in Chinese, '' for none."""
    return in_chinese(words.getTerm(value).title) if value in words else ""
