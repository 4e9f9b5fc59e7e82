"""The media evidence (音像证据)."""

from collective.z3cform.datagridfield.blockdatagridfield import (
    BlockDataGridFieldFactory,
)
from collective.z3cform.datagridfield.datagridfield import DataGridFieldFactory
from collective.z3cform.datagridfield.row import DictRow
from lingchuan.records.content import closed_lists
from lingchuan.records.content import record_rows as rows
from lingchuan.records.content.fields import Moment
from lingchuan.records.content.schemas import parts
from lingchuan.records.i18n import _
from plone.app.event.base import default_timezone
from plone.autoform import directives
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.browser.textlines import TextLinesFieldWidget
from zope import schema


class IMediaEvidenceSchema(model.Schema):
    """Fields of an audio-visual record (Art. 12, 14–16, 18)."""

    title = parts.title(
        _("help_media_title", default="Made from medium and time if left empty.")
    )

    medium = schema.Choice(
        title=_("field_medium", default="Medium"),
        vocabulary=closed_lists.MEDIA,
        required=False,
        default="video",
    )

    file = NamedBlobFile(
        title=_("field_file", default="File"),
        description=_(
            "help_media_file",
            default="MP4, MP3, JPEG; the original is never changed (Art. 4).",
        ),
        required=False,
    )

    starts = Moment(
        title=_("field_starts", default="Starts"),
        description=_(
            "help_media_time",
            default="As the device shows it; its clock is corrected by the last check (Art. 12).",
        ),
        required=False,
    )

    directives.widget("starts", default_timezone=default_timezone)

    ends = Moment(
        title=_("field_ends", default="Ends"),
        description=_(
            "help_media_time",
            default="As the device shows it; its clock is corrected by the last check (Art. 12).",
        ),
        required=False,
    )

    directives.widget("ends", default_timezone=default_timezone)

    place = parts.line(
        _("field_place", default="Place"),
        _("help_place", default="Where it took place (Art. 12)."),
    )

    persons = schema.List(
        title=_("field_persons", default="Parties and persons"),
        description=_(
            "help_persons",
            default="The party and others in the picture, one a line (Art. 12).",
        ),
        value_type=schema.TextLine(),
        required=False,
    )

    directives.widget("persons", TextLinesFieldWidget)

    staff = schema.List(
        title=_("field_staff", default="Staff"),
        description=_(
            "help_staff",
            default="The staff in the picture: user ids or names, one a line (Art. 12).",
        ),
        value_type=schema.TextLine(),
        required=False,
    )

    directives.widget("staff", TextLinesFieldWidget)

    summary = schema.Text(
        title=_("field_summary", default="Process"),
        description=_(
            "help_summary",
            default="The six things of Art. 12: time, place, matter, persons, staff, process.",
        ),
        required=False,
    )

    stage = parts.stage()

    model.fieldset(
        "device",
        label=_("fieldset_device", default="Device"),
        fields=["device_kind", "device_id", "operator", "no_private_copy"],
    )

    device_kind = schema.Choice(
        title=_("field_device_kind", default="Device kind"),
        description=_(
            "help_device_kind",
            default="The four cases of Art. 10 ask for a body camera; a phone is not enough.",
        ),
        vocabulary="lingchuan.records.device_kinds",
        required=False,
    )

    device_id = parts.line(
        _("field_device_id", default="Device"),
        _("help_device_id", default="As in the register of devices (Art. 5)."),
    )

    operator = parts.line(
        _("field_operator", default="Operator"),
        _("help_operator", default="Who made the recording: user id or name."),
    )

    no_private_copy = schema.Bool(
        title=_("field_no_private_copy", default="No private copy kept"),
        description=_(
            "help_no_private_copy", default="Declared by who saves it (Art. 18)."
        ),
        required=False,
    )

    model.fieldset(
        "notice",
        label=_("fieldset_notice", default="Notice and key shots"),
        fields=(
            "notice_given notice_offset_s notice_method key_shots markers"
            " interruptions matter_codes sha256 sm3 size duration_s mime"
            " saved_at imported clock_offset_s"
        ).split(),
    )

    notice_given = schema.Bool(
        title=_("field_notice_given", default="Party was told"),
        description=_(
            "help_notice_given",
            default="The party is told that it is being recorded when the device is switched on (Art. 15).",
        ),
        required=False,
    )

    notice_offset_s = schema.Float(
        title=_("field_notice_offset_s", default="Notice offset (s)"),
        description=_(
            "help_notice_offset_s",
            default="Seconds from the start of the recording to the notice.",
        ),
        min=0.0,
        required=False,
    )

    notice_method = schema.Choice(
        title=_("field_notice_method", default="Notice method"),
        description=_(
            "help_notice_method",
            default="Spoken on the recording, in writing, or both (Art. 15).",
        ),
        vocabulary=closed_lists.NOTICE_METHODS,
        required=False,
    )

    key_shots = schema.List(
        title=_("field_key_shots", default="Key shots"),
        description=_(
            "help_key_shots",
            default="For a body camera, answer each of the seven shots of Art. 16: present, with the seconds from the start, or not applicable, with a reason.",
        ),
        value_type=DictRow(
            title=_("field_key_shots", default="Key shots"), schema=rows.IKeyShotRow
        ),
        required=False,
    )

    directives.widget("key_shots", DataGridFieldFactory)

    markers = schema.List(
        title=_("field_markers", default="Time marks"),
        description=_(
            "help_markers",
            default="Seconds from the start, and what is to be seen there.",
        ),
        value_type=DictRow(
            title=_("field_markers", default="Time marks"), schema=rows.IMarkerRow
        ),
        required=False,
    )

    directives.widget("markers", DataGridFieldFactory)

    interruptions = schema.List(
        title=_("field_interruptions", default="Interruptions"),
        description=_(
            "help_interruptions",
            default="A break needs an objective cause, another one than those of the list with its reason, explained by voice on the restart (Art. 15).",
        ),
        value_type=DictRow(
            title=_("field_interruptions", default="Interruptions"),
            schema=rows.IInterruptionRow,
        ),
        required=False,
    )

    directives.widget("interruptions", BlockDataGridFieldFactory)

    matter_codes = parts.matter_codes()

    directives.widget("matter_codes", CheckBoxFieldWidget)

    sha256 = schema.TextLine(
        title=_("field_sha256", default="SHA-256"),
        required=False,
        readonly=True,
    )

    sm3 = schema.TextLine(
        title=_("field_sm3", default="SM3"),
        required=False,
        readonly=True,
    )

    size = schema.Int(
        title=_("field_size", default="Size (bytes)"),
        min=0,
        required=False,
        readonly=True,
    )

    duration_s = schema.Float(
        title=_("field_duration_s", default="Duration (s)"),
        required=False,
        readonly=True,
    )

    mime = schema.TextLine(
        title=_("field_mime", default="Format"),
        required=False,
        readonly=True,
    )

    saved_at = Moment(
        title=_("field_saved_at", default="Saved at"),
        required=False,
        readonly=True,
    )

    directives.widget("saved_at", default_timezone=default_timezone)

    imported = schema.Bool(
        title=_("field_imported", default="Imported"),
        required=False,
        readonly=True,
        default=False,
    )

    clock_offset_s = schema.Float(
        title=_("field_clock_offset_s", default="Clock offset (s)"),
        required=False,
        readonly=True,
    )

    directives.omitted(
        "sha256",
        "sm3",
        "size",
        "duration_s",
        "mime",
        "saved_at",
        "imported",
        "clock_offset_s",
    )
