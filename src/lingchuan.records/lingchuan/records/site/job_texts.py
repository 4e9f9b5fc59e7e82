"""What the page of the outbox says of states, ages and errors."""

from datetime import timedelta
from lingchuan.records.access.types import RIGHTS
from lingchuan.records.content import mails
from lingchuan.records.i18n import _
from lingchuan.records.ledger import outbox
from typing import Final
from zope.i18n import translate
from zope.i18nmessageid import Message

import re


# {state: (css, title)}
STATES: Final = {
    outbox.DOUBTFUL: ("lr-v lr-v-human", _("job_doubtful", default="Doubtful")),
    outbox.FAILED: ("lr-v lr-v-fail", _("job_failed", default="Failed")),
    outbox.RUNNING: ("lr-v lr-v-part", _("job_running", default="Running")),
    outbox.WAITING: ("lr-v lr-v-left", _("job_waiting", default="Waiting")),
    outbox.DONE: ("lr-v lr-v-pass", _("job_done", default="Done")),
    outbox.VOID: ("lr-v lr-v-no", _("job_void", default="Not needed")),
}
# What is no code of ours is the type of an error, and stands there as it is.
ERRORS: Final = {
    "MailUnset": _(
        "job_error_mail_unset",
        default="The mail host or the sender's address is not set (Site Setup, Mail)",
    ),
    "broken_off": _(
        "job_error_broken_off",
        default="The mail host broke off: the mail may have been sent",
    ),
    "lapsed": _(
        "job_error_lapsed", default="The server ended amid it: it may have been done"
    ),
    "never_stored": _(
        "job_error_never_stored",
        default="The step that asked for it did not come to pass",
    ),
    "no_address": _("job_error_no_address", default="No mail address is known"),
    "no_user": _("job_error_no_user", default="There is no such user any more"),
}
TEXTS: Final = {
    "job_not_open": _(
        "problem_job_not_open",
        default="There is nothing to decide: somebody has decided, or the server has done it.",
    ),
}
_MINUTES = _("age_minutes", default="${count} min")
_HOURS = _("age_hours", default="${count} h")
_DAYS = _("age_days", default="${count} days")
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_UID = re.compile(r"[0-9a-f]{32}")
_SHOWN = 8


def age(span: timedelta) -> Message:
    """Return how long ago something was."""
    text, unit = _DAYS, _DAY
    if span < _HOUR:
        text, unit = _MINUTES, _MINUTE
    elif span < 2 * _DAY:
        text, unit = _HOURS, _HOUR
    return Message(text, mapping={"count": str(max(0, span // unit))})


def named(key: str, request: object) -> str:
    """Return in words what a job is for, and the things of its key by short UIDs.

    What is neither a code of ours nor a UID is not shown at all, be it a name.
    """
    parts = key.split(":")[1:]
    uids = [part[:_SHOWN] for part in parts if _UID.fullmatch(part)]
    return " ".join([*_words(parts, request), *uids])


def _words(parts: list[str], request: object) -> list[str]:
    """Return the right of a copy, or what a mail says in its subject."""
    code = parts[0] if parts else ""
    if code in RIGHTS:
        return [translate(RIGHTS.getTerm(code).title, context=request)]
    if code not in mails.texts():
        return []
    subject, _text = mails.texts()[code]
    said = Message(subject, mapping={"system": ""})
    return [translate(said, context=request).strip(" :：")]
