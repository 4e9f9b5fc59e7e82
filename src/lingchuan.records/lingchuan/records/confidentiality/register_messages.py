"""Texts of what is wrong with clearances, offices and classes decided in advance."""

from lingchuan.records.i18n import _


TEXTS = {
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
}
