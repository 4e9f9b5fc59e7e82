"""The permit file (许可案卷)."""

from collective.z3cform.datagridfield.blockdatagridfield import (
    BlockDataGridFieldFactory,
)
from collective.z3cform.datagridfield.datagridfield import DataGridFieldFactory
from collective.z3cform.datagridfield.row import DictRow
from lingchuan.records.content import closed_lists
from lingchuan.records.content import defaults
from lingchuan.records.content import rows
from lingchuan.records.content.fields import Day
from lingchuan.records.content.fields import MaskedLine
from lingchuan.records.content.fields import OneRow
from lingchuan.records.content.fields import PlainList
from lingchuan.records.content.schemas import parts
from lingchuan.records.i18n import _
from plone.autoform import directives
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema


class IPermitFileSchema(model.Schema):
    """Fields of a permit file, in the order in which staff work."""

    title = schema.TextLine(
        title=_("field_file_title", default="Title"),
        description=_(
            "help_file_title",
            default="What is applied for, and by whom; no secret wording.",
        ),
        required=True,
        max_length=200,
    )

    received_on = Day(
        title=_("field_received_on", default="Received on"),
        description=_(
            "help_received_on",
            default="Day on which the application arrived (permit law, Art. 32).",
        ),
        required=True,
        defaultFactory=defaults.today,
    )

    handling = schema.Choice(
        title=_("field_handling", default="Handling"),
        description=_(
            "help_handling",
            default="Unified and joint handling have 45 working days (permit law, Art. 42).",
        ),
        vocabulary=closed_lists.HANDLINGS,
        required=False,
        default="general",
    )

    matters = schema.List(
        title=_("field_matters", default="Permit matters"),
        description=_(
            "help_matters", default="At least one matter of the catalogue (Art. 2, 7)."
        ),
        value_type=DictRow(
            title=_("field_matters", default="Permit matters"), schema=rows.IMatterRow
        ),
        required=True,
        min_length=1,
    )

    directives.widget("matters", BlockDataGridFieldFactory, auto_append=False)

    model.fieldset(
        "applicant",
        label=_("fieldset_applicant", default="Applicant"),
        fields=(
            "applicant_name applicant_type applicant_id_number"
            " applicant_phone applicant_address applicant_userid"
            " related_parties"
        ).split(),
    )

    applicant_name = schema.TextLine(
        title=_("field_applicant_name", default="Applicant"),
        description=_(
            "help_applicant_name",
            default="As in the identity papers or the business licence.",
        ),
        required=True,
        max_length=200,
    )

    applicant_type = schema.Choice(
        title=_("field_applicant_type", default="Applicant type"),
        vocabulary=closed_lists.APPLICANT_TYPES,
        required=False,
        default="natural",
    )

    applicant_id_number = MaskedLine(
        "id",
        title=_("field_applicant_id_number", default="ID number or credit code"),
        description=_(
            "help_applicant_id_number",
            default="Resident ID of a person, 18-character credit code of others; shown masked.",
        ),
        required=False,
    )

    applicant_phone = MaskedLine(
        "phone",
        title=_("field_applicant_phone", default="Phone"),
        description=_("help_masked", default="Shown masked to everybody."),
        required=False,
    )

    applicant_address = MaskedLine(
        "address",
        title=_("field_applicant_address", default="Address"),
        description=_("help_masked", default="Shown masked to everybody."),
        required=False,
    )

    applicant_userid = parts.line(
        _("field_applicant_userid", default="Account of the applicant"),
        _(
            "help_applicant_userid",
            default="The applicant's login, if there is one; it may see its own requests (Art. 21).",
        ),
    )

    related_parties = schema.List(
        title=_("field_related_parties", default="Related parties"),
        description=_(
            "help_related_parties",
            default="Agents, third parties and witnesses (permit law, Art. 36).",
        ),
        value_type=DictRow(
            title=_("field_related_parties", default="Related parties"),
            schema=rows.IPartyRow,
        ),
        required=False,
    )

    directives.widget("related_parties", DataGridFieldFactory)

    model.fieldset(
        "people",
        label=_("fieldset_handling", default="Handling staff"),
        fields=["unit", "handlers"],
    )

    unit = schema.Choice(
        title=_("field_unit", default="Unit"),
        description=_(
            "help_unit",
            default="Its section head may void the file and seal its records.",
        ),
        vocabulary="lingchuan.records.units",
        required=False,
        defaultFactory=defaults.unit,
    )

    handlers = PlainList(
        title=_("field_handlers", default="Handlers"),
        description=_("help_handlers", default="Only they may work on the file."),
        value_type=schema.Choice(vocabulary="lingchuan.records.handlers"),
        required=False,
        defaultFactory=defaults.handlers,
    )

    directives.widget("handlers", CheckBoxFieldWidget)

    model.fieldset(
        "dates",
        label=_("fieldset_dates", default="Dates and limits"),
        fields=(
            "supplement_notified_on accepted_on decided_on served_on"
            " closed_on extension excluded_periods"
        ).split(),
    )

    supplement_notified_on = parts.day(
        _("field_supplement_notified_on", default="Supplement notified on"),
        _(
            "help_supplement_notified_on",
            default="All supplements are told once, within 5 working days (permit law, Art. 32).",
        ),
    )

    accepted_on = parts.day(
        _("field_accepted_on", default="Accepted on"),
        _(
            "help_accepted_on",
            default="Written by the step “accept”; the term of the decision runs from here (permit law, Art. 42).",
        ),
    )

    decided_on = parts.day(
        _("field_decided_on", default="Decided on"),
        _(
            "help_decided_on",
            default="Written by the step “decide”; certificates are served within 10 working days (permit law, Art. 44).",
        ),
    )

    served_on = parts.day(
        _("field_served_on", default="Served on"),
        _("help_served_on", default="Written by the step “serve”."),
    )

    closed_on = parts.day(
        _("field_closed_on", default="Closed on"),
        _(
            "help_closed_on",
            default="Written by the step “close”; the term of retention starts in the year after.",
        ),
    )

    extension = OneRow(
        title=_("field_extension", default="Extension"),
        description=_(
            "help_extension", default="Approved by the head (permit law, Art. 42)."
        ),
        value_type=DictRow(
            title=_("field_extension", default="Extension"), schema=rows.IExtensionRow
        ),
        required=False,
    )

    directives.widget("extension", DataGridFieldFactory)

    excluded_periods = schema.List(
        title=_("field_excluded_periods", default="Excluded periods"),
        description=_(
            "help_excluded_periods",
            default="Hearing, inspection, expert review (permit law, Art. 45).",
        ),
        value_type=DictRow(
            title=_("field_excluded_periods", default="Excluded periods"),
            schema=rows.IExcludedRow,
        ),
        required=False,
    )

    directives.widget("excluded_periods", DataGridFieldFactory)

    model.fieldset(
        "archive",
        label=_("fieldset_archive", default="Archive"),
        fields="retention_class physical_location external_system external_id".split(),
    )

    retention_class = schema.Choice(
        title=_("field_retention_class", default="Retention class"),
        description=_(
            "help_retention_class", default="Needed before archiving (Art. 17)."
        ),
        vocabulary=closed_lists.RETENTION,
        required=False,
    )

    physical_location = parts.line(
        _("field_physical_location", default="Place of the papers"),
        _(
            "help_physical_location",
            default="Room, shelf and box of the paper originals (Art. 17).",
        ),
    )

    external_system = parts.line(
        _("field_external_system", default="External system"),
        _(
            "help_external_system",
            default="The account of the approval platform that sent the file; it may read it.",
        ),
    )

    external_id = parts.line(_("field_external_id", default="External number"))

    file_number = schema.TextLine(
        title=_("field_file_number", default="File number"),
        required=False,
        readonly=True,
    )

    retention_start = Day(
        title=_("field_retention_start", default="Retention starts"),
        required=False,
        readonly=True,
    )

    retention_until = Day(
        title=_("field_retention_until", default="Retained until"),
        required=False,
        readonly=True,
    )

    directives.write_permission(handlers="lingchuan.records.SetHandlers")
    directives.omitted("file_number", "retention_start", "retention_until")
