"""Texts of problems and findings: codes of the core become sentences here."""

from lingchuan.records.content.facts import display_name
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.plain_text import unnumbered
from lingchuan.records.i18n import _
from lingchuan.records.interfaces import ITexts
from plone import api
from plone.dexterity.interfaces import IDexterityFTI
from zope.component import getUtilitiesFor
from zope.component import queryUtility
from zope.i18n import translate
from zope.i18nmessageid import Message


TEXTS = {
    "too_long": _("problem_too_long", default="Is too long (at most ${max})."),
    "markup": _("problem_markup", default="Must not contain HTML."),
    "control": _("problem_control", default="Contains control characters."),
    "empty": _("problem_empty", default="Must not be empty."),
    "path": _("problem_path", default="The file name must not contain a path."),
    "bad_resident_id": _(
        "problem_bad_resident_id",
        default="Is no valid resident ID number (date or check digit is wrong).",
    ),
    "bad_credit_code": _(
        "problem_bad_credit_code",
        default="Is no valid unified social credit code (check digit is wrong).",
    ),
    "matter_missing": _(
        "problem_matter_missing", default="At least one permit matter is needed."
    ),
    "matter_unknown": _(
        "problem_matter_unknown",
        default="The matter ${code} is not in the catalogue of that day.",
    ),
    "matter_not_of_file": _(
        "problem_matter_not_of_file",
        default="The matter ${code} is none of this file's.",
    ),
    "matter_twice": _(
        "problem_matter_twice", default="The matter ${code} stands there twice."
    ),
    "matter_in_use": _(
        "problem_matter_in_use",
        default="The matter ${code} is named by records of this file.",
    ),
    "id_number_inside": _(
        "problem_id_number_inside",
        default="Must not contain an ID or phone number; it belongs into its own field.",
    ),
    "type_not_here": _(
        "problem_type_not_here", default="Nothing of this type is added here."
    ),
    "nothing_corrected": _(
        "problem_nothing_corrected", default="Nothing of the record was changed."
    ),
    "foreign_mask": _(
        "problem_foreign_mask",
        default="Is a mask, and not of what is stored here: send the whole value, or leave it out.",
    ),
    "not_all_have": _(
        "problem_not_all_have",
        default="Not all that was found has this; ask for one type.",
    ),
    "stands_twice": _("problem_stands_twice", default="Stands there twice."),
    "bad_notice_line": _(
        "problem_bad_notice_line",
        default="Line ${line} is not understood: a day or a span of days, then 休 or 班, as “2027-02-06 班” or “2027-02-05 至 2027-02-11 休”.",
    ),
    "year_incomplete": _(
        "problem_year_incomplete",
        default="${year} is not complete: these days are public holidays or made-up days and do not stand in the table: ${days}",
    ),
    "no_mail": _("problem_no_mail", default="No mail can be sent from this site."),
    "bad_query": _("problem_bad_query", default="The query cannot be understood."),
    "too_many": _("problem_too_many", default="Has too many entries (at most ${max})."),
    "out_of_range": _("problem_out_of_range", default="Is too large or too small."),
    "wrong_type": _("problem_wrong_type", default="Is not of the expected type."),
    "unit_unknown": _("problem_unit_unknown", default="The unit ${unit} is unknown."),
    "no_web_address": _(
        "problem_no_web_address",
        default="Is no address of a web site, such as https://records.example.org.",
    ),
    "ends_before_starts": _(
        "problem_ends_before_starts", default="The end must be after the start."
    ),
    "interruption_outside": _(
        "problem_interruption_outside",
        default="The interruption lies outside of the recording, and not right before or after it.",
    ),
    "cause_reason_missing": _(
        "problem_cause_reason_missing",
        default="Interruption ${row}: a cause beyond the five that Art. 15 names needs its reason (reason).",
    ),
    "device_not_in_service": _(
        "problem_device_not_in_service",
        default="The device ${device} was not in service when the recording started (${status}). Name the device that recorded it; if the register is wrong, it is corrected there first.",
    ),
    "ways_obliged": _(
        "problem_ways_obliged",
        default="Nothing can be left out here: the law asks for it (Art. 9, 10), or no way would remain (Art. 7).",
    ),
    "mark_after_end": _(
        "problem_mark_after_end",
        default="The mark ${mark} lies after the end of the recording (${length}).",
    ),
    "choice_and_text": _(
        "problem_choice_and_text",
        default="Either choose from the list or write another cause, not both.",
    ),
    "before_previous": _(
        "problem_before_previous",
        default="The date lies before the step it follows (${previous}).",
    ),
    "in_future": _("problem_in_future", default="The date lies in the future."),
    "too_early": _("problem_too_early", default="The date is not possible."),
    "returned_before_end": _(
        "problem_returned_before_end",
        default="The return must not be before the end of the activity.",
    ),
    "server_only": _(
        "problem_server_only", default="Is set by the server and cannot be sent."
    ),
    "required": _("problem_required", default="Is required."),
    "digest_differs": _(
        "problem_digest_differs",
        default="The file's SHA-256 is not the declared one; nothing was stored.",
    ),
    "activity_unknown": _(
        "problem_activity_unknown",
        default="Is no hearing or field record of this file.",
    ),
    "digest_without_file": _(
        "problem_digest_without_file",
        default="A SHA-256 is declared, but no file was sent.",
    ),
    "only_html": _(
        "problem_only_html", default="Only HTML and plain text can be taken."
    ),
    "no_filename": _("problem_no_filename", default="The file needs a name."),
    "row_object": _("problem_row_object", default="Each row must be an object."),
    "reason_required": _("problem_reason_required", default="A reason is required."),
    "bad_date": _("problem_bad_date", default="Is no date (YYYY-MM-DD)."),
    "bad_moment": _(
        "problem_bad_moment",
        default="Is no time (2026-03-18 09:30 or 2026-03-18T09:30:00+08:00).",
    ),
    "pattern": _("problem_pattern", default="The pattern must hold {year} and {seq}."),
    "handler_unknown": _(
        "problem_handler_unknown",
        default="${name} is no user who may handle this file.",
    ),
    "handlers_of_others": _(
        "problem_handlers_of_others",
        default="A section head names the handlers of the own unit only.",
    ),
    "other_year": _(
        "problem_other_year",
        default="The day must stay in ${year}, the year of the file's number.",
    ),
    "bad_file": _(
        "problem_bad_file",
        default="Is no file: expected data in base64, a file name and a type.",
    ),
    "secret_file": _(
        "problem_secret_file",
        default="The file carries a mark of a state secret (★) and was not taken; nothing of it is kept here (办法 Art. 20, 保密法 Art. 31). Hand it over on the classified channel and register a stub on the page of the permit file (“Register a stub”): number, level, term, custodian, place. If it is no state secret, its mark has to be taken off by whoever wrote it: only state secrets carry ★ (保密法 Art. 22). The confidentiality officer has been told.",
    ),
    "secret_text": _(
        "problem_secret_text",
        default="Holds a mark of a state secret (★) and is not stored (办法 Art. 20, 保密法 Art. 31). State secrets stay on the classified channel; here a stub is entered: number, level, term, custodian, place. Work and commercial secrets carry no ★.",
    ),
    "confirmed_elsewhere": _(
        "problem_confirmed_elsewhere",
        default="Who confirms an interruption does so on the list of what is owed: the supervisor or the bureau head (Art. 15). Leave “Confirmed by” as it is.",
    ),
    "unknown_value": _("problem_unknown_value", default="The value is unknown."),
    "unknown_field": _("problem_unknown_field", default="There is no such field."),
    "wrong_state": _(
        "finding_wrong_state", default="Not possible in the present state (${state})."
    ),
    "undecided_record": _(
        "finding_undecided_record",
        default="The record “${title}” has no confidentiality decision yet.",
    ),
    "undecided_records": _(
        "finding_undecided_records",
        default="${count} records that you may not see have no confidentiality decision yet; the confidentiality officer has to decide.",
    ),
    "clip_kept": _(
        "duty_clip_kept",
        default="A recording is kept until its term is over, and then goes by a disposal list alone (Art. 18).",
    ),
    "delete_refused": _(
        "finding_delete_refused",
        default="What was submitted cannot be deleted; void it with a reason.",
    ),
    "delete_others": _(
        "finding_delete_others",
        default="It holds drafts that others made; each deletes their own.",
    ),
    "file_closed": _(
        "finding_file_closed",
        default="The permit file is closed (${state}); its records stay as they are.",
    ),
    "step_taken": _(
        "finding_step_taken", default="A step that was taken keeps its date (${field})."
    ),
    "second_decision": _(
        "finding_second_decision",
        default="The matter ${code} is decided already; a second decision is not possible.",
    ),
    "original_fixed": _(
        "finding_original_fixed",
        default="The original of a submitted record is neither replaced nor removed; void the record, or correct it when it is sealed.",
    ),
    "copy_refused": _(
        "finding_copy_refused", default="Files and records cannot be copied."
    ),
    "sealed": _(
        "finding_sealed", default="The record is sealed; use “correct” with a reason."
    ),
    "move_refused": _(
        "finding_move_refused", default="Records cannot be moved or renamed."
    ),
}

# Parameters that name somebody, by a user id or a plain name.
PEOPLE = frozenset(("chair", "name"))


def _fill(message: Message, params: tuple, request: object) -> str:
    told = {k: display_name(v) if k in PEOPLE else v for k, v in params}
    filled = Message(message, mapping={k: unnumbered(v) for k, v in told.items()})
    return translate(filled, context=request)


def _text(code: str) -> Message:
    found = (texts.get(code) for _name, texts in getUtilitiesFor(ITexts))
    return next(filter(None, found), TEXTS["unknown_value"])


def problem_text(problem: Problem, request: object) -> str:
    """Return the sentence of a problem in the request's language."""
    return _fill(_text(problem.code), problem.params, request)


def finding_text(finding: Finding, request: object) -> str:
    """Return the sentence of a finding in the request's language."""
    return _fill(_text(finding.code), finding.params, request)


def field_title(portal_type: str, field: str, request: object = None) -> str:
    """Return a field's title in the request's language, else its name."""
    fti = queryUtility(IDexterityFTI, name=portal_type)
    schema = fti.lookupSchema() if fti else None
    if schema is None or field not in schema:
        return field
    return translate(schema[field].title, context=request)


def finding_dict(
    finding: Finding, request: object, record: object = None
) -> dict[str, object]:
    """Return a finding as the contract's JSON has it.

    Args:
        record: what it is about, where that is at hand and the user may see it.
    """
    return {
        "rule": finding.rule,
        "article": finding.article,
        "verdict": finding.verdict,
        "message": finding_text(finding, request),
        "target": _told(record) if record is not None else _target(finding.target),
        "due": finding.due.isoformat() if finding.due else None,
        "provisional": finding.provisional,
        "overdue_workdays": finding.overdue_workdays,
    }


def _told(record: object) -> dict[str, str]:
    return {"UID": record.UID(), "@id": record.absolute_url()}


def _target(uid: str | None) -> dict[str, str] | None:
    """Return the record that a finding is about, None for who may not see it."""
    found = api.portal.get_tool("portal_catalog")(UID=uid) if uid else ()
    return {"UID": uid, "@id": found[0].getURL()} if found else None
