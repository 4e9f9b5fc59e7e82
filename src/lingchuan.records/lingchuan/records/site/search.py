"""The search page: what was found, with its words in context, and facets with counts."""

from collections.abc import Sequence
from functools import cached_property
from lingchuan.records.content import seen
from lingchuan.records.content.facets import Facet
from lingchuan.records.content.facets import Search
from lingchuan.records.content.indexers import words_shown
from lingchuan.records.content.people import USE_RECORDS
from lingchuan.records.core.excerpts import excerpt
from lingchuan.records.core.excerpts import Piece
from lingchuan.records.core.words import folded
from lingchuan.records.core.words import needles
from lingchuan.records.core.words import runs
from lingchuan.records.i18n import _
from lingchuan.records.interfaces import IRecordContent
from lingchuan.records.site.listing import found_row
from lingchuan.records.site.listing import value_title
from plone import api
from Products.Five import BrowserView
from urllib.parse import urlencode
from zope.i18n import translate


PAGE = 25
MAX_TEXT = 200
MAX_DIGITS = 9
SHOWN_AT_ONCE = 8
# Name in the address: index of the catalog.
FACETS = {
    "type": "portal_type",
    "stage": "stage",
    "state": "review_state",
    "unit": "unit",
    "matter": "matter_codes",
    "year": "register_year",
    "handler": "handlers",
}
TITLES = {
    "type": _("facet_type", default="Type"),
    "stage": _("field_stage", default="Stage"),
    "state": _("column_state", default="State"),
    "unit": _("field_unit", default="Unit"),
    "matter": _("row_matter", default="Matter"),
    "year": _("facet_year", default="Year"),
    "handler": _("facet_handler", default="Handler"),
}
# Who handles a file is no citizen's to list (threats L24).
STAFF_ONLY = ("handler", "unit")
SORTINGS = {
    "": ("modified", "descending", _("sort_newest", default="Last changed first")),
    "number": ("file_number", "ascending", _("sort_number", default="By file number")),
    "title": ("sortable_title", "ascending", _("sort_title", default="By title")),
}


class SearchPage(BrowserView):
    """搜索."""

    @cached_property
    def text(self) -> str:
        """What was typed."""
        sent = self.request.form.get("SearchableText") or ""
        return (sent if isinstance(sent, str) else "").strip()[:MAX_TEXT]

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        """The values of facets in the address."""
        found = {}
        for name in FACETS:
            sent = self.request.form.get(name) or ()
            values = [sent] if isinstance(sent, str) else sent
            texts = [v[:MAX_TEXT] for v in values if isinstance(v, str) and v]
            if texts:
                found[name] = list(dict.fromkeys(texts))
        return found

    @cached_property
    def sorting(self) -> str:
        """The name of the chosen order."""
        sent = self.request.form.get("sort")
        return sent if sent in SORTINGS else ""

    @cached_property
    def found(self) -> Search:
        """What is asked of the catalog."""
        query: dict[str, object] = {"portal_type": self._types()}
        if self.text:
            query["SearchableText"] = self.text
        chosen = {FACETS[name]: values for name, values in self.chosen.items()}
        if "portal_type" in chosen:
            asked = [one for one in chosen["portal_type"] if one in self._types()]
            chosen["portal_type"] = asked or ["-"]
        return Search(query, tuple(FACETS.values()), chosen)

    def _types(self) -> list[str]:
        return api.portal.get_tool("plone_utils").getUserFriendlyTypes()

    @cached_property
    def _asked_start(self) -> int:
        sent = str(self.request.form.get("b_start") or "")
        return int(sent) if sent.isdecimal() and len(sent) < MAX_DIGITS else 0

    @cached_property
    def brains(self) -> Sequence:
        """What was found, in the chosen order, up to the last row shown."""
        index, order, _title = SORTINGS[self.sorting]
        last = self._asked_start + PAGE
        return self.found.results(sort_on=index, sort_order=order, sort_limit=last)

    @cached_property
    def total(self) -> int:
        """The number of what was found."""
        return self.brains.actual_result_count

    @property
    def start(self) -> int:
        """Return the place of the first row shown."""
        return self._asked_start if self._asked_start < self.total else 0

    def range_text(self) -> str:
        """Return which rows are shown."""
        last = min(self.start + PAGE, self.total)
        return f"{self.start + 1}–{last}" if self.total else ""

    @cached_property
    def direct(self) -> list[dict[str, object]]:
        """The files whose whole number was typed."""
        asked = runs(self.text)
        if not any(run.isdecimal() for run in asked):
            return []
        catalog = api.portal.get_tool("portal_catalog")
        query = {"portal_type": "PermitFile", "SearchableText": f'"{self.text}"'}
        return [
            found_row(brain, self.request)
            for brain in catalog(**query, sort_limit=PAGE)[:PAGE]
            if runs(brain.file_number or "") == asked
        ]

    def rows(self) -> list[dict[str, object]]:
        """Return the rows of this page; only what is shown is woken, for its words."""
        asked = needles(self.text)
        if self.direct:
            # A whole number: its parts stand everywhere.
            asked = [(folded(self.text),)]
        return [
            found_row(brain, self.request) | {"excerpt": _excerpt(brain, asked)}
            for brain in self.brains[self.start : self.start + PAGE]
        ]

    def _url(self, **changes: object) -> str:
        asked: dict[str, object] = {"SearchableText": self.text, "sort": self.sorting}
        asked |= self.chosen | changes
        pairs = {name: value for name, value in asked.items() if value}
        return f"{self.base()}?{urlencode(pairs, doseq=True)}"

    def base(self) -> str:
        """Return the address of the page."""
        return f"{api.portal.get().absolute_url()}/@@search"

    def previous_url(self) -> str:
        """Return the address of the page before, '' on the first."""
        if not self.start:
            return ""
        return self._url(b_start=max(0, self.start - PAGE))

    def next_url(self) -> str:
        """Return the address of the next page, '' on the last."""
        after = self.start + PAGE
        return self._url(b_start=after) if after < self.total else ""

    def clear_url(self) -> str:
        """Return the address without any facet, '' where none is chosen."""
        return self._url(**dict.fromkeys(FACETS)) if self.chosen else ""

    def sortings(self) -> list[dict[str, object]]:
        """Return the orders: {url, title, current}."""
        return [
            {
                "url": self._url(sort=name),
                "title": translate(title, context=self.request),
                "current": "true" if name == self.sorting else None,
            }
            for name, (_index, _order, title) in SORTINGS.items()
        ]

    def hidden(self) -> list[dict[str, str]]:
        """Return the chosen facets and order, for the form."""
        pairs = [(name, one) for name, values in self.chosen.items() for one in values]
        if self.sorting:
            pairs.append(("sort", self.sorting))
        return [{"name": name, "value": value} for name, value in pairs]

    def facets(self) -> list[dict[str, object]]:
        """Return the facets that have a choice: {title, options, more}."""
        staff = api.user.has_permission(USE_RECORDS, obj=api.portal.get())
        facets = zip(FACETS, self.found.facets(), strict=True)
        found = []
        for name, facet in facets:
            if name in STAFF_ONLY and not staff:
                continue
            options = self._options(name, facet)
            if len(options) > 1 or name in self.chosen:
                found.append(
                    {
                        "title": translate(TITLES[name], context=self.request),
                        "options": options[:SHOWN_AT_ONCE],
                        "more": options[SHOWN_AT_ONCE:],
                        "open": "open" if name in self.chosen else None,
                    }
                )
        return found

    def _options(self, name: str, facet: Facet) -> list[dict[str, object]]:
        chosen = self.chosen.get(name, [])
        counts = dict.fromkeys(chosen, 0) | facet.counts
        options = [
            {
                "title": value_title(facet.index, value, self.request),
                "count": count,
                "current": "true" if value in chosen else None,
                "url": self._url(
                    **{
                        name: [one for one in chosen if one != value]
                        if value in chosen
                        else [*chosen, value]
                    }
                ),
            }
            for value, count in counts.items()
        ]
        if name == "year":
            return sorted(options, key=lambda one: str(one["title"]), reverse=True)
        return sorted(options, key=lambda one: (-int(one["count"]), str(one["title"])))


def _excerpt(brain: object, asked: Sequence[tuple[str, ...]]) -> list[Piece]:
    if not asked:
        return []
    obj = brain.getObject()
    if IRecordContent.providedBy(obj):
        seen.note(obj)
        return excerpt(words_shown(obj), asked)
    return excerpt([brain.Description or ""], asked)
