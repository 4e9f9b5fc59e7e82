"""The media evidence (音像证据)."""

from collective.z3cform.datagridfield.blockdatagridfield import (
    BlockDataGridFieldFactory,
)
from collective.z3cform.datagridfield.datagridfield import DataGridFieldFactory
from collective.z3cform.datagridfield.row import DictRow
from lingchuan.records.content import defaults
from lingchuan.records.content import record_rows as rows
from lingchuan.records.content import vocabularies
from lingchuan.records.i18n import _
from plone.app.event.base import default_timezone
from plone.autoform import directives
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from z3c.form.browser.textlines import TextLinesFieldWidget
from zope import schema


class IMediaEvidenceSchema(model.Schema):
    """Fields of an audio-visual record (Art. 12, 14–16, 18)."""

    title = schema.TextLine(
        title=_("field_title", default="Title"),
        description=_(
            "help_media_title", default="Made from medium and time if left empty."
        ),
        required=False,
        max_length=200,
    )

    medium = schema.Choice(
        title=_("field_medium", default="Medium"),
        vocabulary=vocabularies.MEDIA,
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

    place = schema.TextLine(
        title=_("field_place", default="Place"),
        required=False,
    )

    persons = schema.List(
        title=_("field_persons", default="Parties and persons"),
        value_type=schema.TextLine(),
        required=False,
    )

    directives.widget("persons", TextLinesFieldWidget)

    staff = schema.List(
        title=_("field_staff", default="Staff"),
        value_type=schema.TextLine(),
        required=False,
        defaultFactory=defaults.officers,
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

    stage = schema.Choice(
        title=_("field_stage", default="Stage"),
        vocabulary="lingchuan.records.stages",
        required=False,
    )

    model.fieldset(
        "device",
        label=_("fieldset_device", default="Device"),
        fields=["device_kind", "device_id", "operator", "no_private_copy"],
    )

    device_kind = schema.Choice(
        title=_("field_device_kind", default="Device kind"),
        vocabulary="lingchuan.records.device_kinds",
        required=False,
    )

    device_id = schema.TextLine(
        title=_("field_device_id", default="Device"),
        required=False,
    )

    operator = schema.TextLine(
        title=_("field_operator", default="Operator"),
        required=False,
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
        fields=[
            "notice_given",
            "notice_offset_s",
            "notice_method",
            "key_shots",
            "markers",
            "interruptions",
            "matter_codes",
            "sha256",
            "sm3",
            "size",
            "duration_s",
            "mime",
            "saved_at",
            "imported",
            "clock_offset_s",
        ],
    )

    notice_given = schema.Bool(
        title=_("field_notice_given", default="Party was told"),
        description=_("help_notice_given", default="Art. 15."),
        required=False,
    )

    notice_offset_s = schema.Float(
        title=_("field_notice_offset_s", default="Notice offset (s)"),
        required=False,
    )

    notice_method = schema.Choice(
        title=_("field_notice_method", default="Notice method"),
        vocabulary=vocabularies.NOTICE_METHODS,
        required=False,
    )

    key_shots = schema.List(
        title=_("field_key_shots", default="Key shots"),
        description=_("help_key_shots", default="The seven of Art. 16."),
        value_type=DictRow(
            title=_("field_key_shots", default="Key shots"), schema=rows.IKeyShotRow
        ),
        required=False,
    )

    directives.widget("key_shots", DataGridFieldFactory)

    markers = schema.List(
        title=_("field_markers", default="Time marks"),
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
            default="Cause, reason and spoken explanation (Art. 15).",
        ),
        value_type=DictRow(
            title=_("field_interruptions", default="Interruptions"),
            schema=rows.IInterruptionRow,
        ),
        required=False,
    )

    directives.widget("interruptions", BlockDataGridFieldFactory)

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

    saved_at = schema.Datetime(
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
