"""The field record (外出活动记录)."""

from lingchuan.records.content import defaults
from lingchuan.records.content import vocabularies
from lingchuan.records.i18n import _
from plone.app.event.base import default_timezone
from plone.autoform import directives
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.browser.textlines import TextLinesFieldWidget
from zope import schema


class IFieldRecordSchema(model.Schema):
    """Fields of an activity off premises (Art. 10)."""

    title = schema.TextLine(
        title=_("field_title", default="Title"),
        description=_(
            "help_hearing_title", default="Made from kind and date if left empty."
        ),
        required=False,
        max_length=200,
    )

    activity_kind = schema.Choice(
        title=_("field_activity_kind", default="Activity"),
        vocabulary=vocabularies.FIELD_KINDS,
        required=False,
        default="site_check",
    )

    place = schema.TextLine(
        title=_("field_place", default="Place"),
        required=False,
    )

    starts = schema.Datetime(
        title=_("field_starts", default="Starts"),
        required=False,
    )

    directives.widget("starts", default_timezone=default_timezone)

    ends = schema.Datetime(
        title=_("field_ends", default="Ends"),
        required=False,
    )

    directives.widget("ends", default_timezone=default_timezone)

    officers = schema.List(
        title=_("field_officers", default="Officers"),
        description=_(
            "help_officers",
            default="At least two for a site check (permit law, Art. 34).",
        ),
        value_type=schema.TextLine(),
        required=False,
        defaultFactory=defaults.officers,
    )

    directives.widget("officers", TextLinesFieldWidget)

    stage = schema.Choice(
        title=_("field_stage", default="Stage"),
        vocabulary="lingchuan.records.stages",
        required=False,
    )

    model.fieldset(
        "triggers",
        label=_("fieldset_triggers", default="Recording duty"),
        fields=[
            "triggers",
            "trigger_basis",
            "service_method",
            "documents_served",
            "perishable_evidence",
            "property_measures",
        ],
    )

    triggers = schema.List(
        title=_("field_triggers", default="Triggers"),
        description=_("help_triggers", default="The four cases of Art. 10."),
        value_type=schema.Choice(vocabulary=vocabularies.TRIGGERS),
        required=False,
    )

    directives.widget("triggers", CheckBoxFieldWidget)

    trigger_basis = schema.Text(
        title=_("field_trigger_basis", default="Basis"),
        required=False,
    )

    service_method = schema.Choice(
        title=_("field_service_method", default="Service method"),
        vocabulary="lingchuan.records.service_methods",
        required=False,
    )

    documents_served = schema.List(
        title=_("field_documents_served", default="Documents served"),
        value_type=schema.TextLine(),
        required=False,
    )

    directives.widget("documents_served", TextLinesFieldWidget)

    perishable_evidence = schema.Bool(
        title=_("field_perishable_evidence", default="Perishable evidence"),
        required=False,
    )

    property_measures = schema.Bool(
        title=_("field_property_measures", default="Measures on property"),
        required=False,
    )

    model.fieldset(
        "saving",
        label=_("fieldset_saving", default="Saving"),
        fields=["save_exception", "returned_on", "certified_by", "matter_codes"],
    )

    save_exception = schema.Choice(
        title=_("field_save_exception", default="Exception for saving"),
        description=_(
            "help_save_exception",
            default="Continuous work, elsewhere, remote (Art. 18).",
        ),
        vocabulary=vocabularies.SAVE_EXCEPTIONS,
        required=False,
    )

    returned_on = schema.Date(
        title=_("field_returned_on", default="Returned on"),
        required=False,
    )

    certified_by = schema.TextLine(
        title=_("field_certified_by", default="Certified by"),
        required=False,
    )

    matter_codes = schema.List(
        title=_("field_matter_codes", default="Matters concerned"),
        description=_(
            "help_matter_codes",
            default="Codes, one a line; empty means all matters of the file.",
        ),
        value_type=schema.TextLine(),
        required=False,
    )

    directives.widget("matter_codes", TextLinesFieldWidget)
