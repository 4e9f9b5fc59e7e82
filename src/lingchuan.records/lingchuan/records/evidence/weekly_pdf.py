"""The weekly page of the ledger as a paper to sign and file."""

from __future__ import annotations

from lingchuan.records.evidence.custody_pdf import speak_chinese
from lingchuan.records.i18n import _
from lingchuan.records.i18n import in_chinese
from lingchuan.records.media.papers import new_paper
from typing import Any
from typing import Final
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from lingchuan.records.media.printing import Document


__all__ = ("speak_chinese", "weekly_pdf")

TITLE: Final = _("heading_ledger_week", default="The ledger of a week")
_COUNTS = _("heading_week_counts", default="Events")
_POINT = _("heading_week_checkpoint", default="Checkpoint to keep")
_GROUP = _("week_group", default="Group")
_ACT = _("column_act", default="What")
_NUMBER = _("week_number", default="Number")
_NONE = _("week_no_checkpoint", default="No checkpoint was made in this week.")
_UNKNOWN = _(
    "week_bad_checkpoint",
    default="The checkpoint is signed by none of the keys of this ledger.",
)
_KEEP = _(
    "week_keep",
    default="Keep this paper where nobody of the bureau can change it. Whoever holds the root can show later that no event before it was changed.",
)
_BUREAU = _("week_bureau", default="Bureau")
_DAYS = _("week_days", default="Days")
_TOTAL = _("week_total", default="Events of the week")
_PLACES = _("week_places", default="First and last place")
_DENIALS = _("week_denials", default="Refusals")
_FAILED = _("week_failed_logins", default="Failed logins")
_INCIDENTS = _("week_incidents", default="Incidents that are open")
_MADE = _("custody_made", default="Made")
_SIZE = _("custody_size", default="Events in it")
_ROOT = _("custody_root", default="Root of the tree")
_KEY = _("week_key", default="Key and its fingerprint")
_NOTE = _("week_note", default="Signed note")
_HANDED = _("week_handed_over", default="Handed over by")
_TAKEN = _("week_taken", default="Taken for the supervising office by")
# Millimetres.
CODE_SIZE: Final = 52


def weekly_pdf(page: Any) -> bytes:
    """Return the PDF of a weekly page."""
    document = new_paper(in_chinese(TITLE), number=page.name())
    facts = [
        (_BUREAU, page.bureau()),
        (_DAYS, page.days()),
        (_TOTAL, page.total()),
        (_PLACES, page.places()),
        (_DENIALS, page.denials()),
        (_FAILED, page.failed_logins()),
        (_INCIDENTS, page.incidents()),
    ]
    document.facts([(in_chinese(label), value) for label, value in facts])
    document.heading(in_chinese(_COUNTS))
    rows = [
        (group["title"], act["title"], act["count"])
        for group in page.groups()
        for act in group["acts"]
    ]
    heads = [in_chinese(one) for one in (_GROUP, _ACT, _NUMBER)]
    document.table(heads, rows, (2, 5, 1))
    document.heading(in_chinese(_POINT))
    _checkpoint(document, page)
    document.signatures([in_chinese(_HANDED), in_chinese(_TAKEN)])
    return document.bytes()


def _checkpoint(document: Document, page: Any) -> None:
    point = page.point
    if not point or point["size"] is None:
        document.paragraph(in_chinese(_UNKNOWN if point else _NONE))
        return
    facts = [(_MADE, point["at"]), (_SIZE, point["size"]), (_ROOT, point["groups"])]
    facts += [(_KEY, f"{key['name']}\n{key['groups']}") for key in point["signers"]]
    facts.append((_NOTE, point["note"]))
    document.facts([(in_chinese(label), value) for label, value in facts])
    document.paragraph(in_chinese(_KEEP))
    document.qr(point["note"], size=CODE_SIZE)
