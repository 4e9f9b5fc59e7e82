"""The hearing record (听证记录)."""

from collective.z3cform.datagridfield.datagridfield import DataGridFieldFactory
from collective.z3cform.datagridfield.row import DictRow
from lingchuan.records.content import record_rows as rows
from lingchuan.records.content import vocabularies
from lingchuan.records.i18n import _
from plone.app.event.base import default_timezone
from plone.app.textfield import RichText
from plone.autoform import directives
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from z3c.form.browser.textlines import TextLinesFieldWidget
from zope import schema


class IHearingRecordSchema(model.Schema):
    """Fields of a hearing, interview or inquiry (Art. 9, 14)."""

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
        description=_(
            "help_activity_kind",
            default="Text and audio-visual record together (Art. 9).",
        ),
        vocabulary=vocabularies.HEARING_KINDS,
        required=False,
        default="hearing",
    )

    premises = schema.Bool(
        title=_("field_premises", default="On premises"),
        required=False,
        default=True,
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

    stage = schema.Choice(
        title=_("field_stage", default="Stage"),
        vocabulary="lingchuan.records.stages",
        required=False,
    )

    model.fieldset(
        "people",
        label=_("fieldset_people", default="People"),
        fields=["chair", "clerk", "attendees"],
    )

    chair = schema.TextLine(
        title=_("field_chair", default="Chair"),
        description=_(
            "help_chair", default="Not the examiner of the file (permit law, Art. 48)."
        ),
        required=False,
    )

    clerk = schema.TextLine(
        title=_("field_clerk", default="Clerk"),
        required=False,
    )

    attendees = schema.List(
        title=_("field_attendees", default="Attendees"),
        value_type=DictRow(
            title=_("field_attendees", default="Attendees"), schema=rows.IAttendeeRow
        ),
        required=False,
    )

    directives.widget("attendees", DataGridFieldFactory)

    model.fieldset(
        "notices",
        label=_("fieldset_notices", default="Notices"),
        fields=["right_told_on", "requested_on", "notice_served_on"],
    )

    right_told_on = schema.Date(
        title=_("field_right_told_on", default="Right told on"),
        required=False,
    )

    requested_on = schema.Date(
        title=_("field_requested_on", default="Requested on"),
        required=False,
    )

    notice_served_on = schema.Date(
        title=_("field_notice_served_on", default="Notice served on"),
        description=_(
            "help_notice_served_on",
            default="7 working days before the hearing (permit law, Art. 48).",
        ),
        required=False,
    )

    model.fieldset(
        "transcript",
        label=_("fieldset_transcript", default="Transcript"),
        fields=["transcript", "transcript_file", "matter_codes"],
    )

    transcript = RichText(
        title=_("field_transcript", default="Transcript"),
        required=False,
    )

    transcript_file = NamedBlobFile(
        title=_("field_transcript_file", default="Signed transcript"),
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
