"""`@@onsite`: viewing at the counter, its register, and copies handed over on a medium."""

from collections.abc import Callable
from collections.abc import Mapping
from functools import cached_property
from lingchuan.records.access import onsite
from lingchuan.records.access.onsite import is_at_counter
from lingchuan.records.access.types import APPROVED
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.facts import display_name
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.plain_text import without_numbers
from lingchuan.records.i18n import _
from lingchuan.records.site.acting import ActingPage
from lingchuan.records.site.requests import given
from lingchuan.records.site.requests.of_request import OfRequest
from lingchuan.records.site.values import moment
from typing import Final


RULE: Final = "R21-4"
SHOW: Final = _("visit_show", default="Show it")
TAKE: Final = _("visit_take", default="Copy it on a medium")
TITLES: Final = {
    "checked": _("visit_checked", default="Paper that was checked"),
    "place": _("visit_place", default="Place"),
    "note": _("visit_note", default="Note"),
}


class OnsitePage(OfRequest, ActingPage):
    """现场查阅."""

    def __call__(self) -> object:
        """Show the page to the window clerks, or do what its form asks for."""
        self.head.refuse_party()
        if not onsite.is_clerk():
            self.head.bar("onsite_by_clerk", RULE)
        return super().__call__()

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """Return {act: what does it}."""
        return {"begin": self._begin, "finish": self._finish}

    def titles(self) -> Mapping[str, object]:
        """Return {field: its title}."""
        return TITLES

    def _begin(self) -> None:
        said = {name: without_numbers(self.sent(name)) for name in TITLES}
        missing = [name for name in ("checked", "place") if not said[name]]
        if missing:
            raise BadInput([Problem(name, "required") for name in missing])
        onsite.begin(self.context, said["checked"], said["place"], said["note"])

    def _finish(self) -> None:
        onsite.finish(self.context)

    def is_open(self) -> bool:
        """Tell whether something is granted now."""
        return facts.lifecycle_state(self.context) in APPROVED

    def is_mine(self) -> bool:
        """Tell whether the visit that is going on is the current user's."""
        return is_at_counter(self.context)

    def current(self) -> Mapping[str, str] | None:
        """Return {began, clerk, checked, place} of the visit that is going on."""
        visit = onsite.current(self.context)
        if visit is None:
            return None
        return {
            "began": moment(visit["began"]),
            "clerk": display_name(visit["clerk"] or ""),
            "checked": visit["checked"],
            "place": visit["place"],
        }

    @cached_property
    def granted(self) -> list[dict[str, object]]:
        """What may be shown, and what may be copied on a medium: `do` is {url, title}."""
        found = given.granted(self.context, self.request)
        return [row | {"do": self._do(row)} for row in found]

    def _do(self, row: Mapping[str, object]) -> Mapping[str, str] | None:
        if not row["is_open"] or not self.is_mine():
            return None
        page = f"@@copy-file/{row['record']}" if row["is_copy"] else row["opens_at"]
        url = f"{self.head.url}/{page}" if row["is_copy"] else page
        return {"url": url, "title": self.say(TAKE if row["is_copy"] else SHOW)}

    def has_copies(self) -> bool:
        """Tell whether copies were granted, so that there is a receipt to sign."""
        return any(row["is_copy"] for row in self.granted)

    def visits(self) -> list[Mapping[str, object]]:
        """Return the register of visits."""
        return given.visits(self.context)
