"""How a record is written from JSON: the stock way, then the checks at the door.

Nothing that was sent is skipped in silence: what only the server sets, what the user
may not set and what is impossible each have an answer of their own.
"""

from collections.abc import Iterator
from hashlib import sha256
from lingchuan.records.content import facts
from lingchuan.records.content import people
from lingchuan.records.content.checks import problems
from lingchuan.records.content.deserialize_fields import parsed
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.fields import IUserIds
from lingchuan.records.content.masks import PARTIES
from lingchuan.records.content.masks import with_clear_numbers
from lingchuan.records.content.messages import problem_text
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
from plone.supermodel.utils import mergedTaggedValueDict
from zope.component import adapter
from zope.component import queryMultiAdapter
from zope.interface import implementer
from zope.schema import getFields


IMPORT = "lingchuan.records: Import Records"
SAVED_AT = "saved_at"
# The order of children and the page of a record are not the client's.
_IGNORED = ("layout", "ordering")
_BLOCK = 1 << 20


@implementer(IDeserializeFromJson)
@adapter(ILoggedContent, IRecordsLayer)
class RecordDeserializer(DeserializeFromJson):
    """Stock deserialising, then the checks at the door."""

    def __call__(
        self, validate_all=False, data=None, create=False, mask_validation_errors=True
    ) -> object:
        """Write the data to the record, or raise with a problem a field."""
        data = json_body(self.request) if data is None else data
        data = {key: one for key, one in data.items() if key not in _IGNORED}
        self._resolve(data)
        self._refuse_unpermitted(data, create)
        if create:
            self._import(data)
        return super().__call__(validate_all, data, create, mask_validation_errors)

    def get_schema_data(self, data, validate_all, create=False) -> tuple[dict, list]:
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
        for name, field in self._fields():
            if IUserIds.providedBy(field) and isinstance(data.get(name), list):
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

    def _declared_digest(self, data: dict) -> Iterator[Problem]:
        declared = data.get("expected_sha256")
        file = getattr(self.context, "file", None)
        if declared and file is not None:
            digest = sha256()
            with file.open() as stream:
                while chunk := stream.read(_BLOCK):
                    digest.update(chunk)
            if digest.hexdigest() != str(declared).lower():
                yield Problem("file", "digest_differs", ())

    def _refuse_unpermitted(self, data: dict, create: bool) -> None:
        for schema in iterSchemata(self.context):
            needed = mergedTaggedValueDict(schema, WRITE_PERMISSIONS_KEY)
            for name, permission in needed.items():
                if name not in data or self._may_set(name, permission, data, create):
                    continue
                if data[name] != self._present(name, schema[name]):
                    raise NotAllowed(name)
                del data[name]

    def _may_set(self, name: str, permission: str, data: dict, create: bool) -> bool:
        if not self.check_permission(permission):
            return False
        unit = data.get("unit") or facts.unit_of(facts.current_user())
        return not create or name != "handlers" or people.may_name_handlers(unit)
