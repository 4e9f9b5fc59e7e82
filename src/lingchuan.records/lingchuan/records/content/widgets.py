"""Masked lines in forms: the mask is shown, and sent back it changes nothing."""

from lingchuan.records.content.fields import IMaskedLine
from lingchuan.records.core.masking import mask
from z3c.form.converter import FieldDataConverter
from z3c.form.interfaces import ITextWidget
from z3c.form.interfaces import NOT_CHANGED
from zope.component import adapter


KINDS = {
    "applicant_id_number": "id",
    "applicant_phone": "phone",
    "applicant_address": "address",
}


def masked(name: str, value: str | None) -> str | None:
    """Return the masked value of a field."""
    return mask(KINDS[name], value) if value else value


@adapter(IMaskedLine, ITextWidget)
class MaskedConverter(FieldDataConverter):
    """Between a masked line and its widget."""

    def toWidgetValue(self, value: str | None) -> str:
        """Return the mask."""
        return masked(self.field.__name__, value) or ""

    def toFieldValue(self, value: str) -> object:
        """Return the new value, or `NOT_CHANGED` for the mask itself."""
        stored = getattr(self.widget.context, self.field.__name__, None)
        if stored and value == masked(self.field.__name__, stored):
            return NOT_CHANGED
        return super().toFieldValue(value)
