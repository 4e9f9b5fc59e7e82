"""`@@class-table`: the classes decided in advance, and the forms to add and end one."""

from collections.abc import Callable
from collections.abc import Mapping
from lingchuan.records.confidentiality import class_matches
from lingchuan.records.confidentiality import class_rows
from lingchuan.records.confidentiality import class_table
from lingchuan.records.confidentiality import register
from lingchuan.records.content.closed_lists import RECORD_KINDS
from lingchuan.records.content.closed_lists import SECRECY_KINDS
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.facts import current_user
from lingchuan.records.content.facts import today
from lingchuan.records.content.settings import settings
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.lists import valid_on
from lingchuan.records.core.small_numbers import small_number
from lingchuan.records.i18n import _
from lingchuan.records.site.clearances import ABOVE
from lingchuan.records.site.kept_page import KeptPage
from plone import api
from zope.i18n import translate


OPEN = "open"
RESTRICT = "restrict"
CHOICES = {
    OPEN: _("class_open", default="Open (no secret)"),
    RESTRICT: _("class_restrict", default="Restricted for these kinds:"),
}
IN_FORCE = ("lr-v lr-v-pass", _("class_in_force", default="In force"))
LATER = ("lr-v lr-v-left", _("class_later", default="Begins later"))
ENDED = ("lr-v lr-v-open", _("class_ended", default="Ended"))
DELIVERED = _("class_delivered", default="As delivered")
ANY = _("class_any", default="Any")


class ClassTablePage(KeptPage):
    """The table of classes, kept by the confidentiality officers."""

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """Return {act: what does it}."""
        return {"add": self._add, "end": self._end}

    def _add(self) -> None:
        names = ("portal_type", "record_kind", "document_name", "reason")
        row: dict[str, object] = {name: self.sent(name) for name in names}
        row |= {name: self.sent_day(name) for name in class_table.DAYS}
        class_rows.set_classes([row | {"kinds": self._kinds_sent()}])

    def _kinds_sent(self) -> list[str]:
        """Return the kinds chosen.

        Raises:
            BadInput: the choice between open and restricted does not fit them.
        """
        choice, kinds = self.sent("decision"), self.sent_list("kinds")
        if choice not in CHOICES:
            raise BadInput([Problem("decision", "required")])
        if choice == OPEN and kinds:
            raise BadInput([Problem("kinds", "kinds_not_here")])
        if choice == RESTRICT and not kinds:
            raise BadInput([Problem("kinds", "kinds_required")])
        return kinds

    def _end(self) -> None:
        row = {"id": small_number(self.sent("id")) or 0}
        row |= {"valid_until": self.sent_day("valid_until")}
        class_rows.set_classes([row | {"reason": self.sent("reason")}])

    def rows(self) -> list[dict[str, object]]:
        """Return the rows in force, and those that begin later."""
        return [row for row in self._all() if not row["is_over"]]

    def ended(self) -> list[dict[str, object]]:
        """Return the rows that are over, the last first."""
        return [row for row in reversed(self._all()) if row["is_over"]]

    def _all(self) -> list[dict[str, object]]:
        return [self._row(row) for row in class_table.rows()]

    def _row(self, row: dict) -> dict[str, object]:
        is_over = row["valid_until"] is not None and row["valid_until"] < today()
        is_later = not is_over and row["valid_from"] and row["valid_from"] > today()
        css, title = ENDED if is_over else LATER if is_later else IN_FORCE
        return {
            "id": row["id"],
            "css": css,
            "state": self.say(title),
            "is_over": is_over,
            "type": self._type_title(row["portal_type"]),
            "kind": self._record_kind(row.get("record_kind")),
            "name": row.get("document_name") or self.say(ANY),
            "badges": self.kind_badges(row["kinds"]),
            "from": self._day(row["valid_from"]),
            "due": self.due(None if is_over else row["valid_until"]),
            "until": self._day(row["valid_until"]),
            "by": self._decided(row, "decided", row.get("reason")),
            "end": self._decided(row, "ended", row.get("end_reason")),
            "matches": 0 if is_over else class_matches.undecided(row),
            "day": self.day("valid_until", f"e-{row['id']}", today().isoformat()),
        }

    def _day(self, day: object) -> str:
        return day.isoformat() if day else ""

    def _decided(self, row: dict, act: str, reason: str | None) -> str:
        by, on = row.get(f"{act}_by"), row.get(f"{act}_on")
        if not on:
            return self.say(DELIVERED) if act == "decided" else ""
        who = self.person(by)["name"] if by else ""
        return " · ".join(part for part in (who, on.isoformat(), reason) if part)

    def _type_title(self, name: str) -> str:
        fti = api.portal.get_tool("portal_types").get(name)
        title = fti.Title() if fti is not None else name
        return translate(title, domain="plone", context=self.request)

    def _record_kind(self, name: str | None) -> str:
        return self.say(RECORD_KINDS.getTerm(name).title if name else ANY)

    def form(self) -> dict[str, object]:
        """Return what stands in the form of a new row."""
        sent = self.is_sent("add")
        days = {name: self.sent(name) if sent else "" for name in class_table.DAYS}
        days["valid_from"] = days["valid_from"] or today().isoformat()
        return {
            "types": [self._option(n, self._type_title(n)) for n in class_rows.TYPES],
            "record_kinds": self._record_kinds(),
            "names": [row["name"] for row in self._documents()],
            "document_name": self.sent("document_name") if sent else "",
            "choices": [self._choice(name) for name in CHOICES],
            "kinds": [self._kind(kind) for kind in class_rows.ALLOWED_KINDS],
            "from": self.day("valid_from", "a-from", days["valid_from"]),
            "until": self.day("valid_until", "a-until", days["valid_until"]),
            "reason": self.sent("reason") if sent else "",
        }

    def _record_kinds(self) -> list[dict[str, object]]:
        terms = [(term.value, self.say(term.title)) for term in RECORD_KINDS]
        pairs = [("", self.say(ANY)), *terms]
        return [self._option(value, title, "record_kind") for value, title in pairs]

    def _documents(self) -> list[dict]:
        return valid_on(settings().document_names, today())

    def _option(
        self, value: str, title: str, name: str = "portal_type"
    ) -> dict[str, object]:
        selected = "selected" if self.sent(name) == value else None
        return {"value": value, "title": title, "selected": selected}

    def _choice(self, name: str) -> dict[str, object]:
        checked = "checked" if self.sent("decision") == name else None
        return {"value": name, "title": self.say(CHOICES[name]), "checked": checked}

    def _kind(self, kind: str) -> dict[str, object]:
        is_held = kind in register.kinds_of(current_user() or "")
        return {
            "value": kind,
            "title": self.say(SECRECY_KINDS.getTerm(kind).title),
            "checked": "checked" if kind in self.sent_list("kinds") else None,
            "disabled": None if is_held else "disabled",
            "note": "" if is_held else self.say(ABOVE),
        }
