"""REST of incidents: read by who may, deleted by nobody."""

from lingchuan.records.content.keeping import refuse_delete
from lingchuan.records.interfaces import IIncident
from lingchuan.records.interfaces import IRecordsLayer
from lingchuan.records.supervision.seen import details_seen
from lingchuan.records.supervision.seen import record_seen
from plone.indexer import indexer
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeToJson
from plone.restapi.services import Service
from zope.component import adapter
from zope.interface import implementer


_HIDDEN = ("parent", "previous_item", "next_item", "lock", "working_copy")


@implementer(ISerializeToJson)
@adapter(IIncident, IRecordsLayer)
class IncidentSerializer(SerializeToJson):
    """JSON of an incident; the record is named to who may see it."""

    def __call__(self, *args, **kwargs) -> dict[str, object]:
        """Return the stock JSON less neighbours and what the reader may not know."""
        data = super().__call__(*args, **kwargs)
        for key in _HIDDEN:
            data.pop(key, None)
        data["details"] = details_seen(self.context)
        if record_seen(self.context) is None:
            data["record"] = data["record_path"] = None
        return data


class IncidentDelete(Service):
    """`DELETE` of an incident."""

    def reply(self) -> None:
        """Refuse."""
        refuse_delete(self.context, "incident_kept")


@indexer(IIncident)
def incident_kind(incident: object) -> str:
    """Return the kind, for lists."""
    return incident.kind
