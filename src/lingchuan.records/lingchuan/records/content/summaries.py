"""What lists of plone.restapi show of a record: the catalog's columns, no object woken.

Same names and values as the stock summary, which wakes the object for what is no
column, and looks up an adapter and a translation for each value; here what is no
column is None, and what is asked and what a type is called is worked out once.
"""

from Acquisition import aq_base
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from lingchuan.records.interfaces import IRecordsLayer
from plone.restapi.interfaces import ISerializeToJsonSummary
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.serializer.summary import DefaultJSONSummarySerializer
from plone.restapi.serializer.utils import get_portal_type_title
from Products.ZCatalog.interfaces import ICatalogBrain
from zope.component import adapter
from zope.interface import implementer

import Missing


PLAIN = (str, int, float, bool, type(None))
KEPT = "lingchuan.records.summaries"
URL = "getURL"
TITLES_OF_TYPES = ("type_title", "Type")


@implementer(ISerializeToJsonSummary)
@adapter(ICatalogBrain, IRecordsLayer)
class Summary(DefaultJSONSummarySerializer):
    """One row of a result, from its brain alone."""

    def __call__(self) -> dict[str, object]:
        """Return {field: value}."""
        # Not `get`: that would look into what the client sent.
        kept = self.request.other.get(KEPT)
        if kept is None:
            kept = _Asked(self)
            self.request.set(KEPT, kept)
        return kept.row_of(self.context)


class _Asked:
    """The fields that a request asks for, and the titles of the types seen."""

    def __init__(self, serializer: DefaultJSONSummarySerializer) -> None:
        barred = serializer.blocklisted_attributes
        sources = serializer.field_accessors | {"@type": "portal_type"}
        self.sources = [
            (field, sources.get(field, field))
            for field in serializer.metadata_fields()
            if field not in barred and not field.startswith("_")
        ]
        self.titles: dict[str, str] = {}

    def row_of(self, brain: object) -> dict[str, object]:
        """Return the fields of a brain."""
        base = aq_base(brain)
        places, row = base.__record_schema__, base.__getstate__()
        url = brain.getURL()
        found = {}
        for field, source in self.sources:
            if source == URL:
                found[field] = url
            elif source in TITLES_OF_TYPES:
                found[field] = self._title_of(brain.portal_type)
            elif source in places:
                found[field] = _plain(row[places[source]])
            else:
                found[field] = _plain(getattr(brain, source, None))
        return found

    def _title_of(self, portal_type: str) -> str:
        if portal_type not in self.titles:
            self.titles[portal_type] = get_portal_type_title(portal_type)
        return self.titles[portal_type]


def _plain(value: object) -> object:
    """Return a value as JSON knows it, as plone.restapi does."""
    if isinstance(value, PLAIN):
        return value
    if value is Missing.Value:
        return None
    if isinstance(value, DateTime) and not value.timezoneNaive():
        moment = datetime.fromtimestamp(value.timeTime(), UTC)
        return moment.replace(microsecond=0).isoformat()
    if callable(value) and not isinstance(value, DateTime):
        value = value()
    return json_compatible(value)
