"""Texts of problems and findings: decisions, stubs, clearances, offices, classes."""

from lingchuan.records.i18n import _


TEXTS = {
    "own_clearance": _(
        "problem_own_clearance", default="Nobody grants themself a clearance."
    ),
    "password_in_address": _(
        "problem_password_in_address",
        default="A password never stands in an address; send it by the form.",
    ),
    "number_in_address": _(
        "problem_number_in_address",
        default="An ID or phone number never stands in an address; search for a name or a file number.",
    ),
    "not_masked": _(
        "problem_not_masked", default="The record has no masked value of this name."
    ),
    "colon": _("problem_colon", default="Must not contain a colon."),
    "kinds_required": _(
        "problem_kinds_required", default="At least one kind of secrecy is needed."
    ),
    "kinds_not_here": _(
        "problem_kinds_not_here",
        default="Opening takes no kinds; restrict the record instead.",
    ),
    "mark_not_state": _(
        "problem_mark_not_state_secret",
        default="Level and ★ mark belong to state secrets alone (R20-3).",
    ),
    "outside_parent": _(
        "problem_outside_parent",
        default="Names a person who may not know the record around it.",
    ),
    "not_present": _(
        "problem_not_present", default="The record does not carry this kind."
    ),
    "below_parent": _(
        "finding_below_parent",
        default="The record around it is restricted; a part is never below its whole.",
    ),
    "kind_dropped": _(
        "finding_kind_dropped",
        default="A kind is lifted by a release, which takes a second officer.",
    ),
    "second_person": _(
        "finding_second_person",
        default="Another officer than the one who proposed the release must decide.",
    ),
    "circle_empty": _(
        "finding_circle_empty",
        default="A part of it is known to none of these persons; revise that part first.",
    ),
    "state_needs_stub": _(
        "finding_state_needs_stub",
        default="A state secret is entered as a stub only: a text record without file.",
    ),
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
    "own_office": _(
        "problem_own_office",
        default="Nobody appoints themself, or ends their own office.",
    ),
    "above_own_clearance": _(
        "problem_above_own_clearance",
        default="You can give or decide only what you are cleared for yourself.",
    ),
    "person_unknown": _(
        "problem_person_unknown", default="There is no user of this name."
    ),
    "person_twice": _(
        "problem_person_twice", default="Stands there twice; send it once."
    ),
    "keeper_of_system": _(
        "problem_keeper_of_system",
        default="Who runs or audits the system holds no clearance and no office: system, confidentiality and audit are kept by different people.",
    ),
    "no_staff": _(
        "problem_no_staff",
        default="Holds no role of the staff yet; the system administrator gives it first.",
    ),
    "day_past": _("problem_day_past", default="The day has passed already."),
    "unit_not_here": _(
        "problem_unit_not_here", default="This office is of the whole bureau."
    ),
    "state_no_class": _(
        "problem_state_no_class",
        default="A class is never a state secret: each of these is determined by itself.",
    ),
    "papers_only": _(
        "problem_papers_only", default="Only text records have kinds and names."
    ),
    "kind_of_document": _(
        "problem_kind_of_document",
        default="The document of this name belongs to another kind.",
    ),
    "class_clash": _(
        "problem_class_clash",
        default="Another row decides on the same class in this time; end that one first.",
    ),
    "row_stands": _(
        "problem_row_stands",
        default="What was decided is not rewritten: end the row and add another one.",
    ),
    "only_earlier": _(
        "problem_only_earlier", default="The row ends on this day or before it already."
    ),
    "office_not_held": _(
        "problem_office_not_held", default="The person does not hold this office."
    ),
    "valid_from_not_here": _(
        "problem_valid_from_not_here",
        default="Only a deputy's authorisation for access requests has a first day.",
    ),
    "head_already": _(
        "problem_head_already",
        default="The bureau head decides on access requests by office and needs no authorisation.",
    ),
    "last_before_first": _(
        "problem_last_before_first",
        default="The last day must not be before the first.",
    ),
    "beyond_a_year": _(
        "problem_beyond_a_year",
        default="An authorisation lasts a year at most, here through ${last}; give it anew then.",
    ),
    "stub_no_file": _(
        "problem_stub_no_file",
        default="A state secret is entered as a stub and takes no file; nothing of it is kept here (办法 Art. 20, 保密法 Art. 31). Hand it over on the classified channel. The confidentiality officer has been told.",
    ),
    "stub_field": _(
        "problem_stub_field",
        default="A state secret is entered as a stub: number, level, term, custodian, place; this is not stored (办法 Art. 20, 保密法 Art. 31).",
    ),
    "stub_title": _(
        "problem_stub_title",
        default="The title of a state secret's stub is given by the server.",
    ),
    "stub_filled": _(
        "finding_stub_filled",
        default="A state secret is entered as a stub only. Empty these first: ${fields} (${names}); file and text belong on the classified channel.",
    ),
    "stub_versions": _(
        "finding_stub_versions",
        default="Earlier versions of the record hold more than a stub may. Void it, enter a stub, and tell the system administrator what has to be taken off the disks.",
    ),
    "state_one_by_one": _(
        "problem_state_one_by_one",
        default="State secrets are not decided in bulk; register each as a stub.",
    ),
    "no_records": _("problem_no_records", default="No record is chosen."),
    "too_many_records": _(
        "problem_too_many_records", default="At most ${max} records at once."
    ),
}
