"""Texts of the codes of access: outcomes, findings and problems (Art. 21)."""

from lingchuan.records.i18n import _
from zope.i18nmessageid import Message


# Why a record is given or not; why somebody has a standing.
CODES: dict[str, Message] = {
    "standing_applicant": _(
        "access_standing_applicant", default="is the applicant of the file"
    ),
    "standing_agent_of_file": _(
        "access_standing_agent_of_file", default="is the applicant's agent in the file"
    ),
    "standing_agent": _(
        "access_standing_agent",
        default="Acts for the applicant, and the file does not name them: look at the power of attorney.",
    ),
    "standing_third_party": _(
        "access_standing_third_party",
        default="Says that the permit touches their own interests: decide whether it does.",
    ),
    "standing_identity": _(
        "access_standing_identity",
        default="Says to be the applicant, and the account or number is not that of the file: check the identity.",
    ),
    "official_letter": _(
        "access_official_letter",
        default="Use by a state body on an official letter, outside Art. 21: each record is decided upon.",
    ),
    "stranger": _("access_stranger", default="Is no party of this file."),
    "public_decision": _(
        "access_public_decision",
        default="A granted permit decision is open to everybody.",
    ),
    "own_file": _(
        "access_own_file", default="Of the party's own file, without secrets."
    ),
    "own_secret": _("access_own_secret", default="The party's own commercial secret."),
    "own_data": _("access_own_data", default="The party's own personal data alone."),
    "undecided": _(
        "access_undecided", default="No officer has decided on its secrecy yet."
    ),
    "internal_paper": _(
        "access_internal_paper",
        default="An internal paper: decide whether it is given.",
    ),
    "work_secret": _("access_work_secret", default="A work secret."),
    "commercial_of_other": _(
        "access_commercial_of_other",
        default="Holds a commercial secret of somebody else.",
    ),
    "privacy_of_others": _(
        "access_privacy_of_others", default="Holds personal data of others."
    ),
    "covered": _(
        "access_covered",
        default="An officer has said that something in it is to be covered.",
    ),
    "inseparable": _(
        "access_inseparable", default="What is secret in it cannot be separated."
    ),
    "answered": _("access_answered", default="Decided by the head."),
    "lowered": _("access_lowered", default="Limited by the head."),
    "viewing_only": _("access_viewing_only", default="Viewing alone is approved."),
    "copying_only": _("access_copying_only", default="Copying alone is approved."),
    "all_refused": _(
        "access_all_refused", default="The request is refused as a whole."
    ),
}
_JUDGED: dict[str, Message] = {
    "may_not_raise": _(
        "access_may_not_raise",
        default="More is given than the law allows: what must stay secret is excluded whatever is decided (Art. 21).",
    ),
    "undecided_granted": _(
        "access_undecided_granted",
        default="What no officer has decided upon cannot be given.",
    ),
    "outcome_reason_missing": _(
        "access_outcome_reason_missing",
        default="What is limited, answered or refused needs a reason.",
    ),
    "outcome_article_missing": _(
        "access_outcome_article_missing",
        default="What is limited, answered or refused needs an article.",
    ),
    "human_open": _(
        "access_human_open", default="A record still waits for your judgement."
    ),
    "nothing_granted": _(
        "access_nothing_granted",
        default="Nothing would be given: refuse the request, with reason and article.",
    ),
    "not_head": _(
        "access_not_head",
        default="Only the head of the bureau decides, or a deputy with a dated authorisation (Art. 21).",
    ),
    "deputy_outside": _(
        "access_deputy_outside", default="Your authorisation does not cover today."
    ),
    "is_handler": _(
        "access_is_handler",
        default="You handle this file, so somebody else decides (Art. 21).",
    ),
    "not_in_scope": _(
        "access_not_in_scope", default="There is no such record in this request."
    ),
    "answered_twice": _(
        "access_answered_twice",
        default="Something is said twice of one record and right.",
    ),
    "outcome_unknown": _(
        "access_outcome_unknown", default="The outcome is granted, redacted or refused."
    ),
    "answer_fits_not": _(
        "access_answer_fits_not", default="This answer does not fit this record."
    ),
    "bad_days": _("access_bad_days", default="A whole number from 1 to ${max}."),
    "remedy_review": _(
        "access_remedy_review",
        default="Administrative reconsideration within 60 days of receipt.",
    ),
    "remedy_suit": _(
        "access_remedy_suit", default="Administrative suit within six months."
    ),
    "way_public_information": _(
        "access_way_public_information",
        default="The way is the disclosure of government information: apply to the bureau's office for it; it is answered within 20 working days. A granted permit decision is open to everybody and may be asked for here alone.",
    ),
}
_DOOR: dict[str, Message] = {
    "file_unknown": _("access_file_unknown", default="There is no such permit file."),
    "record_not_here": _(
        "access_record_not_here", default="There is no record ${uid} in this file."
    ),
    "proof_no_paper": _(
        "access_proof_no_paper",
        default="A proof is a PDF, a picture or a text document; programs and other files are not taken.",
    ),
    "bad_identity": _(
        "access_bad_identity",
        default="Is no possible ID number, credit code or passport number.",
    ),
    "not_yourself": _(
        "access_not_yourself", default="A party asks for itself; leave it empty."
    ),
    "letter_by_counter": _(
        "access_letter_by_counter",
        default="An official letter is entered at the counter.",
    ),
    "file_gone": _(
        "access_file_gone", default="The permit file is not there any more."
    ),
    "redirect_stranger": _(
        "access_redirect_stranger",
        default="Who asks is no party of this file and asks for more than is public (R21-1): redirect to the disclosure of government information.",
    ),
    "redirect_party": _(
        "access_redirect_party",
        default="Who asks is a party of this file (R21-1): accept the request.",
    ),
    "copy_not_asked": _(
        "access_copy_not_asked",
        default="Copying was not asked for: approve viewing.",
    ),
    "scope_empty": _(
        "access_scope_empty",
        default="There is no record that the request could be about.",
    ),
    "screen_undecided": _(
        "access_screen_undecided",
        default="“${title}” is not decided upon yet: decide on its secrecy first.",
    ),
    "screen_no_copy": _(
        "access_screen_no_copy",
        default="“${title}” needs a redacted copy that a second person has reviewed.",
    ),
    "no_reviewed_copy": _(
        "access_no_reviewed_copy",
        default="There is no reviewed redacted copy of this record yet.",
    ),
    "grant_over": _("access_grant_over", default="The grant is over."),
    "grant_taken_back": _(
        "access_grant_taken_back",
        default="The grant was taken back: the record's secrecy has changed.",
    ),
    "grant_used_up": _(
        "access_grant_used_up", default="All uses of this grant are used up."
    ),
    "copy_making": _(
        "access_copy_making", default="The copy is being made; try again in a minute."
    ),
    "copy_in_parts": _(
        "access_copy_in_parts",
        default="For viewing only: it plays on this page and cannot be saved.",
    ),
    "asked_elsewhere": _(
        "access_asked_elsewhere",
        default="Another website asked for it, so no use is counted; open it from your own page here.",
    ),
    "visit_nothing": _(
        "access_visit_nothing", default="Nothing is granted by this request now."
    ),
    "visit_going_on": _(
        "access_visit_going_on", default="A visit is going on; close it first."
    ),
    "not_screening": _(
        "access_not_screening", default="Only a request in screening is worked on here."
    ),
    "not_separable": _(
        "access_not_separable", default="This record needs no redacted copy."
    ),
    "same_person": _(
        "access_same_person",
        default="Somebody else than who ordered the copy reviews it.",
    ),
    "copy_carries": _(
        "access_copy_carries", default="The copy still carries ${codes}; make it anew."
    ),
    "copy_changed": _(
        "access_copy_changed",
        default="The copy is not the one you looked at: it was ordered anew. Look at the present one.",
    ),
    "copy_not_ready": _(
        "access_copy_not_ready", default="There is no copy that waits for a review."
    ),
    "areas_missing": _(
        "access_areas_missing",
        default="Mark at least one area, or bring an edited file.",
    ),
    "bad_area": _(
        "access_bad_area",
        default="Line ${line}: an area is page, x, y, width, height in percent.",
    ),
    "bad_range": _(
        "access_bad_range",
        default="Line ${line}: a stretch is from and to, as 01:05-01:20.",
    ),
    "notice_impossible": _(
        "access_notice_impossible",
        default="The decision notice cannot be made (${code}); tell the system administrator.",
    ),
}
TEXTS: dict[str, Message] = _JUDGED | _DOOR
