"""The extraction of audio-visual evidence (音像证据提取, Art. 22)."""

from collective.z3cform.datagridfield.row import DictRow
from lingchuan.records.content.fields import Day
from lingchuan.records.content.fields import Moment
from lingchuan.records.content.fields import PlainChoice
from lingchuan.records.content.fields import PlainList
from lingchuan.records.content.schemas import parts
from lingchuan.records.evidence.types import ORIGINALITY
from lingchuan.records.i18n import _
from plone.app.event.base import default_timezone
from plone.autoform import directives
from plone.supermodel import model
from typing import Final
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.interface import implementer
from zope.interface import Interface
from zope.schema.interfaces import IList


# Characters; an hour of speech is some 15,000.
LONGEST_TRANSCRIPT: Final = 200_000
# What a sheet states (Art. 22 and 证据规定第十二条), and what its issue sets.
MAKING: Final = (
    "maker",
    "made_at",
    "extractor",
    "extracted_at",
    "method",
    "second_person",
)
MEDIUM: Final = ("medium_kind", "medium_serial", "original_or_copy")
FACTS: Final = ("case_number", *MAKING, *MEDIUM)
LONG: Final = ("proves", "description", "transcript")
ISSUED: Final = ("number", "issued_at", "issued_by", "manifest_sha256")
_LATER: Final = (*ISSUED, "warnings", "handovers")


class IWarnings(IList):
    """Warnings; REST shows each as a finding with its sentence."""


@implementer(IWarnings)
class Warnings(schema.List):
    """Warnings."""


class IHandoverRow(Interface):
    """The medium given away, and come back."""

    handed_to = schema.TextLine(
        title=_("param_handed_to", default="Handed to"), required=False
    )
    handed_on = Day(title=_("param_handed_on", default="Handed over on"))
    receipt_number = schema.TextLine(
        title=_("param_receipt_number", default="Number of letter or receipt"),
        required=False,
    )
    reason = schema.TextLine(title=_("param_reason", default="Reason"), required=False)
    handed_by = schema.TextLine(title=_("row_handed_by", default="Handed over by"))
    returned_on = Day(
        title=_("param_returned_on", default="Returned on"), required=False
    )
    condition = schema.TextLine(
        title=_("param_condition", default="Condition"), required=False
    )
    returned_to = schema.TextLine(
        title=_("row_returned_to", default="Taken back by"), required=False
    )


class IWarningRow(Interface):
    """A warning that stands beside the evidence; it refuses nothing."""

    rule = schema.TextLine(title=_("column_rule", default="Rule"))
    article = schema.TextLine(title=_("column_article", default="Article"))
    uid = schema.TextLine(title=_("column_record", default="Record"))
    made_on = Day(title=_("field_made_on", default="Made on"))
    decided_on = Day(title=_("field_decided_on", default="Decided on"))


class IEvidenceExtractionSchema(model.Schema):
    """Fields of an extraction; what Art. 22 asks for may wait until it is issued."""

    title = parts.title(
        _(
            "help_extraction_title",
            default="Made from case number and day if left empty; no names of parties.",
        )
    )

    items = PlainList(
        title=_("field_items", default="Recordings"),
        description=_(
            "help_items",
            default="The recordings that are extracted; submitted or sealed ones only (Art. 22).",
        ),
        value_type=schema.Choice(vocabulary="lingchuan.records.extractable"),
        min_length=1,
        required=True,
    )

    directives.widget("items", CheckBoxFieldWidget)

    case_number = parts.line(
        _("field_case_number", default="Case number"),
        _(
            "help_case_number",
            default="Of the court or review body, such as （2026）晋0524行初12号.",
        ),
    )

    proves = schema.Text(
        title=_("field_proves", default="What it proves"),
        description=_(
            "help_proves",
            default="Which fact the recording shows (court rules, Art. 12); refer to persons by their part, not by name.",
        ),
        required=False,
    )

    description = schema.Text(
        title=_("field_extraction_description", default="Written description"),
        description=_(
            "help_extraction_description",
            default="What is seen and heard, with time marks (Art. 22).",
        ),
        required=False,
    )

    transcript = schema.Text(
        title=_("field_sound_transcript", default="Transcript of the sound"),
        description=_(
            "help_sound_transcript",
            default="Needed for audio and video (court rules, Art. 12); write “no sound” where there is none.",
        ),
        max_length=LONGEST_TRANSCRIPT,
        required=False,
    )

    model.fieldset(
        "extracting",
        label=_("fieldset_extracting", default="Making and extracting"),
        fields=list(MAKING),
    )

    maker = parts.line(
        _("field_maker", default="Maker"),
        _("help_maker", default="Who made the recording: user id or name (Art. 22)."),
    )

    made_at = Moment(
        title=_("field_made_at", default="Made at"),
        description=_(
            "help_made_at",
            default="When the recording was made (court rules, Art. 12).",
        ),
        required=False,
    )

    directives.widget("made_at", default_timezone=default_timezone)

    extractor = parts.line(
        _("field_extractor", default="Extractor"),
        _(
            "help_extractor",
            default="Who copies it to the medium: user id or name (Art. 22).",
        ),
    )

    extracted_at = Moment(
        title=_("field_extracted_at", default="Extracted at"),
        description=_(
            "help_extracted_at", default="When it was copied to the medium (Art. 22)."
        ),
        required=False,
    )

    directives.widget("extracted_at", default_timezone=default_timezone)

    method = parts.line(
        _("field_method", default="Method"),
        _(
            "help_method",
            default="How the recording was made and copied (court rules, Art. 12).",
        ),
    )

    second_person = PlainChoice(
        title=_("field_second_person", default="Second person"),
        description=_(
            "help_second_person",
            default="Checks and issues it; neither the extractor nor who writes this sheet.",
        ),
        vocabulary="lingchuan.records.staff",
        required=False,
    )

    model.fieldset(
        "medium",
        label=_("fieldset_medium", default="Medium"),
        fields=[*MEDIUM, *_LATER],
    )

    medium_kind = parts.line(
        _("field_medium_kind", default="Kind of medium"),
        _(
            "help_medium_kind",
            default="DVD, USB stick, hard disk: what it is copied to (Art. 22).",
        ),
    )

    medium_serial = parts.line(
        _("field_medium_serial", default="Serial of the medium"),
        _("help_medium_serial", default="The number on the medium itself."),
    )

    original_or_copy = schema.Choice(
        title=_("field_original_or_copy", default="Original or copy"),
        description=_(
            "help_original_or_copy",
            default="The original carrier, or a copy where that is really difficult (court rules, Art. 12).",
        ),
        vocabulary=ORIGINALITY,
        required=False,
    )

    number = schema.TextLine(
        title=_("field_extraction_number", default="Number of the extraction"),
        required=False,
        readonly=True,
    )

    issued_at = Moment(
        title=_("field_issued_at", default="Issued at"),
        required=False,
        readonly=True,
    )

    issued_by = schema.TextLine(
        title=_("field_issued_by", default="Issued by"),
        required=False,
        readonly=True,
    )

    manifest_sha256 = schema.TextLine(
        title=_("field_manifest_sha256", default="SHA-256 of the manifest"),
        required=False,
        readonly=True,
    )

    warnings = Warnings(
        title=_("field_warnings", default="Warnings"),
        value_type=DictRow(
            title=_("field_warnings", default="Warnings"), schema=IWarningRow
        ),
        required=False,
        readonly=True,
    )

    handovers = schema.List(
        title=_("field_handovers", default="Hand-overs of the medium"),
        value_type=DictRow(
            title=_("field_handovers", default="Hand-overs of the medium"),
            schema=IHandoverRow,
        ),
        required=False,
        readonly=True,
    )

    directives.omitted(*_LATER)
