"""What the pages of clearances, offices and classes have in common: forms, days, people.

Each form has an `act`, which ends in the same function as REST; what is refused stands
above the form with what was sent still in it, and nothing is changed.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.persons import name_of
from lingchuan.records.confidentiality.persons import user_of
from lingchuan.records.content.closed_lists import SECRECY_KINDS
from lingchuan.records.content.date_widgets import day_input
from lingchuan.records.content.facts import current_user
from lingchuan.records.content.facts import display_name
from lingchuan.records.content.facts import today
from lingchuan.records.i18n import _
from lingchuan.records.site.acting import Acting
from lingchuan.records.site.officer_page import OfficerPage
from lingchuan.records.site.today import day_text


SOON_DAYS = 30
Form = Mapping[str, object]
TITLES = {
    "userid": _("kept_person", default="Person (user name)"),
    "kinds": _("param_kinds", default="Kinds of secrecy"),
    "until": _("kept_until", default="Last day"),
    "basis": _("kept_basis", default="Basis"),
    "office": _("kept_office", default="Office"),
    "unit": _("kept_unit", default="Unit"),
    "portal_type": _("row_portal_type", default="Type"),
    "record_kind": _("field_record_kind", default="Kind"),
    "document_name": _("field_document_name", default="Document name"),
    "valid_from": _("row_valid_from", default="Valid from"),
    "valid_until": _("row_valid_until", default="Valid until"),
    "reason": _("param_reason", default="Reason"),
    "decision": _("kept_decision", default="Decision"),
    "date": _("own_day_date", default="Day"),
    "working": _("own_day_working", default="Worked or off"),
    "source": _("own_day_source", default="Source"),
    "lines": _("own_days_lines", default="Days, one or a span a line"),
    "year": _("facet_year", default="Year"),
    "template": _("kept_template", default="Template (DOCX)"),
    "job": _("column_job", default="Job"),
}
NOTES = {
    "gone": _("kept_user_gone", default="There is no such user any more."),
    "separated": _(
        "kept_separated",
        default="Without effect: the person runs or audits the system.",
    ),
    "role_missing": _(
        "kept_role_missing",
        default="Without full effect: the role of this office is missing; the system administrator gives it.",
    ),
}


class KeptPage(Acting, OfficerPage):
    """A page of rows that are given, renewed and ended."""

    def titles(self) -> Mapping[str, object]:
        """Return {field: its title}."""
        return TITLES

    def done_url(self) -> str:
        """Return the address of this page."""
        return self.url()

    def url(self) -> str:
        """Return the address of this page."""
        return f"{self.portal_url}/@@{self.__name__}"

    def greeting(self) -> str:
        """Return the day and who looks."""
        return f"{day_text(self.request)} · {display_name(current_user() or '')}"

    def is_sent(self, act: str) -> bool:
        """Tell whether a form was sent, so that its values stand in it again."""
        return self.sent("act") == act

    def day(self, name: str, id: str, value: str) -> str:
        """Return the field of a day."""
        return day_input(name, id, value, self.request)

    def field(self, name: str, id: str, help: object = "", **holds: object) -> Form:
        """Return {id, name, title, help, described} of a field, and what it holds."""
        named = {"id": id, "name": name, "title": self.say(TITLES[name])}
        text = self.say(help) if help else ""
        described = f"{id}-help" if help else None
        return named | {"help": text, "described": described} | holds

    def day_field(self, name: str, id: str, value: str, help: object = "") -> Form:
        """Return a field of a day, as `field` has it, and its `input`."""
        return self.field(name, id, help, input=self.day(name, id, value))

    def option(self, value: str, title: str, is_chosen: bool) -> Form:
        """Return one of the options of a field."""
        selected = "selected" if is_chosen else None
        return {"value": value, "title": title, "selected": selected}

    def kind_box(
        self, kind: str, is_chosen: bool, note: object = "", *, is_shut: bool = False
    ) -> Form:
        """Return the box of a kind of secrecy, and why or when it may not be ticked."""
        return {
            "value": kind,
            "title": self.say(SECRECY_KINDS.getTerm(kind).title),
            "checked": "checked" if is_chosen else None,
            "disabled": "disabled" if is_shut else None,
            "note": self.say(note) if note else "",
            "described": f"kn-{kind}" if note else None,
        }

    def end_form(
        self, act: str, title: object, keys: Form, *, whose: str, why: str = "basis"
    ) -> Form:
        """Return the form that ends a row: its act, the row's keys, the text that says why."""
        return {
            "act": act,
            "title": self.say(title),
            "hidden": [{"name": name, "value": one} for name, one in keys.items()],
            "whose": whose,
            "name": why,
            "label": self.say(TITLES[why]),
        }

    def person(self, userid: str) -> dict[str, str]:
        """Return {id, name, url} of a person."""
        name = display_name(userid) if userid else ""
        shown = f"{name}（{userid}）" if name != userid else userid
        return {"id": userid, "name": shown, "url": self.person_url(userid)}

    def due(self, until: date | None) -> dict[str, str]:
        """Return {day, css, icon, text} of a last day; text only where it is near."""
        if until is None:
            open_ended = self.say(_("kept_open_ended", default="No last day"))
            return {"day": open_ended, "css": "", "icon": "", "text": ""}
        left = (until - today()).days
        shown = {"day": until.isoformat(), "css": "", "icon": "", "text": ""}
        if left > SOON_DAYS:
            return shown
        named = {"days": left}
        soon = _("kept_days_left", default="${days} days left", mapping=named)
        last = _("kept_ends_today", default="Ends today")
        text = self.say(soon if left else last)
        return shown | {"css": "lr-v lr-v-due", "icon": "alarm-fill", "text": text}

    def note_of(self, userid: str, office: str = "") -> str:
        """Return why a row has no effect, '' where it has."""
        user = user_of(userid)
        if user is None:
            return self.say(NOTES["gone"])
        if register.SEPARATED & set(user.getRoles()):
            return self.say(NOTES["separated"])
        acts_by = {
            register.OFFICER: register.is_officer,
            register.HEAD: register.is_head,
        }
        if office in acts_by and not acts_by[office](userid):
            return self.say(NOTES["role_missing"])
        return ""

    def people(self, userids: Sequence[str]) -> list[dict[str, str]]:
        """Return {id, name} of those whom a form offers, by name."""
        users = {userid: user_of(userid) for userid in userids}
        known = [
            {"id": userid, "name": name_of(user)}
            for userid, user in users.items()
            if user is not None and not register.SEPARATED & set(user.getRoles())
        ]
        return sorted(known, key=lambda one: (one["name"], one["id"]))
