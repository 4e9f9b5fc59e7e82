"""Settings of the right to view and copy (Art. 21); part of IRecordsSettings."""

from lingchuan.records.content import catalogue
from lingchuan.records.content.setting_rows import gives_unique_numbers
from lingchuan.records.i18n import _
from plone.supermodel import model
from zope import schema
from zope.interface import Invalid
from zope.interface import invariant


class IAccessSettings(model.Schema):
    """Numbers, days and the names of those to whom one may object."""

    access_number_pattern = schema.TextLine(
        title=_("setting_access_pattern", default="Pattern of request numbers"),
        default=catalogue.ACCESS_NUMBER_PATTERN,
        constraint=gives_unique_numbers,
    )
    access_notice_pattern = schema.TextLine(
        title=_("setting_notice_pattern", default="Pattern of decision notices"),
        default=catalogue.ACCESS_NOTICE_PATTERN,
        constraint=gives_unique_numbers,
    )
    access_answer_workdays = schema.Int(
        title=_("setting_access_workdays", default="Answer within (working days)"),
        description=_(
            "help_access_workdays",
            default="The bureau's own target for an answer to a party, counted from the day after the request.",
        ),
        default=20,
        min=1,
        max=60,
    )
    access_days = schema.Int(
        title=_("setting_access_days", default="Open for (days)"),
        description=_(
            "help_access_days",
            default="What the head is offered when records are opened to a party; not more than the most.",
        ),
        default=30,
        min=1,
        max=366,
    )
    access_max_days = schema.Int(
        title=_("setting_access_max_days", default="Open for at most (days)"),
        default=90,
        min=1,
        max=366,
    )
    access_copies = schema.Int(
        title=_("setting_access_copies", default="Downloads of a copy"),
        description=_(
            "help_access_copies",
            default="How often a party may take each copy while it is open; a broken download goes on within two hours.",
        ),
        default=3,
        min=1,
        max=99,
    )
    access_authority = schema.TextLine(
        title=_("setting_access_authority", default="Reconsideration by"),
        description=_(
            "help_access_authority",
            default="Who decides on an administrative reconsideration against the bureau; named in each notice that refuses something.",
        ),
        default="陵川县人民政府",
    )
    access_court = schema.TextLine(
        title=_("setting_access_court", default="Suits before"),
        description=_(
            "help_access_court",
            default="The court for administrative suits against the bureau; named in each notice that refuses something.",
        ),
        default="有管辖权的人民法院",
    )

    @invariant
    def access_days_within_the_most(data: object) -> None:
        """Refuse to offer more days than may be given."""
        offered, most = data.access_days, data.access_max_days
        if offered is not None and most is not None and offered > most:
            raise Invalid(
                _(
                    "error_access_days",
                    default="Records cannot be offered for ${days} days where ${most} is the most.",
                    mapping={"days": str(offered), "most": str(most)},
                )
            )

    model.fieldset(
        "access_settings",
        label=_("setting_access", default="Viewing and copying"),
        fields=[
            "access_number_pattern",
            "access_notice_pattern",
            "access_answer_workdays",
            "access_days",
            "access_max_days",
            "access_copies",
            "access_authority",
            "access_court",
        ],
    )
