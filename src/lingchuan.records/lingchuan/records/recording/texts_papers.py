"""Texts of what is found on papers and on the file itself (Art. 3–17)."""

from lingchuan.records.i18n import _


TEXTS = {
    "document_number_missing": _(
        "duty_document_number_missing",
        default="The paper “${document}” has no number. Enter it.",
    ),
    "draft_at_closing": _(
        "duty_draft_at_closing",
        default="The record is still a draft and will be sealed as it is when the file is archived. Submit it, or void it if it is not needed.",
    ),
    "file_unrecorded": _(
        "duty_file_unrecorded",
        default="The file has neither text nor sound or picture; each permit needs at least one. Add a record.",
    ),
    "issue_day_missing": _(
        "duty_issue_day_missing",
        default="The paper “${document}” has no day of issue. Enter it.",
    ),
    "issued_before_made": _(
        "duty_issued_before_made",
        default="The paper “${document}” was issued on ${issued_on}, before it was made on ${made_on}. Check the days.",
    ),
    "leaving_unrecorded": _(
        "duty_leaving_unrecorded",
        default="A paper was served by leaving off premises, and there is no body camera recording of that day. Upload it, or enter the field record.",
    ),
    "listed_paper_missing": _(
        "duty_listed_paper_missing",
        default="The list of the matter “${matter}” asks for the paper “${document}”, which is missing. Add it.",
    ),
    "matter_unrecorded": _(
        "duty_matter_unrecorded",
        default="No record is about the matter “${matter}”; each needs at least one. Add one, or name the matter on a record.",
    ),
    "page_count_missing": _(
        "duty_page_count_missing", default="The number of pages is missing. Enter it."
    ),
    "paper_kind_missing": _(
        "duty_paper_kind_missing",
        default="The kind of text record is not said. Choose it.",
    ),
    "refusal_reason_missing": _(
        "duty_refusal_reason_missing",
        default="${name} has not signed, and no reason is given. Tick “signed” if it was signed; if signing was refused, enter the reason and a witness.",
    ),
    "refusal_unwitnessed": _(
        "duty_refusal_unwitnessed",
        default="${name} has not signed, and there is no witness. Enter the witness.",
    ),
    "retention_missing": _(
        "duty_retention_missing",
        default="The file is closed without a retention class, so it cannot be archived. Choose one.",
    ),
    "service_place_missing": _(
        "duty_service_place_missing",
        default="The service by leaving does not say whether it took place on premises. Enter the place.",
    ),
    "signature_missing": _(
        "duty_signature_missing",
        default="It is not said whether ${name} signed. Enter it.",
    ),
    "stage_missing": _(
        "duty_stage_missing", default="The record belongs to no stage. Choose it."
    ),
    "usual_paper_missing": _(
        "duty_usual_paper_missing",
        default="The paper “${document}” is missing. Add it.",
    ),
}
