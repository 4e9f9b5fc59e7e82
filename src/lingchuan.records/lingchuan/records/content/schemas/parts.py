"""Fields that several record types share; made anew for each schema."""

from lingchuan.records.content.fields import Day
from lingchuan.records.content.fields import PlainList
from lingchuan.records.i18n import _
from zope import schema


def line(title: object, described: object = "") -> schema.TextLine:
    """Return an optional line."""
    return schema.TextLine(title=title, description=described, required=False)


def day(title: object, described: object = "") -> Day:
    """Return an optional day."""
    return Day(title=title, description=described, required=False)


def title(described: object) -> schema.TextLine:
    """Return the title of a record, which the server makes if it is left empty."""
    return schema.TextLine(
        title=_("field_title", default="Title"),
        description=described,
        required=False,
        max_length=200,
    )


def stage() -> schema.Choice:
    """Return the stage that a record belongs to (Art. 3)."""
    return schema.Choice(
        title=_("field_stage", default="Stage"),
        description=_(
            "help_stage",
            default="Each stage leaves a record (Art. 3); the usual one is taken if left empty.",
        ),
        vocabulary="lingchuan.records.stages",
        required=False,
    )


def matter_codes() -> PlainList:
    """Return the matters of the file that a record is about."""
    return PlainList(
        title=_("field_matter_codes", default="Matters concerned"),
        description=_(
            "help_matter_codes", default="None ticked means all matters of the file."
        ),
        value_type=schema.Choice(vocabulary="lingchuan.records.file_matters"),
        required=False,
    )
