"""Field types of our own."""

from lingchuan.records.core.masking import mask
from zope import schema
from zope.interface import implementer
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IDatetime
from zope.schema.interfaces import IList
from zope.schema.interfaces import ITextLine
from zope.schema.vocabulary import SimpleVocabulary


class IMaskedLine(ITextLine):
    """A line that pages and REST show masked."""


class IPlainList(IList):
    """Values chosen from a list, that REST shows as they are."""


class IPlainChoice(IChoice):
    """A value chosen from a list, that REST shows as it is."""


class IOpenChoice(ITextLine):
    """A line that is a code of a list, or any other text."""


class IOneRow(IList):
    """A grid of at most one row: an object in REST."""


@implementer(IMaskedLine)
class MaskedLine(schema.TextLine):
    """An ID number, phone or address: stored clear, shown masked (Art. 20)."""

    def __init__(self, kind: str, **options: object) -> None:
        self.kind = kind
        super().__init__(**options)

    def masked(self, value: str | None) -> str | None:
        """Return what others see of a value."""
        return mask(self.kind, value) if value else value


@implementer(IPlainList)
class PlainList(schema.List):
    """A list of user ids or codes."""


@implementer(IPlainChoice)
class PlainChoice(schema.Choice):
    """A UID."""


@implementer(IOpenChoice)
class OpenChoice(schema.TextLine):
    """A code of `vocabulary`, kept as the code, or what somebody wrote instead."""

    def __init__(self, vocabulary: SimpleVocabulary, **options: object) -> None:
        self.vocabulary = vocabulary
        super().__init__(**options)


class IDay(IDate):
    """A day, shown and typed as text."""


class IMoment(IDatetime):
    """A moment, shown and typed as text."""


@implementer(IDay)
class Day(schema.Date):
    """A day."""


@implementer(IMoment)
class Moment(schema.Datetime):
    """A moment."""


class IYesOrLines(IList):
    """Names, one a line, or just yes or no."""


@implementer(IYesOrLines)
class YesOrLines(schema.List):
    """What was served: the names of the papers, or just that some were (docs/adr/0007)."""

    def _validate(self, value: object) -> None:
        if not isinstance(value, bool):
            super()._validate(value)


@implementer(IOneRow)
class OneRow(schema.List):
    """A row, or none."""

    def __init__(self, **options: object) -> None:
        super().__init__(max_length=1, **options)
