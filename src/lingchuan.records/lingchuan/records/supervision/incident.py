"""疑似问题: what a check or a person found. Nothing of it is ever changed or deleted.

It tells of a record by its UID alone; what the record is called is not copied.
"""

from lingchuan.records import interfaces
from lingchuan.records.content.fields import Moment
from lingchuan.records.content.fields import PlainChoice
from lingchuan.records.content.types import Item
from lingchuan.records.i18n import _
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


class IIncidentSchema(model.Schema):
    """Fields of an incident; all are the server's."""

    title = schema.TextLine(
        title=_("field_title", default="Title"), readonly=True, required=False
    )
    kind = PlainChoice(
        title=_("incident_kind", default="Kind"),
        vocabulary="lingchuan.records.incident_kinds",
        readonly=True,
    )
    source = schema.TextLine(
        title=_("incident_source", default="Found by"), readonly=True
    )
    record = schema.TextLine(
        title=_("incident_record", default="Record"), readonly=True, required=False
    )
    record_path = schema.TextLine(
        title=_("incident_path", default="Place of the record"),
        readonly=True,
        required=False,
    )
    occurred_at = Moment(
        title=_("incident_occurred", default="Happened"), readonly=True, required=False
    )
    found_at = Moment(title=_("incident_found", default="Found"), readonly=True)
    details = schema.Text(
        title=_("incident_details", default="Details"), readonly=True, required=False
    )
    fingerprint = schema.TextLine(
        title=_("incident_fingerprint", default="Fingerprint"), readonly=True
    )


@implementer(interfaces.IIncident)
class Incident(Item):
    """疑似问题."""

    __ac_local_roles_block__ = True
