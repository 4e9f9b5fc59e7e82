"""Rows of a permit file's grids; stored as plain dicts."""

from lingchuan.records.content import closed_lists
from lingchuan.records.content.fields import Day
from lingchuan.records.content.fields import MaskedLine
from lingchuan.records.i18n import _
from plone.app.z3cform.widgets.select import SelectFieldWidget
from plone.autoform import directives
from plone.supermodel import model
from zope import schema
from zope.interface import Interface


class IMatterRow(model.Schema):
    """One permit matter of a file (Art. 2)."""

    directives.widget("code", SelectFieldWidget, prompt=True)

    code = schema.Choice(
        title=_("row_matter", default="Matter"),
        vocabulary="lingchuan.records.matters",
        required=True,
    )

    name = schema.TextLine(
        title=_("row_name", default="Name"),
        required=False,
    )

    kind = schema.TextLine(
        title=_("row_kind", default="Kind"),
        required=False,
    )

    limit_workdays = schema.Int(
        title=_("row_limit_workdays", default="Limit (working days)"),
        min=0,
        max=3650,
        required=False,
    )

    decision = schema.Choice(
        title=_("row_decision", default="Decision"),
        vocabulary=closed_lists.DECISIONS,
        required=False,
    )

    decision_number = schema.TextLine(
        title=_("row_decision_number", default="Decision number"),
        required=False,
    )

    decided_on = Day(
        title=_("row_decided_on", default="Decided on"),
        required=False,
    )

    content = schema.Text(
        title=_("row_content", default="Content"),
        required=False,
    )

    certificate_name = schema.TextLine(
        title=_("row_certificate_name", default="Certificate"),
        required=False,
    )

    certificate_number = schema.TextLine(
        title=_("row_certificate_number", default="Certificate number"),
        required=False,
    )

    valid_from = Day(
        title=_("row_valid_from", default="Valid from"),
        required=False,
    )

    valid_until = Day(
        title=_("row_valid_until", default="Valid until"),
        required=False,
    )


class IPartyRow(Interface):
    """A party beside the applicant."""

    name = schema.TextLine(
        title=_("row_name", default="Name"),
        required=True,
    )

    role = schema.Choice(
        title=_("row_role", default="Role"),
        vocabulary=closed_lists.PARTY_ROLES,
        required=False,
    )

    id_number = MaskedLine(
        "id",
        title=_("row_id_number", default="ID number"),
        required=False,
    )

    userid = schema.TextLine(
        title=_("row_userid", default="Account"),
        required=False,
    )

    authority = schema.Text(
        title=_("row_authority", default="Authority"),
        required=False,
    )


class IExtensionRow(Interface):
    """An approved extension (permit law, Art. 42)."""

    workdays = schema.Int(
        title=_("row_workdays", default="Working days"),
        min=0,
        max=3650,
        required=False,
    )

    approved_by = schema.Choice(
        title=_("row_approved_by", default="Approved by"),
        vocabulary=closed_lists.APPROVERS,
        required=False,
    )

    approved_on = Day(
        title=_("row_approved_on", default="Approved on"),
        required=False,
    )


class IExcludedRow(Interface):
    """A period that does not count (permit law, Art. 45)."""

    starts = Day(
        title=_("row_starts", default="Starts"),
        required=False,
    )

    ends = Day(
        title=_("row_ends", default="Ends"),
        required=False,
    )

    reason = schema.TextLine(
        title=_("row_reason", default="Reason"),
        required=False,
    )

    told_in_writing_on = Day(
        title=_("row_told_in_writing_on", default="Told in writing on"),
        required=False,
    )
