"""Masked values: which a record has, and what a mask that is sent back stands for.

A masked value is named by its field, or in a grid by field, row and column:
`related_parties.0.id_number`.
"""

from Acquisition import aq_base
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.z3cform.datagridfield.interfaces import IRow
from lingchuan.records.content.fields import IMaskedLine
from lingchuan.records.core.masking import mask_id
from plone.dexterity.utils import iterSchemata
from plone.dexterity.utils import iterSchemataForType
from zope.schema import getFieldsInOrder


STARS = frozenset("*＊")
PARTIES = "related_parties"
NUMBER = "id_number"


def masked_values(obj: object) -> dict[str, str | None]:
    """Return {name: clear value} of all that a record shows masked, None for none."""
    return {
        found: value
        for schema in iterSchemata(obj)
        for name, field in getFieldsInOrder(schema)
        for found, value in _of_field(name, field, getattr(aq_base(obj), name, None))
    }


def masked_columns(field: object) -> dict[str, object]:
    """Return {column: field} of the masked columns of a grid, {} for another field."""
    inner = getattr(field, "value_type", None)
    if not IRow.providedBy(inner):
        return {}
    columns = getFieldsInOrder(inner.schema)
    return {name: one for name, one in columns if IMaskedLine.providedBy(one)}


def cell_name(field: str, row: int, column: str) -> str:
    """Return the name of a value in a grid."""
    return f"{field}.{row}.{column}"


def _of_field(name: str, field: object, value: object) -> Iterator[tuple[str, object]]:
    if IMaskedLine.providedBy(field):
        yield name, value or None
    for column in masked_columns(field):
        for place, row in enumerate(value or ()):
            yield cell_name(name, place, column), row.get(column) or None


def with_clear_numbers(
    rows: Iterable[Mapping[str, object]], stored: Iterable[Mapping[str, object]] | None
) -> list[dict[str, object]]:
    """Return rows in which a mask sent back stands for the stored number.

    Two stored numbers may have the same mask: the row's name tells them apart, and
    where it does not, the mask stays and is refused as no number.
    """
    kept = [row for row in stored or () if row.get(NUMBER)]
    return [dict(row) | _cleared(row, kept) for row in rows]


def _cleared(row: Mapping, kept: list[Mapping]) -> dict[str, object]:
    sent = row.get(NUMBER)
    same = [one for one in kept if mask_id(one[NUMBER]) == sent]
    named = [one for one in same if one.get("name") == row.get("name")]
    numbers = {one[NUMBER] for one in named or same}
    return {NUMBER: numbers.pop()} if len(numbers) == 1 else {}


def foreign_masks(
    portal_type: str, sent: Mapping[str, object], stored: object | None
) -> Iterator[str]:
    """Yield the fields in which a mask was sent that is not the one shown now.

    It is somebody's old copy, or of another record: kept, it would replace the number.

    Args:
        sent: values by field; rows with clear numbers put for the masks known.
        stored: the record before the change, None while it is made.
    """
    for schema in iterSchemataForType(portal_type):
        for name, field in getFieldsInOrder(schema):
            known = getattr(aq_base(stored), name, None)
            if any(_foreign(field, sent.get(name), known)):
                yield name


def _foreign(field: object, sent: object, known: object) -> Iterator[bool]:
    if IMaskedLine.providedBy(field):
        yield _has_star(sent) and sent not in (known, field.masked(known))
    for column in masked_columns(field):
        numbers = [row.get(column) for row in known or ()]
        for row in sent if isinstance(sent, list) else ():
            number = row.get(column) if isinstance(row, Mapping) else None
            yield _has_star(number) and number not in numbers


def _has_star(value: object) -> bool:
    return isinstance(value, str) and not STARS.isdisjoint(value)
