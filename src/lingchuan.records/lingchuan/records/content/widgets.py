"""Masked lines in forms: the mask is shown, and sent back it changes nothing."""

from lingchuan.records.content.fields import IMaskedLine
from lingchuan.records.content.fields import IYesOrLines
from lingchuan.records.i18n import _
from z3c.form.converter import FieldDataConverter
from z3c.form.converter import TextLinesConverter
from z3c.form.interfaces import ITextLinesWidget
from z3c.form.interfaces import ITextWidget
from z3c.form.interfaces import NOT_CHANGED
from zope.component import adapter
from zope.i18n import translate


YES = _("answer_yes", default="Yes")


@adapter(IYesOrLines, ITextLinesWidget)
class YesOrLinesConverter(TextLinesConverter):
    """Yes stands as one line; nothing stands for no."""

    def toWidgetValue(self, value: object) -> str:
        """Return the lines."""
        if isinstance(value, bool):
            return self._yes() if value else ""
        return super().toWidgetValue(value)

    def toFieldValue(self, value: str) -> object:
        """Return the lines; the one line for yes is yes."""
        return True if value.strip() == self._yes() else super().toFieldValue(value)

    def _yes(self) -> str:
        return translate(YES, context=self.widget.request)


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
