"""`@@records-settings`: the bureau's lists and names; each change is an event."""

from lingchuan.records.content.forms import MAIN_FIELDSET
from lingchuan.records.content.messages import PROBLEMS
from lingchuan.records.content.settings import IRecordsSettings
from lingchuan.records.content.settings import PREFIX
from lingchuan.records.core.digest import state_digest
from lingchuan.records.core.numbering import check_pattern
from lingchuan.records.core.numbering import PatternError
from lingchuan.records.i18n import _
from lingchuan.records.ledger import api as ledger
from plone import api
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from z3c.form.interfaces import WidgetActionExecutionError
from zope.interface import Invalid


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

    def applyChanges(self, data: dict) -> object:
        """Store the settings and write the event.

        Raises:
            WidgetActionExecutionError: two files could share a number.
        """
        try:
            check_pattern(data["file_number_pattern"])
        except PatternError as error:
            reason = Invalid(PROBLEMS["pattern"])
            raise WidgetActionExecutionError("file_number_pattern", reason) from error
        changes = super().applyChanges(data)
        if changes:
            names = sorted(name for group in changes.values() for name in group)
            ledger.record(
                "settings",
                uid="site",
                path="/".join(api.portal.get().getPhysicalPath()),
                digest=state_digest({name: repr(data.get(name)) for name in names}),
                details={"fields": names},
            )
        return changes


class RecordsSettingsPanel(ControlPanelFormWrapper):
    """The page around it."""

    form = RecordsSettingsForm
