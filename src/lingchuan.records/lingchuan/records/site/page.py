"""What every record's page shows: head, badges, actions, facts, tables."""

from functools import cached_property
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.unmasking import shown_on_demand
from lingchuan.records.content.facts import display_name
from lingchuan.records.content.facts import last_step
from lingchuan.records.content.facts import lifecycle_state
from lingchuan.records.content.facts import permit_file_of
from lingchuan.records.i18n import _
from lingchuan.records.site import badges
from lingchuan.records.site import decision_panel
from lingchuan.records.site import values
from lingchuan.records.site.icons import WithIcons
from lingchuan.records.site.listing import record_row
from lingchuan.records.site.transitions import available
from plone import api
from Products.CMFCore.interfaces import IFolderish
from Products.Five import BrowserView
from zope.i18n import translate


# Steps off the straight way get no filled button.
ASIDE = frozenset(
    (
        "withdraw",
        "void",
        "return",
        "refuse_acceptance",
        "reopen",
        "correct",
        "dispose",
        "redirect",
    )
)
STUB = _("link_stub", default="Register a stub")


def may_add(container: object, portal_type: str) -> bool:
    """Tell whether the user may add this type to a record."""
    if not IFolderish.providedBy(container):
        return False
    return portal_type in [fti.getId() for fti in container.allowedContentTypes()]


class RecordPage(WithIcons, BrowserView):
    """The page of a permit file or record; templates read ready values."""

    fact_names: tuple[str, ...] = ()
    grids: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def number(self) -> str:
        """Return number and title of the file around, for the line above."""
        file = permit_file_of(self.context)
        if file is None:
            return ""
        if file is self.context or file.UID() == self.context.UID():
            return file.file_number or ""
        return f"{file.file_number or ''} · {file.title}"

    def file_url(self) -> str:
        """Return the address of the file around, '' on the file itself."""
        file = permit_file_of(self.context)
        if file is None or file.UID() == self.context.UID():
            return ""
        return file.absolute_url()

    def state(self) -> str:
        """Return the title of the lifecycle state."""
        state, kind = lifecycle_state(self.context), self.context.portal_type
        return badges.state_title(state, kind, self.request) if state else ""

    def last_step(self) -> str:
        """Return when, by whom and why the state came to be, '' if no reason was given."""
        step = last_step(self.context)
        if not step.get("comments"):
            return ""
        when = values.moment(step["time"].asdatetime()) if step.get("time") else ""
        who = display_name(step.get("actor") or "")
        return f"{when} {who}：{step['comments']}"

    def secrecy(self) -> list[dict[str, str]]:
        """Return the secrecy badges."""
        return badges.secrecy_badges(self.context, self.request)

    def decision_panel(self) -> dict[str, object] | None:
        """Return what the reader may know of the decision, None for nothing."""
        return decision_panel.panel(self.context, self.request)

    def who_url(self) -> str:
        """Return the address of who can see it, '' for who is no officer."""
        if not self.secrecy() or not register.is_officer():
            return ""
        return f"{self.context.absolute_url()}/@@who-can-see"

    def adds(self) -> list[dict[str, str]]:
        """Return links to the add forms that the user may use here."""
        if not IFolderish.providedBy(self.context):
            return []
        url = self.context.absolute_url()
        found = [
            {
                "url": f"{url}/++add++{fti.getId()}",
                "title": translate(fti.Title(), domain="plone", context=self.request),
            }
            for fti in self.context.allowedContentTypes()
        ]
        if may_add(self.context, "TextRecord"):
            title = translate(STUB, context=self.request)
            found.append({"url": f"{url}/@@register-stub", "title": title})
        return found

    def moves(self) -> list[dict[str, str]]:
        """Return links to the pages of the transitions that the user may do."""
        url = self.context.absolute_url()
        return [
            {
                "url": f"{url}/@@transition?workflow_action={info.id}",
                "id": info.id,
                "css": "btn btn-outline-primary"
                if info.id in ASIDE
                else "btn btn-primary",
                "title": translate(info.title, domain="plone", context=self.request),
            }
            for info in available(self.context)
        ]

    def edit_url(self) -> str:
        """Return the address of the edit form, '' where it is not allowed."""
        if api.user.has_permission("Modify portal content", obj=self.context):
            return f"{self.context.absolute_url()}/edit"
        return ""

    @cached_property
    def on_demand(self) -> frozenset[str]:
        """Return the names of the masked values that the reader may ask for."""
        return shown_on_demand(self.context)

    def facts(self) -> list[dict]:
        """Return the facts that have a value; `masked` where it is shown on demand."""
        found = values.facts(self.context, self.request, self.fact_names)
        return [fact | {"masked": fact["name"] in self.on_demand} for fact in found]

    def tables(self) -> list[dict]:
        """Return the grids that have rows."""
        found = [
            values.grid(self.context, self.request, name, columns)
            for name, columns in self.grids
        ]
        for cell in (cell for table in found for row in table["rows"] for cell in row):
            cell["masked"] = cell["name"] in self.on_demand
        return [table for table in found if table["rows"]]

    def record_row(self, brain: object) -> dict[str, object]:
        """Return one row of a list of records."""
        return record_row(brain, self.request)
