"""`@@who-can-see` of a record, `@@what-can-see` of a person: with every reason.

A record's page may try a decision (`?kinds=PRIVACY&known_to=handler1`); both leave as
CSV too (`?format=csv`), which is an export.
"""

from collections.abc import Mapping
from functools import cached_property
from lingchuan.records.confidentiality import explain
from lingchuan.records.confidentiality import persons
from lingchuan.records.confidentiality import reading_answers as answers
from lingchuan.records.confidentiality.reading_answers import names
from lingchuan.records.confidentiality.reading_texts import reading_text
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.content import facts
from lingchuan.records.content.closed_lists import SECRECY_KINDS
from lingchuan.records.content.facts import display_name
from lingchuan.records.content.facts import permit_file_of
from lingchuan.records.content.seen import note
from lingchuan.records.i18n import _
from lingchuan.records.site.badges import secrecy_badges
from lingchuan.records.site.badges import state_title
from lingchuan.records.site.desk_undecided import address
from lingchuan.records.site.officer_page import OfficerPage


PAGE = answers.PAGE


class WhoCanSee(OfficerPage):
    """谁能看，为什么: the readers of one record, now or by a decision not yet taken."""

    def answer(self) -> object:
        """Return the page, or the table as CSV."""
        if answers.format_of(self.request.form) == answers.CSV:
            return answers.readers_csv(self.context, self.request)
        return self.index()

    def address(self, **query: object) -> str:
        """Return the address of this page with a query."""
        return address(f"{self.context.absolute_url()}/@@who-can-see", **query)

    def secrecy(self) -> list[dict[str, str]]:
        """Return the badges of the record as it is now."""
        return secrecy_badges(self.context, self.request)

    def number(self) -> str:
        """Return the number of the file around."""
        return getattr(permit_file_of(self.context), "file_number", None) or ""

    @cached_property
    def tried(self) -> dict[str, list[str]] | None:
        """The decision that is tried, None for how it is now."""
        return answers.tried(self.request.form)

    def tried_badges(self) -> list[dict[str, str]]:
        """Return the badges of the decision that is tried."""
        return self.kind_badges(self.tried["kinds"]) if self.tried else []

    def tried_known_to(self) -> str:
        """Return the persons whom the decision that is tried names."""
        named = self.tried["known_to"] if self.tried else []
        return "、".join(map(display_name, named))

    def known_to(self) -> str:
        """Return what the form's field of the circle holds."""
        sent = names(self.request.form, "known_to")
        return " ".join(sent or decision_of(self.context).get("known_to") or ())

    def userid(self) -> str:
        """Return whom the question is about, '' for all."""
        return str(self.request.form.get("userid") or "")

    @cached_property
    def people(self) -> list[dict[str, object]]:
        """The persons, those who may first."""
        return self.rows(answers.asked_readers(self.context, self.request.form))

    def count(self) -> str:
        """Return how many of those shown can see it."""
        told = {
            "yes": sum(one["css"] == "yes" for one in self.people),
            "all": len(self.people),
        }
        return self.say(_("count_may_see", default="${yes} of ${all}", mapping=told))

    def kinds(self) -> list[dict[str, object]]:
        """Return the kinds to try, those tried ticked."""
        chosen = names(self.request.form, "kinds")
        return [
            {
                "value": term.value,
                "title": self.say(term.title),
                "checked": "checked" if term.value in chosen else None,
            }
            for term in SECRECY_KINDS
        ]

    def _query(self) -> Mapping[str, object]:
        form = self.request.form
        asked = {name: names(form, name) for name in ("kinds", "known_to")}
        return asked | {"userid": self.userid()}

    def csv_url(self) -> str:
        """Return the address of the same as CSV."""
        start = answers.start_of(self.request.form)
        return self.address(**self._query(), b_start=start, format=answers.CSV)

    def open_url(self) -> str:
        """Return the address that tries the record open."""
        return self.address(kinds=answers.OPEN)

    def next_url(self) -> str:
        """Return the address of the next persons, '' after the last."""
        after = answers.start_of(self.request.form) + explain.MOST
        total = len(explain.candidates(self.context, self.tried))
        if self.userid() or after >= total:
            return ""
        return self.address(**self._query(), b_start=after)

    def decide_url(self) -> str:
        """Return the address of the step that changes kinds or circle, '' for none."""
        state = facts.confidentiality_state(self.context)
        step = {"restricted": "revise", "release_proposed": ""}.get(state, "restrict")
        url = f"{self.context.absolute_url()}/@@transition?workflow_action={step}"
        return url if step else ""


class WhatCanSee(OfficerPage):
    """他能看什么: what one person can find of what is not open to all, and why."""

    def answer(self) -> object:
        """Return the page, or the table as CSV."""
        if answers.format_of(self.request.form) == answers.CSV:
            return answers.sight_csv(self.request)
        return self.index()

    def userid(self) -> str:
        """Return whom the question is about, '' before one is chosen."""
        return str(self.request.form.get("userid") or "")

    def people(self) -> list[dict[str, str | None]]:
        """Return the staff to choose from, the chosen one marked."""
        chosen = self.userid()
        ids = persons.staff() | ({chosen} if chosen else set())
        return [
            {
                "value": userid,
                "text": f"{display_name(userid)}（{userid}）",
                "selected": "selected" if userid == chosen else None,
            }
            for userid in sorted(ids)
        ]

    @cached_property
    def sight(self) -> explain.Sight | None:
        """What the person can find; None before one is chosen."""
        if not self.userid():
            return None
        start = answers.start_of(self.request.form)
        return explain.sees(self.userid(), start=start, most=PAGE)

    def name(self) -> str:
        """Return the person's name."""
        return display_name(self.userid())

    def counts(self) -> list[dict[str, object]]:
        """Return how many records of each state the person can find."""
        return [
            {"title": state_title(state, "PermitFile", self.request), "count": count}
            for state, count in self.sight.counts.items()
        ]

    def records(self) -> list[dict[str, object]]:
        """Return the records of this part that the officer may view too."""
        return [self._row(one) for one in self.sight.shown]

    def _row(self, seen: explain.Seen) -> dict[str, object]:
        record = seen.record
        note(record)
        file = permit_file_of(record)
        return {
            "url": record.absolute_url(),
            "who_url": f"{record.absolute_url()}/@@who-can-see",
            "title": record.Title(),
            "number": getattr(file, "file_number", None) or "",
            "secrecy": secrecy_badges(record, self.request),
            "why": reading_text(seen.reading, self.request),
        }

    def _page_url(self, start: int, **more: str) -> str:
        base = f"{self.portal_url}/@@what-can-see"
        return address(base, userid=self.userid(), b_start=start, **more)

    def csv_url(self) -> str:
        """Return the address of the same as CSV."""
        start = answers.start_of(self.request.form)
        return self._page_url(start, format=answers.CSV)

    def previous_url(self) -> str:
        """Return the address of the page before, '' on the first."""
        start = answers.start_of(self.request.form)
        return self._page_url(max(0, start - PAGE)) if start else ""

    def next_url(self) -> str:
        """Return the address of the next page, '' on the last."""
        after = answers.start_of(self.request.form) + PAGE
        return self._page_url(after) if after < self.sight.total else ""

    def has_pages(self) -> bool:
        """Tell whether there is another page."""
        return bool(self.previous_url() or self.next_url())
