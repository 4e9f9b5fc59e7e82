"""Texts of this part's problems and findings."""

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
}
