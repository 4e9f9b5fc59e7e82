"""`@@custody` 保管链: the life of a record as page, PDF and JSON."""

from collections.abc import Mapping
from functools import cached_property
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.digest import state_digest
from lingchuan.records.core.findings import Problem
from lingchuan.records.evidence import custody
from lingchuan.records.evidence import event_titles as titles
from lingchuan.records.evidence.asked import KINDS
from lingchuan.records.evidence.asked import LARGEST
from lingchuan.records.evidence.asked import MOST
from lingchuan.records.evidence.asked import number
from lingchuan.records.evidence.asked import question
from lingchuan.records.evidence.asked import wanted
from lingchuan.records.evidence.chain import chain_of
from lingchuan.records.evidence.chain import check
from lingchuan.records.evidence.chain import may_hold_too_much
from lingchuan.records.evidence.custody_pdf import custody_pdf
from lingchuan.records.evidence.custody_pdf import Part
from lingchuan.records.evidence.custody_pdf import PRINTED
from lingchuan.records.evidence.custody_pdf import speak_chinese
from lingchuan.records.evidence.event_rows import event_rows
from lingchuan.records.evidence.event_rows import moment
from lingchuan.records.i18n import _
from lingchuan.records.interfaces import IAuditView
from lingchuan.records.ledger import api as ledger
from plone import api
from plone.uuid.interfaces import IUUID
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from typing import Final
from urllib.parse import urlencode
from zope.i18n import translate
from zope.interface import implementer

import json


SHOWN: Final = 50
FORMATS: Final = ("", "pdf", "json")
FILTERS: Final = ("kind", "actor", "since", "until")
KIND_TITLES: Final = {
    "": _("custody_all", default="All"),
    "changes": _("custody_changes", default="Changes"),
    "views": _("custody_views", default="Views"),
    "denials": _("custody_denials", default="Refusals"),
}


@implementer(IAuditView)
class CustodyPage(BrowserView):
    """保管链; of a record that its reader may not see, places, times and hashes alone."""

    _row = ViewPageTemplateFile("templates/custody_row.pt")

    def __call__(self) -> str | bytes:
        """Return the page, the paper or the JSON.

        Raises:
            BadInput: a filter or a format that cannot be.
        """
        self.record = self.context
        self.sees = custody.refuse_strangers(self.record, self.request)
        form = self.request.form
        if form.get("format", "") not in FORMATS:
            raise BadInput([Problem("format", "unknown_value")])
        self.want = wanted(form)
        self.start = number(form, "b_start", 0, LARGEST)
        check(self.record, self.want)
        custody.note_view(self.record, question(form))
        self.chain = chain_of(self.record, self.want)
        if not self.sees:
            # Nothing around the rows may tell of what is hidden, nor where it lies.
            self.context = self.__parent__ = api.portal.get()
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return getattr(self, f"_as_{form.get('format') or 'page'}")()

    def _as_page(self) -> str:
        return self.index()

    def _as_json(self) -> str:
        self.request.response.setHeader("Content-Type", "application/json")
        answer = custody.answer(self.chain, self.start, MOST)
        return json.dumps(answer, ensure_ascii=False)

    def _as_pdf(self) -> bytes:
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Content-Disposition", 'attachment; filename="custody.pdf"')
        speak_chinese(self.request)
        rows = custody.with_coverage(self.chain.part(self.start, PRINTED))
        proven = self._proven(rows)
        part = Part(self._table(rows, proven), self.start, self.total)
        return custody_pdf(self.head(), self.checkpoint(proven), part)

    @cached_property
    def total(self) -> int:
        """The number of events that were asked for."""
        return self.chain.total()

    @property
    def row_macro(self) -> Any:
        """Return what draws one event."""
        return self._row.macros["row"]

    @cached_property
    def page(self) -> list[Mapping[str, Any]]:
        """The events of this page."""
        return custody.with_coverage(self.chain.part(self.start, SHOWN))

    @cached_property
    def proofs(self) -> dict[int, bool]:
        """Whether each event of this page is in the last checkpoint."""
        return self._proven(self.page)

    def _proven(self, rows: list[Mapping[str, Any]]) -> dict[int, bool]:
        kept = self._kept
        return custody.proven(rows, kept.opened) if kept and kept.opened else {}

    @cached_property
    def _kept(self) -> custody.Kept | None:
        return custody.latest_checkpoint()

    def rows(self) -> list[dict[str, Any]]:
        """Return the events of this page, oldest first."""
        return self._table(self.page, self.proofs)

    def _table(
        self, rows: list[Mapping[str, Any]], proofs: Mapping[int, bool]
    ) -> list[dict[str, Any]]:
        about = custody.abouts(rows, self.record)
        found = list(event_rows(rows, about, self.request, proofs))
        for row in found:
            other = not row["reduced"] and row["uid"] != IUUID(self.record)
            row["other"] = row["about"] if other else None
        return found

    def head(self) -> dict[str, Any]:
        """Return {title, number, type, state, digest, agrees}; {} of what is hidden."""
        if not self.sees:
            return {}
        obj = self.record
        digest, last = self._present_digest(), ledger.last_change(IUUID(obj))
        file = facts.permit_file_of(obj)
        kind = api.portal.get_tool("portal_types")[obj.portal_type].Title()
        return {
            "title": obj.Title(),
            "number": getattr(file, "file_number", None) or "",
            "type": translate(kind, domain="plone", context=self.request),
            "state": self._state(),
            "url": obj.absolute_url(),
            "digest": digest,
            "groups": titles.grouped(digest),
            "agrees": last is not None and last["digest"] == digest,
        }

    def _state(self) -> str:
        state, kind = facts.lifecycle_state(self.record), self.record.portal_type
        return titles.state_title(state, kind, self.request) if state else ""

    def _present_digest(self) -> str:
        return state_digest(facts.canonical_state(self.record))

    def checkpoint(self, proofs: Mapping[int, bool] | None = None) -> dict[str, Any]:
        """Return {size, at, root, groups, good, wrong} of the last checkpoint.

        `good` and `wrong` count the events shown that are proven in it, and those that
        are not what it signed; {} before the first, no size if nobody of ours signed it.
        """
        proofs = self.proofs if proofs is None else proofs
        kept = self._kept
        if kept is None:
            return {}
        if kept.opened is None:
            return {"size": None, "at": moment(kept.at)}
        good = sum(proofs.values())
        return {
            "size": kept.opened.size,
            "at": moment(kept.at),
            "root": kept.opened.root.hex(),
            "groups": titles.grouped(kept.opened.root.hex()),
            "good": good,
            "wrong": [seq for seq, is_good in proofs.items() if not is_good],
        }

    def kinds(self) -> list[dict[str, Any]]:
        """Return the choices of kind."""
        picked = self.request.form.get("kind", "")
        return [
            {
                "value": kind,
                "title": translate(KIND_TITLES[kind], context=self.request),
                "selected": kind == picked,
            }
            for kind in ("", *KINDS)
        ]

    def people(self) -> list[dict[str, Any]]:
        """Return those who acted in what is shown, to choose from."""
        names, picked = set(self.chain.people()), self.want.actor
        found = []
        for actor in sorted(names | ({picked} if picked else set())):
            who = titles.person(actor, self.request)
            text = " ".join(filter(None, (who["name"], who["id"])))
            found.append({"value": actor, "title": text, "selected": actor == picked})
        return found

    def days(self) -> dict[str, str]:
        """Return the days between which events are shown, '' for none."""
        form = self.request.form
        return {name: form.get(name) or "" for name in ("since", "until")}

    def holds_records(self) -> bool:
        """Tell whether the record may hold others whose events can be shown too."""
        holds = hasattr(self.record, "objectIds") and not may_hold_too_much(self.record)
        return self.sees and holds

    def link(self, **changes: object) -> str:
        """Return the address of this page with its filters and some changes.

        It is relative: the address of a hidden record stays out of the page.
        """
        form = self.request.form
        kept = {name: form[name] for name in (*FILTERS, "contained") if form.get(name)}
        query = urlencode({**kept, **changes})
        return f"@@custody?{query}" if query else "@@custody"

    def pages(self) -> dict[str, Any]:
        """Return {total, first, last, before, after} of the events shown."""
        total, end = self.total, self.start + SHOWN
        before = max(0, self.start - SHOWN)
        return {
            "total": total,
            "first": min(self.start + 1, total),
            "last": min(end, total),
            "before": self.link(b_start=before) if self.start else "",
            "after": self.link(b_start=end) if end < total else "",
        }
