"""What pages have in common that do something: forms with an `act`, refusals above them.

Each act ends in the same function as REST; what is refused stands above the form with
what was sent still in it, and nothing is changed.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from lingchuan.records.confidentiality.decision import as_list
from lingchuan.records.content.error_answers import reasons_of
from lingchuan.records.content.error_answers import status_of
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.messages import problem_text
from lingchuan.records.core.dates import as_day
from lingchuan.records.core.findings import Problem
from lingchuan.records.i18n import _
from lingchuan.records.site.icons import WithIcons
from plone import api
from plone.protect import CheckAuthenticator
from plone.protect import PostOnly
from Products.Five import BrowserView
from zope.i18n import translate

import transaction


DONE = _("kept_done", default="Done, and written to the ledger.")


class Acting:
    """The half of a page that does what its forms ask for."""

    errors: Sequence[Mapping[str, str]] = ()
    done = DONE
    # An act that only mends the form keeps the page.
    stays = False

    def answer(self) -> object:
        """Show the page, or do what a POST asks for."""
        if self.request.method == "POST":
            PostOnly(self.request)
            CheckAuthenticator(self.request)
            if self._has_done():
                return self.leave()
        return self.index()

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """Return {act: what does it}."""
        raise NotImplementedError

    def titles(self) -> Mapping[str, object]:
        """Return {field: its title}, for what is wrong with it."""
        return {}

    def done_url(self) -> str:
        """Return where the browser goes when it is done."""
        return f"{self.context.absolute_url()}/@@{self.__name__}"

    def leave(self) -> str:
        """Say that it is done, and go on; or stay with what is written in the form."""
        if self.stays:
            return self.index()
        api.portal.show_message(self.say(self.done), self.request)
        self.request.response.redirect(self.done_url())
        return ""

    def _has_done(self) -> bool:
        point = transaction.savepoint()
        try:
            self._act()
        except (BadInput, TransitionBlocked, NotAllowed) as error:
            point.rollback()
            self.errors = self._told(error)
            status = status_of(error, self.request)
            self.request.response.setStatus(status, lock=True)
            return False
        return True

    def _act(self) -> None:
        act = self.acts().get(self.sent("act"))
        if act is None:
            raise BadInput([Problem("act", "unknown_value")])
        act()

    def _told(self, error: Exception) -> Sequence[Mapping[str, str]]:
        if not isinstance(error, BadInput):
            return reasons_of(error, self.request)
        return [self._problem(one) for one in error.problems]

    def _problem(self, problem: Problem) -> Mapping[str, str]:
        title = self.say(self.titles().get(problem.field, problem.field))
        text = problem_text(problem, self.request)
        return {"text": f"{title}：{text}", "article": "", "field": problem.field}

    def say(self, message: object) -> str:
        """Return a message in the language of the request."""
        return translate(message, context=self.request)

    def sent(self, name: str) -> str:
        """Return a text of the form, '' without one."""
        return str(self.request.form.get(name) or "").strip()

    def sent_list(self, name: str) -> list[str]:
        """Return the names ticked in the form."""
        return as_list(self.request.form.get(name))

    def sent_day(self, name: str) -> str:
        """Return a day of the form as ISO, or what stands there instead."""
        return as_day(self.sent(name))


class ActingPage(Acting, WithIcons, BrowserView):
    """A page that shows something, and does what its forms ask for."""

    def __call__(self) -> object:
        """Answer; what is told here is kept by no cache."""
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.answer()
