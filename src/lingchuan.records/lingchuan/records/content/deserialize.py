"""How a record is written from JSON: the stock way, then the checks at the door.

Nothing that was sent is skipped in silence: what only the server sets, what the user
may not set and what is impossible each have an answer of their own.
"""

from collections.abc import Iterator
from lingchuan.records.content import facts
from lingchuan.records.content import people
from lingchuan.records.content.checks import FILE_FIELDS
from lingchuan.records.content.checks import problems
from lingchuan.records.content.deserialize_fields import parsed
from lingchuan.records.content.error_answers import plain_error
from lingchuan.records.content.errors import FieldNotAllowed
from lingchuan.records.content.fields import IPlainList
from lingchuan.records.content.masks import foreign_masks
from lingchuan.records.content.masks import PARTIES
from lingchuan.records.content.masks import with_clear_numbers
from lingchuan.records.content.messages import problem_text
from lingchuan.records.content.named_activity import ACTIVITY
from lingchuan.records.content.named_activity import hidden
from lingchuan.records.core.findings import Problem
from lingchuan.records.interfaces import ILoggedContent
from lingchuan.records.interfaces import IRecordsLayer
from plone import api
from plone.autoform.interfaces import WRITE_PERMISSIONS_KEY
from plone.dexterity.utils import iterSchemata
from plone.restapi.deserializer import json_body
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.interfaces import ISerializeToJson
from plone.supermodel.utils import mergedTaggedValueDict
from zope.component import adapter
from zope.component import getMultiAdapter
from zope.component import queryMultiAdapter
from zope.interface import implementer
from zope.schema import getFields

import hashlib


IMPORT = "lingchuan.records: Import Records"
SAVED_AT = "saved_at"
DECLARED = "expected_sha256"
# Sent beside the fields of a record.
_BESIDE = frozenset(("@type", DECLARED, "confidentiality"))
# What a GET shows of others than the record: it may have changed since.
_DERIVED = frozenset(
    ("@components", "batching", "items", "items_total", "modified", "version")
)
# What a GET shows of the record beside its fields.
_SERVERS = frozenset(
    "@id UID allow_discussion confidentiality_state created id is_folderish layout"
    " lock next_item parent previous_item review_state type_title".split()
)


@implementer(IDeserializeFromJson)
@adapter(ILoggedContent, IRecordsLayer)
class RecordDeserializer(DeserializeFromJson):
    """Stock deserialising, then the checks at the door."""

    def __call__(
        self, validate_all=False, data=None, create=False, mask_validation_errors=True
    ) -> object:
        """Write the data to the record, or raise with a problem a field."""
        data = dict(json_body(self.request) if data is None else data)
        self._resolve(data)
        stored = None if create else self.context
        # Now: the stock way sets each value before it tells of any problem.
        self._foreign = list(foreign_masks(self.context.portal_type, data, stored))
        self._refuse_unpermitted(data, create)
        if create:
            self._import(data)
        return super().__call__(validate_all, data, create, mask_validation_errors)

    def get_schema_data(self, data, validate_all, create=False) -> tuple[dict, list]:
        """Return the stock result with our problems added."""
        schema_data, stock = super().get_schema_data(data, validate_all, create)
        errors = [plain_error(error, self.request) for error in stock]
        found = [
            *self._server_only(data),
            *self._others(data, create),
            *self._declared_digest(data),
        ]
        known = {error.get("field") for error in errors}
        get = lambda name: getattr(self.context, name, None)  # noqa: E731
        found += problems(self.context.portal_type, get, self.context)
        found = [one for one in found if one.field not in self._foreign]
        found += [Problem(name, "foreign_mask") for name in self._foreign]
        for problem in found:
            if problem.field not in known:
                message = problem_text(problem, self.request)
                errors.append(
                    {"field": problem.field, "message": message, "error": problem.code}
                )
        return schema_data, errors

    def _fields(self) -> Iterator[tuple[str, object]]:
        for schema in iterSchemata(self.context):
            yield from getFields(schema).items()

    def _present(self, name: str, field: object) -> object:
        serializer = queryMultiAdapter(
            (field, self.context, self.request), IFieldSerializer
        )
        return serializer() if serializer else None

    def _resolve(self, data: dict) -> None:
        """Put clear numbers for masks, and ids for terms, that a GET has shown."""
        rows = data.get(PARTIES)
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            stored = getattr(self.context, PARTIES, None)
            data[PARTIES] = with_clear_numbers(rows, stored)
        if ACTIVITY in data and data[ACTIVITY] is None:
            data[ACTIVITY] = hidden(self.context)
        for name, field in self._fields():
            if IPlainList.providedBy(field) and isinstance(data.get(name), list):
                data[name] = [
                    one.get("token") if isinstance(one, dict) else one
                    for one in data[name]
                ]

    def _import(self, data: dict) -> None:
        """Take the time of saving from who imports, and mark the record."""
        fields = dict(self._fields())
        if not data.get(SAVED_AT) or SAVED_AT not in fields:
            return
        if not api.user.has_permission(IMPORT, obj=self.context):
            return
        try:
            self.context.saved_at = parsed(data[SAVED_AT])
        except ValueError:
            return
        self.context.imported = True
        del data[SAVED_AT]

    def _server_only(self, data: dict) -> Iterator[Problem]:
        for name, field in self._fields():
            if not field.readonly or name not in data:
                continue
            if data[name] != self._present(name, field):
                yield Problem(name, "server_only", ())

    def _others(self, data: dict, create: bool) -> Iterator[Problem]:
        """Yield what is no field: unknown, or not the client's to set."""
        fields = dict(self._fields())
        others = sorted(set(data) - set(fields) - _BESIDE - _DERIVED)
        if not others:
            return
        present = dict.fromkeys(_SERVERS)
        if not create:
            serializer = getMultiAdapter((self.context, self.request), ISerializeToJson)
            present = serializer()
        for name in others:
            if name not in present:
                yield Problem(name, "unknown_field")
            elif create or data[name] != present[name]:
                yield Problem(name, "server_only")

    def _declared_digest(self, data: dict) -> Iterator[Problem]:
        declared = data.get(DECLARED)
        if not declared:
            return
        field = FILE_FIELDS.get(self.context.portal_type)
        file = getattr(self.context, field, None) if field else None
        if file is None:
            yield Problem(DECLARED, "digest_without_file")
            return
        with file.open() as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if digest != str(declared).lower():
            yield Problem(field, "digest_differs")

    def _refuse_unpermitted(self, data: dict, create: bool) -> None:
        for schema in iterSchemata(self.context):
            needed = mergedTaggedValueDict(schema, WRITE_PERMISSIONS_KEY)
            for name, permission in needed.items():
                if name not in data or self._may_set(name, permission, data, create):
                    continue
                if create and not data[name]:
                    # Nobody is named: who registers is a handler all the same.
                    del data[name]
                    continue
                if data[name] != self._present(name, schema[name]):
                    raise FieldNotAllowed(name)
                del data[name]

    def _may_set(self, name: str, permission: str, data: dict, create: bool) -> bool:
        if not self.check_permission(permission):
            return False
        unit = data.get("unit") or facts.unit_of(facts.current_user())
        unit = unit.get("token") if isinstance(unit, dict) else unit
        return not create or name != "handlers" or people.may_name_handlers(unit)
