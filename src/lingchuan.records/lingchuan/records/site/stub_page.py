"""The page that registers a state secret by its stub, in one form (R20-2, domain.md S09).

- For whoever may add a text record there; it takes no file and no free text but why.
- The record is entered and shut by the same functions as its POST, all or nothing.
- Who enters it may see it no more, so the way leads back to what it lies in.
"""

from collections.abc import Sequence
from lingchuan.records.confidentiality.deciding import register_stub
from lingchuan.records.confidentiality.decision import as_list
from lingchuan.records.confidentiality.decision import OF_COMMERCIAL
from lingchuan.records.confidentiality.decision import OF_PRIVACY
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import is_restricted
from lingchuan.records.confidentiality.roles import restricted_ancestor
from lingchuan.records.content.error_answers import reasons_of
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.messages import field_title
from lingchuan.records.content.messages import problem_text
from lingchuan.records.core.findings import Problem
from lingchuan.records.i18n import _
from lingchuan.records.site.page import may_add
from lingchuan.records.site.page import RecordPage
from lingchuan.records.site.secrecy_form import required_title
from lingchuan.records.site.secrecy_form import SecrecyForm
from lingchuan.records.site.secrecy_form import TITLES
from lingchuan.records.site.transition_form import FREE_TEXT_HELP
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.protect import CheckAuthenticator
from plone.protect import PostOnly
from zope.i18n import translate

import transaction


STUB_TYPE = "TextRecord"
NUMBER = "document_number"
REQUIRED = ("basis_document", "determiner", "comment")
STUB_GROUPS = (
    (
        _("group_stub_paper", default="The paper"),
        (NUMBER, "level", "mark", "term", "issued_on"),
    ),
    (
        _("group_stub_basis", default="Who determined it, and on what"),
        ("basis_document", "determiner", "authorisation", "otherwise_provided_basis"),
    ),
    (_("group_stub_custody", default="Custody"), ("custodian", "place")),
)
OF_WHOLE = (*OF_COMMERCIAL, *OF_PRIVACY)
OF_WHOLE_TITLE = _(
    "group_stub_whole", default="What it lies in is restricted: whose, and what"
)
OWN_HELP = {
    NUMBER: _(
        "help_stub_number",
        default="The number alone; a number with a mark (★) or words of the contents is refused.",
    ),
    "level": _(
        "help_stub_level",
        default="Level, mark and term follow from each other: give the mark, or level and term.",
    ),
    "comment": FREE_TEXT_HELP,
}
DONE = _(
    "stub_registered",
    default="The stub is registered; a confidentiality officer decides on it next.",
)
DONE_UNSEEN = _(
    "stub_registered_unseen",
    default="The stub is registered and shut at once; a confidentiality officer decides on it next. You do not see it here: it is shown to officers cleared for state secrets, and to who is named and cleared.",
)


class StubForm(SecrecyForm):
    """The fields of the form, what was sent, and what is wrong with it."""

    def __init__(self, container: object, request: object) -> None:
        super().__init__(None, request, "restrict")
        self.problems: dict[str, str] = {}
        whole = (
            container if is_restricted(container) else restricted_ancestor(container)
        )
        # What lies in something restricted is shut to the same kinds, for the same holder.
        around = decision_of(whole)
        names = [name for name in OF_WHOLE if around.get(name)]
        self.decision = {name: around[name] for name in names}

    def _groups(self) -> tuple:
        names = tuple(self.decision)
        return (*STUB_GROUPS, (OF_WHOLE_TITLE, names)) if names else STUB_GROUPS

    def payload(self) -> dict[str, object]:
        """Return the decision's fields that were filled in."""
        form = self.request.form
        names = [name for _title, group in self._groups() for name in group]
        sent = {name: self._sent(form, name) for name in names if name != NUMBER}
        sent["known_to"] = as_list(str(form.get("known_to") or ""))
        sent["comment"] = self._sent(form, "comment")
        return {name: value for name, value in sent.items() if value}

    def number(self) -> str | None:
        """Return the number of the paper, None for none."""
        return self._sent(self.request.form, NUMBER) or None

    def title_of(self, name: str) -> str:
        """Return the title of a field."""
        if name == NUMBER:
            return field_title(STUB_TYPE, NUMBER, self.request)
        return self._say(TITLES.get(name, name))

    def reason(self) -> dict[str, object]:
        """Return the field of the reason."""
        return self._field("comment")

    def known(self) -> dict[str, object]:
        """Return the field of the persons who may know."""
        return self._field("known_to")

    def _field(self, name: str) -> dict[str, object]:
        field = super()._field(name)
        error = self.problems.get(name, "")
        help = self._say(OWN_HELP.get(name)) or field["help"]
        if name in REQUIRED:
            field |= {
                "title": required_title(field["title"], self.request),
                "required": "required",
            }
        ids = [f"{field['id']}-{one}" for one in ("error" * bool(error), "help") if one]
        return field | {
            "help": help,
            "error": error,
            "invalid": "true" if error else None,
            "described": " ".join(ids if help else ids[:-1]) or None,
        }


class RegisterStubPage(RecordPage):
    """Asks for what a stub says, then registers it."""

    errors: Sequence[dict] = ()

    def __call__(self) -> object:
        """Show the form, or register what a POST sends.

        Raises:
            NotAllowed: the user may add no text record here.
        """
        if not may_add(self.context, STUB_TYPE):
            raise NotAllowed(STUB_TYPE)
        self.form = StubForm(self.context, self.request)
        if self.request.method == "POST":
            PostOnly(self.request)
            CheckAuthenticator(self.request)
            if self._registered():
                return self._leave()
        return self.index()

    def _registered(self) -> bool:
        point = transaction.savepoint()
        try:
            self.record = register_stub(
                self.context, self.form.payload(), document_number=self.form.number()
            )
        except BadInput as error:
            point.rollback()
            self._tell(error.problems)
            self.request.response.setStatus(400, lock=True)
            return False
        except TransitionBlocked as error:
            point.rollback()
            self.errors = reasons_of(error, self.request)
            self.request.response.setStatus(409, lock=True)
            return False
        return True

    def _tell(self, problems: Sequence[Problem]) -> None:
        """Put each problem beside its field, and all of them above."""
        texts = {one.field: problem_text(one, self.request) for one in problems}
        self.form.problems = texts
        self.errors = [
            {"text": f"{self.form.title_of(name)}：{text}", "article": ""}
            for name, text in texts.items()
        ]

    def _leave(self) -> str:
        forget_roles()
        may = api.user.has_permission("View", obj=self.record)
        message = translate(DONE if may else DONE_UNSEEN, context=self.request)
        api.portal.show_message(message, self.request)
        self.request.response.redirect(self.context.absolute_url())
        return ""


class StubViewlet(ViewletBase):
    """Leads from the add form of a text record to the stub: no secret is uploaded."""

    def url(self) -> str:
        """Return the address of the form of a stub, '' where none is registered."""
        kind = getattr(getattr(self.view, "form_instance", None), "portal_type", "")
        if kind != STUB_TYPE or not may_add(self.context, STUB_TYPE):
            return ""
        return f"{self.context.absolute_url()}/@@register-stub"
