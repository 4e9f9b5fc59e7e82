"""What plone.restapi reads and writes of our types, beyond its stock adapters."""

from collective.z3cform.datagridfield.interfaces import IRow
from hashlib import sha256
from lingchuan.records.content.checks import problems
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.facts import confidentiality_state
from lingchuan.records.content.facts import ZONE
from lingchuan.records.content.fields import IMaskedLine
from lingchuan.records.content.messages import problem_text
from lingchuan.records.content.widgets import masked
from lingchuan.records.core.findings import Problem
from lingchuan.records.interfaces import IRecordContent
from lingchuan.records.interfaces import IRecordsLayer
from plone.autoform.interfaces import WRITE_PERMISSIONS_KEY
from plone.dexterity.utils import iterSchemata
from plone.restapi.deserializer import json_body
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import IFieldDeserializer
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from plone.restapi.serializer.dxcontent import SerializeToJson
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from plone.supermodel.utils import mergedTaggedValueDict
from zope.component import adapter
from zope.component import queryMultiAdapter
from zope.interface import implementer
from zope.schema import getFields
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IDatetime
from zope.schema.interfaces import ValidationError

import dateutil.parser


SERVER_ONLY = "server_only"


@implementer(IDeserializeFromJson)
@adapter(IRecordContent, IRecordsLayer)
class RecordDeserializer(DeserializeFromJson):
    """Stock deserialising, then the checks at the door; nothing is skipped."""

    def __call__(
        self, validate_all=False, data=None, create=False, mask_validation_errors=True
    ):
        """Write the data to the record, or raise with a problem a field."""
        data = json_body(self.request) if data is None else data
        data = dict(data)
        self._refuse_unpermitted(data, create)
        return super().__call__(validate_all, data, create, mask_validation_errors)

    def get_schema_data(self, data, validate_all, create=False):
        """Return the stock result with our problems added."""
        schema_data, errors = super().get_schema_data(data, validate_all, create)
        found = [*self._server_only(data), *self._declared_digest(data)]
        known = {error.get("field") for error in errors}
        get = lambda name: getattr(self.context, name, None)  # noqa: E731
        found += problems(self.context.portal_type, get, self.context)
        for problem in found:
            if problem.field not in known:
                message = problem_text(problem, self.request)
                errors.append(
                    {"field": problem.field, "message": message, "error": problem.code}
                )
        return schema_data, errors

    def _fields(self):
        for schema in iterSchemata(self.context):
            yield from getFields(schema).items()

    def _present(self, name, field):
        serializer = queryMultiAdapter(
            (field, self.context, self.request), IFieldSerializer
        )
        return serializer() if serializer else None

    def _server_only(self, data):
        for name, field in self._fields():
            if not field.readonly or name not in data:
                continue
            if data[name] != self._present(name, field):
                yield Problem(name, SERVER_ONLY, ())

    def _declared_digest(self, data):
        declared = data.get("expected_sha256")
        file = getattr(self.context, "file", None)
        if declared and file is not None:
            digest = sha256()
            with file.open() as stream:
                while chunk := stream.read(1 << 20):
                    digest.update(chunk)
            if digest.hexdigest() != str(declared).lower():
                yield Problem("file", "digest_differs", ())

    def _refuse_unpermitted(self, data, create):
        for schema in iterSchemata(self.context):
            needed = mergedTaggedValueDict(schema, WRITE_PERMISSIONS_KEY)
            for name, permission in needed.items():
                if name not in data or self.check_permission(permission):
                    continue
                if data[name] != json_compatible(getattr(self.context, name, None)):
                    raise NotAllowed(name)
                del data[name]


@implementer(IFieldDeserializer)
@adapter(IRow, IRecordContent, IRecordsLayer)
class RowDeserializer(DefaultFieldDeserializer):
    """A row: optional keys may be absent, datetimes are zoned (trap 12)."""

    def __call__(self, row):
        """Return the row with every key of its schema, typed and validated."""
        if not isinstance(row, dict):
            raise ValueError("a row must be an object")
        fields = getFields(self.field.schema)
        unknown = sorted(set(row) - set(fields))
        if unknown:
            raise ValueError(f"unknown key {unknown[0]!r}")
        return {name: self._value(field, row) for name, field in fields.items()}

    def _value(self, field, row):
        name = field.__name__
        value = row.get(name, field.default)
        if isinstance(value, dict) and "token" in value:
            value = value["token"]
        if value is None or value == "":
            if field.required:
                raise ValueError(f"{name} is required")
            return None
        if IDatetime.providedBy(field):
            moment = _parsed(name, value)
            return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
        if IDate.providedBy(field):
            return _parsed(name, value).date()
        try:
            field.bind(self.context).validate(value)
        except ValidationError as error:
            if name == "code":
                return value
            raise ValueError(f"{name}: {error.doc()}") from error
        return value


def _parsed(name, value):
    try:
        return dateutil.parser.isoparse(value)
    except (ValueError, TypeError) as error:
        raise ValueError(f"{name} is no date: {value!r}") from error


@implementer(IFieldDeserializer)
@adapter(IMaskedLine, IRecordContent, IRecordsLayer)
class MaskedDeserializer(DefaultFieldDeserializer):
    """A mask sent back is no change."""

    def __call__(self, value):
        """Return the value, or the stored one for its mask."""
        stored = getattr(self.context, self.field.__name__, None)
        if stored and value == masked(self.field.__name__, stored):
            return stored
        return super().__call__(value)


@implementer(IFieldSerializer)
@adapter(IMaskedLine, IRecordContent, IRecordsLayer)
class MaskedSerializer(DefaultFieldSerializer):
    """Masked for everyone; `@unmask` is the way to the clear value."""

    def __call__(self):
        """Return the mask."""
        return masked(self.field.__name__, self.get_value())


_HIDDEN = (
    "parent",
    "previous_item",
    "next_item",
    "lock",
    "working_copy",
    "working_copy_of",
)


class _Lean:
    """Drops what names neighbours and people (threats L2, L3, L5)."""

    def __call__(self, *args, **kwargs):
        """Return the stock JSON less the neighbours, with both states."""
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


def serializer(context, request):
    """Return the serialiser that fits the record."""
    folderish = hasattr(context, "objectIds")
    factory = FolderishRecordSerializer if folderish else RecordSerializer
    return factory(context, request)
