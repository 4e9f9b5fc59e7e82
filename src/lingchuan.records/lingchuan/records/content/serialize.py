"""What plone.restapi shows of our types, beyond its stock serialisers."""

from collections.abc import Iterator
from collective.z3cform.datagridfield.interfaces import IRow
from lingchuan.records.content import seen
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.facts import confidentiality_state
from lingchuan.records.content.fields import IMaskedLine
from lingchuan.records.content.fields import IOneRow
from lingchuan.records.content.fields import IPlainChoice
from lingchuan.records.content.fields import IPlainList
from lingchuan.records.content.masks import masked_columns
from lingchuan.records.content.named_activity import ACTIVITY
from lingchuan.records.content.named_activity import hidden
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.small_numbers import small_number
from lingchuan.records.interfaces import ILoggedContent
from lingchuan.records.interfaces import IRecordContent
from lingchuan.records.interfaces import IRecordsLayer
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from plone.restapi.serializer.dxcontent import SerializeToJson
from plone.restapi.serializer.dxfields import CollectionFieldSerializer
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from zope.component import adapter
from zope.interface import implementer
from zope.schema.interfaces import IList


_HIDDEN = (
    "parent",
    "previous_item",
    "next_item",
    "lock",
    "working_copy",
    "working_copy_of",
)


@implementer(IFieldSerializer)
@adapter(IMaskedLine, ILoggedContent, IRecordsLayer)
class MaskedSerializer(DefaultFieldSerializer):
    """Masked for everyone; `@unmask` is the way to the clear value."""

    def __call__(self) -> str | None:
        """Return the mask."""
        return self.field.masked(self.get_value())


@implementer(IFieldSerializer)
@adapter(IList, ILoggedContent, IRecordsLayer)
class ListSerializer(CollectionFieldSerializer):
    """A list; in the rows of a grid, what is masked alone is masked there too."""

    def __call__(self) -> object:
        """Return the list."""
        inner = self.field.value_type
        if isinstance(self.get_value(), bool):
            return self.get_value()
        if not IRow.providedBy(inner):
            return super().__call__()
        masks = {n: f.masked for n, f in masked_columns(self.field).items()}
        value = self.get_value()
        if value and masks:
            value = [
                {
                    key: masks[key](one) if key in masks else one
                    for key, one in r.items()
                }
                for r in value
            ]
        return json_compatible(value)


@implementer(IFieldSerializer)
@adapter(IPlainList, ILoggedContent, IRecordsLayer)
class PlainListSerializer(DefaultFieldSerializer):
    """Plain ids and codes, not terms of a vocabulary (contract)."""


@implementer(IFieldSerializer)
@adapter(IPlainChoice, ILoggedContent, IRecordsLayer)
class PlainChoiceSerializer(DefaultFieldSerializer):
    """A plain UID (contract); none of what the reader may not see."""

    def get_value(self, default: object = None) -> object:
        """Return the value that this reader is shown."""
        value = super().get_value(default)
        if self.field.__name__ != ACTIVITY or value is None:
            return value
        return None if value == hidden(self.context) else value


@implementer(IFieldSerializer)
@adapter(IOneRow, ILoggedContent, IRecordsLayer)
class OneRowSerializer(DefaultFieldSerializer):
    """The one row as an object."""

    def __call__(self) -> object:
        """Return the row, None without one."""
        rows = self.get_value()
        return json_compatible(rows[0]) if rows else None


def page_problems(form: dict) -> Iterator[Problem]:
    """Yield what is wrong with the page that a request asks for."""
    for name in ("b_start", "b_size"):
        if small_number(form.get(name, 0)) is None:
            yield Problem(name, "wrong_type")


class _Lean:
    """Drops what names neighbours and people (threats L2, L3, L5)."""

    def __call__(self, *args, **kwargs) -> dict:
        """Return the stock JSON less the neighbours, with both states."""
        found = list(page_problems(self.request.form))
        if found:
            raise BadInput(found)
        seen.note(self.context)
        data = super().__call__(*args, **kwargs)
        for key in _HIDDEN:
            data.pop(key, None)
        data["confidentiality_state"] = confidentiality_state(self.context)
        return data


@implementer(ISerializeToJson)
@adapter(IRecordContent, IRecordsLayer)
class RecordSerializer(_Lean, SerializeToJson):
    """JSON of a record."""


@implementer(ISerializeToJson)
@adapter(IRecordContent, IRecordsLayer)
class FolderishRecordSerializer(_Lean, SerializeFolderToJson):
    """JSON of a file or an activity, with its children as the reader sees them."""


def serializer(context: object, request: object) -> _Lean:
    """Return the serialiser that fits the record."""
    folderish = hasattr(context, "objectIds")
    factory = FolderishRecordSerializer if folderish else RecordSerializer
    return factory(context, request)
