"""Settings of the bureau: dated lists and names, in the registry."""

from collective.z3cform.datagridfield.datagridfield import DataGridFieldFactory
from lingchuan.records.content import catalogue
from lingchuan.records.content.access_settings import IAccessSettings
from lingchuan.records.content.date_widgets import day_widget
from lingchuan.records.content.setting_rows import gives_unique_numbers
from lingchuan.records.content.setting_rows import IChecklistRow
from lingchuan.records.content.setting_rows import ICodedRow
from lingchuan.records.content.setting_rows import IDatedRow
from lingchuan.records.content.setting_rows import IDocumentSetting
from lingchuan.records.content.setting_rows import IMatterSetting
from lingchuan.records.content.setting_rows import IPatternRow
from lingchuan.records.content.setting_rows import IRecordingTermsRow
from lingchuan.records.content.setting_rows import is_web_address
from lingchuan.records.content.setting_rows import rows_of
from lingchuan.records.i18n import _
from plone.autoform import directives
from plone.registry.interfaces import IRegistry
from plone.supermodel import model
from zope import schema
from zope.component import getUtility
from zope.component import queryUtility


PREFIX = "lingchuan.records"


class IRecordsSettings(IAccessSettings):
    """All settings; the lists carry dates, for what applied on the day counts."""

    bureau_name = schema.TextLine(
        title=_("setting_bureau_name", default="Name of the bureau"),
        default="陵川县行政审批局",
    )
    bureau_aliases = schema.List(
        title=_("setting_bureau_aliases", default="Other names of the bureau"),
        description=_(
            "help_bureau_aliases",
            default="Who determines a state secret under such a name is this bureau.",
        ),
        value_type=schema.TextLine(),
        default=["陵川县行政审批服务管理局", "县行政审批局"],
        required=False,
    )
    own_document_prefixes = schema.List(
        title=_(
            "setting_own_document_prefixes",
            default="How the numbers of its own documents begin",
        ),
        description=_(
            "help_own_document_prefixes",
            default="Any other document is another body's, from which a state secret may derive.",
        ),
        value_type=schema.TextLine(),
        default=["陵审批"],
        required=False,
    )
    system_name = schema.TextLine(
        title=_("setting_system_name", default="Name of the system"),
        default="行政许可全过程记录",
    )
    directives.widget("regulation_effective_date", day_widget)
    # The registry keeps stock fields only.
    regulation_effective_date = schema.Date(
        title=_("setting_effective", default="Regulation in force since"),
        required=False,
    )
    classified_system = schema.Bool(
        title=_("setting_classified_system", default="Classified system"),
        description=_(
            "help_classified_system",
            default="Only for a site that was built, tested and approved as a classified system (保密法 Art. 30, 31). Then files and texts of state secrets may be stored here; everywhere else they are refused.",
        ),
        default=False,
        required=False,
    )
    classified_basis = schema.TextLine(
        title=_("setting_classified_basis", default="Declared classified by"),
        description=_(
            "help_classified_basis",
            default="Number and date of the document. Without it the site counts as not classified.",
        ),
        required=False,
    )
    fixity_days = schema.Int(
        title=_("setting_fixity_days", default="Days within which all is checked"),
        description=_(
            "help_fixity_days",
            default="Every file and record is compared with the ledger at least once in so many days.",
        ),
        default=30,
        min=1,
        max=365,
    )
    checkpoint_hours = schema.Int(
        title=_("setting_checkpoint_hours", default="Hours between checkpoints"),
        description=_(
            "help_checkpoint_hours",
            default="So often the ledger is signed and written to the folder outside the site.",
        ),
        default=24,
        min=1,
        max=168,
    )
    daily_digest = schema.Bool(
        title=_("setting_daily_digest", default="Mail what is due each morning"),
        description=_(
            "help_daily_digest",
            default="On each working day, to whoever has something due and an e-mail address: numbers and links only.",
        ),
        default=False,
        required=False,
    )
    site_address = schema.URI(
        title=_("setting_site_address", default="Address of this site"),
        description=_(
            "help_site_address",
            default="As browsers of the bureau reach it, for links in mails: https://records.example.org/lingchuan",
        ),
        constraint=is_web_address,
        required=False,
    )
    file_number_patterns = rows_of(
        _("setting_patterns", default="Patterns of file numbers"),
        IPatternRow,
        catalogue.FILE_NUMBER_PATTERNS,
    )
    extraction_number_pattern = schema.TextLine(
        title=_("setting_extraction_pattern", default="Pattern of extraction numbers"),
        default=catalogue.EXTRACTION_NUMBER_PATTERN,
        constraint=gives_unique_numbers,
    )
    matters = rows_of(
        _("setting_matters", default="Permit matters"),
        IMatterSetting,
        catalogue.MATTERS,
    )
    units = rows_of(_("setting_units", default="Units"), IDatedRow, catalogue.UNITS)
    stages = rows_of(_("setting_stages", default="Stages"), IDatedRow, catalogue.STAGES)
    checklists = rows_of(
        _("setting_checklists", default="Papers of each matter"), IChecklistRow, None
    )
    document_names = rows_of(
        _("setting_document_names", default="Document names"),
        IDocumentSetting,
        catalogue.DOCUMENT_NAMES,
    )
    device_kinds = rows_of(
        _("setting_device_kinds", default="Kinds of devices"),
        ICodedRow,
        catalogue.DEVICE_KINDS,
    )
    recording_terms = rows_of(
        _("setting_recording_terms", default="What is asked of recordings"),
        IRecordingTermsRow,
        catalogue.RECORDING_TERMS,
    )
    service_methods = rows_of(
        _("setting_service_methods", default="Service methods"),
        ICodedRow,
        catalogue.SERVICE_METHODS,
    )

    model.fieldset(
        "matters_list",
        label=_("setting_matters", default="Permit matters"),
        fields=["matters"],
    )
    directives.widget("matters", DataGridFieldFactory)
    model.fieldset(
        "units_list",
        label=_("setting_units", default="Units"),
        fields=["units"],
    )
    directives.widget("units", DataGridFieldFactory)
    model.fieldset(
        "stages_list",
        label=_("setting_stages", default="Stages"),
        fields=["stages"],
    )
    directives.widget("stages", DataGridFieldFactory)
    model.fieldset(
        "checklists_list",
        label=_("setting_checklists", default="Papers of each matter"),
        fields=["checklists"],
    )
    directives.widget("checklists", DataGridFieldFactory)
    model.fieldset(
        "document_names_list",
        label=_("setting_document_names", default="Document names"),
        fields=["document_names"],
    )
    directives.widget("document_names", DataGridFieldFactory)
    model.fieldset(
        "device_kinds_list",
        label=_("setting_device_kinds", default="Kinds of devices"),
        fields=["device_kinds"],
    )
    directives.widget("device_kinds", DataGridFieldFactory)
    model.fieldset(
        "recording_terms_list",
        label=_("setting_recording_terms", default="What is asked of recordings"),
        fields=["recording_terms"],
    )
    directives.widget("recording_terms", DataGridFieldFactory)
    model.fieldset(
        "service_methods_list",
        label=_("setting_service_methods", default="Service methods"),
        fields=["service_methods"],
    )
    directives.widget("service_methods", DataGridFieldFactory)
    model.fieldset(
        "file_number_patterns_list",
        label=_("setting_patterns", default="Patterns of file numbers"),
        fields=["file_number_patterns"],
    )
    directives.widget("file_number_patterns", DataGridFieldFactory)


def settings() -> IRecordsSettings:
    """Return the settings of the current site."""
    return getUtility(IRegistry).forInterface(IRecordsSettings, prefix=PREFIX)


def is_installed() -> bool:
    """Return whether the current site has our settings: others know no gate."""
    registry = queryUtility(IRegistry)
    return registry is not None and f"{PREFIX}.bureau_name" in registry


def is_classified_system() -> bool:
    """Return whether the site may hold state secrets: declared so, by a document."""
    registry = queryUtility(IRegistry, default={})
    declared = registry.get(f"{PREFIX}.classified_system")
    return bool(declared and registry.get(f"{PREFIX}.classified_basis"))
