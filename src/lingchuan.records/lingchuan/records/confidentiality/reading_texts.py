"""What the reasons of a reading are called, for people."""

from collections.abc import Iterable
from lingchuan.records.content.closed_lists import SECRECY_KINDS
from lingchuan.records.core.readings import Reading
from lingchuan.records.core.readings import Reason
from lingchuan.records.i18n import _
from zope.i18n import translate
from zope.i18nmessageid import Message


TEXTS = {
    "handler": _("reading_handler", default="Handler of the file"),
    "named": _("reading_named", default="Named in the circle"),
    "creator": _("reading_creator", default="Entered this draft"),
    "section_head": _("reading_section_head", default="Head of ${unit}"),
    "bureau_head": _("reading_bureau_head", default="Head of the bureau"),
    "archivist": _("reading_archivist", default="Archivist"),
    "officer": _("reading_officer", default="Confidentiality officer, who decides"),
    "staff": _("reading_staff", default="Staff; the record is open to all staff"),
    "platform": _("reading_platform", default="The system that this file came from"),
    "grant": _("reading_grant", default="By an approved request"),
    "by_role": _(
        "reading_by_role",
        default="By a role that no rule of this system gives; find out who gave it",
    ),
    "not_in_circle": _(
        "reading_not_in_circle", default="Not in the circle of this file"
    ),
    "not_named": _("reading_not_named", default="Not among those named"),
    "state_named_only": _(
        "reading_state_named_only", default="A state secret is for persons named only"
    ),
    "other_unit": _("reading_other_unit", default="Head of another unit"),
    "undecided": _(
        "reading_undecided", default="Undecided, and not a handler of this file"
    ),
    "around_undecided": _(
        "reading_around_undecided",
        default="What it lies in is undecided, and so not open to all staff",
    ),
    "around_shut": _("reading_around_shut", default="What it lies in is shut to them"),
    "administrator": _(
        "reading_administrator",
        default="Runs the system; that opens no contents (three separate duties)",
    ),
    "importer": _("reading_importer", default="Brings data in and reads none"),
    "other_system": _(
        "reading_other_system",
        default="Another system; it sees its own files, those that are open",
    ),
    "party": _("reading_party", default="A party; views by an approved request"),
    "nobody": _("reading_nobody", default="Holds no role of the staff"),
    "cleared_but": _("reading_cleared_but", default="Is cleared for ${kinds}"),
    "never_cleared": _("reading_never_cleared", default="Never cleared for ${kind}"),
    "clearance_withdrawn": _(
        "reading_clearance_withdrawn", default="Clearance for ${kind} withdrawn"
    ),
    "clearance_ran_out": _(
        "reading_clearance_ran_out", default="Clearance for ${kind} ran out on ${until}"
    ),
}
AS_ONE_LIST = ("cleared_but",)


def kind_titles(kinds: Iterable[str], request: object) -> str:
    """Return the titles of kinds of secrecy, one after another."""
    known = {term.value: term.title for term in SECRECY_KINDS}
    titles = [translate(known.get(kind, kind), context=request) for kind in kinds]
    return "、".join(titles)


def reason_text(reason: Reason, request: object) -> str:
    """Return one reason in the language of the request."""
    told = dict(reason.params)
    for name in {"kind", "kinds"} & set(told):
        told[name] = kind_titles(told[name].split("+"), request)
    message = TEXTS.get(reason.code, TEXTS["by_role"])
    text = translate(Message(message, mapping=told), context=request)
    if "kinds" not in told or reason.code in AS_ONE_LIST:
        return text
    named = {"why": text, "kinds": told["kinds"]}
    cleared = _(
        "reading_cleared", default="${why}, cleared for ${kinds}", mapping=named
    )
    return translate(cleared, context=request)


def reading_text(reading: Reading, request: object) -> str:
    """Return all reasons of a reading, one after another."""
    return "；".join(reason_text(one, request) for one in reading.reasons)
