"""The form of a transition: what it asks for, and what was sent."""

from lingchuan.records.confidentiality.decision import as_list
from lingchuan.records.confidentiality.decision import FIELDS
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.messages import field_title
from lingchuan.records.content.vocabularies import DECISIONS
from lingchuan.records.content.vocabularies import SECRECY_KINDS
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.parameters import DATE
from lingchuan.records.core.parameters import REASON
from lingchuan.records.core.parameters import TEXT
from lingchuan.records.i18n import _
from lingchuan.records.site.page import RecordPage
from lingchuan.records.site.transitions import TransitionInfo
from plone import api
from zope.i18n import translate
from zope.schema.interfaces import IText


WITH_CIRCLE = ("restrict", "revise")
PROPOSE = "propose_release"
STATE_SECRET = (
    "level",
    "basis_document",
    "determiner",
    "issued_on",
    "term",
    "review_due",
)
CORRECTABLE = ("title", "document_number", "place", "summary", "recipient", "witness")
TITLES = {
    "reason": _("param_reason", default="Reason"),
    "comment": _("param_comment", default="Comment"),
    "changes": _("param_changes", default="Corrections"),
    "matters": _("field_matters", default="Permit matters"),
    "decision": _("row_decision", default="Decision"),
    "decision_number": _("row_decision_number", default="Decision number"),
    "kinds": _("param_kinds", default="Kinds of secrecy"),
    "remaining": _("param_remaining", default="Kinds that remain (none: release)"),
    "known_to": _("param_known_to", default="Known to (user ids, one a line)"),
    "level": _("param_level", default="Level"),
    "basis_document": _("param_basis_document", default="Document it rests on"),
    "determiner": _("param_determiner", default="Determined by"),
    "issued_on": _("param_issued_on", default="Determined on"),
    "term": _("param_term", default="Term"),
    "review_due": _("param_review_due", default="To be reviewed by"),
}


class TransitionForm(RecordPage):
    """Ready values for the template, and the parameters of a POST."""

    name = ""
    info: TransitionInfo | None = None

    def _asked(self) -> dict[str, str]:
        """Return {name: kind} of the plain fields; a required reason is comment enough."""
        taken = self.info.params if self.info else {}
        needed = taken.get("reason") == REASON
        hidden = {*FIELDS, "comment" if needed else "reason"}
        return {
            name: kind
            for name, kind in taken.items()
            if kind in (TEXT, REASON, DATE) and name not in hidden
        }

    def params(self) -> dict[str, object]:
        form = self.request.form
        sent = {name: str(form.get(name) or "").strip() for name in self._asked()}
        params: dict[str, object] = {name: one for name, one in sent.items() if one}
        if self.name in (*WITH_CIRCLE, PROPOSE):
            params["kinds"] = as_list(form.get("kinds"))
        if self.name in WITH_CIRCLE:
            params |= self._decision()
        if self.name == "decide":
            params["matters"] = self._decided()
        if self.name == "correct":
            params["changes"] = self._changes()
        return params

    def _decision(self) -> dict[str, object]:
        form = self.request.form
        sent = {name: str(form.get(name) or "").strip() for name in STATE_SECRET}
        known_to = as_list(str(form.get("known_to") or ""))
        return {"known_to": known_to} | {key: one for key, one in sent.items() if one}

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

    def _changes(self) -> dict[str, str]:
        form = self.request.form
        changes = {}
        for row in self.corrections():
            sent = form.get(f"change_{row['name']}")
            if sent is not None and str(sent).strip() != row["value"]:
                changes[row["name"]] = str(sent).strip()
        return changes

    def fields(self) -> list[dict[str, object]]:
        """Return the parameters as form fields: {name, title, type, value}."""
        form = self.request.form
        found = []
        for name, kind in self._asked().items():
            message = TITLES.get(name)
            stored = getattr(self.context, name, None) if kind == DATE else None
            usual = (stored or facts.today()).isoformat() if kind == DATE else ""
            found.append(
                {
                    "name": name,
                    "title": translate(message, context=self.request)
                    if message
                    else field_title(self.context.portal_type, name, self.request),
                    "type": "date" if kind == DATE else "text",
                    "required": "required" if kind == REASON else None,
                    "value": str(form.get(name) or usual),
                }
            )
        return found

    def kinds_title(self) -> str:
        """Return what the boxes of the kinds stand for."""
        name = "remaining" if self.name == PROPOSE else "kinds"
        return translate(TITLES[name], context=self.request)

    def kinds(self) -> list[dict[str, object]]:
        """Return the kinds of secrecy to choose from, where the transition asks.

        A proposal of release ticks those that remain; all others are dropped.
        """
        if self.info is None or self.name not in (*WITH_CIRCLE, PROPOSE):
            return []
        decision = getattr(self.context, "confidentiality", None) or {}
        carried = list(decision.get("kinds") or ())
        usual = carried if self.name in WITH_CIRCLE else ()
        chosen = as_list(self.request.form.get("kinds") or usual)
        return [
            {
                "value": term.value,
                "title": translate(term.title, context=self.request),
                "checked": "checked" if term.value in chosen else None,
            }
            for term in SECRECY_KINDS
            if self.name in WITH_CIRCLE or term.value in carried
        ]

    def has_circle(self) -> bool:
        """Tell whether the transition asks for persons and the decision's facts."""
        return self.info is not None and self.name in WITH_CIRCLE

    def decision_fields(self) -> list[dict[str, str]]:
        """Return the further fields of a secrecy decision."""
        decision = getattr(self.context, "confidentiality", None) or {}
        return [
            {
                "name": name,
                "title": translate(TITLES[name], context=self.request),
                "value": str(self.request.form.get(name) or decision.get(name) or ""),
            }
            for name in STATE_SECRET
        ]

    def known_to(self) -> str:
        """Return the persons of the circle, one a line."""
        decision = getattr(self.context, "confidentiality", None) or {}
        sent = self.request.form.get("known_to")
        return str(sent) if sent else "\n".join(decision.get("known_to") or ())

    def corrections(self) -> list[dict[str, str]]:
        """Return the text fields that a correction may change here."""
        if self.name != "correct":
            return []
        fti = api.portal.get_tool("portal_types")[self.context.portal_type]
        schema = fti.lookupSchema()
        return [
            {
                "name": name,
                "title": translate(schema[name].title, context=self.request),
                "value": getattr(self.context, name, None) or "",
            }
            for name in CORRECTABLE
            if name in schema and IText.providedBy(schema[name])
        ]
