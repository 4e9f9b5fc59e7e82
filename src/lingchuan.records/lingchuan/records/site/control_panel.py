"""`@@records-settings`: the bureau's lists and names.

The values check themselves, and each change is an event (content/site_events.py).
"""

from lingchuan.records.content.forms import MAIN_FIELDSET
from lingchuan.records.content.grid_rows import settle_rows
from lingchuan.records.content.settings import IRecordsSettings
from lingchuan.records.content.settings import PREFIX
from lingchuan.records.i18n import _
from plone import api
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class RecordsSettingsForm(RegistryEditForm):
    """One fieldset for names, one for each list."""

    schema = IRecordsSettings
    schema_prefix = PREFIX
    default_fieldset_label = MAIN_FIELDSET
    label = _("settings_title", default="Settings of the permit records")
    description = _(
        "settings_help",
        default="What applied on the day counts: end an entry by its date, keep it.",
    )

    def update(self) -> None:
        """Show or process the form; grids may come from a browser without scripts."""
        settle_rows(self.request.form)
        super().update()


class RecordsSettingsPanel(ControlPanelFormWrapper):
    """The page around it, with the way to the table of working days."""

    form = RecordsSettingsForm
    index = ViewPageTemplateFile("templates/settings.pt")

    def working_days_url(self) -> str:
        """Return the address of the table of working days, which lies by itself."""
        return f"{api.portal.get().absolute_url()}/@@working-days"
