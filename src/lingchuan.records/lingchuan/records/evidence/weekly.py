"""`@@ledger-week`: one page a week for the supervising office, to print and to keep.

Whoever keeps the printed root can show later that nothing before it was changed: the
root is there as text, to be read aloud, and as a QR code with the whole signed note.
"""

from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from functools import cached_property
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.dates import EARLIEST
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.note_text import split_note
from lingchuan.records.evidence import custody
from lingchuan.records.evidence import event_titles as titles
from lingchuan.records.evidence.asked import kind_of
from lingchuan.records.evidence.asked import KINDS
from lingchuan.records.evidence.custody_pages import KIND_TITLES
from lingchuan.records.evidence.event_rows import moment
from lingchuan.records.evidence.weekly_pdf import speak_chinese
from lingchuan.records.evidence.weekly_pdf import weekly_pdf
from lingchuan.records.i18n import _
from lingchuan.records.ledger import keys
from lingchuan.records.ledger.tally import last_checkpoint
from lingchuan.records.ledger.tally import Tally
from lingchuan.records.ledger.tally import tally
from plone import api
from Products.Five import BrowserView
from typing import Any
from typing import Final
from zope.i18n import translate

import re


WEEK: Final = re.compile(r"(\d{4})-W(\d{2})")
FORMATS: Final = ("", "pdf")
QUIET: Final = 4
# So far on the page of a week that has not come still answers.
YEAR: Final = timedelta(days=366)


def monday_of(week: object) -> date:
    """Return the Monday of an ISO week, such as 2026-W47.

    Raises:
        BadInput: there is no such week.
    """
    found = WEEK.fullmatch(week) if isinstance(week, str) else None
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except (TypeError, ValueError) as error:
        raise BadInput([Problem("week", "bad_week")]) from error
    if not EARLIEST <= monday <= facts.today() + YEAR:
        raise BadInput([Problem("week", "bad_week")])
    return monday


def name_of(day: date) -> str:
    """Return the ISO week of a day."""
    year, week, _weekday = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def qr_modules(text: str) -> list[list[bool]]:
    """Return the rows of the QR code of a text, dark is true, without a margin."""
    # As media/papers.py: nobody needs the printer at the start.
    from reportlab.graphics.barcode.qrencoder import QRCode
    from reportlab.graphics.barcode.qrencoder import QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    return [[bool(module) for module in row] for row in code.modules]


def qr_path(modules: list[list[bool]]) -> str:
    """Return the dark modules as the path of an SVG, one unit a module."""
    return "".join(
        f"M{column + QUIET} {line + QUIET}h1v1h-1z"
        for line, row in enumerate(modules)
        for column, dark in enumerate(row)
        if dark
    )


class LedgerWeek(BrowserView):
    """What the ledger holds of a week, and the checkpoint to keep."""

    def __call__(self) -> str | bytes:
        """Return the page, or the paper.

        Raises:
            BadInput: a week or a format that there is not.
        """
        form = self.request.form
        if form.get("format", "") not in FORMATS:
            raise BadInput([Problem("format", "unknown_value")])
        last = name_of(facts.today() - timedelta(days=7))
        self.monday = monday_of(form.get("week") or last)
        self.week = name_of(self.monday)
        custody.note_site_view({"week": self.week, "view": "ledger-week"})
        response = self.request.response
        response.setHeader("Cache-Control", "private, no-store")
        if not form.get("format"):
            return self.index()
        response.setHeader("Content-Type", "application/pdf")
        file = f'attachment; filename="ledger-{self.week}.pdf"'
        response.setHeader("Content-Disposition", file)
        speak_chinese(self.request)
        return weekly_pdf(self)

    def _bounds(self) -> tuple[datetime, datetime]:
        start = datetime.combine(self.monday, time(), facts.ZONE)
        return start, start + timedelta(days=7)

    def days(self) -> str:
        """Return the first and the last day."""
        return f"{self.monday} – {self.monday + timedelta(days=6)}"

    def name(self) -> str:
        """Return what people call the week."""
        year, week, _weekday = self.monday.isocalendar()
        told = {"year": str(year), "week": str(week)}
        named = _("week_name", default="Week ${week} of ${year}", mapping=told)
        return translate(named, context=self.request)

    def bureau(self) -> str:
        """Return the name of the bureau."""
        name = "lingchuan.records.bureau_name"
        return api.portal.get_registry_record(name, default="") or ""

    @cached_property
    def tally(self) -> Tally:
        """The counts of the week."""
        return tally(*self._bounds())

    def total(self) -> int:
        """Return the number of events."""
        return sum(self.tally.counts.values())

    def places(self) -> str:
        """Return the places of the first and the last event."""
        return f"{self.tally.first} – {self.tally.last}" if self.tally.first else "—"

    def groups(self) -> list[dict[str, Any]]:
        """Return {title, count, acts: [{title, count}]} of changes, views, refusals."""
        counts = self.tally.counts
        found = []
        for kind in KINDS:
            acts = [
                {
                    "title": titles.action_title(act, "", self.request),
                    "count": count,
                }
                for act, count in sorted(counts.items(), key=lambda one: -one[1])
                if kind_of(act) == kind
            ]
            found.append(
                {
                    "title": translate(KIND_TITLES[kind], context=self.request),
                    "count": sum(act["count"] for act in acts),
                    "acts": acts,
                }
            )
        return found

    def denials(self) -> int:
        """Return how often something was refused."""
        return self.tally.counts.get("deny", 0)

    def failed_logins(self) -> int:
        """Return how often a login failed."""
        return self.tally.counts.get("login_failed", 0)

    def incidents(self) -> int:
        """Return how many incidents are open now; their contents are told elsewhere."""
        search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
        return len(search(portal_type="Incident", review_state="open"))

    @cached_property
    def point(self) -> dict[str, Any]:
        """The last checkpoint of the week: {at, size, groups, note, signers}, {} of none.

        `signers` are {name, groups} of our keys that signed it, newest last; none of them
        means that it is not ours.
        """
        row = last_checkpoint(*self._bounds())
        if row is None:
            return {}
        kept = custody.opened_checkpoint(row)
        if kept.opened is None:
            return {"at": moment(kept.at), "note": kept.note, "size": None}
        return {
            "at": moment(kept.at),
            "size": kept.opened.size,
            "groups": titles.grouped(kept.opened.root.hex()),
            "note": kept.note,
            "signers": list(_keys_of(kept.note)),
        }

    def qr(self) -> dict[str, Any]:
        """Return {side, path} of the QR code of the note, in modules."""
        modules = qr_modules(self.point["note"])
        return {"side": len(modules) + 2 * QUIET, "path": qr_path(modules)}

    def link(self, weeks: int = 0, **more: str) -> str:
        """Return the address of this page, some weeks on."""
        week = name_of(self.monday + timedelta(days=7 * weeks))
        extra = "".join(f"&{name}={value}" for name, value in more.items())
        return f"@@ledger-week?week={week}{extra}"


def _keys_of(note: str) -> list[dict[str, str]]:
    """Return {name, groups of the fingerprint} of our keys that signed a note."""
    signed = {(one.name, one.key_hash) for one in split_note(note)[1]}
    return [
        {"name": one.name, "groups": titles.grouped(one.fingerprint)}
        for one in keys.verifiers()
        if (one.name, one.key_hash) in signed
    ]
