"""The hearing record (听证记录)."""

from collective.z3cform.datagridfield.datagridfield import DataGridFieldFactory
from collective.z3cform.datagridfield.row import DictRow
from lingchuan.records.content import closed_lists
from lingchuan.records.content import record_rows as rows
from lingchuan.records.content.fields import Moment
from lingchuan.records.content.fields import PlainList
from lingchuan.records.content.schemas import parts
from lingchuan.records.i18n import _
from plone.app.event.base import default_timezone
from plone.app.textfield import RichText
from plone.autoform import directives
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema


class IHearingRecordSchema(model.Schema):
    """Fields of a hearing, interview or inquiry (Art. 9, 14)."""

    title = parts.title(
        _("help_hearing_title", default="Made from kind and date if left empty.")
    )

    activity_kind = schema.Choice(
        title=_("field_activity_kind", default="Activity"),
        description=_(
            "help_activity_kind",
            default="Text and audio-visual record together (Art. 9).",
        ),
        vocabulary=closed_lists.HEARING_KINDS,
        required=False,
        default="hearing",
    )

    premises = schema.Bool(
        title=_("field_premises", default="On premises"),
        description=_(
            "help_premises",
            default="On premises, text and audio-visual record are made together (Art. 9).",
        ),
        required=False,
        default=True,
    )

    place = parts.line(_("field_place", default="Place"))

    starts = Moment(
        title=_("field_starts", default="Starts"),
        description=_(
            "help_hearing_starts", default="The recording starts before (Art. 14)."
        ),
        required=False,
    )

    directives.widget("starts", default_timezone=default_timezone)

    ends = Moment(
        title=_("field_ends", default="Ends"),
        description=_(
            "help_hearing_ends", default="The recording ends after (Art. 14)."
        ),
        required=False,
    )

    directives.widget("ends", default_timezone=default_timezone)

    stage = parts.stage()

    model.fieldset(
        "ways",
        label=_("fieldset_triggers", default="Recording duty"),
        fields=["ways_waived", "ways_reason"],
    )

    ways_waived = PlainList(
        title=_("field_ways_waived", default="Way that is left out"),
        description=_(
            "help_ways_waived",
            default="Only of an oral statement or reconsideration of which the bureau itself asks for both, and only one of the two; a hearing, interview or inquiry on premises has text and sound or picture (Art. 7, 9).",
        ),
        value_type=schema.Choice(vocabulary=closed_lists.WAIVABLE_WAYS),
        required=False,
    )

    directives.widget("ways_waived", CheckBoxFieldWidget)

    ways_reason = schema.Text(
        title=_("field_ways_reason", default="Why it is left out"),
        required=False,
    )

    model.fieldset(
        "people",
        label=_("fieldset_people", default="People"),
        fields=["chair", "clerk", "attendees"],
    )

    chair = parts.line(
        _("field_chair", default="Chair"),
        _("help_chair", default="Not the examiner of the file (permit law, Art. 48)."),
    )

    clerk = parts.line(
        _("field_clerk", default="Clerk"),
        _("help_clerk", default="User id or name of who writes the transcript."),
    )

    attendees = schema.List(
        title=_("field_attendees", default="Attendees"),
        description=_(
            "help_attendees",
            default="All who took part; a refusal to sign needs its reason (Art. 11).",
        ),
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

    right_told_on = parts.day(
        _("field_right_told_on", default="Right told on"),
        _(
            "help_right_told_on",
            default="A hearing is asked for within 5 working days (permit law, Art. 47).",
        ),
    )

    requested_on = parts.day(
        _("field_requested_on", default="Requested on"),
        _(
            "help_requested_on",
            default="The hearing is held within 20 working days (permit law, Art. 47).",
        ),
    )

    notice_served_on = parts.day(
        _("field_notice_served_on", default="Notice served on"),
        _(
            "help_notice_served_on",
            default="7 working days before the hearing (permit law, Art. 48).",
        ),
    )

    model.fieldset(
        "transcript",
        label=_("fieldset_transcript", default="Transcript"),
        fields=["transcript", "transcript_file", "matter_codes"],
    )

    transcript = RichText(
        allowed_mime_types=("text/html",),
        title=_("field_transcript", default="Transcript"),
        description=_(
            "help_transcript",
            default="Confirmed and signed by those who took part; the decision rests on it (permit law, Art. 48).",
        ),
        required=False,
    )

    transcript_file = NamedBlobFile(
        title=_("field_transcript_file", default="Signed transcript"),
        description=_(
            "help_transcript_file",
            default="Scan of the signed transcript, PDF; the original is never changed (Art. 4).",
        ),
        required=False,
    )

    matter_codes = parts.matter_codes()

    directives.widget("matter_codes", CheckBoxFieldWidget)
