"""Values as people read them: dates, terms, names, masked numbers."""

from Acquisition import aq_base
from collective.z3cform.datagridfield.interfaces import IRow
from datetime import date
from datetime import datetime
from lingchuan.records.content.facts import display_name
from lingchuan.records.content.facts import ZONE
from lingchuan.records.content.fields import IMaskedLine
from lingchuan.records.content.fields import IOpenChoice
from lingchuan.records.content.masks import cell_name
from lingchuan.records.core.time_marks import write_mark
from lingchuan.records.i18n import _
from plone.dexterity.utils import iterSchemata
from zope.i18n import translate
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection


PEOPLE = frozenset(
    (
        "handlers",
        "officers",
        "staff",
        "servers",
        "chair",
        "clerk",
        "operator",
        "custodian",
        "certified_by",
        "explained_by",
        "confirmed_by",
    )
)
YES = _("answer_yes", default="Yes")
NO = _("answer_no", default="No")


def field_of(obj: object, name: str) -> object | None:
    """Return the schema field of that name."""
    for schema in iterSchemata(obj):
        if name in schema:
            return schema[name]
    return None


def moment(value: date | datetime | None) -> str:
    """Return a date or a time of day in China, '' for none."""
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            value = value.astimezone(ZONE)
        return value.strftime("%Y-%m-%d %H:%M:%S").removesuffix(":00")
    return value.isoformat() if isinstance(value, date) else ""


def text(obj: object, request: object, field: object, value: object) -> str:
    """Return one value as text in the request's language."""
    name = getattr(field, "__name__", "")
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return translate(YES if value else NO, context=request)
    if isinstance(value, date):
        return moment(value)
    if name.endswith("offset_s"):
        return write_mark(value)
    if ICollection.providedBy(field):
        inner = field.value_type
        if IRow.providedBy(inner):
            return "；".join(_row(obj, request, inner.schema, row) for row in value)
        inner = inner if IChoice.providedBy(inner) else field
        return "、".join(_item(obj, request, inner, name, one) for one in value)
    return _item(obj, request, field, name, value)


def _row(obj: object, request: object, schema: object, row: dict) -> str:
    """Return the cells of a row that say something, each masked if its column is."""
    cells = ((name, text(obj, request, schema[name], row.get(name))) for name in schema)
    return "，".join(cell for _name, cell in cells if cell)


def _item(obj: object, request: object, field: object, name: str, value: object) -> str:
    if name in PEOPLE:
        return display_name(value)
    if IMaskedLine.providedBy(field):
        return field.masked(value)
    if IChoice.providedBy(field) or IOpenChoice.providedBy(field):
        vocabulary = field.bind(obj).vocabulary
        try:
            return translate(vocabulary.getTerm(value).title, context=request)
        except LookupError:
            return str(value)
    return str(value)


def fact(obj: object, request: object, name: str) -> dict[str, str]:
    """Return {name, title, value} of a field."""
    field = field_of(obj, name)
    title = translate(field.title, context=request) if field else name
    value = getattr(aq_base(obj), name, None)
    return {"name": name, "title": title, "value": text(obj, request, field, value)}


def facts(obj: object, request: object, names: tuple[str, ...]) -> list[dict]:
    """Return the facts that have a value, in the order asked for."""
    found = [fact(obj, request, name) for name in names if field_of(obj, name)]
    return [row for row in found if row["value"]]


def grid(obj: object, request: object, name: str, columns: tuple[str, ...]) -> dict:
    """Return {title, heads, rows} of a grid field; cells are {name, label, value}."""
    field = field_of(obj, name)
    schema = field.value_type.schema
    heads = [translate(schema[key].title, context=request) for key in columns]
    rows = [
        [
            {
                "name": cell_name(name, place, key),
                "label": head,
                "value": text(obj, request, schema[key], row.get(key)),
            }
            for key, head in zip(columns, heads, strict=True)
        ]
        for place, row in enumerate(getattr(aq_base(obj), name, None) or ())
    ]
    return {
        "id": f"h-{name}",
        "title": translate(field.title, context=request),
        "heads": heads,
        "rows": rows,
    }
