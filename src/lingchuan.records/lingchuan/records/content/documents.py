"""The standard documents: to which kind and stage a name belongs (a dated setting)."""

from Acquisition import aq_base
from lingchuan.records.content import facts
from lingchuan.records.content.settings import settings
from lingchuan.records.core.lists import plain_name
from lingchuan.records.core.lists import valid_on


def standard_document(record: object) -> dict[str, object]:
    """Return the row {name, record_kind, stage} of a record's document name, else {}."""
    name = getattr(aq_base(record), "document_name", None)
    if not name:
        return {}
    day = getattr(aq_base(record), "made_on", None) or facts.today()
    rows = valid_on(settings().document_names, day)
    return next((row for row in rows if row["name"] in (name, plain_name(name))), {})


def is_of_its_kind(record: object) -> bool:
    """Return whether the kind a record names is the one of its document name."""
    usual = standard_document(record).get("record_kind")
    return usual in (None, getattr(aq_base(record), "record_kind", None))
