"""The rows of the settings' lists; each entry carries the days on which it applies."""

from collective.z3cform.datagridfield.interfaces import IRow
from collective.z3cform.datagridfield.registry import DictRow as PersistentRow
from collective.z3cform.datagridfield.row import DictRow
from lingchuan.records.content import closed_lists
from lingchuan.records.content.fields import Day
from lingchuan.records.content.messages import TEXTS
from lingchuan.records.core.numbering import check_pattern
from lingchuan.records.core.numbering import PatternError
from lingchuan.records.i18n import _
from plone.registry.interfaces import IPersistentField
from urllib.parse import urlsplit
from zope import schema
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


# The grid's widget fills only the fields that a row schema names itself, none that it
# inherits; so each row has fields of its own, made here.
def _name() -> schema.TextLine:
    return schema.TextLine(title=_("row_name", default="Name"))


def _code() -> schema.TextLine:
    return schema.TextLine(title=_("row_code", default="Code"))


def _valid_from() -> Day:
    title = _("row_valid_from", default="Valid from")
    return Day(title=title, required=False)


def _valid_until() -> Day:
    title = _("row_valid_until", default="Valid until")
    return Day(title=title, required=False)


class BadPattern(schema.ValidationError):
    __doc__ = TEXTS["pattern"]


def gives_unique_numbers(pattern: str) -> bool:
    """Refuse a pattern under which two files could share a number."""
    try:
        check_pattern(pattern)
    except PatternError as error:
        raise BadPattern(pattern) from error
    return True


class EndsBefore(schema.ValidationError):
    __doc__ = TEXTS["ends_before_starts"]


def ends_after_it_begins(rows: list[dict]) -> bool:
    """Refuse a row that applies on no day."""
    for row in rows:
        begins, ends = row.get("valid_from"), row.get("valid_until")
        if begins and ends and ends < begins:
            raise EndsBefore(f"{begins} {ends}")
    return True


class NoAddress(schema.ValidationError):
    __doc__ = TEXTS["no_web_address"]


def is_web_address(address: str) -> bool:
    """Refuse an address that no browser may follow from a mail."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NoAddress(address)
    return True


class IDatedRow(Interface):
    """A named entry and the days on which it applies, both inclusive."""

    name = _name()
    valid_from = _valid_from()
    valid_until = _valid_until()


class IMatterSetting(Interface):
    """A permit matter of the catalogue (R02-1)."""

    code = _code()
    name = _name()
    kind = schema.TextLine(title=_("row_kind", default="Kind"), required=False)
    limit_workdays = schema.Int(
        title=_("row_limit_workdays", default="Limit (working days)"),
        required=False,
        min=1,
        max=365,
    )
    retention_class = schema.Choice(
        title=_("field_retention_class", default="Retention class"),
        vocabulary=closed_lists.RETENTION,
        required=False,
    )
    valid_from = _valid_from()
    valid_until = _valid_until()


class IChecklistRow(Interface):
    """A paper that a matter must have (R08-1), asked of files received on these days."""

    matter = schema.Choice(
        title=_("row_matter", default="Matter"),
        vocabulary="lingchuan.records.all_matters",
    )
    document_name = schema.Choice(
        title=_("field_document_name", default="Document name"),
        vocabulary="lingchuan.records.all_document_names",
    )
    stage = schema.Choice(
        title=_("row_due_stage", default="By the end of the stage"),
        vocabulary="lingchuan.records.stages",
        required=False,
    )
    valid_from = _valid_from()
    valid_until = _valid_until()


class ICodedRow(Interface):
    """A named entry with a code."""

    code = _code()
    name = _name()
    valid_from = _valid_from()
    valid_until = _valid_until()


class IDocumentSetting(Interface):
    """A standard document name and the kind it belongs to."""

    name = _name()
    record_kind = schema.Choice(
        title=_("field_record_kind", default="Kind"),
        vocabulary=closed_lists.RECORD_KINDS,
    )
    stage = schema.Choice(
        title=_("row_stage", default="Usual stage"),
        vocabulary="lingchuan.records.stages",
        required=False,
    )
    valid_from = _valid_from()
    valid_until = _valid_until()


def _asked_of(kind: str, asked: bool) -> schema.Bool:
    title = closed_lists.HEARING_KINDS.getTerm(kind).title
    return schema.Bool(title=title, required=False, default=asked)


class IRecordingTermsRow(Interface):
    """What is asked of recordings, and the days on which it is; see core.case_facts.

    The kinds of activity of which Art. 9 asks sound or picture on premises, then limits.
    """

    hearing = _asked_of("hearing", True)
    interview = _asked_of("interview", True)
    inquiry = _asked_of("inquiry", True)
    oral_statement = _asked_of("oral_statement", False)
    reconsideration = _asked_of("reconsideration", False)
    tolerance_s = schema.Int(
        title=_("row_tolerance_s", default="Tolerance between files (s)"),
        min=0,
        max=60,
        default=5,
    )
    save_until_hour = schema.Int(
        title=_("row_save_until_hour", default="Saved until (hour)"),
        min=1,
        max=24,
        default=24,
    )
    check_days = schema.Int(
        title=_("row_check_days", default="Clock check within (days)"),
        min=1,
        max=366,
        default=30,
    )
    valid_from = _valid_from()
    valid_until = _valid_until()


class IPatternRow(Interface):
    """A pattern of file numbers, and the days on which it applies."""

    pattern = schema.TextLine(
        title=_("setting_pattern", default="Pattern of file numbers"),
        constraint=gives_unique_numbers,
    )
    valid_from = _valid_from()
    valid_until = _valid_until()


@implementer(IPersistentField)
@adapter(IRow)
def persistent_row(row: DictRow) -> PersistentRow:
    """Return a copy for the registry: a shared one would stick to one connection."""
    return PersistentRow(title=row.title, schema=row.schema)


def rows_of(msgid: object, row: type, default: list[dict] | None) -> schema.List:
    return schema.List(
        title=msgid,
        constraint=ends_after_it_begins,
        value_type=DictRow(title=msgid, schema=row),
        default=default,
        required=False,
    )
