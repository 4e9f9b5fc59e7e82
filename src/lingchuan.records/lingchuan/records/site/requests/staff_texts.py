"""What the bureau's pages of access requests say: outcomes, clocks, copies, refusals."""

from lingchuan.records.access import derivatives
from lingchuan.records.access import types
from lingchuan.records.core.access.values import COVER
from lingchuan.records.core.access.values import GRANTED
from lingchuan.records.core.access.values import HUMAN
from lingchuan.records.core.access.values import INSEPARABLE
from lingchuan.records.core.access.values import OWN
from lingchuan.records.core.access.values import REDACTED
from lingchuan.records.core.access.values import REFUSED
from lingchuan.records.i18n import _
from lingchuan.records.media import errors
from lingchuan.records.media import leftover_codes as left
from typing import Final
from zope.i18n import translate
from zope.i18nmessageid import Message


# Outcome: (CSS class, icon, word).
OUTCOMES: Final = {
    GRANTED: (
        "lr-v lr-v-pass",
        "check-circle-fill",
        _("outcome_granted", default="Granted"),
    ),
    REDACTED: (
        "lr-v lr-v-part",
        "eye-slash-fill",
        _("outcome_redacted", default="Given redacted"),
    ),
    REFUSED: (
        "lr-v lr-v-no",
        "slash-circle",
        _("outcome_not_given", default="Not given"),
    ),
    HUMAN: (
        "lr-v lr-v-human",
        "person-fill-exclamation",
        _("outcome_human", default="To be judged"),
    ),
}
STANDINGS: Final = {
    "PASS": ("lr-v lr-v-pass", "check-circle-fill"),
    "HUMAN": ("lr-v lr-v-human", "person-fill-exclamation"),
    "FAIL": ("lr-v lr-v-fail", "x-circle-fill"),
}
ANSWERS: Final = {
    INSEPARABLE: _("answer_inseparable", default="Cannot be separated"),
    COVER: _("answer_cover", default="Something is to be covered"),
    OWN: _("answer_own", default="The requester's own data"),
}
COPIES: Final = {
    derivatives.MAKING: (
        "lr-v lr-v-open",
        "hourglass-split",
        _("copy_making", default="Being made"),
    ),
    derivatives.MADE: (
        "lr-v lr-v-human",
        "person-fill-exclamation",
        _("copy_made", default="Waits for its review"),
    ),
    derivatives.REVIEWED: (
        "lr-v lr-v-pass",
        "check-circle-fill",
        _("copy_reviewed", default="Reviewed"),
    ),
    derivatives.FAILED: (
        "lr-v lr-v-fail",
        "x-circle-fill",
        _("copy_failed", default="To be made anew"),
    ),
}
METHODS: Final = {
    derivatives.AREAS: _("copy_by_areas", default="Areas covered"),
    derivatives.CUT: _("copy_by_cut", default="Stretches cut out"),
    derivatives.EDITED: _("copy_by_edited", default="Edited by staff"),
}
FAULTS: Final = {
    errors.NOT_READABLE: _("copy_not_readable", default="The file cannot be read."),
    errors.TOO_LARGE: _("copy_too_large", default="The file is too large."),
    errors.TOO_LONG: _("copy_too_long", default="The file is too long."),
    errors.KIND_UNKNOWN: _(
        "copy_kind_unknown",
        default="No copy is made of such a file; edit it and bring the edited file.",
    ),
    errors.NOTHING_LEFT: _("copy_nothing_left", default="Nothing would be left."),
    errors.OUTSIDE: _(
        "copy_outside", default="An area or stretch lies outside of the file."
    ),
    errors.PROGRAM_MISSING: _(
        "copy_program_missing",
        default="A program is missing on the server; tell the system administrator.",
    ),
    "review_refused": _("copy_review_refused", default="The review found it not good."),
}
LEFT: Final = {
    left.TEXT_LAYER: _("left_text_layer", default="a hidden layer of text"),
    left.METADATA: _("left_metadata", default="properties of the file"),
    left.ATTACHMENTS: _("left_attachments", default="attached files"),
    left.SCRIPTS: _("left_scripts", default="scripts"),
    left.ANNOTATIONS: _("left_annotations", default="notes"),
    left.LAYERS: _("left_layers", default="layers"),
    left.THUMBNAIL: _("left_thumbnail", default="a small picture of the original"),
    left.EXTRA_STREAMS: _("left_extra_streams", default="a second picture or sound"),
    left.APPENDED: _("left_appended", default="an older version of itself"),
    left.WORDS: _("left_words", default="names or numbers of others"),
    left.UNREADABLE: _("left_unreadable", default="contents that cannot be checked"),
}
RIGHTS: Final = {term.value: term.title for term in types.RIGHTS}
GRANTS: Final = {
    "open": ("lr-v lr-v-pass", "check-circle-fill", _("grant_open", default="Open")),
    "making": (
        "lr-v lr-v-open",
        "hourglass-split",
        _("grant_making", default="Copy being made"),
    ),
    "used_up": ("lr-v lr-v-no", "slash-circle", _("grant_used_up", default="Used up")),
    "over": ("lr-v lr-v-no", "slash-circle", _("grant_over", default="Over")),
    "taken_back": (
        "lr-v lr-v-no",
        "slash-circle",
        _("grant_taken_back", default="Taken back"),
    ),
}
DAY_OF: Final = _("request_day_of", default="Day ${day} of ${days} working days")
REVIEWED_BY: Final = _("copy_reviewed_by", default="reviewed by ${name}")
PAGES_BEFORE: Final = _("pages_before", default="Pages before")
PAGES_AFTER: Final = _("pages_after", default="Pages after")
# Of an area: page, then percent of the page.
SIDES: Final = (
    _("area_page", default="Page"),
    _("area_left", default="From the left, %"),
    _("area_top", default="From above, %"),
    _("area_width", default="Width, %"),
    _("area_height", default="Height, %"),
)
AS_IT_IS: Final = _("outcome_as_it_is", default="As it is")
CHOOSE: Final = _("outcome_choose", default="Choose one")
NO_COPY: Final = _(
    "outcome_no_copy", default="Given redacted (there is no reviewed copy)"
)
# What the head approves, by the step.
APPROVALS: Final = {
    "approve_viewing": ("eye", _("decide_viewing", default="Viewing alone")),
    "approve_copying": ("files", _("decide_copying", default="Viewing and copying")),
}
OF_RECORD: Final = _("finding_of_record", default="“${title}” (${right}): ${text}")
WHOLE_FILE: Final = _("request_whole_file", default="the whole file")
SOME_RECORDS: Final = _("request_some_records", default="${count} named records")
UNSEEN: Final = _("request_unseen_file", default="A file that you may not see")
TEXTS: Final[dict[str, Message]] = {
    "screen_by_officer": _(
        "request_screen_by_officer",
        default="Requests are screened by the confidentiality officers; ask one of them.",
    ),
    "onsite_by_clerk": _(
        "request_onsite_by_clerk",
        default="Visits are kept by the window clerks; ask at the counter.",
    ),
    "staff_page": _(
        "request_staff_page",
        default="This page is the bureau's. Yours is “My records”: state, answer and what was granted stand there.",
    ),
}


def said(message: Message, request: object, **values: object) -> str:
    """Return a message in the language of a request, its variables filled in."""
    mapping = {name: str(value) for name, value in values.items()}
    return translate(Message(message, mapping=mapping), context=request)


def badge(found: tuple[str, str, Message], request: object) -> dict[str, str]:
    """Return {css, icon, text} of a row of the tables above."""
    css, icon, text = found
    return {"css": css, "icon": icon, "text": translate(text, context=request)}
