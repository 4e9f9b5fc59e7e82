"""What single fields take from JSON; whatever else is sent is the field's problem.

plone.restapi's own adapters answer 500 to values of an unexpected type, and to a
datetime whose stored zone is not one of pytz.
"""

from collective.z3cform.datagridfield.interfaces import IRow
from datetime import date
from datetime import datetime
from datetime import UTC
from lingchuan.records.content.facts import ZONE
from lingchuan.records.content.fields import IMaskedLine
from lingchuan.records.content.fields import IOneRow
from lingchuan.records.content.fields import IYesOrLines
from lingchuan.records.content.messages import problem_text
from lingchuan.records.content.moments import zoned
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.text import control_problem
from lingchuan.records.interfaces import ILoggedContent
from lingchuan.records.interfaces import IRecordsLayer
from plone.app.textfield.interfaces import IRichText
from plone.app.textfield.value import RichTextValue
from plone.restapi.deserializer.dxfields import ChoiceFieldDeserializer
from plone.restapi.deserializer.dxfields import CollectionFieldDeserializer
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.deserializer.dxfields import TextLineFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from zope.component import adapter
from zope.interface import implementer
from zope.schema import getFields
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IDatetime
from zope.schema.interfaces import IFloat
from zope.schema.interfaces import IInt
from zope.schema.interfaces import ValidationError
from zope.schema.interfaces import WrongType

import dateutil.parser
import html


HTML = "text/html"
PLAIN = "text/plain"


def parsed(value: object) -> datetime:
    """Return a moment of an ISO 8601 text, in China's zone where it names none.

    Raises:
        ValueError: it is no such text, or no moment of our calendar.
    """
    if not isinstance(value, str):
        raise ValueError(f"no date: {value!r}"[:80])
    try:
        moment = zoned(dateutil.parser.isoparse(value))
        # What is no moment of UTC could not be shown.
        return moment.astimezone(UTC).astimezone(ZONE)
    except OverflowError as error:
        raise ValueError(f"no date: {value[:40]}") from error


@implementer(IFieldDeserializer)
@adapter(IDatetime, ILoggedContent, IRecordsLayer)
class MomentDeserializer(DefaultFieldDeserializer):
    """A moment in China's zone."""

    def __call__(self, value: object) -> datetime | None:
        """Return the moment."""
        try:
            moment = None if value is None else parsed(value)
        except ValueError as error:
            raise ValueError(_said("bad_moment", self.request)) from error
        self.field.validate(moment)
        return moment


@implementer(IFieldDeserializer)
@adapter(IDate, ILoggedContent, IRecordsLayer)
class DayDeserializer(DefaultFieldDeserializer):
    """A day; of a moment, the day in China."""

    def __call__(self, value: object) -> date | None:
        """Return the day."""
        try:
            day = None if value in (None, "") else parsed(value).date()
        except ValueError as error:
            raise ValueError(_said("bad_date", self.request)) from error
        self.field.validate(day)
        return day


def refuse_bool(field: object, value: object) -> None:
    """Refuse yes and no where a number is meant, and a number where they are.

    Raises:
        WrongType: Python takes True for 1.
    """
    number = IInt.providedBy(field) or IFloat.providedBy(field)
    if value is not None and isinstance(value, bool) != IBool.providedBy(field):
        if number or IBool.providedBy(field):
            raise WrongType(value, type(value), field.__name__)


@implementer(IFieldDeserializer)
@adapter(IBool, ILoggedContent, IRecordsLayer)
class YesNoDeserializer(DefaultFieldDeserializer):
    """True or false, and nothing that might be taken for them."""

    def __call__(self, value: object) -> object:
        """Return the value."""
        refuse_bool(self.field, value)
        return super().__call__(value)


@implementer(IFieldDeserializer)
@adapter(IInt, ILoggedContent, IRecordsLayer)
class WholeNumberDeserializer(DefaultFieldDeserializer):
    """A whole number."""

    def __call__(self, value: object) -> object:
        """Return the number."""
        refuse_bool(self.field, value)
        return super().__call__(value)


def whole(field: object, value: object) -> object:
    """Return the value; a whole number where a fraction is meant is one too."""
    is_int = isinstance(value, int) and not isinstance(value, bool)
    return float(value) if IFloat.providedBy(field) and is_int else value


@implementer(IFieldDeserializer)
@adapter(IFloat, ILoggedContent, IRecordsLayer)
class SecondsDeserializer(DefaultFieldDeserializer):
    """A number of seconds, whole or not."""

    def __call__(self, value: object) -> object:
        """Return the number."""
        refuse_bool(self.field, value)
        return super().__call__(whole(self.field, value))


@implementer(IFieldDeserializer)
@adapter(IChoice, ILoggedContent, IRecordsLayer)
class TermDeserializer(ChoiceFieldDeserializer):
    """A term of a vocabulary."""

    def __call__(self, value: object) -> object:
        """Return the term's value."""
        if isinstance(value, dict):
            # A term as GET shows it, or a relation by its UID.
            value = value.get("token", value.get("UID", value))
        if value is not None and not isinstance(value, str):
            raise ValueError(_said("unknown_value", self.request))
        return super().__call__(value)


@implementer(IFieldDeserializer)
@adapter(IRichText, ILoggedContent, IRecordsLayer)
class TranscriptDeserializer(DefaultFieldDeserializer):
    """HTML or plain text, as a text or `{data, content-type}`; kept as it was sent.

    The stock one resolves entities, so that "a &lt; b" would lose what follows.
    """

    def __call__(self, value: object) -> RichTextValue:
        """Return the rich text value."""
        sent = value if isinstance(value, dict) else {"data": value}
        data, mime = sent.get("data", ""), sent.get("content-type", HTML)
        if not isinstance(data, str):
            raise ValueError(_said("unknown_value", self.request))
        if control_problem("", data):
            raise ValueError(_said("control", self.request))
        if mime not in (HTML, PLAIN):
            raise ValueError(_said("only_html", self.request))
        if mime == PLAIN:
            data = html.escape(data).replace("\n", "<br />")
        text = RichTextValue(data, HTML, self.field.output_mime_type, "utf-8")
        self.field.validate(text)
        return text


@implementer(IFieldDeserializer)
@adapter(IMaskedLine, ILoggedContent, IRecordsLayer)
class MaskedDeserializer(TextLineFieldDeserializer):
    """A mask sent back is no change."""

    def __call__(self, value: object) -> object:
        """Return the value, or the stored one for its mask."""
        stored = getattr(self.context, self.field.__name__, None)
        if stored and value == self.field.masked(stored):
            return stored
        return super().__call__(value)


@implementer(IFieldDeserializer)
@adapter(IYesOrLines, ILoggedContent, IRecordsLayer)
class YesOrLinesDeserializer(CollectionFieldDeserializer):
    """Yes, no, or names."""

    def __call__(self, value: object) -> object:
        """Return the value."""
        return value if isinstance(value, bool) else super().__call__(value)


@implementer(IFieldDeserializer)
@adapter(IOneRow, ILoggedContent, IRecordsLayer)
class OneRowDeserializer(CollectionFieldDeserializer):
    """An object, or a list of one."""


@implementer(IFieldDeserializer)
@adapter(IRow, ILoggedContent, IRecordsLayer)
class RowDeserializer(DefaultFieldDeserializer):
    """A row: optional keys may be absent, datetimes are zoned (trap 12)."""

    def __call__(self, row: object) -> dict:
        """Return the row with every key of its schema, typed and validated."""
        if not isinstance(row, dict):
            raise ValueError(_said("row_object", self.request))
        fields = getFields(self.field.schema)
        unknown = sorted(set(row) - set(fields))
        if unknown:
            said = _said("unknown_field", self.request)
            raise ValueError(f"{unknown[0][:80]}: {said}")
        return {name: self._value(field, row) for name, field in fields.items()}

    def _value(self, field: object, row: dict) -> object:
        name = field.__name__
        value = row.get(name, field.default)
        if isinstance(value, dict) and "token" in value:
            value = value["token"]
        if value is None or value == "":
            if field.required:
                raise ValueError(f"{name}: {_said('required', self.request)}")
            return None
        try:
            if IDatetime.providedBy(field):
                return parsed(value)
            if IDate.providedBy(field):
                return parsed(value).date()
            refuse_bool(field, value)
            value = whole(field, value)
            field.bind(self.context).validate(value)
        except ValidationError as error:
            said = _said("unknown_value", self.request)
            raise ValueError(f"{name}: {said}") from error
        except ValueError as error:
            raise ValueError(f"{name}: {_said('bad_date', self.request)}") from error
        return value


def _said(code: str, request: object) -> str:
    return problem_text(Problem("", code), request)
