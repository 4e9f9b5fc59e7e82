"""Settings of the bureau: dated lists and names, in the registry."""

from collective.z3cform.datagridfield.datagridfield import DataGridFieldFactory
from collective.z3cform.datagridfield.interfaces import IRow
from collective.z3cform.datagridfield.registry import DictRow as PersistentRow
from collective.z3cform.datagridfield.row import DictRow
from lingchuan.records.content import catalogue
from lingchuan.records.content import closed_lists
from lingchuan.records.content.date_widgets import day_widget
from lingchuan.records.content.fields import Day
from lingchuan.records.content.messages import TEXTS
from lingchuan.records.core.numbering import check_pattern
from lingchuan.records.core.numbering import PatternError
from lingchuan.records.i18n import _
from plone.autoform import directives
from plone.registry.interfaces import IPersistentField
from plone.registry.interfaces import IRegistry
from plone.supermodel import model
from zope import schema
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer
from zope.interface import Interface


PREFIX = "lingchuan.records"


# The grid's widget fills only the fields that a row schema names itself, none that it
# inherits; so each row has fields of its own, made here.
def _name() -> schema.TextLine:
    return schema.TextLine(title=_("row_name", default="Name"))


def _code() -> schema.TextLine:
    return schema.TextLine(title=_("row_code", default="Code"))


def _valid_from() -> Day:
    title = _("row_valid_from", default="Valid from")
    return Day(title=title, required=False)


def _valid_until() -> Day:
    title = _("row_valid_until", default="Valid until")
    return Day(title=title, required=False)


class BadPattern(schema.ValidationError):
    __doc__ = TEXTS["pattern"]


def gives_unique_numbers(pattern: str) -> bool:
    """Refuse a pattern under which two files could share a number."""
    try:
        check_pattern(pattern)
    except PatternError as error:
        raise BadPattern(pattern) from error
    return True


class IDatedRow(Interface):
    """A named entry and the days on which it applies, both inclusive."""

    name = _name()
    valid_from = _valid_from()
    valid_until = _valid_until()


class IMatterSetting(Interface):
    """A permit matter of the catalogue (R02-1)."""

    code = _code()
    name = _name()
    kind = schema.TextLine(title=_("row_kind", default="Kind"), required=False)
    limit_workdays = schema.Int(
        title=_("row_limit_workdays", default="Limit (working days)"),
        required=False,
        min=1,
        max=365,
    )
    retention_class = schema.Choice(
        title=_("field_retention_class", default="Retention class"),
        vocabulary=closed_lists.RETENTION,
        required=False,
    )
    valid_from = _valid_from()
    valid_until = _valid_until()


class ICodedRow(Interface):
    """A named entry with a code."""

    code = _code()
    name = _name()
    valid_from = _valid_from()
    valid_until = _valid_until()


class IDocumentSetting(Interface):
    """A standard document name and the kind it belongs to."""

    name = _name()
    record_kind = schema.Choice(
        title=_("field_record_kind", default="Kind"),
        vocabulary=closed_lists.RECORD_KINDS,
    )
    stage = schema.Choice(
        title=_("row_stage", default="Usual stage"),
        vocabulary="lingchuan.records.stages",
        required=False,
    )
    valid_from = _valid_from()
    valid_until = _valid_until()


class IPatternRow(Interface):
    """A pattern of file numbers, and the days on which it applies."""

    pattern = schema.TextLine(
        title=_("setting_pattern", default="Pattern of file numbers"),
        constraint=gives_unique_numbers,
    )
    valid_from = _valid_from()
    valid_until = _valid_until()


class IClassRow(Interface):
    """A class of records decided in advance (design.md, section 3)."""

    portal_type = schema.TextLine(title=_("row_portal_type", default="Type"))
    record_kind = schema.Choice(
        title=_("field_record_kind", default="Kind"),
        vocabulary=closed_lists.RECORD_KINDS,
        required=False,
    )
    document_name = schema.TextLine(
        title=_("field_document_name", default="Document name"), required=False
    )
    kinds = schema.List(
        title=_("row_kinds", default="Secrecy (none = open)"),
        value_type=schema.Choice(vocabulary=closed_lists.SECRECY_KINDS),
        required=False,
    )
    valid_from = _valid_from()
    valid_until = _valid_until()


@implementer(IPersistentField)
@adapter(IRow)
def persistent_row(row: DictRow) -> PersistentRow:
    """Return a copy for the registry: a shared one would stick to one connection."""
    return PersistentRow(title=row.title, schema=row.schema)


def _list(msgid: object, row: type, default: list[dict]) -> schema.List:
    return schema.List(
        title=msgid,
        value_type=DictRow(title=msgid, schema=row),
        default=default,
        required=False,
    )


class IRecordsSettings(model.Schema):
    """All settings; the lists carry dates, for what applied on the day counts."""

    bureau_name = schema.TextLine(
        title=_("setting_bureau_name", default="Name of the bureau"),
        default="陵川县行政审批局",
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
    file_number_patterns = _list(
        _("setting_patterns", default="Patterns of file numbers"),
        IPatternRow,
        catalogue.FILE_NUMBER_PATTERNS,
    )
    extraction_number_pattern = schema.TextLine(
        title=_("setting_extraction_pattern", default="Pattern of extraction numbers"),
        default=catalogue.EXTRACTION_NUMBER_PATTERN,
        constraint=gives_unique_numbers,
    )
    matters = _list(
        _("setting_matters", default="Permit matters"),
        IMatterSetting,
        catalogue.MATTERS,
    )
    units = _list(_("setting_units", default="Units"), IDatedRow, catalogue.UNITS)
    stages = _list(_("setting_stages", default="Stages"), IDatedRow, catalogue.STAGES)
    document_names = _list(
        _("setting_document_names", default="Document names"),
        IDocumentSetting,
        catalogue.DOCUMENT_NAMES,
    )
    device_kinds = _list(
        _("setting_device_kinds", default="Kinds of devices"),
        ICodedRow,
        catalogue.DEVICE_KINDS,
    )
    service_methods = _list(
        _("setting_service_methods", default="Service methods"),
        ICodedRow,
        catalogue.SERVICE_METHODS,
    )
    class_table = _list(
        _("setting_class_table", default="Classes decided in advance"),
        IClassRow,
        catalogue.CLASS_TABLE,
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
    model.fieldset(
        "class_table_list",
        label=_("setting_class_table", default="Classes decided in advance"),
        fields=["class_table"],
    )
    directives.widget("class_table", DataGridFieldFactory)


def settings() -> IRecordsSettings:
    """Return the settings of the current site."""
    return getUtility(IRegistry).forInterface(IRecordsSettings, prefix=PREFIX)
