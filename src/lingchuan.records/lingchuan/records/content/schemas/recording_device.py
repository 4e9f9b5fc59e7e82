"""The recording device (设备)."""

from collective.z3cform.datagridfield.datagridfield import DataGridFieldFactory
from collective.z3cform.datagridfield.row import DictRow
from lingchuan.records.content import closed_lists
from lingchuan.records.content import record_rows as rows
from lingchuan.records.i18n import _
from plone.autoform import directives
from plone.supermodel import model
from zope import schema


class IRecordingDeviceSchema(model.Schema):
    """Fields of a recording device (Art. 5)."""

    title = schema.TextLine(
        title=_("field_title", default="Title"),
        required=False,
        max_length=200,
    )

    device_id = schema.TextLine(
        title=_("field_device_number", default="Device number"),
        description=_(
            "help_device_number",
            default="The number on the device; recordings name it.",
        ),
        required=True,
    )

    device_kind = schema.Choice(
        title=_("field_device_kind", default="Device kind"),
        vocabulary="lingchuan.records.device_kinds",
        required=True,
    )

    serial = schema.TextLine(
        title=_("field_serial", default="Serial"),
        required=False,
    )

    custodian = schema.TextLine(
        title=_("field_custodian", default="Custodian"),
        description=_(
            "help_custodian", default="User id or name of who keeps it (Art. 5)."
        ),
        required=False,
    )

    status = schema.Choice(
        title=_("field_status", default="Status"),
        vocabulary=closed_lists.DEVICE_STATUS,
        required=False,
        default="in_service",
    )

    clock_checks = schema.List(
        title=_("field_clock_checks", default="Clock checks"),
        description=_(
            "help_clock_checks",
            default="How many seconds the device is ahead of the true time.",
        ),
        value_type=DictRow(
            title=_("field_clock_checks", default="Clock checks"),
            schema=rows.IClockCheckRow,
        ),
        required=False,
    )

    directives.widget("clock_checks", DataGridFieldFactory)
