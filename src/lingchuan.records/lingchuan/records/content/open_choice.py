"""A choice with free text beside it: one of a list, or else what somebody writes.

Raw values are pairs (chosen code, written text). What is written as the list calls it is
the code; who both chooses and writes has said two things, and neither is taken.
"""

from lingchuan.records.content.fields import IOpenChoice
from lingchuan.records.content.messages import problem_text
from lingchuan.records.core.findings import Problem
from lingchuan.records.i18n import _
from plone.app.z3cform.interfaces import IPloneFormLayer
from z3c.form.browser.text import TextWidget
from z3c.form.converter import BaseDataConverter
from z3c.form.converter import FormatterValidationError
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import ITextWidget
from z3c.form.interfaces import NO_VALUE
from z3c.form.widget import FieldWidget
from zope.browserpage.viewpagetemplatefile import ViewPageTemplateFile
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import implementer_only


Pair = tuple[str, str]

_NONE = _("choice_none", default="—")
_WRITTEN = _("choice_written", default="None of the list: in words")
_NOTHING: Pair = ("", "")
# After the name of the choice, that of the text.
TEXT = ".text"


class IOpenChoiceWidget(ITextWidget):
    """A list and a line."""


@implementer_only(IOpenChoiceWidget)
class OpenChoiceWidget(TextWidget):
    """A list to choose from and, beside it, a line to write in."""

    template = ViewPageTemplateFile("templates/open_choice.pt")
    value: Pair | str | None = None

    def extract(self, default: object = NO_VALUE) -> object:
        """Return what was sent, `default` where nothing of it was."""
        names = (self.name, self.name + TEXT)
        if not any(name in self.request for name in names):
            return default
        return tuple(str(self.request.get(name) or "").strip() for name in names)

    def render(self) -> str:
        """Return list and line, or the value alone."""
        if self.mode == "display":
            return self.written() or self._titles().get(self.chosen(), "")
        return self.template(self)

    def options(self) -> list[dict[str, str | None]]:
        """Return {value, title, selected} of each entry of the list."""
        entries = {"": translate(_NONE, context=self.request)} | self._titles()
        chosen = self.chosen()
        return [
            {
                "value": code,
                "title": title,
                "selected": "selected" if code == chosen else None,
            }
            for code, title in entries.items()
        ]

    def chosen(self) -> str:
        """Return the code that is chosen, '' for none."""
        return self._pair()[0]

    def written(self) -> str:
        """Return the text that is written instead."""
        return self._pair()[1]

    def text_label(self) -> str:
        """Return how the line is called."""
        return translate(_WRITTEN, context=self.request)

    def code_of(self, text: str) -> str:
        """Return the code of what the list calls so, '' for none."""
        found = (code for code, title in self._titles().items() if title == text)
        return next(found, "")

    def _pair(self) -> Pair:
        return self.value if isinstance(self.value, tuple) else _NOTHING

    def _titles(self) -> dict[str, str]:
        return {
            term.value: translate(term.title, context=self.request)
            for term in self.field.vocabulary
        }


@implementer(IFieldWidget)
@adapter(IOpenChoice, IPloneFormLayer)
def open_choice_widget(field: object, request: object) -> object:
    """Return the widget of an open choice."""
    return FieldWidget(field, OpenChoiceWidget(request))


@adapter(IOpenChoice, IOpenChoiceWidget)
class OpenChoiceConverter(BaseDataConverter):
    """Between a code or text and the pair of the two."""

    def toWidgetValue(self, value: str | None) -> Pair:
        """Return the pair."""
        if not value:
            return _NOTHING
        return (value, "") if value in self.field.vocabulary else ("", value)

    def toFieldValue(self, value: Pair) -> str | None:
        """Return the code, else the text.

        Raises:
            FormatterValidationError: there are both, or a code that is none.
        """
        chosen, written = value
        named = self.widget.code_of(written) if written else ""
        if named and chosen in ("", named):
            return named
        if (chosen and written) or (chosen and chosen not in self.field.vocabulary):
            text = problem_text(Problem("", "choice_and_text"), self.widget.request)
            raise FormatterValidationError(text, value)
        return chosen or written or self.field.missing_value
