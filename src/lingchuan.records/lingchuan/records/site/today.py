"""The start page: the work that waits for this user, by role."""

from AccessControl import Unauthorized
from functools import cached_property
from lingchuan.records.access.decision import decides_today
from lingchuan.records.access.files import PARTY
from lingchuan.records.access.roles import DECIDER
from lingchuan.records.access.types import REQUEST
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.keys import STAFF_ROLES
from lingchuan.records.content import working_days
from lingchuan.records.content.facts import today
from lingchuan.records.content.facts import unit_of
from lingchuan.records.content.settings_door import may_keep_settings
from lingchuan.records.i18n import _
from lingchuan.records.site.due_sections import DueSections
from lingchuan.records.site.icons import WithIcons
from lingchuan.records.site.listing import file_row
from lingchuan.records.site.listing import record_row
from lingchuan.records.site.requests import request_rows
from lingchuan.records.site.worklists import SECTIONS
from plone import api
from plone.base.interfaces import IRedirectAfterLogin
from Products.Five import BrowserView
from zope.i18n import translate
from zope.interface import implementer


SHOWN = 10
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTYS_PAGE = "@@my-records"
STAFF = STAFF_ROLES | {"Records Importer", "Site Administrator", "Manager"}


def day_text(request: object) -> str:
    """Return today's date and weekday."""
    day = today()
    weekday = f"weekday_{WEEKDAYS[day.weekday()]}"
    named = {
        "year": day.year,
        "month": day.month,
        "day": day.day,
        "weekday": translate(weekday, "plonelocales", context=request),
    }
    date = _("today_date", default="${weekday}, ${year}-${month}-${day}", mapping=named)
    return translate(date, context=request)


class HomePage(WithIcons, BrowserView):
    """The front page: a welcome for strangers, today's work for staff."""

    def __call__(self) -> str:
        """Render; a party is led to its own page."""
        if PARTY in self.roles and not self.is_staff():
            self.request.response.redirect(f"{self.portal_url}/{PARTYS_PAGE}")
            return ""
        return self.index()

    @property
    def portal_url(self) -> str:
        """The site's address."""
        return api.portal.get().absolute_url()

    @property
    def anonymous(self) -> bool:
        """Whether nobody is logged in."""
        return api.user.is_anonymous()

    @property
    def me(self) -> str:
        """The user's id, '' for nobody."""
        return "" if self.anonymous else api.user.get_current().getId()

    @property
    def roles(self) -> frozenset[str]:
        """The user's roles, none for nobody."""
        return frozenset(() if self.anonymous else api.user.get_roles())

    def is_staff(self) -> bool:
        """Tell whether the user works here."""
        return bool(self.roles & STAFF)

    def bureau(self) -> str:
        """Return the name of the bureau."""
        name = "lingchuan.records.bureau_name"
        return api.portal.get_registry_record(name, default="") or ""

    def system(self) -> str:
        """Return the name of the system."""
        name = "lingchuan.records.system_name"
        return api.portal.get_registry_record(name, default="") or ""

    def greeting(self) -> str:
        """Return the day, the user and the unit."""
        parts = [day_text(self.request)]
        if self.me:
            user = api.user.get_current()
            parts += [user.getProperty("fullname") or self.me, unit_of(self.me) or ""]
        return " · ".join(part for part in parts if part)

    def add_url(self) -> str:
        """Return the address for registering a file, '' without the right."""
        shelf = api.portal.get().unrestrictedTraverse("files", None)
        permission = "lingchuan.records: Add Permit File"
        if shelf is None or not api.user.has_permission(permission, obj=shelf):
            return ""
        return f"{shelf.absolute_url()}/++add++PermitFile"

    def week_url(self) -> str:
        """Return the address of the ledger's weekly page, '' without the right."""
        portal = api.portal.get()
        permission = "lingchuan.records: View Ledger Week"
        if not api.user.has_permission(permission, obj=portal):
            return ""
        return f"{portal.absolute_url()}/@@ledger-week"

    def desk_url(self) -> str:
        """Return the address of the confidentiality desk, '' for who is no officer."""
        if not register.is_officer():
            return ""
        return f"{self.portal_url}/@@confidentiality-desk"

    def is_administrator(self) -> bool:
        """Tell whether the user keeps settings and users."""
        return bool(self.roles & {"Site Administrator", "Manager"})

    def uncovered(self) -> str:
        """Return the first provisional day of the next 12 months, to who can mend it."""
        return working_days.uncovered_soon() if may_keep_settings() else ""

    @cached_property
    def due(self) -> DueSections:
        """What is due to the user."""
        return DueSections(self.request)

    def filled(self) -> list[dict]:
        """Return the lists in which something waits."""
        return [section for section in self.sections if section["rows"]]

    def idle(self) -> bool:
        """Tell whether there are lists and nothing waits in any."""
        return bool(self.sections) and not self.filled()

    @cached_property
    def sections(self) -> list[dict]:
        """Return the lists of this user's roles: title, count, rows."""
        found: dict[str, dict] = {}
        held = self.roles | ({DECIDER} if decides_today() else set())
        for role, sections in SECTIONS.items():
            if role not in held:
                continue
            for name, title, css, query in sections:
                if name not in found:
                    found[name] = self._section(name, title, css, query)
        return list(found.values())

    def _section(self, name: str, title: object, css: str, query: dict) -> dict:
        only = query.get("only")
        brains = api.portal.get_tool("portal_catalog")(**self._fill(query))
        if only is not None:
            brains = [brain for brain in brains if only(brain)]
        return {
            "id": name,
            "title": translate(title, context=self.request),
            "css": css if len(brains) else "lr-idle",
            "count": len(brains),
            "rows": [self._row(brain) for brain in brains[:SHOWN]],
            "more": max(0, len(brains) - SHOWN),
        }

    def _fill(self, query: dict) -> dict:
        filled = {"sort_on": "modified", "sort_order": "descending"} | query
        filled.pop("only", None)
        if filled.get("handlers") == "me":
            filled["handlers"] = self.me
        if filled.get("unit") == "unit":
            filled["unit"] = unit_of(self.me) or "—"
        return filled

    def _row(self, brain: object) -> dict[str, object]:
        if brain.portal_type == "PermitFile":
            row = file_row(brain, self.request)
            named = {"day": row["received"]}
            due = _("received_day", default="Received ${day}", mapping=named)
            row["title"] = " ".join(filter(None, (row["number"], row["title"])))
            row["note"] = self._joined(row["applicant"], row["handlers"])
            row["due"] = translate(due, context=self.request)
        elif brain.portal_type == REQUEST:
            row = request_rows.short_row(brain.getObject(), self.request)
            clock = row["clock"]
            parts = (row["file_number"], row["relation"], clock["text"])
            row["note"], row["due"] = self._joined(*parts), clock["due"]
        else:
            row = record_row(brain, self.request)
            row["note"] = self._joined(brain.file_number, row["kind"], row["stage"])
            row["due"] = row["when"]
        named = {"title": row["title"]}
        opening = _("open_row", default="Open: ${title}", mapping=named)
        return row | {"open": translate(opening, context=self.request)}

    def _joined(self, *parts: str | None) -> str:
        return " · ".join(filter(None, parts))


class TodayPage(HomePage):
    """The start page by its own address; strangers log in first."""

    def __call__(self) -> str:
        """Render for whoever is logged in."""
        if self.anonymous:
            raise Unauthorized("today")
        return super().__call__()


@implementer(IRedirectAfterLogin)
class StartAfterLogin:
    """Send who logs in to the page asked for, else to the start page."""

    def __init__(self, context: object, request: object) -> None:
        self.context = context
        self.request = request

    def __call__(self, came_from: str | None = None, is_initial_login=False) -> str:
        """Return the address to go to."""
        root = api.portal.get().absolute_url()
        tool = api.portal.get_tool("portal_url")
        if came_from and tool.isURLInPortal(came_from):
            rest = came_from.removeprefix(root).strip("/").split("?")[0]
            last = rest.rsplit("/", 1)[-1]
            if rest and last not in ("login", "logged_out", "logout", "require_login"):
                return came_from
        return f"{root}/@@today"
