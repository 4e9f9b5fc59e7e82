"""`@@confidentiality-desk` 保密工作台: what waits for the confidentiality officers.

- Lists and counts come from the catalog, asked as the officer; only the records of the
  page shown are woken, and those that are shut are events of reading.
- Each decision goes through confidentiality/bulk.py, be it for one record or many.
"""

from collections.abc import Sequence
from functools import cached_property
from lingchuan.records.confidentiality import bulk
from lingchuan.records.confidentiality import explain
from lingchuan.records.confidentiality import reading_answers as answers
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.reading_answers import names
from lingchuan.records.content import facts
from lingchuan.records.content.closed_lists import SECRECY_KINDS
from lingchuan.records.content.error_answers import reasons_of
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.facts import display_name
from lingchuan.records.content.seen import note
from lingchuan.records.core.secrecy import KINDS
from lingchuan.records.evidence.event_rows import moment
from lingchuan.records.i18n import _
from lingchuan.records.site import desk_forms
from lingchuan.records.site.desk_terms import Terms
from lingchuan.records.site.desk_undecided import address
from lingchuan.records.site.desk_undecided import note_of
from lingchuan.records.site.desk_undecided import Undecided
from lingchuan.records.site.officer_page import OfficerPage
from lingchuan.records.site.today import day_text
from lingchuan.records.supervision import kinds as incident_kinds
from plone import api
from plone.protect import CheckAuthenticator
from plone.protect import PostOnly
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


INCIDENTS = 5
# Decided here; a state secret is registered as a stub, one by one.
BULK_KINDS = ("COMMERCIAL", "WORK", "PRIVACY")
FILLED_IN = "uids decision kinds holder scope data_items comment".split()
LEGEND_STATES = ("open", "undecided")


class ConfidentialityDesk(OfficerPage):
    """The one page of the confidentiality officers."""

    undecided_part = ViewPageTemplateFile("templates/desk_undecided.pt")
    terms_part = ViewPageTemplateFile("templates/desk_terms.pt")
    panel_part = ViewPageTemplateFile("templates/desk_panel.pt")
    outcomes: Sequence[dict[str, object]] = ()
    errors: Sequence[dict[str, str]] = ()

    def may_open(self) -> bool:
        """Tell whether the user is an officer; the navigation asks."""
        return register.is_officer()

    def answer(self) -> object:
        """Show the desk, or do what a form asks for and show what became of it."""
        if self.request.method == "POST":
            PostOnly(self.request)
            CheckAuthenticator(self.request)
            self._act()
        return self.index()

    def _act(self) -> None:
        form = self.request.form
        try:
            found = desk_forms.perform(form)
        except BadInput as error:
            self.errors = reasons_of(error, self.request)
            self.request.response.setStatus(400, lock=True)
            return
        self.outcomes = [desk_forms.told(one, self.request) for one in found]
        if not any(one.code == bulk.REFUSED for one in found):
            # What was decided is not offered again as it was ticked.
            for name in FILLED_IN:
                form.pop(name, None)

    def address(self, **query: object) -> str:
        """Return the address of this page with a query."""
        return address(f"{self.portal_url}/@@confidentiality-desk", **query)

    def greeting(self) -> str:
        """Return the day and the officer."""
        user = display_name(facts.current_user() or "")
        return f"{day_text(self.request)} · {user}"

    @cached_property
    def undecided(self) -> Undecided:
        """The undecided records."""
        return Undecided(self, answers.start_of(self.request.form))

    @cached_property
    def terms(self) -> Terms:
        """What runs out or awaits a person."""
        return Terms(self)

    def picked(self) -> list[str]:
        """Return the UIDs of the records that are ticked."""
        return names(self.request.form, "uids")

    def undecided_rows(self) -> list[dict[str, object]]:
        """Return the rows of the undecided records."""
        return self.undecided.rows(self.picked())

    def counts(self) -> list[dict[str, object]]:
        """Return the counts, each with the list that it counts."""
        undecided, terms = self.undecided, self.terms
        rows = (
            (undecided.total(), _UNDECIDED, "#und", "lr-wait"),
            (undecided.late(), _LATE, "#und", "lr-over"),
            (terms.count(), _TERMS, "#term", "lr-soon"),
            (len(terms.proposals), _SECOND, "#term", "lr-wait"),
            (len(terms.released), _RELEASED, "#publish", "lr-wait"),
            (len(self.open_incidents), _INCIDENTS, "#inc", "lr-over"),
        )
        return [
            {
                "count": count,
                "title": self.say(title),
                "url": url,
                "css": css if count else "lr-idle",
            }
            for count, title, url, css in rows
        ]

    def kinds(self) -> list[dict[str, object]]:
        """Return the kinds to tick for a decision in bulk."""
        chosen = names(self.request.form, "kinds")
        return [
            {
                "value": kind,
                "title": self.say(SECRECY_KINDS.getTerm(kind).title),
                "checked": "checked" if kind in chosen else None,
            }
            for kind in BULK_KINDS
        ]

    def sent(self, name: str) -> str:
        """Return what was sent for a field of the form, '' for nothing."""
        value = self.request.form.get(name)
        return value if isinstance(value, str) else ""

    def chosen(self, name: str, value: str) -> str | None:
        """Return that a choice of the form was taken."""
        return "checked" if self.request.form.get(name) == value else None

    @cached_property
    def review_kind(self) -> str:
        """The kind whose yearly review is asked for, '' for none."""
        asked = str(self.request.form.get("review") or "")
        return asked if asked in KINDS else ""

    def review_title(self) -> str:
        """Return the title of the yearly review."""
        kind = self.say(SECRECY_KINDS.getTerm(self.review_kind).title)
        title = _(
            "heading_review", default="Yearly review: ${kind}", mapping={"kind": kind}
        )
        return self.say(title)

    @cached_property
    def open_incidents(self) -> Sequence:
        """The open incidents, the newest first."""
        return api.portal.get_tool("portal_catalog")(
            portal_type="Incident",
            review_state="open",
            sort_on="created",
            sort_order="descending",
        )

    def incidents(self) -> list[dict[str, str]]:
        """Return the newest open incidents."""
        return [
            {
                "title": incident_kinds.title_of(brain.incident_kind, self.request),
                "when": moment(brain.created.asdatetime()),
                "url": brain.getURL(),
            }
            for brain in self.open_incidents[:INCIDENTS]
        ]

    @cached_property
    def record(self) -> tuple[object, object] | None:
        """The (brain, record) that the panel is about: asked for, else the first."""
        asked = str(self.request.form.get("record") or "")
        if not asked:
            return self.undecided.shown[0] if self.undecided.shown else None
        found = api.portal.get_tool("portal_catalog")(UID=asked)
        return (found[0], found[0].getObject()) if found else None

    def panel(self) -> dict[str, object] | None:
        """Return who can see the chosen record: now, and if decided otherwise."""
        if self.record is None:
            return None
        brain, record = self.record
        note(record)
        state = facts.confidentiality_state(record)
        tried = self._tried()
        return {
            "title": brain.Title or brain.getId,
            "note": note_of(brain, record),
            "url": brain.getURL(),
            "who_url": f"{brain.getURL()}/@@who-can-see",
            "state": self.state_badge(state, brain.portal_type),
            "now": self.groups(explain.readers(record)),
            "tried": self.kind_badges(tried["kinds"]) if tried else [],
            "then": self.groups(explain.readers(record, tried)) if tried else [],
            "choices": self._choices(brain.UID),
        }

    def _tried(self) -> dict[str, list[str]] | None:
        asked = names(self.request.form, "as")
        return answers.tried({"kinds": asked})

    def _choices(self, uid: str) -> list[dict[str, object]]:
        """Return links to the effect of each simple decision."""
        asked, start = names(self.request.form, "as"), self.undecided.start
        found = []
        for value in (answers.OPEN, *BULK_KINDS):
            badge = self.kind_badges([] if value == answers.OPEN else [value])[0]
            query = {"record": uid, "as": value, "b_start": start}
            current = "true" if value in asked else None
            url = self.address(**query) + "#who"
            found.append({"badge": badge, "url": url, "current": current})
        return found

    def legend(self) -> list[dict[str, str]]:
        """Return the badges of all states and kinds."""
        states = [self.state_badge(one, "PermitFile") for one in LEGEND_STATES]
        return states + [self.kind_badge(kind) for kind in reversed(KINDS)]


_UNDECIDED = _("count_undecided", default="Undecided")
_LATE = _("count_late", default="Longer than 5 days")
_TERMS = _("count_terms", default="Terms, reviews")
_SECOND = _("count_second", default="For a second officer")
_RELEASED = _("count_released", default="Released, to review")
_INCIDENTS = _("count_incidents", default="Suspected problems")
