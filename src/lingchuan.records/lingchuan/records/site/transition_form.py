"""The form of a transition: what it asks for, and what was sent."""

from lingchuan.records.access.messages import TEXTS
from lingchuan.records.confidentiality.decision import FIELDS
from lingchuan.records.confidentiality.decision import RECKONED
from lingchuan.records.content import facts
from lingchuan.records.content.closed_lists import DECISIONS
from lingchuan.records.content.date_widgets import day_input
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.messages import field_title
from lingchuan.records.core.dates import as_day
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.parameters import ASKED
from lingchuan.records.core.parameters import DATE
from lingchuan.records.core.parameters import REASON
from lingchuan.records.core.parameters import TEXT
from lingchuan.records.i18n import _
from lingchuan.records.site import secrecy_form
from lingchuan.records.site.page import RecordPage
from lingchuan.records.site.secrecy_form import required_title
from lingchuan.records.site.transitions import TransitionInfo
from zope.i18n import translate


TITLES = secrecy_form.TITLES | {
    "reason": _("param_reason", default="Reason"),
    "comment": _("param_comment", default="Comment"),
    "matters": _("field_matters", default="Permit matters"),
    "decision": _("row_decision", default="Decision"),
    "decision_number": _("row_decision_number", default="Decision number"),
    "handed_to": _("param_handed_to", default="Handed to"),
    "handed_on": _("param_handed_on", default="Handed over on"),
    "receipt_number": _("param_receipt_number", default="Number of letter or receipt"),
    "returned_on": _("param_returned_on", default="Returned on"),
    "condition": _("param_condition", default="Condition"),
}


# What is written there goes into the ledger, and stays there for ever.
FREE_TEXTS = ("reason", "comment")
FREE_TEXT_HELP = _(
    "help_free_text",
    default="Kept in the ledger for ever: no names or numbers of parties, no secrets.",
)


# What usually stands there, for whoever makes the step to change.
USUAL = {("redirect", "reason"): TEXTS["way_public_information"]}


class TransitionForm(RecordPage):
    """Ready values for the template, and the parameters of a POST."""

    name = ""
    info: TransitionInfo | None = None

    def _asked(self) -> dict[str, str]:
        """Return {name: kind} of the plain fields; a required reason is comment enough."""
        taken = self.info.params if self.info else {}
        needed = taken.get("reason") == REASON
        hidden = {*FIELDS, *RECKONED, "comment" if needed else "reason"}
        return {
            name: kind
            for name, kind in taken.items()
            if kind in (TEXT, REASON, ASKED, DATE) and name not in hidden
        }

    def title_of(self, name: str) -> str:
        """Return the title of a parameter; a comment that must be made is the reason."""
        if name == "comment" and self._asked().get(name) == ASKED:
            return translate(secrecy_form.TITLES[name], context=self.request)
        if name in TITLES:
            return translate(TITLES[name], context=self.request)
        return field_title(self.context.portal_type, name, self.request)

    def params(self) -> dict[str, object]:
        """Return the parameters of a POST."""
        form = self.request.form
        sent = {name: str(form.get(name) or "").strip() for name in self._asked()}
        params: dict[str, object] = {
            name: as_day(one) if self._asked()[name] == DATE else one
            for name, one in sent.items()
            if one
        }
        if self.name == "decide":
            params["matters"] = self._decided()
        return params | self.secrecy_form().params()

    def secrecy_form(self) -> secrecy_form.SecrecyForm:
        """Return the part that decides on secrecy; it asks nothing of other steps."""
        return secrecy_form.SecrecyForm(self.context, self.request, self.name)

    def _decided(self) -> list[dict[str, str]]:
        """Return the rows sent.

        Raises:
            BadInput: a matter is left without a decision.
        """
        form = self.request.form
        sent = (
            {
                "code": row["code"],
                "decision": str(form.get(f"decision_{row['code']}") or ""),
                "decision_number": str(form.get(f"number_{row['code']}") or ""),
            }
            for row in self.context.matters or ()
        )
        rows = [row for row in sent if row["decision"]]
        decided = {row["code"] for row in rows}
        decided |= {r["code"] for r in self.context.matters or () if r.get("decision")}
        if any(row["code"] not in decided for row in self.context.matters or ()):
            raise BadInput([Problem("decision", "required")])
        return rows

    def matters(self) -> list[dict[str, object]]:
        """Return the matters to decide: {code, name, number, options}."""
        if self.info is None or self.name != "decide":
            return []
        form = self.request.form
        return [
            {
                "code": row["code"],
                "name": row.get("name") or row["code"],
                "number": form.get(f"number_{row['code']}")
                or row.get("decision_number")
                or "",
                "options": [
                    {
                        "value": term.value,
                        "title": translate(term.title, context=self.request),
                        "checked": "checked"
                        if term.value
                        == (form.get(f"decision_{row['code']}") or row.get("decision"))
                        else None,
                    }
                    for term in DECISIONS
                ],
            }
            for row in self.context.matters or ()
        ]

    def fields(self) -> list[dict[str, object]]:
        """Return the parameters as form fields: {name, title, help, day, value}."""
        form = self.request.form
        found = []
        for name, kind in self._asked().items():
            is_required = kind in (REASON, ASKED)
            title = self.title_of(name)
            stored = getattr(self.context, name, None) if kind == DATE else None
            usual = (stored or facts.today()).isoformat() if kind == DATE else ""
            if (self.name, name) in USUAL:
                usual = translate(USUAL[self.name, name], context=self.request)
            value = str(form.get(name) or usual)
            found.append(
                {
                    "name": name,
                    "title": required_title(title, self.request)
                    if is_required
                    else title,
                    "day": day_input(name, f"p-{name}", value, self.request)
                    if kind == DATE
                    else None,
                    "help": translate(FREE_TEXT_HELP, context=self.request)
                    if name in FREE_TEXTS
                    else "",
                    "required": "required" if is_required else None,
                    "value": value,
                }
            )
        return found
