"""The page of a transition: a plain form, the reasons if it is refused."""

from collections.abc import Sequence
from lingchuan.records.confidentiality.decision import as_list
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.messages import field_title
from lingchuan.records.content.messages import finding_text
from lingchuan.records.content.messages import problem_text
from lingchuan.records.content.vocabularies import DECISIONS
from lingchuan.records.content.vocabularies import SECRECY_KINDS
from lingchuan.records.i18n import _
from lingchuan.records.site.page import RecordPage
from lingchuan.records.site.transitions import available
from lingchuan.records.site.transitions import perform
from lingchuan.records.site.transitions import TransitionInfo
from plone import api
from plone.protect import CheckAuthenticator
from plone.protect import PostOnly
from Products.Five import BrowserView
from zope.i18n import translate
from zope.schema.interfaces import IText

import datetime
import transaction


WITH_KINDS = ("restrict", "revise")
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
    "kinds": _("param_kinds", default="Kinds of secrecy"),
    "known_to": _("param_known_to", default="Known to (user ids, one a line)"),
    "level": _("param_level", default="Level"),
    "basis_document": _("param_basis_document", default="Document it rests on"),
    "determiner": _("param_determiner", default="Determined by"),
    "issued_on": _("param_issued_on", default="Determined on"),
    "term": _("param_term", default="Term"),
    "review_due": _("param_review_due", default="To be reviewed by"),
}


class TransitionPage(RecordPage):
    """Asks for what a transition needs, then does it."""

    errors: Sequence[dict] = ()

    def __call__(self) -> object:
        """Show the form, or perform the transition of a POST."""
        self.name = str(self.request.form.get("workflow_action") or "")
        self.info = self._info()
        if self.request.method == "POST":
            PostOnly(self.request)
            CheckAuthenticator(self.request)
            if self._performed():
                return self._leave()
        if self.info is None and not self.errors:
            self._refuse()
        return self.index()

    def _info(self) -> TransitionInfo | None:
        found = [info for info in available(self.context) if info.id == self.name]
        return found[0] if found else None

    def _refuse(self) -> None:
        message = _(
            "transition_not_here",
            default="This step is not possible now, or not by you.",
        )
        text = translate(message, context=self.request)
        self.errors = [{"text": text, "article": ""}]
        self.request.response.setStatus(409)

    def _performed(self) -> bool:
        point = transaction.savepoint()
        try:
            perform(self.context, self.name, self._params())
        except BadInput as error:
            point.rollback()
            self.errors = [self._problem(one) for one in error.problems]
            self.request.response.setStatus(400, lock=True)
            return False
        except TransitionBlocked as error:
            point.rollback()
            self.errors = [
                {"text": finding_text(one, self.request), "article": one.article}
                for one in error.findings
            ]
            self.request.response.setStatus(409, lock=True)
            return False
        return True

    def _problem(self, problem: object) -> dict[str, str]:
        message = TITLES.get(problem.field)
        title = (
            translate(message, context=self.request)
            if message
            else field_title(self.context.portal_type, problem.field, self.request)
        )
        text = problem_text(problem, self.request)
        return {"text": f"{title}：{text}", "article": ""}

    def _params(self) -> dict[str, object]:
        form = self.request.form
        params: dict[str, object] = {}
        for name in self.info.params if self.info else ():
            value = str(form.get(name) or "").strip()
            if name.endswith("_on") and value:
                params[name] = _date(value)
            elif value:
                params[name] = value
        if self.name in WITH_KINDS:
            params |= self._decision()
        if self.name == "decide":
            params["matters"] = self._decided()
        if self.name == "correct":
            params["changes"] = self._changes()
        return params

    def _decision(self) -> dict[str, object]:
        form = self.request.form
        kinds = form.get("kinds") or []
        decision: dict[str, object] = {
            "kinds": as_list(kinds),
            "known_to": as_list(str(form.get("known_to") or "")),
        }
        for name in STATE_SECRET:
            value = str(form.get(name) or "").strip()
            if value:
                decision[name] = value
        return decision

    def _decided(self) -> list[dict[str, str]]:
        form = self.request.form
        sent = (
            {
                "code": row["code"],
                "decision": str(form.get(f"decision_{row['code']}") or ""),
                "decision_number": str(form.get(f"number_{row['code']}") or ""),
            }
            for row in self.context.matters or ()
        )
        return [row for row in sent if row["decision"]]

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

    def _leave(self) -> str:
        message = _("transition_done", default="Done: ${title}", mapping={})
        text = translate(message, context=self.request, mapping={"title": self.title()})
        api.portal.show_message(text, self.request)
        may = api.user.has_permission("View", obj=self.context)
        target = self.context if may else api.portal.get()
        self.request.response.redirect(target.absolute_url())
        return ""

    def title(self) -> str:
        """Return the title of the transition."""
        title = self.info.title if self.info else self.name
        return translate(title, domain="plone", context=self.request)

    def fields(self) -> list[dict[str, object]]:
        """Return the parameters as form fields: {name, title, type, value}."""
        form = self.request.form
        found = []
        for name in self.info.params if self.info else ():
            message = TITLES.get(name)
            is_date = name.endswith("_on")
            stored = getattr(self.context, name, None) if is_date else None
            usual = (stored or facts.today()).isoformat() if is_date else ""
            found.append(
                {
                    "name": name,
                    "title": translate(message, context=self.request)
                    if message
                    else field_title(self.context.portal_type, name, self.request),
                    "type": "date" if is_date else "text",
                    "required": "required" if name == "reason" else None,
                    "value": str(form.get(name) or usual),
                }
            )
        return found

    def kinds(self) -> list[dict[str, object]]:
        """Return the kinds of secrecy where the transition asks for them."""
        if self.info is None or self.name not in WITH_KINDS:
            return []
        decision = getattr(self.context, "confidentiality", None) or {}
        stored = self.request.form.get("kinds") or decision.get("kinds") or ()
        chosen = as_list(stored)
        return [
            {
                "value": term.value,
                "title": translate(term.title, context=self.request),
                "checked": "checked" if term.value in chosen else None,
            }
            for term in SECRECY_KINDS
        ]

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


def _date(value: str) -> object:
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return value


class StateMenuRedirect(BrowserView):
    """Plone's state menu leads to the page of the transition."""

    def __call__(self) -> str:
        """Redirect; nothing is changed by a GET."""
        action = str(self.request.form.get("workflow_action") or "")
        safe = "".join(c for c in action if c.isalnum() or c == "_")
        url = f"{self.context.absolute_url()}/@@transition?workflow_action={safe}"
        self.request.response.redirect(url)
        return ""
