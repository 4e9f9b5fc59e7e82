"""The recording device (设备)."""

from collective.z3cform.datagridfield.datagridfield import DataGridFieldFactory
from collective.z3cform.datagridfield.row import DictRow
from lingchuan.records.content import closed_lists
from lingchuan.records.content import record_rows as rows
from lingchuan.records.content.fields import Moment
from lingchuan.records.i18n import _
from plone.app.event.base import default_timezone
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

    status_since = Moment(
        title=_("field_status_since", default="Since"),
        description=_(
            "help_status_since",
            default="From when on the status holds; if it changes and nothing is said, from this day on. What a device records while it is out of service is not taken.",
        ),
        required=False,
    )

    directives.widget("status_since", default_timezone=default_timezone)

    status_history = schema.List(
        title=_("field_status_history", default="Statuses"),
        value_type=DictRow(
            title=_("field_status_history", default="Statuses"),
            schema=rows.IDeviceStatusRow,
        ),
        required=False,
        readonly=True,
    )

    directives.omitted("status_history")

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
