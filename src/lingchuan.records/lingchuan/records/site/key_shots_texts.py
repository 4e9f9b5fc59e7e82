"""What the checklist of notice and key shots says."""

from lingchuan.records.content.closed_lists import KEY_SHOTS
from lingchuan.records.core.rules.key_shots import NOT_APPLICABLE
from lingchuan.records.core.rules.key_shots import PRESENT
from lingchuan.records.i18n import _
from lingchuan.records.recording.checklist import NOTICE


TITLES = {
    NOTICE: _("check_notice", default="The party was told of the recording"),
    **{term.value: term.title for term in KEY_SHOTS},
}
SHOT_CHOICES = (
    (PRESENT, _("check_present", default="Shown")),
    (NOT_APPLICABLE, _("answer_not_applicable", default="Not applicable")),
    ("", _("check_unanswered", default="Not answered")),
)
NOTICE_CHOICES = (
    (PRESENT, _("check_told", default="Told")),
    (NOT_APPLICABLE, _("check_not_told", default="Not told")),
    ("", _("check_unanswered", default="Not answered")),
)
REQUIRED = _("check_required", default="required")
OPTIONAL = _("check_optional", default="as the site asks for it")
# Parts of an answer that an error may name.
PARTS = {
    "answer": _("check_answer", default="Answer"),
    "clip": _("check_clip", default="Recording"),
    "mark": _("check_mark", default="Time in the recording"),
    "more": _("check_reason", default="Reason"),
}
METHOD = _("check_method", default="How")
SAVED = _("check_saved", default="Saved: ${count} answers.")
UNCHANGED = _("check_unchanged", default="Nothing was changed.")
