"""What the catalog keeps of a record; identity numbers are never among it."""

from Acquisition import aq_base
from lingchuan.records.content import facts
from lingchuan.records.content.normalise import text_of
from lingchuan.records.interfaces import IMediaEvidence
from lingchuan.records.interfaces import IPermitFile
from lingchuan.records.interfaces import IRecordContent
from lingchuan.records.interfaces import IRecordItem
from plone.app.contenttypes.indexers import _unicode_save_string_concat
from plone.indexer import indexer

import re


_TAG = re.compile(r"<[^>]+>")


@indexer(IRecordContent)
def confidentiality_state(obj: object) -> str:
    """Return the state of the confidentiality workflow."""
    return facts.confidentiality_state(obj)


@indexer(IPermitFile)
def matter_codes_of_file(obj: object) -> list[str]:
    """Return the codes of the file's matters."""
    return [row["code"] for row in obj.matters or ()]


@indexer(IPermitFile)
def matter_names(obj: object) -> list[str]:
    """Return the names of the file's matters."""
    return [row.get("name") or row["code"] for row in obj.matters or ()]


@indexer(IPermitFile)
def register_year(obj: object) -> int | None:
    """Return the year of the register the file is in."""
    return obj.received_on.year if obj.received_on else None


@indexer(IPermitFile)
def file_text(obj: object) -> str:
    """Return the words a permit file is found by."""
    names = [row.get("name") or "" for row in obj.matters or ()]
    number = obj.file_number or ""
    parts = [obj.title, obj.applicant_name, number, *names, obj.external_id]
    parts += [row.get("decision_number") for row in obj.matters or ()]
    return _joined(parts)


@indexer(IRecordItem)
def record_text(obj: object) -> str:
    """Return the words a record is found by: title, number, place, transcript."""
    base = aq_base(obj)
    transcript = _TAG.sub(" ", text_of(getattr(base, "transcript", None)))
    keys = ("title", "document_name", "document_number", "place", "summary")
    return _joined([*(getattr(base, key, None) for key in keys), transcript])


@indexer(IMediaEvidence)
def media_file_size(obj: object) -> int:
    """Return the size of the original in bytes."""
    return getattr(aq_base(obj), "size", None) or 0


def _joined(parts: list) -> str:
    return _unicode_save_string_concat(*(part for part in parts if part))
