"""`@@ask`: the form by which somebody asks to view or copy (Art. 21).

On the desk it makes a request and hands it in; on a draft of one's own it goes on with
it. A party asks for itself, a clerk for who stands at the counter.
"""

from AccessControl import Unauthorized
from Acquisition import aq_base
from collections.abc import Callable
from collections.abc import Mapping
from functools import cached_property
from lingchuan.records.access.files import is_party
from lingchuan.records.access.types import REQUEST
from lingchuan.records.content.changing import refuse_unchangeable
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.messages import problem_text
from lingchuan.records.content.settings import settings
from lingchuan.records.core.findings import Problem
from lingchuan.records.site.acting import ActingPage
from lingchuan.records.site.page import may_add
from lingchuan.records.site.requests import ask_texts as texts
from lingchuan.records.site.requests import asking
from lingchuan.records.site.requests.ask_at_counter import CounterForm
from lingchuan.records.site.requests.ask_by_party import PartyForm
from lingchuan.records.site.requests.ask_form import Form
from lingchuan.records.site.requests.plain_words import code_text
from lingchuan.records.site.requests.plain_words import home_url
from plone import api
from zope.i18nmessageid import Message


class AskPage(ActingPage):
    """The form on the desk."""

    made: object = None

    def __call__(self) -> object:
        """Show the form, or do what it asks for.

        Raises:
            Unauthorized: nobody is logged in.
            NotAllowed: this person asks for nothing here.
        """
        if api.user.is_anonymous():
            raise Unauthorized(self.__name__)
        self.refuse_others()
        return super().__call__()

    def refuse_others(self) -> None:
        """Refuse who may make no request."""
        if not may_add(self.context, REQUEST):
            raise NotAllowed(REQUEST)

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """Return {act: what does it}."""
        return {"submit": self._hand_in, "draft": self._keep}

    @property
    def draft(self) -> object | None:
        """The draft that the form goes on with, None for a new request."""
        return None

    @cached_property
    def form(self) -> Form:
        """The form of who asks."""
        kind = PartyForm if self.is_party() else CounterForm
        return kind(self.request, self.draft)

    def is_party(self) -> bool:
        """Tell whether a party asks for itself."""
        return is_party()

    def token(self) -> str:
        """Return the token of this form, the same while it is mended."""
        return self.sent("token") or asking.new_token()

    def workdays(self) -> int:
        """Return within how many working days there is an answer."""
        return settings().access_answer_workdays

    def back_url(self) -> str:
        """Return the address that the form is left for."""
        return home_url() if self.is_party() else self.done_url()

    def done_url(self) -> str:
        """Return where the browser goes when it is done."""
        if self.is_party():
            return home_url()
        return (self.made or self.context).absolute_url()

    def _hand_in(self) -> None:
        missing = self.form.missing()
        if missing:
            raise BadInput(missing)
        self._ask(is_handed_in=True)
        base = aq_base(self.made)
        told = {
            "number": base.number or "",
            "code": code_text(base.receipt_code),
            "due": base.due_on.isoformat() if base.due_on else "",
        }
        self.done = Message(self.done, mapping=told)

    def _keep(self) -> None:
        self._ask(is_handed_in=False)

    def _ask(self, is_handed_in: bool) -> None:
        self.done = texts.RECEIVED if is_handed_in else texts.KEPT
        self.made = asking.sent_before(self.context, self.sent("token"))
        if self.made is not None:
            self.done = texts.TWICE
            return
        self.made = asking.ask(
            self.context,
            self.form.values(),
            self.sent("token"),
            comment=self.form.comment(),
            is_handed_in=is_handed_in,
        )

    def _problem(self, problem: Problem) -> Mapping[str, object]:
        field = self.form.problem_field(problem.field)
        text = problem_text(problem, self.request)
        if (field, problem.code) == ("relation", "required"):
            text = self.say(texts.SAY_RELATION)
        self.form.problems.setdefault(field, text)
        title = self.form.title_of(field)
        mend = {"url": f"#ask-{field}", "title": self.say(texts.MEND)}
        return {"text": f"{title}：{text}", "article": "", "mend": mend}


class DraftPage(AskPage):
    """The form of a draft."""

    def refuse_others(self) -> None:
        """Refuse who may not change the draft, and what is none any more."""
        refuse_unchangeable(self.context, is_trial=False)

    @property
    def draft(self) -> object:
        """The draft."""
        return self.context

    def _ask(self, is_handed_in: bool) -> None:
        self.done = texts.RECEIVED if is_handed_in else texts.KEPT
        self.made = asking.ask_anew(
            self.context,
            self.form.values(),
            comment=self.form.comment(),
            is_handed_in=is_handed_in,
        )
