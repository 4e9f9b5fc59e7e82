"""What the server fills in before a record is stored.

Titles, matter rows out of the catalogue, zones of row times, digests of media.
"""

from Acquisition import aq_base
from copy import copy
from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.content.clock_offsets import keep_offset
from lingchuan.records.content.devices import keep_state
from lingchuan.records.content.documents import standard_document
from lingchuan.records.content.durable import sync_with_transaction
from lingchuan.records.content.file_text import keep_text
from lingchuan.records.content.moments import zoned
from lingchuan.records.content.secret_gate import admit_stored
from lingchuan.records.content.settings import settings
from lingchuan.records.core.lists import valid_on
from lingchuan.records.interfaces import IMediaEvidence
from lingchuan.records.interfaces import IMediaFilling
from lingchuan.records.interfaces import IOwnRules
from lingchuan.records.interfaces import IPermitFile
from lingchuan.records.interfaces import IRecordingDevice
from lingchuan.records.interfaces import IRecordItem
from persistent.mapping import PersistentMapping
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import INamedBlobFile
from zope.component import getUtility
from zope.component import queryUtility
from zope.i18n import translate
from zope.schema import getFieldsInOrder

import puremagic


_CLASS_ORDER = ("y10", "y30", "permanent")
_STAGES = {
    "site_check": "现场核查",
    "service": "送达",
    "evidence_collection": "审查",
    "hearing": "听证",
    "interview": "审查",
    "inquiry": "审查",
    "oral_statement": "陈述申辩",
    "reconsideration": "复议",
}
_HEAD = 1 << 20
# What the server keeps of a recording's file beside its digests.
FILE_FACTS = ("mime", "saved_at", "duration_s", "media_facts")


def normalise(obj: object) -> None:
    """Fill in what the server knows; never overwrite what a person wrote."""
    _store_defaults(obj)
    _zones(obj)
    if IPermitFile.providedBy(obj):
        _numbers(obj)
        _matters(obj)
        _registering_handler(obj)
    rules = queryUtility(IOwnRules, name=obj.portal_type)
    if rules is not None:
        rules.complete(obj)
    if IRecordingDevice.providedBy(obj):
        keep_state(obj)
    # A file may say the day that a title names.
    keep_digests(obj)
    if IMediaEvidence.providedBy(obj):
        keep_offset(obj)
    if IRecordItem.providedBy(obj):
        _kind_and_stage(obj)
        if not aq_base(obj).title:
            obj.title = _title(obj)


def _store_defaults(obj: object) -> None:
    """Store what a field's default is now: else each reader would see one of their own."""
    for schema in iterSchemata(obj):
        for name, field in getFieldsInOrder(schema):
            if name not in vars(aq_base(obj)):
                setattr(obj, name, copy(field.bind(obj).default))


def _numbers(file: object) -> None:
    number = aq_base(file).applicant_id_number
    if number and number != number.upper():
        file.applicant_id_number = number.upper()
    rows = aq_base(file).related_parties
    if rows:
        file.related_parties = [
            dict(row) | {"id_number": (row.get("id_number") or "").upper() or None}
            for row in rows
        ]


def _registering_handler(file: object) -> None:
    """Make the case handler who registers a file one of its handlers (contract)."""
    named = list(aq_base(file).handlers or ())
    me = facts.current_user()
    if file.file_number or not me or me in named:
        return
    if "Case Handler" in api.user.get_roles():
        file.handlers = [*named, me]


def _zones(obj: object) -> None:
    for schema in iterSchemata(obj):
        for name, _field in getFieldsInOrder(schema):
            value = getattr(aq_base(obj), name, None)
            if isinstance(value, (datetime, list)) and zoned(value) != value:
                setattr(obj, name, zoned(value))


def _matters(file: object) -> None:
    day = file.received_on or facts.today()
    known = {row["code"]: row for row in valid_on(settings().matters, day)}
    rows, classes = [], []
    for row in file.matters or ():
        entry = known.get(row.get("code"), {})
        filled = dict(row)
        for key in ("name", "kind", "limit_workdays"):
            sent = row.get(key)
            filled[key] = entry.get(key) if sent in (None, "") else sent
        rows.append(filled)
        classes.append(entry.get("retention_class"))
    file.matters = rows
    if not file.retention_class:
        ranked = [c for c in _CLASS_ORDER if c in classes]
        file.retention_class = ranked[-1] if ranked else None


def _kind_and_stage(record: object) -> None:
    usual = standard_document(record)
    if usual and not record.record_kind:
        record.record_kind = usual["record_kind"]
    if not record.stage:
        kind = getattr(record, "activity_kind", None) or ""
        record.stage = _STAGES.get(kind, usual.get("stage"))


def _title(record: object) -> str:
    parts = []
    name = getattr(record, "document_name", None)
    if name:
        parts.append(name)
    for key in ("activity_kind", "medium", "record_kind"):
        value = getattr(record, key, None)
        if value and not parts:
            field = next(s[key] for s in iterSchemata(record) if key in s)
            term = field.bind(record).vocabulary.getTerm(value)
            parts.append(translate(term.title, target_language="zh_CN"))
    day = getattr(record, "made_on", None) or getattr(record, "starts", None)
    if day:
        parts.append(day.strftime("%Y-%m-%d"))
    return " ".join(parts)[:200]


def keep_digests(obj: object) -> None:
    """Keep the digests of each file that came in since last time, none of one gone."""
    base = aq_base(obj)
    # Asked first: what was not loaded yet has no names of its own.
    digests = getattr(base, "file_digests", None) or {}
    stored = vars(base)
    for schema in iterSchemata(obj):
        for name, _field in getFieldsInOrder(schema):
            file, known = stored.get(name), digests.get(name)
            if INamedBlobFile.providedBy(file):
                if known is None or known["blob"] is not file._blob:
                    _digest(obj, name, file)
            elif known is not None:
                _forget(obj, name)


def keep_digest_beside(obj: object, name: str) -> None:
    """Keep the digests of a file that no field holds, so that it is checked too."""
    if getattr(aq_base(obj), "file_digests", None) is None:
        obj.file_digests = PersistentMapping()
    file = getattr(aq_base(obj), name)
    found = facts.digests_of(obj, name)
    obj.file_digests[name] = PersistentMapping(found, blob=file._blob)


def _forget(obj: object, name: str) -> None:
    del obj.file_digests[name]
    obj.file_texts.pop(name, None)
    if IMediaEvidence.providedBy(obj):
        for key in (*facts.DIGESTS, *FILE_FACTS):
            setattr(obj, key, None)


def _digest(obj: object, name: str, file: object) -> None:
    reading = admit_stored(name, file, obj)
    if getattr(aq_base(obj), "file_digests", None) is None:
        obj.file_digests = PersistentMapping()
    sync_with_transaction(file._blob)
    keep_text(aq_base(obj), name, reading)
    replaced = name in obj.file_digests
    found = facts.digests_of(obj, name)
    obj.file_digests[name] = PersistentMapping(found, blob=file._blob)
    if IMediaEvidence.providedBy(obj):
        for key, value in found.items():
            setattr(obj, key, value)
        with file.open() as stream:
            head = stream.read(_HEAD)
        obj.mime = _mime(head, file.filename or "", file.contentType)
        file.contentType = obj.mime
        # An importer has told when it was saved (contract).
        if replaced or not obj.saved_at:
            obj.saved_at = facts.now()
        getUtility(IMediaFilling).fill_in(obj, file)


def _mime(head: bytes, filename: str, declared: str) -> str:
    try:
        return puremagic.from_string(head, mime=True, filename=filename) or declared
    except (puremagic.PureError, ValueError):
        return "application/octet-stream"


def text_of(value: object) -> str:
    """Return the plain text of a rich text value, '' for none."""
    return value.raw if isinstance(value, RichTextValue) and value.raw else ""
