"""The text record (文字记录)."""

from collective.z3cform.datagridfield.datagridfield import DataGridFieldFactory
from collective.z3cform.datagridfield.row import DictRow
from lingchuan.records.content import defaults
from lingchuan.records.content import record_rows as rows
from lingchuan.records.content import vocabularies
from lingchuan.records.i18n import _
from plone.autoform import directives
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from z3c.form.browser.textlines import TextLinesFieldWidget
from zope import schema


class ITextRecordSchema(model.Schema):
    """Fields of a text record (Art. 3, 8, 11)."""

    title = schema.TextLine(
        title=_("field_title", default="Title"),
        description=_(
            "help_title", default="Made from document name and date if left empty."
        ),
        required=False,
        max_length=200,
    )

    record_kind = schema.Choice(
        title=_("field_record_kind", default="Kind"),
        description=_("help_record_kind", default="One of the seven kinds of Art. 3."),
        vocabulary=vocabularies.RECORD_KINDS,
        required=False,
        default="issued_document",
    )

    document_name = schema.Choice(
        title=_("field_document_name", default="Document name"),
        vocabulary="lingchuan.records.document_names",
        required=False,
    )

    document_number = schema.TextLine(
        title=_("field_document_number", default="Document number"),
        required=False,
    )

    stage = schema.Choice(
        title=_("field_stage", default="Stage"),
        vocabulary="lingchuan.records.stages",
        required=False,
    )

    made_on = schema.Date(
        title=_("field_made_on", default="Made on"),
        required=False,
        defaultFactory=defaults.today,
    )

    issued_on = schema.Date(
        title=_("field_issued_on", default="Issued on"),
        required=False,
    )

    page_count = schema.Int(
        title=_("field_page_count", default="Pages"),
        min=0,
        required=False,
    )

    file = NamedBlobFile(
        title=_("field_file", default="File"),
        description=_(
            "help_file", default="PDF or DOCX; the original is never changed (Art. 4)."
        ),
        required=False,
    )

    model.fieldset(
        "signing",
        label=_("fieldset_signing", default="Signatures"),
        fields=["signers"],
    )

    signers = schema.List(
        title=_("field_signers", default="Signers"),
        description=_(
            "help_signers",
            default="A refusal needs its reason and a witness (Art. 11).",
        ),
        value_type=DictRow(
            title=_("field_signers", default="Signers"), schema=rows.ISignerRow
        ),
        required=False,
    )

    directives.widget("signers", DataGridFieldFactory)

    model.fieldset(
        "service",
        label=_("fieldset_service", default="Service"),
        fields=[
            "service_method",
            "premises",
            "served_on",
            "servers",
            "recipient",
            "witness",
        ],
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

    premises = schema.Bool(
        title=_("field_service_premises", default="On premises"),
        required=False,
    )

    served_on = schema.Date(
        title=_("field_served_on", default="Served on"),
        required=False,
    )

    servers = schema.List(
        title=_("field_servers", default="Servers"),
        value_type=schema.TextLine(),
        required=False,
    )

    directives.widget("servers", TextLinesFieldWidget)

    recipient = schema.TextLine(
        title=_("field_recipient", default="Recipient"),
        required=False,
    )

    witness = schema.TextLine(
        title=_("field_witness", default="Witness"),
        required=False,
    )

    model.fieldset(
        "links",
        label=_("fieldset_links", default="Belongs to"),
        fields=["activity", "matter_codes"],
    )

    activity = schema.TextLine(
        title=_("field_activity", default="Activity (UID)"),
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
