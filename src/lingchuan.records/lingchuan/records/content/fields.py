"""Field types of our own."""

from zope import schema
from zope.interface import implementer
from zope.schema.interfaces import ITextLine


class IMaskedLine(ITextLine):
    """A line that pages and REST show masked."""


@implementer(IMaskedLine)
class MaskedLine(schema.TextLine):
    """An ID number, phone or address: stored clear, shown masked (Art. 20)."""
