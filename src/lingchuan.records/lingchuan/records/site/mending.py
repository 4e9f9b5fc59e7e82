"""What mends a finding: the form, and the field in it, that the person may use."""

from lingchuan.records.content.messages import field_title
from lingchuan.records.core.findings import Finding
from lingchuan.records.i18n import _
from lingchuan.records.recording import texts_shots
from lingchuan.records.recording.checklist import NOTICE
from lingchuan.records.site.gap_texts import said
from lingchuan.records.site.page import may_add
from lingchuan.records.site.transitions import available
from plone import api
from zope.i18n import translate
from zope.i18nmessageid import Message


CLIP = "MediaEvidence"
PAPER = "TextRecord"
# What is missing, by code: a record of this type, added to the one that lacks it.
MISSING = {
    **dict.fromkeys(
        (
            "av_missing",
            "av_off_early",
            "av_on_late",
            "gap_cause_subjective",
            "gap_unexplained",
            "not_saved",
            "wrong_device",
        ),
        CLIP,
    ),
    **dict.fromkeys(
        (
            "activity_unrecorded",
            "file_unrecorded",
            "listed_paper_missing",
            "matter_unrecorded",
            "refusal_not_in_writing",
            "text_missing",
            "third_party_not_heard",
            "usual_paper_missing",
        ),
        PAPER,
    ),
}
# The field to fill in, by code; what nobody can mend, such as a late day, has none.
FIELDS = {
    "activity_ends_before_start": "ends",
    "activity_kind_missing": "activity_kind",
    "activity_times_missing": "starts",
    "av_off_at_end": "ends",
    "av_on_at_start": "starts",
    "chair_examined_the_application": "chair",
    "clip_ends_before_start": "ends",
    "clip_ends_missing": "ends",
    "clip_file_missing": "file",
    "clip_persons_missing": "persons",
    "clip_place_missing": "place",
    "clip_staff_missing": "staff",
    "clip_starts_missing": "starts",
    "clip_summary_missing": "summary",
    "device_differs": "device_id",
    "device_out_of_service": "device_id",
    "device_unnamed": "device_id",
    "device_unregistered": "device_id",
    "document_number_missing": "document_number",
    "duration_differs": "ends",
    "exception_uncertified": "certified_by",
    "excluded_untold": "excluded_periods",
    "extension_by_wrong_head": "extension",
    "extension_too_long": "extension",
    "extension_unapproved": "extension",
    "hall_day_unknown": "starts",
    "hearing_notice_missing": "notice_served_on",
    "hearing_notice_owed": "notice_served_on",
    "issue_day_missing": "issued_on",
    "issued_before_made": "issued_on",
    "joint_without_second_matter": "matters",
    "medium_differs": "medium",
    "page_count_missing": "page_count",
    "paper_kind_missing": "record_kind",
    "private_copy_undeclared": "no_private_copy",
    "recorded_at_differs": "starts",
    "refusal_reason_missing": "signers",
    "refusal_unwitnessed": "signers",
    "retention_missing": "retention_class",
    "return_before_end": "returned_on",
    "return_missing": "returned_on",
    "service_place_missing": "premises",
    "signature_missing": "signers",
    "stage_missing": "stage",
    "too_few_officers": "officers",
    "transcript_missing": "transcript",
    "transcript_unsigned": "attendees",
    "trigger_basis_missing": "trigger_basis",
}
# The step to take, by code.
STEPS = {
    "answer_owed": "accept",
    "answer_overdue": "accept",
    "certificate_overdue": "serve",
    "certificate_owed": "serve",
    "decision_overdue": "decide",
    "decision_owed": "decide",
    "draft_at_closing": "submit",
}
# What the checklist of notice and key shots mends.
CHECKED = frozenset(
    (
        "notice_missing",
        "notice_undocumented",
        *(code for code in texts_shots.TEXTS if code.startswith("ks")),
    )
)
_ADD_CLIP = _("mend_add_clip", default="Add the recording")
_ADD_PAPER = _("mend_add_paper", default="Add the paper")
_CHECKLIST = _("mend_checklist", default="Open the checklist")
_FILL = _("mend_fill", default="Fill in “${field}”")
_STEP = _("mend_step", default="Take the step")
_FIELD = _("mend_field", default="Fill in")


def is_mended(code: str) -> bool:
    """Tell whether something mends what a code tells of."""
    return any(code in one for one in (MISSING, FIELDS, STEPS, CHECKED))


def sort_of(code: str) -> Message:
    """Return what is to be done about a code, in so many words as no record is needed."""
    if code in MISSING:
        return _ADD_CLIP if MISSING[code] == CLIP else _ADD_PAPER
    if code in CHECKED:
        return _CHECKLIST
    return _STEP if code in STEPS else _FIELD


def link_of(finding: Finding, record: object, request: object) -> dict[str, str] | None:
    """Return {url, title} of the one thing to do about a finding.

    None where it cannot be mended, or this person may not: the row says what is owed.
    """
    missing = MISSING.get(finding.code)
    if missing is not None and may_add(record, missing):
        title = _ADD_CLIP if missing == CLIP else _ADD_PAPER
        url = f"{record.absolute_url()}/++add++{missing}"
        return {"url": url, "title": translate(title, context=request)}
    may_change = api.user.has_permission("Modify portal content", obj=record)
    if finding.code in CHECKED and may_change:
        url = f"{record.absolute_url()}/@@key-shots#{finding.part or NOTICE}"
        return {"url": url, "title": translate(_CHECKLIST, context=request)}
    step = STEPS.get(finding.code)
    for move in available(record) if step else ():
        if move.id == step:
            url = f"{record.absolute_url()}/@@transition?workflow_action={step}"
            title = translate(move.title, domain="plone", context=request)
            return {"url": url, "title": title}
    field = FIELDS.get(finding.code)
    if field and may_change:
        named = field_title(record.portal_type, field, request)
        url = f"{record.absolute_url()}/edit#formfield-form-widgets-{field}"
        return {"url": url, "title": said(_FILL, request, field=named)}
    return None
