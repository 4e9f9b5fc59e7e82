"""The text record (文字记录)."""

from collective.z3cform.datagridfield.datagridfield import DataGridFieldFactory
from collective.z3cform.datagridfield.row import DictRow
from lingchuan.records.content import closed_lists
from lingchuan.records.content import record_rows as rows
from lingchuan.records.content.fields import Day
from lingchuan.records.content.fields import PlainChoice
from lingchuan.records.content.schemas import parts
from lingchuan.records.i18n import _
from plone.autoform import directives
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.browser.textlines import TextLinesFieldWidget
from zope import schema


class ITextRecordSchema(model.Schema):
    """Fields of a text record (Art. 3, 8, 11)."""

    title = parts.title(
        _("help_title", default="Made from document name and date if left empty.")
    )

    document_name = schema.Choice(
        title=_("field_document_name", default="Document name"),
        description=_(
            "help_document_name", default="Kind and usual stage follow from it."
        ),
        vocabulary="lingchuan.records.document_names",
        required=False,
    )

    record_kind = schema.Choice(
        title=_("field_record_kind", default="Kind"),
        description=_(
            "help_record_kind",
            default="One of the seven kinds of Art. 3; follows from the document name if left empty.",
        ),
        vocabulary=closed_lists.RECORD_KINDS,
        required=False,
    )

    document_number = parts.line(
        _("field_document_number", default="Document number"),
        _(
            "help_document_number",
            default="As printed, such as 陵审批受字〔2026〕第015号; 〔〕 are turtle-shell brackets.",
        ),
    )

    stage = parts.stage()

    made_on = Day(
        title=_("field_made_on", default="Made on"),
        description=_("help_made_on", default="The day written on the paper."),
        required=False,
    )

    issued_on = parts.day(_("field_issued_on", default="Issued on"))

    page_count = schema.Int(
        title=_("field_page_count", default="Pages"),
        description=_(
            "help_page_count", default="For the catalogue of the file (Art. 11)."
        ),
        min=0,
        max=100_000,
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
        description=_(
            "help_service_premises",
            default="Leaving a document off premises takes a body camera (Art. 10).",
        ),
        required=False,
    )

    served_on = parts.day(_("field_served_on", default="Served on"))

    servers = schema.List(
        title=_("field_servers", default="Servers"),
        description=_(
            "help_servers",
            default="User ids or names, one a line; two serve a document that is left.",
        ),
        value_type=schema.TextLine(),
        required=False,
    )

    directives.widget("servers", TextLinesFieldWidget)

    recipient = parts.line(
        _("field_recipient", default="Recipient"),
        _(
            "help_recipient",
            default="Who took the document, and how related to the party.",
        ),
    )

    witness = parts.line(
        _("field_witness", default="Witness"),
        _(
            "help_service_witness",
            default="Signs where the recipient refuses (Art. 11).",
        ),
    )

    model.fieldset(
        "links",
        label=_("fieldset_links", default="Belongs to"),
        fields=["activity", "matter_codes"],
    )

    activity = PlainChoice(
        title=_("field_activity", default="Activity"),
        description=_(
            "help_activity",
            default="The hearing or field work that the paper is about, if it does not lie in it.",
        ),
        vocabulary="lingchuan.records.activities",
        required=False,
    )

    matter_codes = parts.matter_codes()

    directives.widget("matter_codes", CheckBoxFieldWidget)
