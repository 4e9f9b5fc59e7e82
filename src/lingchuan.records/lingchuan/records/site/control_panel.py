"""`@@records-settings`: the bureau's lists and names.

The values check themselves, and each change is an event (content/site_events.py).
"""

from lingchuan.records.content.forms import MAIN_FIELDSET
from lingchuan.records.content.grid_rows import settle_rows
from lingchuan.records.content.settings import IRecordsSettings
from lingchuan.records.content.settings import PREFIX
from lingchuan.records.i18n import _
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm


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
    """The page around it."""

    form = RecordsSettingsForm
