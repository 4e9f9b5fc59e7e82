"""No field of a record holds a mark of a state secret, nor more than a stub may (R20-2).

Files have their own gate; a decision's mark is no field of the record.
"""

from collections.abc import Callable
from collections.abc import Iterator
from lingchuan.records.content.settings import is_classified_system
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.plain_text import of_html
from lingchuan.records.core.secret_marks import is_marked
from lingchuan.records.interfaces import ISecretLimits
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import iterSchemataForType
from plone.namedfile.interfaces import INamed
from zope.component import getUtilitiesFor
from zope.schema import getFieldNames


Getter = Callable[[str], object]


def secret_problems(portal_type: str, get: Getter, context: object) -> list[Problem]:
    """Return the fields that hold a mark, or what a stub may not hold."""
    if is_classified_system():
        return []
    found = [
        Problem(name, "secret_text")
        for schema in iterSchemataForType(portal_type)
        for name in getFieldNames(schema)
        if any(map(is_marked, texts_of_value(get(name))))
    ]
    for _name, limits in getUtilitiesFor(ISecretLimits):
        found += limits.problems(get, context)
    return found


def texts_of_value(value: object) -> Iterator[str]:
    """Yield the texts that a field's value holds, of a file its name."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, RichTextValue):
        yield of_html(value.raw or "")
    elif INamed.providedBy(value):
        yield value.filename or ""
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_of_value(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from texts_of_value(one)
