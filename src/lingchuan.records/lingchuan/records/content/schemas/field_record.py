"""The field record (外出活动记录)."""

from lingchuan.records.content import closed_lists
from lingchuan.records.content.fields import Moment
from lingchuan.records.content.fields import YesOrLines
from lingchuan.records.content.schemas import parts
from lingchuan.records.i18n import _
from plone.app.event.base import default_timezone
from plone.autoform import directives
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.browser.textlines import TextLinesFieldWidget
from zope import schema


class IFieldRecordSchema(model.Schema):
    """Fields of an activity off premises (Art. 10)."""

    title = parts.title(
        _("help_hearing_title", default="Made from kind and date if left empty.")
    )

    activity_kind = schema.Choice(
        title=_("field_activity_kind", default="Activity"),
        description=_(
            "help_field_kind",
            default="A quiet site check owes no video; the four cases of Art. 10 do.",
        ),
        vocabulary=closed_lists.FIELD_KINDS,
        required=False,
        default="site_check",
    )

    place = parts.line(
        _("field_place", default="Place"),
        _("help_place", default="Where it took place (Art. 12)."),
    )

    starts = Moment(
        title=_("field_starts", default="Starts"),
        required=False,
    )

    directives.widget("starts", default_timezone=default_timezone)

    ends = Moment(
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
    )

    directives.widget("officers", TextLinesFieldWidget)

    stage = parts.stage()

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
        value_type=schema.Choice(vocabulary=closed_lists.TRIGGERS),
        required=False,
    )

    directives.widget("triggers", CheckBoxFieldWidget)

    trigger_basis = schema.Text(
        title=_("field_trigger_basis", default="Basis"),
        description=_(
            "help_trigger_basis",
            default="What happened; for a decision of the bureau: who decided, when and why (Art. 10).",
        ),
        required=False,
    )

    service_method = schema.Choice(
        title=_("field_service_method", default="Service method"),
        description=_(
            "help_service_method",
            default="Leaving off premises needs a body camera (Art. 10).",
        ),
        vocabulary="lingchuan.records.service_methods",
        required=False,
    )

    documents_served = YesOrLines(
        title=_("field_documents_served", default="Documents served"),
        description=_(
            "help_documents_served",
            default="One a line; filling in and serving is key shot 3 (Art. 16).",
        ),
        value_type=schema.TextLine(),
        required=False,
    )

    directives.widget("documents_served", TextLinesFieldWidget)

    perishable_evidence = schema.Bool(
        title=_("field_perishable_evidence", default="Perishable evidence"),
        description=_(
            "help_perishable_evidence",
            default="There was evidence that perishes or is hard to get later: key shot 4 is owed (Art. 16).",
        ),
        required=False,
    )

    property_measures = schema.Bool(
        title=_("field_property_measures", default="Measures on property"),
        description=_(
            "help_property_measures",
            default="Measures were taken on goods or other property: key shot 6 is owed (Art. 16).",
        ),
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
        vocabulary=closed_lists.SAVE_EXCEPTIONS,
        required=False,
    )

    returned_on = parts.day(
        _("field_returned_on", default="Returned on"),
        _(
            "help_returned_on",
            default="With an exception, recordings are saved within 1 working day after the return (Art. 18).",
        ),
    )

    certified_by = parts.line(
        _("field_certified_by", default="Certified by"),
        _(
            "help_certified_by",
            default="Who certifies the exception (Art. 18): user id or name.",
        ),
    )

    matter_codes = parts.matter_codes()

    directives.widget("matter_codes", CheckBoxFieldWidget)
