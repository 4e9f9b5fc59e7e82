"""Masked lines in forms: the mask is shown, and sent back it changes nothing."""

from lingchuan.records.content.fields import IMaskedLine
from z3c.form.converter import FieldDataConverter
from z3c.form.interfaces import ITextWidget
from z3c.form.interfaces import NOT_CHANGED
from zope.component import adapter


@adapter(IMaskedLine, ITextWidget)
class MaskedConverter(FieldDataConverter):
    """Between a masked line and its widget."""

    def toWidgetValue(self, value: str | None) -> str:
        """Return the mask."""
        return self.field.masked(value) or ""

    def toFieldValue(self, value: str) -> object:
        """Return the new value, or `NOT_CHANGED` for the mask itself.

        A row's line has no stored value here: see `masks.with_clear_numbers`.
        """
        stored = getattr(self.widget.context, self.field.__name__, None)
        if stored and value == self.field.masked(stored):
            return NOT_CHANGED
        return super().toFieldValue(value)
