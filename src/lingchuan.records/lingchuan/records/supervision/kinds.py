"""The kinds of suspected problems, and what each says in plain words.

A later feature adds its own by a utility of IIncidentKinds. Texts take the incident's
details as parameters; they are made when the page is shown.
"""

from collections.abc import Mapping
from lingchuan.records.i18n import _
from lingchuan.records.interfaces import IIncidentKinds
from zope.component import getUtilitiesFor
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary

import re


NOT_COMMITTED = "not_committed"
MISSING_EVENT = "missing_event"
ROLLED_BACK = "rolled_back"
RECORD_MISSING = "record_missing"
CHANGED_UNLOGGED = "changed_unlogged"
FILE_MISSING = "file_missing"
FILE_CHANGED = "file_changed"
FIXITY_NOT_CHECKED = "fixity_not_checked"
RESTORED = "restored"
CLOCK_JUMP = "clock_jump"
LEDGER_BROKEN = "ledger_broken"
JOB_FAILED = "job_failed"
SHUT_AGAIN = "shut_again"
NOT_SHUT = "not_shut"
MANY = "many"

KINDS = {
    NOT_COMMITTED: (
        _("incident_not_committed", default="Change not done"),
        _(
            "incident_not_committed_text",
            default="An event was written, but the change it tells of was not stored: the server stopped between the two. The ledger now says so (event ${event}, number ${number}). Ask whoever acted to look whether it has to be done again.",
        ),
    ),
    MISSING_EVENT: (
        _("incident_missing_event", default="Event missing"),
        _(
            "incident_missing_event_text",
            default="The record names its last event ${event}, and the ledger has no such event. Either the ledger is older than the database, or the record was written past the ledger.",
        ),
    ),
    ROLLED_BACK: (
        _("incident_rolled_back", default="Record taken back"),
        _(
            "incident_rolled_back_text",
            default="The ledger tells of a change (event ${event}) that was stored; the record has gone back to its state before. Somebody has undone it, or put an older database in place.",
        ),
    ),
    RECORD_MISSING: (
        _("incident_record_missing", default="Record missing"),
        _(
            "incident_record_missing_text",
            default="By the ledger there is such a record (last event ${event}), but the database has none. It was not deleted by way of the system.",
        ),
    ),
    CHANGED_UNLOGGED: (
        _("incident_changed_unlogged", default="Changed past the ledger"),
        _(
            "incident_changed_unlogged_text",
            default="The record is another than its last event ${event} says: it was changed past the system. By the ledger its state has the digest ${expected}; found was ${found}.",
        ),
    ),
    FILE_MISSING: (
        _("incident_file_missing", default="File missing"),
        _(
            "incident_file_missing_text",
            default="The file in the field “${field}” is not on the disk. Fetch it from a backup; its SHA-256 must be ${expected}.",
        ),
    ),
    FILE_CHANGED: (
        _("incident_file_changed", default="File changed"),
        _(
            "incident_file_changed_text",
            default="The file in the field “${field}” is not the one that was stored. Its SHA-256 was ${expected}, now it is ${found} (${size} bytes). Fetch the original from a backup.",
        ),
    ),
    FIXITY_NOT_CHECKED: (
        _("incident_fixity_not_checked", default="Not checked"),
        _(
            "incident_fixity_not_checked_text",
            default="The regular check could not read what it had to check (field ${field}, reason ${reason}, ${count} left). What was not checked may be damaged.",
        ),
    ),
    RESTORED: (
        _("incident_restored", default="Older database in place"),
        _(
            "incident_restored_text",
            default="The database is older than the ledger: ${count} records have gone back. The first event whose change is missing is number ${seq} (${event}). Put the right database in place, or decide what of it has to be done again.",
        ),
    ),
    SHUT_AGAIN: (
        _("incident_shut_again", default="Restricted again"),
        _(
            "incident_shut_again_text",
            default="The database went back, and the record was less restricted in it than by its last decision (event ${event}). It was shut again with the kinds and the circle of that event. Look whether the rest of the decision has to be entered again.",
        ),
    ),
    NOT_SHUT: (
        _("incident_not_shut", default="Could not be restricted again"),
        _(
            "incident_not_shut_text",
            default="The database went back, and the record is less restricted in it than by its last decision (event ${event}). It could not be shut again (${reason}): restrict it by hand at once.",
        ),
    ),
    CLOCK_JUMP: (
        _("incident_clock_jump", default="Clock jumped"),
        _(
            "incident_clock_jump_text",
            default="The server's clock jumped from ${from} to ${to}. Times of events around it need not be right; their order is.",
        ),
    ),
    LEDGER_BROKEN: (
        _("incident_ledger_broken", default="Ledger damaged"),
        _(
            "incident_ledger_broken_text",
            default="The ledger does not agree with itself at number ${seq} (${code}): a row or a checkpoint was changed or is missing. Compare it with a checkpoint that lies outside the site.",
        ),
    ),
    JOB_FAILED: (
        _("incident_job_failed", default="Check failed"),
        _(
            "incident_job_failed_text",
            default="A regular task of the server failed (${job}: ${error}). Until it runs again, what it looks for is not found. The server's log says more.",
        ),
    ),
    MANY: (
        _("incident_many", default="Many at once"),
        _(
            "incident_many_text",
            default="${count} more findings of the kind “${kind}” came at once. Each is an event of the ledger.",
        ),
    ),
}
# What is no record has a text of its own, by the detail `what`.
TEXTS_OF = {
    (JOB_FAILED, "outbox"): _(
        "incident_outbox_text",
        default="What follows a step could not be done, or nobody knows whether it was (${job}: ${error}), and is not tried again by itself. The system administrator finds it in the site set-up under “Outbox”, sees what hinders it, and lets it be done again or leaves it.",
    ),
    (CHANGED_UNLOGGED, "register"): _(
        "incident_register_unlogged_text",
        default="Offices and clearances are others than their last event ${event} says: somebody was appointed or cleared past the system. By the ledger the register has the digest ${expected}; found was ${found}. Look through the register, withdraw what nobody has given, and handle this then.",
    ),
    (CHANGED_UNLOGGED, "class_table"): _(
        "incident_class_table_unlogged_text",
        default="The table of classes decided in advance is another than its last event ${event} says: it was changed past the system. By the ledger it has the digest ${expected}; found was ${found}. Look through the table, end what nobody has decided, and handle this then.",
    ),
    (CHANGED_UNLOGGED, "roles"): _(
        "incident_roles_unlogged_text",
        default="The roles of users are others than their last event ${event} says: somebody was given a role, or lost one, past the system. By the ledger all roles have the digest ${expected}; found was ${found}. Look through the roles, set right what nobody has given, and handle this then.",
    ),
    (CHANGED_UNLOGGED, "working_days"): _(
        "incident_working_days_unlogged_text",
        default="The table of working days is another than its last event ${event} says: it was changed past the system, and the periods counted by it with it. By the ledger it has the digest ${expected}; found was ${found}. Look through the table, set right what no document says, and handle this then.",
    ),
}
NOTHING = "—"
PARAMETER = re.compile(r"\$\{(\w+)\}")


def known() -> dict[str, tuple[Message, Message]]:
    """Return {kind: (title, text)} of all features."""
    found: dict[str, tuple[Message, Message]] = {}
    for _name, kinds in getUtilitiesFor(IIncidentKinds):
        found.update(kinds)
    return found


def title_of(kind: str, request: object = None, language: str | None = None) -> str:
    """Return what people call a kind."""
    message = known().get(kind, (kind, ""))[0]
    return translate(message, context=request, target_language=language)


def text_of(kind: str, details: Mapping[str, object], request: object) -> str:
    """Return what happened, in the language of the request."""
    told = dict(details)
    usual = known().get(kind, ("", ""))[1]
    message = TEXTS_OF.get((kind, str(told.get("what"))), usual)
    if "kind" in told:
        told["kind"] = title_of(str(told["kind"]), request)
    text = translate(message, context=request)
    # What is not there, or not for the reader, is a dash.
    return PARAMETER.sub(lambda one: str(told.get(one[1], NOTHING)), text)


@provider(IVocabularyFactory)
def vocabulary(context: object) -> SimpleVocabulary:
    """Return the kinds of all features."""
    pairs = sorted((kind, title) for kind, (title, _text) in known().items())
    return SimpleVocabulary([SimpleTerm(kind, kind, title) for kind, title in pairs])
