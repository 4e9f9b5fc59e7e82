"""The register: permit files out of the catalog, with filters in plain links."""

from functools import cached_property
from lingchuan.records.content.facts import display_name
from lingchuan.records.content.filters import select
from lingchuan.records.content.settings import settings
from lingchuan.records.core.stages import EXAMINING
from lingchuan.records.core.stages import MAIN_STAGES
from lingchuan.records.core.stages import reached_stage
from lingchuan.records.i18n import _
from lingchuan.records.site import badges
from lingchuan.records.site.listing import file_row
from lingchuan.records.site.worklists import ITEM
from plone import api
from Products.Five import BrowserView
from urllib.parse import urlencode


PAGE = 25
STATES = (
    "registered",
    "supplementing",
    "not_accepted",
    "accepted",
    "decided",
    "served",
    "closed",
    "archived",
    "withdrawn",
    "voided",
    "disposed",
)
# Filter in the address: index in the catalog.
FILTERS = {
    "state": "review_state",
    "unit": "unit",
    "matter": "matter_codes",
    "handler": "handlers",
}


class RegisterPage(BrowserView):
    """许可案卷库, or one year of it."""

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The filters of the address."""
        form = self.request.form
        names = ("text", "stage", *FILTERS)
        return {name: str(form.get(name) or "")[:100] for name in names}

    @cached_property
    def brains(self) -> list:
        """The files found; asked for after authentication, so not in __init__."""
        query: dict[str, object] = {
            "portal_type": "PermitFile",
            "path": self._path,
            "sort_on": "received_on",
            "sort_order": "descending",
        }
        for name, index in FILTERS.items():
            if self.chosen[name]:
                query[index] = self.chosen[name]
        words = "".join(c if c.isalnum() else " " for c in self.chosen["text"])
        if words.strip():
            query["SearchableText"] = " AND ".join(f"{w}*" for w in words.split())
        found = api.portal.get_tool("portal_catalog")(**query)
        return self._at_stage(found) if self.chosen["stage"] else found

    def _at_stage(self, files: list) -> list:
        """Return those of the files that stand at the chosen stage.

        Only records that the reader may see count, as on the file's own page.
        """
        recorded = self._recorded()
        return [
            brain
            for brain in files
            if reached_stage(brain.review_state, recorded.get(brain.getPath(), ()))
            == self.chosen["stage"]
        ]

    def _recorded(self) -> dict[str, set[str]]:
        """Return the stages of the records below each path, of those that tell."""
        found: dict[str, set[str]] = {}
        for brain in api.portal.get_tool("portal_catalog")(
            object_provides=ITEM, stage=list(EXAMINING), path=self._path
        ):
            parts = brain.getPath().split("/")
            for length in range(1, len(parts)):
                found.setdefault("/".join(parts[:length]), set()).add(brain.stage)
        return found

    @property
    def _path(self) -> str:
        return "/".join(self.context.getPhysicalPath())

    @property
    def start(self) -> int:
        """Return the place of the first row shown."""
        try:
            asked = int(self.request.form.get("b_start") or 0)
        except (TypeError, ValueError):
            return 0
        return asked if 0 <= asked < len(self.brains) else 0

    def rows(self) -> list[dict]:
        """Return the rows of this page of the list."""
        page = self.brains[self.start : self.start + PAGE]
        return [file_row(brain, self.request) for brain in page]

    def total(self) -> int:
        """Return the number of files found."""
        return len(self.brains)

    def range_text(self) -> str:
        """Return which rows are shown."""
        last = min(self.start + PAGE, len(self.brains))
        return f"{self.start + 1}–{last}" if self.brains else ""

    def _page_url(self, start: int) -> str:
        chosen = {name: value for name, value in self.chosen.items() if value}
        return f"{self.context.absolute_url()}?{urlencode(chosen | {'b_start': start})}"

    def previous_url(self) -> str:
        """Return the address of the page before, '' on the first."""
        return self._page_url(max(0, self.start - PAGE)) if self.start else ""

    def next_url(self) -> str:
        """Return the address of the next page, '' on the last."""
        after = self.start + PAGE
        return self._page_url(after) if after < len(self.brains) else ""

    def years(self) -> list[dict[str, str]]:
        """Return the year folders, newest first."""
        brains = api.portal.get_tool("portal_catalog")(
            portal_type="PermitRegister",
            path={"query": "/".join(self.context.getPhysicalPath()), "depth": 1},
            sort_on="id",
            sort_order="descending",
        )
        return [{"url": brain.getURL(), "title": brain.Title} for brain in brains]

    def add_url(self) -> str:
        """Return the address of the add form, '' where it is not allowed."""
        may = api.user.has_permission(
            "lingchuan.records: Add Permit File", obj=self.context
        )
        return f"{self.context.absolute_url()}/++add++PermitFile" if may else ""

    def selects(self) -> list[dict]:
        """Return the filters: {name, title, options} with the chosen one marked."""
        return [
            select(name, title, dict(options), self.chosen[name], self.request)
            for name, title, options in self._choices()
        ]

    def _choices(self) -> tuple[tuple[str, object, list], ...]:
        known = settings()
        units = [(row["name"], row["name"]) for row in known.units or ()]
        matters = [(row["code"], row["name"]) for row in known.matters or ()]
        people = api.portal.get_tool("portal_catalog").uniqueValuesFor("handlers")
        handlers = [(one, display_name(one)) for one in people]
        stages = [(stage, stage) for stage in MAIN_STAGES]
        return (
            ("state", _("filter_state", default="State"), self._states()),
            ("stage", _("filter_stage", default="Stage"), stages),
            ("unit", _("filter_unit", default="Unit"), units),
            ("matter", _("filter_matter", default="Matter"), matters),
            ("handler", _("filter_handler", default="Handler"), handlers),
        )

    def _states(self) -> list[tuple[str, str]]:
        return [
            (state, badges.state_title(state, "PermitFile", self.request))
            for state in STATES
        ]
