"""`@package`, and how an extraction is shown in JSON."""

from collections.abc import Mapping
from lingchuan.records.content import seen
from lingchuan.records.content.messages import finding_dict
from lingchuan.records.content.serialize import RecordSerializer
from lingchuan.records.evidence import warnings
from lingchuan.records.evidence.items import items_of
from lingchuan.records.evidence.leaving import answer
from lingchuan.records.evidence.schema import IWarnings
from lingchuan.records.evidence.stream import PackageStream
from lingchuan.records.interfaces import IEvidenceExtraction
from lingchuan.records.interfaces import ILoggedContent
from lingchuan.records.interfaces import IRecordsLayer
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from plone.restapi.services import Service
from Products.Five import BrowserView
from zope.component import adapter
from zope.interface import implementer


@implementer(ISerializeToJson)
@adapter(IEvidenceExtraction, IRecordsLayer)
class ExtractionSerializer(RecordSerializer):
    """JSON of an extraction; who reads it has seen what it tells of its recordings."""

    def __call__(self, *args: object, **kwargs: object) -> dict[str, object]:
        """Return the JSON."""
        for one in items_of(self.context):
            seen.note(one)
        return super().__call__(*args, **kwargs)


@implementer(IFieldSerializer)
@adapter(IWarnings, ILoggedContent, IRecordsLayer)
class WarningsSerializer(DefaultFieldSerializer):
    """Warnings as findings, each with its sentence and its days."""

    def __call__(self) -> list[Mapping[str, object]]:
        """Return the findings."""
        return [
            json_compatible(
                {**row, **finding_dict(warnings.finding(row), self.request)}
            )
            for row in self.get_value() or ()
        ]


class PackageGet(Service):
    """`GET …/@package`: the BagIt zip, streamed."""

    def render(self) -> PackageStream:
        """Return the stream; what forbids it is raised before the first byte."""
        self.check_permission()
        return answer(self.context, self.request)


class PackagePage(BrowserView):
    """The same for a browser."""

    def __call__(self) -> PackageStream:
        """Return the stream."""
        return answer(self.context, self.request)
