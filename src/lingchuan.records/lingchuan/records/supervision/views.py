"""Pages of incidents: the list, and one with what happened in plain words."""

from functools import cached_property
from lingchuan.records.content import facts
from lingchuan.records.content.filters import select
from lingchuan.records.content.steps import step_links
from lingchuan.records.core.small_numbers import small_number
from lingchuan.records.evidence.event_rows import moment
from lingchuan.records.i18n import _
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision.seen import details_seen
from lingchuan.records.supervision.seen import record_seen
from plone import api
from Products.Five import BrowserView
from urllib.parse import urlencode
from zope.i18n import translate


PAGE = 25
STATES = ("open", "handled")
SOURCES = {
    "reconciler": _("source_reconciler", default="Comparison of database and ledger"),
    "fixity": _("source_fixity", default="Check of the files"),
    "clock": _("source_clock", default="Server's clock"),
    "audit": _("source_audit", default="Check of the ledger"),
    "jobs": _("source_jobs", default="Regular tasks"),
    "use": _("source_use", default="Met in use"),
}


def state_titles(request: object) -> dict[str, str]:
    """Return {state: title}."""
    workflow = api.portal.get_tool("portal_workflow").incident_workflow
    return {
        name: translate(workflow.states[name].title, domain="plone", context=request)
        for name in STATES
    }


class IncidentsPage(BrowserView):
    """疑似问题, the open ones first, the newest first."""

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The filters of the address."""
        form = self.request.form
        return {name: str(form.get(name) or "")[:50] for name in ("state", "kind")}

    @cached_property
    def brains(self) -> list:
        """The incidents found; asked for after authentication, so not in __init__."""
        query: dict[str, object] = {
            "portal_type": "Incident",
            "path": "/".join(self.context.getPhysicalPath()),
            "sort_on": ["review_state", "created"],
            "sort_order": ["descending", "descending"],
        }
        if self.chosen["state"]:
            query["review_state"] = self.chosen["state"]
        if self.chosen["kind"]:
            query["incident_kind"] = self.chosen["kind"]
        return api.portal.get_tool("portal_catalog")(**query)

    @property
    def start(self) -> int:
        """Return the place of the first row shown."""
        start = small_number(self.request.form.get("b_start")) or 0
        return start if start < len(self.brains) else 0

    def rows(self) -> list[dict[str, str]]:
        """Return the rows of this page of the list."""
        titles = state_titles(self.request)
        return [
            {
                "url": brain.getURL(),
                "kind": kinds.title_of(brain.incident_kind, self.request),
                "found": moment(brain.created.asdatetime()),
                "state": titles.get(brain.review_state, brain.review_state),
                "is_open": brain.review_state == "open",
            }
            for brain in self.brains[self.start : self.start + PAGE]
        ]

    def total(self) -> int:
        """Return the number of incidents found."""
        return len(self.brains)

    def previous_url(self) -> str:
        """Return the address of the page before, '' on the first."""
        return self._page_url(max(0, self.start - PAGE)) if self.start else ""

    def next_url(self) -> str:
        """Return the address of the next page, '' on the last."""
        after = self.start + PAGE
        return self._page_url(after) if after < len(self.brains) else ""

    def _page_url(self, start: int) -> str:
        chosen = {name: value for name, value in self.chosen.items() if value}
        query = urlencode(chosen | {"b_start": start})
        return f"{self.context.absolute_url()}/@@incidents?{query}"

    def selects(self) -> list[dict[str, object]]:
        """Return the filters: {name, title, options} with the chosen one marked."""
        titles = {kind: kinds.title_of(kind, self.request) for kind in kinds.known()}
        filters = (
            ("state", _("filter_state", default="State"), state_titles(self.request)),
            ("kind", _("incident_kind", default="Kind"), titles),
        )
        return [
            select(name, title, options, self.chosen[name], self.request)
            for name, title, options in filters
        ]


class IncidentPage(BrowserView):
    """One 疑似问题."""

    def kind(self) -> str:
        """Return what people call its kind."""
        return kinds.title_of(self.context.kind, self.request)

    def state(self) -> str:
        """Return the title of its state."""
        return state_titles(self.request).get(facts.lifecycle_state(self.context), "")

    def text(self) -> str:
        """Return what happened, with what the reader may know of it."""
        told = details_seen(self.context)
        return kinds.text_of(self.context.kind, told, self.request)

    def source(self) -> str:
        """Return the check or the person that found it."""
        source = self.context.source
        if source in SOURCES:
            return translate(SOURCES[source], context=self.request)
        return facts.display_name(source)

    def found(self) -> str:
        """Return when it was found."""
        return moment(self.context.found_at)

    def occurred(self) -> str:
        """Return when it happened, '' where nobody knows."""
        return moment(self.context.occurred_at)

    def record(self) -> dict[str, str] | None:
        """Return {url, title} of the record, None for who may not see it."""
        brain = record_seen(self.context)
        return {"url": brain.getURL(), "title": brain.Title} if brain else None

    def is_about_record(self) -> bool:
        """Return whether it is about a record at all."""
        return bool(self.context.record)

    def steps(self) -> list[dict[str, str]]:
        """Return who handled it or opened it again, when and why, newest first."""
        history = self.context.workflow_history.get("incident_workflow", ())
        titles = state_titles(self.request)
        return [
            {
                "when": moment(step["time"].asdatetime()),
                "who": facts.display_name(step["actor"] or ""),
                "state": titles.get(step["review_state"], ""),
                "why": step.get("comments") or "",
            }
            for step in reversed(history)
            if step.get("action")
        ]

    def moves(self) -> list[dict[str, str]]:
        """Return links to the pages of the steps that the reader may take."""
        return step_links(self.context, "incident_workflow", self.request)
