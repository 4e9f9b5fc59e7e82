"""Rows of the records' grids; stored as plain dicts."""

from lingchuan.records.content import closed_lists
from lingchuan.records.content.fields import Moment
from lingchuan.records.content.fields import OpenChoice
from lingchuan.records.i18n import _
from zope import schema
from zope.interface import Interface


# The grid's widget fills only the fields that a row schema names itself, none that it
# inherits; so rows alike have fields of their own, made here.
def _name() -> schema.TextLine:
    return schema.TextLine(title=_("row_name", default="Name"), required=True)


def _role() -> schema.Choice:
    return schema.Choice(
        title=_("row_role", default="Role"),
        vocabulary=closed_lists.SIGNER_ROLES,
        required=False,
    )


def _signed() -> schema.Bool:
    return schema.Bool(title=_("row_signed", default="Signed"), required=False)


def _refusal_reason() -> schema.TextLine:
    return schema.TextLine(
        title=_("row_refusal_reason", default="Reason of refusal"), required=False
    )


class IAttendeeRow(Interface):
    """A person at a hearing."""

    name = _name()
    role = _role()
    signed = _signed()
    refusal_reason = _refusal_reason()


class ISignerRow(Interface):
    """A signature on a paper (R11-2)."""

    name = _name()
    role = _role()
    signed = _signed()
    refusal_reason = _refusal_reason()
    witness = schema.TextLine(
        title=_("row_witness", default="Witness"),
        required=False,
    )


class IInterruptionRow(Interface):
    """A break in a recording (Art. 15)."""

    starts = Moment(
        title=_("row_starts", default="Starts"),
        required=False,
    )

    ends = Moment(
        title=_("row_ends", default="Ends"),
        required=False,
    )

    cause = OpenChoice(
        closed_lists.CAUSES,
        title=_("row_cause", default="Cause"),
        required=False,
    )

    reason = schema.TextLine(
        title=_("row_reason", default="Reason"),
        required=False,
    )

    voice_explained = schema.Bool(
        title=_("row_voice_explained", default="Explained by voice"),
        required=False,
    )

    voice_offset_s = schema.Float(
        title=_("row_voice_offset_s", default="Voice offset (s)"),
        min=0.0,
        required=False,
    )

    explained_by = schema.TextLine(
        title=_("row_explained_by", default="Explained by"),
        required=False,
    )

    confirmed_by = schema.TextLine(
        title=_("row_confirmed_by", default="Confirmed by"),
        required=False,
    )


class IKeyShotRow(Interface):
    """One of the seven key shots (Art. 16)."""

    code = schema.Choice(
        title=_("row_key_shot", default="Key shot"),
        vocabulary=closed_lists.KEY_SHOTS,
        required=True,
    )

    answer = schema.Choice(
        title=_("row_answer", default="Answer"),
        vocabulary=closed_lists.KEY_ANSWERS,
        required=False,
    )

    offset_s = schema.Float(
        title=_("row_offset_s", default="Offset (s)"),
        min=0.0,
        required=False,
    )

    reason = schema.TextLine(
        title=_("row_reason", default="Reason"),
        required=False,
    )


class IMarkerRow(Interface):
    """A time mark in a clip."""

    offset_s = schema.Float(
        title=_("row_offset_s", default="Offset (s)"),
        min=0.0,
        required=True,
    )

    label = schema.TextLine(
        title=_("row_label", default="Label"),
        required=False,
    )


class IDeviceStatusRow(Interface):
    """A state of a device, and since when it is in it (R05-1)."""

    status = schema.Choice(
        title=_("row_status", default="Status"),
        vocabulary=closed_lists.DEVICE_STATUS,
        required=False,
    )

    since = Moment(
        title=_("row_since", default="Since"),
        required=False,
    )


class IClockCheckRow(Interface):
    """A check of a device's clock (R05-1)."""

    at = Moment(
        title=_("row_at", default="At"),
        required=False,
    )

    offset_s = schema.Float(
        title=_("row_offset_s", default="Offset (s)"),
        required=False,
    )
