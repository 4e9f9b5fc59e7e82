"""Texts of what is wrong with a decision, and of what forbids it (R20-3, R20-4)."""

from lingchuan.records.i18n import _


TEXTS = {
    "state_required": _(
        "problem_state_required", default="A state secret needs this (R20-3)."
    ),
    "bad_level": _(
        "problem_bad_level", default="A level is 绝密, 机密 or 秘密 (R20-3)."
    ),
    "bad_mark": _(
        "problem_bad_mark",
        default="The mark of a state secret is level★term, as 秘密★10年 (R20-3).",
    ),
    "mark_disagrees": _(
        "problem_mark_disagrees", default="The mark says something else (R20-3)."
    ),
    "bad_term": _(
        "problem_bad_term",
        default="A term is a duration as 10年 or 6个月, a day, or a condition in words (R20-3).",
    ),
    "term_over": _(
        "problem_term_over",
        default="The term would be over already; a release takes two officers (R20-3).",
    ),
    "review_beyond": _(
        "problem_review_beyond",
        default="The next review is within a year, and not before tomorrow.",
    ),
    "beyond_maximum": _(
        "problem_beyond_maximum",
        default="${level} lasts at most ${years} years, unless another provision is named (R20-3; 保守国家秘密法, Art. 20).",
    ),
    "authorisation_needed": _(
        "problem_authorisation_needed",
        default="This bureau determines state secrets only by an authorisation, or derives them from another body's document (R20-3).",
    ),
    "not_staff": _(
        "problem_not_staff",
        default="${value} is neither of the staff nor a handler of the file, and could not open it (R20-4).",
    ),
    "basis_not_new": _(
        "problem_basis_not_new",
        default="It takes a new document of the body that determined it (R20-3).",
    ),
    "holder_required": _(
        "problem_holder_required", default="A commercial secret names its holder."
    ),
    "data_items_required": _(
        "problem_data_items_required",
        default="Personal privacy names the data concerned.",
    ),
    "mark_of_nothing": _(
        "problem_mark_of_nothing", default="What is no secret carries no mark."
    ),
    "nothing_dropped": _(
        "problem_nothing_dropped", default="All kinds would remain; nothing is lifted."
    ),
    "above_clearance": _(
        "finding_above_clearance",
        default="Nobody decides above their own clearance; it takes an officer cleared for all kinds concerned.",
    ),
    "other_determiner": _(
        "finding_other_determiner",
        default="Only the body that determined the state secret changes or lifts it before its day (保守国家秘密法, Art. 24).",
    ),
    "term_shortened": _(
        "finding_term_shortened",
        default="Shortening a term is an early release: propose the release with the determiner's document; it takes two officers (保守国家秘密法, Art. 24).",
    ),
    "extended_too_late": _(
        "finding_extended_too_late",
        default="A term is prolonged before it has run out, not after (保守国家秘密法, Art. 24).",
    ),
    "release_pending": _(
        "finding_release_pending",
        default="A release is proposed; another officer releases or rejects it first.",
    ),
    "wrong_step": _(
        "finding_wrong_step",
        default="The present confidentiality state does not allow this.",
    ),
    "not_released": _(
        "finding_not_released", default="Only a released record is reviewed."
    ),
    "marked_at_entry": _(
        "finding_marked_at_entry",
        default="The record “${title}” was marked by who entered it; a confidentiality officer has to decide.",
    ),
    "publicity_secret": _(
        "finding_publicity_secret",
        default="${field} tells what a commercial secret of the file covers.",
    ),
}
