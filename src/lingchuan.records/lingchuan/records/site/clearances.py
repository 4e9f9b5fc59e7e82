"""`@@clearances`: who is cleared for what, who holds which office, and their forms.

The officers keep both; the bureau head, and the administrator of a site that lacks
officers, see and keep the offices alone.
"""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from lingchuan.records.confidentiality import appointing
from lingchuan.records.confidentiality import clearing
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality import register_rows
from lingchuan.records.confidentiality.authorising import DAYS
from lingchuan.records.confidentiality.persons import staff
from lingchuan.records.content.facts import current_user
from lingchuan.records.content.facts import today
from lingchuan.records.core.secrecy import KINDS
from lingchuan.records.evidence.event_titles import OFFICES
from lingchuan.records.evidence.event_titles import role_titles
from lingchuan.records.i18n import _
from lingchuan.records.site.kept_page import Form
from lingchuan.records.site.kept_page import KeptPage
from lingchuan.records.site.kept_page import SOON_DAYS
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode


NOT_OWN = {
    register.CLEARANCES: _(
        "clearance_own_note", default="Your own is kept by another officer."
    ),
    register.APPOINTMENTS: _(
        "office_own_note", default="Your own office is kept by somebody else."
    ),
}
ABOVE = _(
    "clearance_above_note",
    default="You do not hold it yourself, so you cannot give it.",
)
FIRST = _(
    "clearance_first_note",
    default="No officer holds it yet: only another officer can be given it.",
)


class ClearancesPage(KeptPage):
    """The register of clearances and offices."""

    offices_part = ViewPageTemplateFile("templates/offices.pt")

    def refuse_others(self) -> None:
        """Refuse who keeps neither clearances nor offices."""
        appointing.refuse_others()

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """Return {act: what does it}."""
        return {
            "clear": self._clear,
            "withdraw": self._withdraw,
            "appoint": self._appoint,
            "dismiss": self._dismiss,
        }

    def _clear(self) -> None:
        row = {name: self.sent(name) for name in ("userid", "basis")}
        kinds = self.sent_list("kinds") or None
        row |= {"kinds": kinds, "until": self.sent_day("until")}
        clearing.set_clearances([row])

    def _withdraw(self) -> None:
        row = {name: self.sent(name) for name in ("userid", "basis")}
        clearing.set_clearances([row | {"kinds": []}])

    def _appoint(self) -> None:
        days = {name: self.sent_day(name) for name in DAYS}
        appointing.set_offices([self._office() | days])

    def _dismiss(self) -> None:
        appointing.set_offices([self._office() | {"withdrawn": True}])

    def _office(self) -> dict[str, object]:
        return {name: self.sent(name) for name in ("userid", "office", "unit", "basis")}

    def is_officer(self) -> bool:
        """Tell whether the user keeps the clearances."""
        return register.is_officer()

    def lacks_officers(self) -> bool:
        """Tell whether the site has fewer than two confidentiality officers."""
        return appointing.lacks_officers()

    def counts(self) -> list[dict[str, object]]:
        """Return the counts, each with the list that it counts."""
        cleared = {row["userid"] for row in register_rows.clearances()}
        ends = [
            row["until"]
            for part in (register.CLEARANCES, register.APPOINTMENTS)
            for row in self._standing(part)
        ]
        soon = [day for day in ends if day and (day - today()).days <= SOON_DAYS]
        found = [
            (len(register.officers()), _OFFICERS, "#offices", "lr-ok"),
            (len(soon), _SOON, "#offices", "lr-soon" if soon else "lr-idle"),
        ]
        if self.is_officer():
            found.insert(0, (len(cleared), _CLEARED, "#clearances", "lr-ok"))
            found[-1] = (*found[-1][:2], "#clearances", found[-1][3])
        return [
            {"count": count, "title": self.say(title), "url": url, "css": css}
            for count, title, url, css in found
        ]

    def _standing(self, part: str) -> list[dict]:
        """Return the rows in force or to come, those that end first at the top."""
        rows = [row for row in register.rows(part) if not register.is_over(row)]
        return sorted(rows, key=lambda row: (row["until"] is None, str(row["until"])))

    def clearances(self) -> list[dict[str, object]]:
        """Return the clearances in force."""
        return [
            self._row(row, register.CLEARANCES)
            | {
                "badges": self.kind_badges(row["kinds"]),
                "renew": self._renewal(_RENEW, "give", userid=row["userid"]),
                "end": self._ending("withdraw", _WITHDRAW, userid=row["userid"]),
            }
            for row in self._standing(register.CLEARANCES)
        ]

    def offices(self) -> list[dict[str, object]]:
        """Return the offices in force, and those to come."""
        return [self._office_row(row) for row in self._standing(register.APPOINTMENTS)]

    def _office_row(self, row: dict) -> dict[str, object]:
        shown = self._row(row, register.APPOINTMENTS, row["office"])
        query = {name: row[name] for name in ("userid", "office", "unit")}
        days = {"valid_from": _iso(row["valid_from"])} if row.get("valid_from") else {}
        is_kept = row["office"] in appointing.kept_offices()
        is_heads = row["office"] == register.DEPUTY
        return shown | {
            "title": self._office_title(row["office"]),
            "unit": row["unit"],
            "from": days.get("valid_from", ""),
            "later": "" if register.in_force(row) else self._later(days),
            "is_first": row.get("bootstrap"),
            "own": self.say(_HEADS) if is_heads and not is_kept else shown["own"],
            "is_kept": shown["is_kept"] and is_kept and appointing.keeps_all(),
            "renew": self._renewal(_RENEW_OFFICE, "appoint", **query, **days),
            "end": self._ending("dismiss", _DISMISS, **query),
        }

    def _later(self, days: Mapping[str, str]) -> str:
        named = {"day": days["valid_from"]}
        return self.say(_("office_later", default="From ${day}", mapping=named))

    def _renewal(self, title: object, place: str, **query: str) -> dict[str, str]:
        url = f"{self.url()}?{urlencode(query)}#{place}"
        return {"title": self.say(title), "url": url}

    def _ending(self, act: str, title: object, **keys: str) -> Form:
        whose = self.person(keys["userid"])["name"]
        return self.end_form(act, title, keys, whose=whose)

    def _row(self, row: dict, part: str, office: str = "") -> dict[str, object]:
        is_own = row["userid"] == current_user()
        return {
            "person": self.person(row["userid"]),
            "due": self.due(row["until"]),
            "basis": row["basis"],
            "by": self.person(row["by"])["name"],
            "on": _iso(row.get("on")),
            "note": self.note_of(row["userid"], office),
            "own": self.say(NOT_OWN[part]) if is_own else "",
            "is_kept": not is_own,
        }

    def ended(self, part: str) -> list[dict[str, object]]:
        """Return the rows that are over, the last first."""
        rows = [row for row in register.rows(part) if register.is_over(row)]
        return [self._ended_row(row) for row in reversed(rows)]

    def _ended_row(self, row: dict) -> dict[str, object]:
        by, on = row.get("ended_by"), row.get("ended_on") or row["until"]
        kinds, office = row.get("kinds"), row.get("office")
        return {
            "person": self.person(row["userid"]),
            "badges": self.kind_badges(kinds) if kinds else [],
            "title": self._office_title(office) if office else "",
            "unit": row.get("unit") or "",
            "span": _span(row),
            "given": f"{self.person(row['by'])['name']} · {row['basis']}",
            "on": _iso(on),
            "by": self.person(by)["name"] if by else "",
            "why": row.get("ended_basis") or "",
        }

    def _office_title(self, office: str) -> str:
        return role_titles([OFFICES.get(office, office)], self.request)

    def offered(self) -> list[dict[str, str]]:
        """Return whom the forms offer."""
        return self.people(sorted(staff() - {current_user()}))

    def clearance_form(self) -> dict[str, object]:
        """Return what stands in the form of a clearance: of a person, or as sent."""
        asked = self.sent("userid") if not self.sent("office") else ""
        held = register.kinds_of(asked) if asked and asked != current_user() else ()
        sent = self.is_sent("clear")
        chosen = self.sent_list("kinds") if sent else held
        return {
            "userid": {"id": "c-userid", "value": asked if sent or held else ""},
            "kinds": [self._kind(kind, kind in chosen) for kind in KINDS],
            "until": self._until("c-until", sent, _UNTIL_HELP),
            "basis": self._basis("c-basis", sent, _BASIS_HELP),
        }

    def _until(self, id: str, is_sent: bool, help: object = "") -> Form:
        return self.day_field("until", id, self.sent("until") if is_sent else "", help)

    def _basis(self, id: str, is_sent: bool, help: object = "") -> Form:
        value = self.sent("basis") if is_sent else ""
        return self.field("basis", id, help, value=value)

    def _kind(self, kind: str, is_chosen: bool) -> Form:
        if kind in register.kinds_of(current_user() or ""):
            return self.kind_box(kind, is_chosen)
        officers = (register.kinds_of(one) for one in register.officers())
        if kind not in frozenset().union(*officers):
            return self.kind_box(kind, is_chosen, FIRST)
        return self.kind_box(kind, is_chosen, ABOVE, is_shut=True)

    def office_form(self) -> dict[str, object]:
        """Return what stands in the form of an office: of a row, or as sent."""
        sent = self.is_sent("appoint")
        asked, unit = self.sent("office"), self.sent("unit")
        names = appointing.kept_offices()
        units = ["", *appointing.units()] if appointing.keeps_all() else []
        titles = {name: self._office_title(name) for name in names}
        offices = [self.option(n, titles[n], n == asked) for n in names]
        of_unit = [self.option(name, name, name == unit) for name in units]
        userid = self.sent("userid") if asked else ""
        return {
            "userid": {"id": "o-userid", "value": userid},
            "office": self.field("office", "o-office", options=offices),
            "unit": self.field("unit", "o-unit", _UNIT_HELP, options=of_unit),
            "from": self._from() if register.DEPUTY in names else None,
            "until": self._until("o-until", sent),
            "basis": self._basis("o-basis", sent),
        }

    def _from(self) -> Form:
        first = self.sent("valid_from")
        return self.day_field("valid_from", "o-from", first, _FROM_HELP)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _span(row: Mapping[str, object]) -> str:
    """Return the first and the last day of a row that has a first."""
    first = row.get("valid_from")
    return f"{_iso(first)}–{_iso(row['until'])}" if first else ""


_RENEW = _("action_renew", default="Renew or change")
_WITHDRAW = _("action_withdraw_clearance", default="Withdraw")
_RENEW_OFFICE = _("action_renew_office", default="Renew")
_DISMISS = _("action_dismiss", default="End the office")
_UNTIL_HELP = _(
    "kept_until_help",
    default="Empty: no last day. The clearance holds through the last day.",
)
_BASIS_HELP = _(
    "kept_basis_help",
    default="Number of the document. Kept in the ledger for ever: no secrets, no numbers of people.",
)
_UNIT_HELP = _("office_unit_help", default="For section heads alone.")
_FROM_HELP = _(
    "office_from_help",
    default="For the deputy who is authorised for access requests alone: first and last day are both needed, a year apart at most. What the person was given before ends with it.",
)
_HEADS = _("office_heads_note", default="Kept by the bureau head alone.")
_CLEARED = _("count_cleared", default="Hold a clearance")
_OFFICERS = _("count_officers", default="Confidentiality officers")
_SOON = _("count_ending", default="End within 30 days")
