"""What files take from JSON: `{data, encoding, filename, content-type}`, past the gate."""

from lingchuan.records.content.messages import problem_text
from lingchuan.records.content.secret_gate import admit
from lingchuan.records.content.secret_gate import keep_reading
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.shown_types import claimed_type
from lingchuan.records.interfaces import ILoggedContent
from lingchuan.records.interfaces import IRecordsLayer
from plone.dexterity.interfaces import IDexterityContent
from plone.namedfile.interfaces import INamedField
from plone.restapi.deserializer.dxfields import NamedFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from zope.component import adapter
from zope.interface import implementer

import base64
import binascii
import io


ENCODING = "base64"
_FILE_KEYS = ("filename", "content-type", "encoding")


@implementer(IFieldDeserializer)
@adapter(INamedField, ILoggedContent, IRecordsLayer)
class FileDeserializer(NamedFieldDeserializer):
    """A file as `{data, encoding, filename, content-type}`."""

    def __call__(self, value: object) -> object:
        """Return the file; the present one for what a GET showed of it.

        Raises:
            BadInput: the gate for secrets does not let it in.
        """
        name = self.field.__name__
        if not is_file(value, getattr(self.context, name, None)):
            raise ValueError(problem_text(Problem("", "bad_file"), self.request))
        if "data" not in value:
            return super().__call__(value)
        filename, mime = value.get("filename") or "", value.get("content-type") or ""
        stream = io.BytesIO(bytes_of(value))
        reading = admit(name, filename, mime, stream, self.context)
        return keep_reading(super().__call__(value), reading)


@implementer(IFieldDeserializer)
@adapter(INamedField, IDexterityContent, IRecordsLayer)
class StockFileDeserializer(FileDeserializer):
    """A file of Plone's own content."""


def bytes_of(value: dict) -> bytes:
    """Return the bytes of a file as JSON carries it."""
    data = value["data"].encode()
    return base64.b64decode(data) if value.get("encoding") else data


def is_file(value: object, stored: object = None) -> bool:
    """Return whether a value of JSON is a file, or says what a GET showed of one."""
    if not isinstance(value, dict):
        return False
    texts = [value[key] for key in _FILE_KEYS if value.get(key) is not None]
    if not all(isinstance(text, str) for text in texts):
        return False
    if "data" not in value:
        return stored is not None
    mime = value.get("content-type")
    if mime and claimed_type(mime) is None:
        return False
    encoding = value.get("encoding")
    if not isinstance(value["data"], str) or encoding not in (None, ENCODING):
        return False
    is_good = _is_base64 if encoding else _is_text
    return bool(value["data"]) and is_good(value["data"])


def _is_text(data: str) -> bool:
    try:
        data.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_base64(data: str) -> bool:
    try:
        base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True
