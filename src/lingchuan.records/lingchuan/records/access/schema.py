"""The access request (查阅复制申请, Art. 21)."""

from collective.z3cform.datagridfield.row import DictRow
from lingchuan.records.access.types import DELIVERIES
from lingchuan.records.access.types import PARTS
from lingchuan.records.access.types import RELATIONS
from lingchuan.records.access.types import RIGHTS
from lingchuan.records.content.fields import Day
from lingchuan.records.content.fields import IPlainList
from lingchuan.records.content.fields import MaskedLine
from lingchuan.records.content.fields import Moment
from lingchuan.records.content.fields import PlainChoice
from lingchuan.records.content.fields import PlainList
from lingchuan.records.content.schemas.parts import line
from lingchuan.records.content.schemas.parts import title as title_line
from lingchuan.records.i18n import _
from plone.autoform import directives
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from typing import Final
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.interface import implementer
from zope.interface import Interface
from zope.schema.interfaces import IList


# Characters.
LONGEST_PURPOSE: Final = 1_000
# What only the server sets.
SERVERS: Final = (
    "number",
    "receipt_code",
    "submitted_on",
    "accepted_on",
    "due_on",
    "outcomes",
    "decided_by",
    "decided_at",
    "days",
    "expires_on",
    "notice_number",
)


class IOutcomes(IList):
    """Outcomes; a reader is told of no record that they may not know of."""


@implementer(IOutcomes)
class Outcomes(schema.List):
    """Outcomes."""


class IRecordsAsked(IPlainList):
    """UIDs of records; a reader is told of none that they may not know of."""


@implementer(IRecordsAsked)
class RecordsAsked(PlainList):
    """UIDs of records."""


class IOutcomeRow(Interface):
    """What became of one right to one record."""

    uid = schema.TextLine(title=_("column_record", default="Record"))
    right = schema.TextLine(title=_("column_right", default="Right"))
    outcome = schema.TextLine(title=_("column_outcome", default="Outcome"))
    reason = schema.TextLine(title=_("param_reason", default="Reason"))
    article = schema.TextLine(title=_("column_article", default="Article"))


class IAccessRequestSchema(model.Schema):
    """Fields of an access request; what the server sets is read-only."""

    title = title_line(
        _("help_request_title", default="Made by the server; names nobody.")
    )
    directives.omitted("title")

    permit_file = PlainChoice(
        title=_("field_permit_file", default="Permit file"),
        description=_(
            "help_permit_file",
            default="One of your own files; at the counter its number or UID.",
        ),
        vocabulary="lingchuan.records.requestable_files",
        required=True,
    )

    requester_name = schema.TextLine(
        title=_("field_requester_name", default="Name of the requester"),
        description=_(
            "help_requester_name",
            default="At the counter; a party is named by its account.",
        ),
        max_length=100,
        required=False,
    )

    requester_id_number = MaskedLine(
        "id",
        title=_("field_requester_id_number", default="Identity number"),
        description=_(
            "help_requester_id_number",
            default="Of the requester: resident ID or unified social credit code.",
        ),
        required=False,
    )

    requester_userid = line(
        _("field_requester_userid", default="Account of the requester"),
        _(
            "help_requester_userid",
            default="Set by the server for a party; at the counter left empty.",
        ),
    )

    relation = schema.Choice(
        title=_("field_relation", default="Relation to the file"),
        vocabulary=RELATIONS,
        required=True,
    )

    proof = NamedBlobFile(
        title=_("field_proof", default="Proof"),
        description=_(
            "help_proof",
            default="Power of attorney or proof of interest: PDF, picture or text document.",
        ),
        required=False,
    )

    rights = PlainList(
        title=_("field_rights", default="What is asked for"),
        value_type=schema.Choice(vocabulary=RIGHTS),
        min_length=1,
        required=True,
    )
    directives.widget("rights", CheckBoxFieldWidget)

    parts = PlainList(
        title=_("field_parts", default="Which records"),
        description=_("help_parts", default="None ticked means the whole file."),
        value_type=schema.Choice(vocabulary=PARTS),
        required=False,
    )
    directives.widget("parts", CheckBoxFieldWidget)

    scope = RecordsAsked(
        title=_("field_scope", default="Single records"),
        description=_("help_scope", default="UIDs of records of this file."),
        value_type=schema.TextLine(),
        required=False,
    )

    purpose = schema.Text(
        title=_("field_purpose", default="Purpose"),
        description=_(
            "help_purpose", default="What it is needed for, in a sentence or two."
        ),
        max_length=LONGEST_PURPOSE,
        required=True,
    )

    delivery = schema.Choice(
        title=_("field_delivery", default="How the answer is given"),
        vocabulary=DELIVERIES,
        required=False,
    )

    letter_number = line(
        _("field_letter_number", default="Number of the official letter"),
        _(
            "help_letter_number",
            default="Of a court, procuratorate or supervisory body: use outside Art. 21.",
        ),
    )

    letter_from = line(_("field_letter_from", default="Body that sent the letter"))

    number = schema.TextLine(
        title=_("field_request_number", default="Number of the request"),
        required=False,
        readonly=True,
    )

    receipt_code = schema.TextLine(
        title=_("field_receipt_code", default="Receipt code"),
        required=False,
        readonly=True,
    )

    submitted_on = Day(
        title=_("field_submitted_on", default="Handed in on"),
        required=False,
        readonly=True,
    )

    accepted_on = Day(
        title=_("field_accepted_on", default="Accepted on"),
        required=False,
        readonly=True,
    )

    due_on = Day(
        title=_("field_due_on", default="To be answered by"),
        required=False,
        readonly=True,
    )

    outcomes = Outcomes(
        title=_("field_outcomes", default="Outcomes"),
        value_type=DictRow(
            title=_("field_outcomes", default="Outcomes"), schema=IOutcomeRow
        ),
        required=False,
        readonly=True,
    )

    decided_by = schema.TextLine(
        title=_("field_decided_by", default="Decided by"),
        required=False,
        readonly=True,
    )

    decided_at = Moment(
        title=_("field_decided_at", default="Decided at"),
        required=False,
        readonly=True,
    )

    days = schema.Int(
        title=_("field_days", default="Days"),
        required=False,
        readonly=True,
    )

    expires_on = Day(
        title=_("field_expires_on", default="Open until"),
        description=_("help_expires_on", default="Through 24:00 of this day."),
        required=False,
        readonly=True,
    )

    notice_number = schema.TextLine(
        title=_("field_notice_number", default="Number of the decision notice"),
        required=False,
        readonly=True,
    )

    directives.omitted(*SERVERS)
