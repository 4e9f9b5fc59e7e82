"""Texts of the problems and findings of extracted evidence."""

from lingchuan.records.i18n import _


_MISSING = {
    "maker": _("missing_maker", default="The maker is missing."),
    "extractor": _("missing_extractor", default="The extractor is missing."),
    "extracted_at": _(
        "missing_extracted_at", default="The extraction time is missing."
    ),
    "description": _(
        "missing_description", default="The written description is missing."
    ),
    "medium_kind": _("missing_medium_kind", default="The kind of medium is missing."),
    "medium_serial": _(
        "missing_medium_serial", default="The serial of the medium is missing."
    ),
    "method": _("missing_method", default="The method of making is missing."),
    "made_at": _("missing_made_at", default="The time of making is missing."),
    "proves": _("missing_proves", default="What it proves is missing."),
    "original_or_copy": _(
        "missing_original_or_copy",
        default="It is not said whether it is the original or a copy.",
    ),
    "second_person": _(
        "missing_second_person", default="The second person is missing."
    ),
    "transcript": _(
        "missing_transcript", default="The transcript of the sound is missing."
    ),
}
TEXTS = {f"missing_{name}": text for name, text in _MISSING.items()} | {
    "item_unknown": _(
        "problem_item_unknown",
        default="There is no recording ${uid} that you may extract.",
    ),
    "items_apart": _(
        "problem_items_apart",
        default="Nobody of those who may see one of these recordings may see all; extract them apart.",
    ),
    "made_after_extraction": _(
        "problem_made_after_extraction",
        default="The recording cannot have been made after its extraction.",
    ),
    "second_person_unknown": _(
        "problem_second_person_unknown", default="Is no user of the staff."
    ),
    "second_person_extractor": _(
        "problem_second_person_extractor",
        default="Two different people extract and check (Art. 22).",
    ),
    "second_person_writer": _(
        "problem_second_person_writer",
        default="Who wrote this sheet does not check it; name another person (Art. 22).",
    ),
    "before_issue": _(
        "problem_before_issue", default="The day lies before the issue (${issued})."
    ),
    "item_gone": _(
        "finding_item_gone", default="A recording is not there any more; take it off."
    ),
    "item_not_ready": _(
        "finding_item_not_ready",
        default="The recording “${title}” is not submitted or is voided.",
    ),
    "item_without_file": _(
        "finding_item_without_file", default="The recording “${title}” has no file."
    ),
    "item_not_logged": _(
        "finding_item_not_logged",
        default="The ledger does not hold the recording “${title}” yet; try again.",
    ),
    "item_bytes": _(
        "finding_item_bytes",
        default="The bytes of “${title}” are not those that were stored (SHA-256 differs).",
    ),
    "extractor_barred": _(
        "finding_extractor_barred",
        default="Who extracts may not copy all of these recordings.",
    ),
    "second_person_barred": _(
        "finding_second_person_barred",
        default="The second person may not see all of these recordings; name another one.",
    ),
    "font_missing": _(
        "finding_font_missing",
        default="The server has no Chinese font for the paper; the administrator installs the package fonts-wqy-zenhei.",
    ),
    "not_issued": _(
        "finding_not_issued", default="There is no package before the issue."
    ),
    "package_changed": _(
        "finding_package_changed",
        default="The frozen package is not what was issued; nothing is sent and an alarm is raised.",
    ),
    "made_after_decision": _(
        "finding_made_after_decision",
        default="Made on ${made}, after the decision of ${decided}: it cannot justify that decision.",
    ),
}
