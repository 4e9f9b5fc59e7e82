"""The forms of the desk: what was sent, who acts on it, what became of each record."""

from collections.abc import Mapping
from collections.abc import Sequence
from lingchuan.records.confidentiality import bulk
from lingchuan.records.confidentiality.bulk import Outcome
from lingchuan.records.confidentiality.decision import as_list
from lingchuan.records.confidentiality.reading_answers import names
from lingchuan.records.content.error_answers import reasons_of
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from lingchuan.records.i18n import _
from zope.i18n import translate


Form = Mapping[str, object]
WORDS = {
    bulk.DECIDED: (
        "lr-v lr-v-pass",
        "check-circle-fill",
        _("outcome_decided", default="Decided"),
    ),
    bulk.UNCHANGED: (
        "lr-v lr-v-open",
        "dash-circle",
        _("outcome_unchanged", default="Left as it is"),
    ),
    bulk.REFUSED: (
        "lr-v lr-v-warn",
        "exclamation-triangle-fill",
        _("outcome_refused", default="Not decided"),
    ),
    bulk.MISSING: (
        "lr-v lr-v-open",
        "question-circle",
        _("outcome_missing", default="Not found"),
    ),
}
UNCHANGED_NOTE = _(
    "outcome_unchanged_note",
    default="It was decided meanwhile, or by the same form sent before.",
)
MISSING_NOTE = _(
    "outcome_missing_note", default="There is no such record, or you may not see it."
)


def perform(form: Form) -> Sequence[Outcome]:
    """Do what one of the desk's forms asks for.

    Raises:
        BadInput: the form is not complete, or is none of the desk's.
    """
    step = str(form.get("step") or "")
    if step not in STEPS:
        raise BadInput([Problem("step", "unknown_value")])
    return STEPS[step](form)


def _text(form: Form, name: str) -> str:
    return str(form.get(name) or "").strip()


def _decide(form: Form) -> Sequence[Outcome]:
    decision, kinds = _text(form, "decision"), names(form, "kinds")
    if decision not in ("open", "restrict"):
        raise BadInput([Problem("decision", "required")])
    if decision == "restrict" and not kinds:
        raise BadInput([Problem("kinds", "kinds_required")])
    payload: dict[str, object] = {
        "kinds": kinds if decision == "restrict" else [],
        "comment": _text(form, "comment"),
    }
    if decision == "restrict":
        payload |= _details(form, kinds)
    return bulk.decide_all(names(form, "uids"), payload)


def _details(form: Form, kinds: Sequence[str]) -> dict[str, object]:
    """Return the fields that the kinds ask for, those that were filled in."""
    found: dict[str, object] = {}
    if "COMMERCIAL" in kinds:
        found |= {name: _text(form, name) for name in ("holder", "scope")}
    if "PRIVACY" in kinds:
        found["data_items"] = as_list(_text(form, "data_items"))
    return {name: value for name, value in found.items() if value}


def _keep(form: Form) -> Sequence[Outcome]:
    return bulk.keep_all(names(form, "uids"), _text(form, "comment"))


def _publish(form: Form) -> Sequence[Outcome]:
    outcome, comment = _text(form, "outcome"), _text(form, "comment")
    return bulk.review_releases(names(form, "uids"), outcome, comment)


STEPS = {"decide": _decide, "keep": _keep, "publish": _publish}


def told(outcome: Outcome, request: object) -> dict[str, object]:
    """Return what became of a record, for the page."""
    css, icon, word = WORDS[outcome.code]
    record = outcome.record
    return {
        "css": css,
        "icon": icon,
        "word": translate(word, context=request),
        "title": record.Title() if record is not None else "",
        "url": record.absolute_url() if record is not None else "",
        "reasons": _reasons(outcome, request),
    }


def _reasons(outcome: Outcome, request: object) -> list[str]:
    notes = {bulk.UNCHANGED: UNCHANGED_NOTE, bulk.MISSING: MISSING_NOTE}
    if outcome.code in notes:
        return [translate(notes[outcome.code], context=request)]
    if outcome.error is None:
        return []
    return [_reason(one) for one in reasons_of(outcome.error, request)]


def _reason(reason: Mapping[str, str]) -> str:
    article = reason.get("article")
    return f"{reason['text']}（{article}）" if article else reason["text"]
