"""`@@class-table`: the classes decided in advance, and the forms to add and end one."""

from collections.abc import Callable
from collections.abc import Mapping
from lingchuan.records.confidentiality import class_rows
from lingchuan.records.confidentiality import class_table
from lingchuan.records.confidentiality import classes
from lingchuan.records.confidentiality import register
from lingchuan.records.content.closed_lists import RECORD_KINDS
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.facts import current_user
from lingchuan.records.content.facts import today
from lingchuan.records.content.settings import settings
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.lists import valid_on
from lingchuan.records.core.small_numbers import small_number
from lingchuan.records.i18n import _
from lingchuan.records.site.clearances import ABOVE
from lingchuan.records.site.kept_page import Form
from lingchuan.records.site.kept_page import KeptPage
from lingchuan.records.site.transition_form import FREE_TEXT_HELP
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
            "matches": 0 if is_over else classes.count_undecided(row),
            "end_form": self._end_form(row),
            "day": self.day("valid_until", f"e-{row['id']}", today().isoformat()),
        }

    def _end_form(self, row: dict) -> Form:
        whose, keys = self._type_title(row["portal_type"]), {"id": row["id"]}
        return self.end_form("end", _END, keys, whose=whose, why="reason")

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
        reason = self.sent("reason") if sent else ""
        return {
            "type": self.field("portal_type", "a-type", options=self._types()),
            "record_kind": self._record_kinds(),
            "names": [row["name"] for row in self._documents()],
            "document_name": self.sent("document_name") if sent else "",
            "choices": [self._choice(name) for name in CHOICES],
            "kinds": [self._kind(kind) for kind in class_rows.ALLOWED_KINDS],
            "from": self.day_field("valid_from", "a-from", days["valid_from"]),
            "until": self.day_field("valid_until", "a-until", days["valid_until"]),
            "reason": self.field("reason", "a-reason", FREE_TEXT_HELP, value=reason),
        }

    def _types(self) -> list[Form]:
        asked = self.sent("portal_type")
        titles = {name: self._type_title(name) for name in class_rows.TYPES}
        return [self.option(n, title, n == asked) for n, title in titles.items()]

    def _record_kinds(self) -> Form:
        asked = self.sent("record_kind")
        terms = [(term.value, self.say(term.title)) for term in RECORD_KINDS]
        pairs = [("", self.say(ANY)), *terms]
        options = [self.option(value, title, value == asked) for value, title in pairs]
        return self.field("record_kind", "a-kind", _PAPERS_HELP, options=options)

    def _documents(self) -> list[dict]:
        return valid_on(settings().document_names, today())

    def _choice(self, name: str) -> dict[str, object]:
        checked = "checked" if self.sent("decision") == name else None
        return {"value": name, "title": self.say(CHOICES[name]), "checked": checked}

    def _kind(self, kind: str) -> Form:
        is_chosen = kind in self.sent_list("kinds")
        if kind in register.kinds_of(current_user() or ""):
            return self.kind_box(kind, is_chosen)
        return self.kind_box(kind, is_chosen, ABOVE, is_shut=True)


_END = _("action_end_class", default="End")
_PAPERS_HELP = _(
    "class_papers_help", default="Kind and name are those of text records."
)
