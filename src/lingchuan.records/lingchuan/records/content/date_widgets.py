"""Days and moments in forms: ISO on the screen whatever the browser speaks.

A browser's own date field shows 03/18/2026 to whose browser is American, and Plone's
converter drops the seconds of a moment. Here both stand as text that may be typed in
any usual way (core/dates.py); a calendar of the browser is one click away.
"""

from datetime import date
from datetime import datetime
from lingchuan.records.content.facts import ZONE
from lingchuan.records.content.fields import IDay
from lingchuan.records.content.fields import IMoment
from lingchuan.records.content.messages import problem_text
from lingchuan.records.core.dates import read_day
from lingchuan.records.core.dates import read_moment
from lingchuan.records.core.findings import Problem
from lingchuan.records.i18n import _
from plone.app.z3cform.interfaces import IDatetimeWidget
from plone.app.z3cform.interfaces import IDateWidget
from plone.app.z3cform.interfaces import IPloneFormLayer
from plone.app.z3cform.widgets.datetime import DatetimeWidget
from plone.app.z3cform.widgets.datetime import DateWidget
from z3c.form.converter import BaseDataConverter
from z3c.form.converter import FormatterValidationError
from z3c.form.interfaces import IFieldWidget
from z3c.form.widget import FieldWidget
from zope.browserpage.viewpagetemplatefile import ViewPageTemplateFile
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import implementer_only
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IDatetime


_CHOOSE = _("choose_date", default="Choose from the calendar")


class IDayWidget(IDateWidget):
    """A day as text."""


class IMomentWidget(IDatetimeWidget):
    """A moment as text."""


class _Picked:
    """A text with the browser's own picker beside it."""

    _input_type = "text"
    pattern = ""
    picker = ""
    example: str = ""
    template = ViewPageTemplateFile("templates/date_input.pt")

    @property
    def attributes(self) -> dict[str, str]:
        """Return the attributes of the text field."""
        example = translate(self.example, context=self.request)
        found = super().attributes | {"placeholder": example}
        found["autocomplete"] = "off"
        return {key: value for key, value in found.items() if value is not None}

    def render(self) -> str:
        """Return text and picker, or the value alone."""
        return super().render() if self.mode == "display" else self.template(self)

    def choose(self) -> str:
        """Return the name of the button."""
        return translate(_CHOOSE, context=self.request)


@implementer_only(IDayWidget)
class DayWidget(_Picked, DateWidget):
    """A day as 2026-03-18."""

    picker = "date"
    example = _("example_day", default="YYYY-MM-DD")


@implementer_only(IMomentWidget)
class MomentWidget(_Picked, DatetimeWidget):
    """A moment as 2026-03-18 09:00, with its seconds if it has any."""

    picker = "datetime-local"
    example = _("example_moment", default="YYYY-MM-DD hh:mm")


@implementer(IFieldWidget)
@adapter(IDay, IPloneFormLayer)
def day_widget(field: object, request: object) -> object:
    """Return the widget of a day."""
    return FieldWidget(field, DayWidget(request))


@implementer(IFieldWidget)
@adapter(IMoment, IPloneFormLayer)
def moment_widget(field: object, request: object) -> object:
    """Return the widget of a moment."""
    return FieldWidget(field, MomentWidget(request))


def day_input(name: str, id: str, value: str, request: object) -> str:
    """Return the widget of a day for a form that is written by hand."""
    widget = DayWidget(request)
    widget.name, widget.id, widget.value = name, id, value
    widget.addClass("form-control")
    return widget.template(widget)


class _Converter(BaseDataConverter):
    def _refused(self, code: str, value: str) -> FormatterValidationError:
        text = problem_text(Problem("", code), self.widget.request)
        return FormatterValidationError(text, value)


@adapter(IDate, IDayWidget)
class DayConverter(_Converter):
    """Between a day and its text."""

    def toWidgetValue(self, value: date | None) -> str:
        """Return the text."""
        return value.isoformat() if value else ""

    def toFieldValue(self, value: str) -> date | None:
        """Return the day.

        Raises:
            FormatterValidationError: the text is no day.
        """
        if not value.strip():
            return self.field.missing_value
        try:
            return read_day(value)
        except ValueError as error:
            raise self._refused("bad_date", value) from error


@adapter(IDatetime, IMomentWidget)
class MomentConverter(_Converter):
    """Between a moment and its text in China's zone."""

    def toWidgetValue(self, value: datetime | None) -> str:
        """Return the text; seconds where there are any."""
        if not value:
            return ""
        local = value.astimezone(ZONE) if value.tzinfo else value
        return f"{local:%Y-%m-%d %H:%M:%S}".removesuffix(":00")

    def toFieldValue(self, value: str) -> datetime | None:
        """Return the moment in China's zone.

        Raises:
            FormatterValidationError: the text is no moment.
        """
        if not value.strip():
            return self.field.missing_value
        try:
            return read_moment(value).replace(tzinfo=ZONE)
        except ValueError as error:
            raise self._refused("bad_moment", value) from error
