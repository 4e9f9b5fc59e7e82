"""The page of a transition: a plain form, the reasons if it is refused."""

from collections.abc import Sequence
from lingchuan.records.access.decision import RIGHTS_OF
from lingchuan.records.content.error_answers import reasons_of
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.facts import permit_file_of
from lingchuan.records.content.messages import problem_text
from lingchuan.records.i18n import _
from lingchuan.records.interfaces import IAccessRequest
from lingchuan.records.site.correction import CORRECT
from lingchuan.records.site.hindrances import hindrances
from lingchuan.records.site.hindrances import rows_of
from lingchuan.records.site.transition_form import TransitionForm
from lingchuan.records.site.transitions import available
from lingchuan.records.site.transitions import perform
from lingchuan.records.site.transitions import refuse
from lingchuan.records.site.transitions import title_of
from lingchuan.records.site.transitions import TransitionInfo
from plone import api
from plone.protect import CheckAuthenticator
from plone.protect import PostOnly
from Products.Five import BrowserView
from zope.i18n import translate

import transaction


# A correction has the whole form of the record; a decision on a request shows it whole.
OWN_PAGES = {CORRECT: "@@correct"} | dict.fromkeys(RIGHTS_OF, "@@decide")


class TransitionPage(TransitionForm):
    """Asks for what a transition needs, then does it."""

    errors: Sequence[dict] = ()

    def __call__(self) -> object:
        """Show the form, or perform the transition of a POST."""
        self.name = str(self.request.form.get("workflow_action") or "")
        self.info = self._info()
        if self.name in OWN_PAGES:
            page = OWN_PAGES[self.name]
            self.request.response.redirect(f"{self.context.absolute_url()}/{page}")
            return ""
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
        """Say why the transition cannot be made; it is asked for, not performed."""
        try:
            refuse(self.context, self.name)
        except (BadInput, TransitionBlocked, NotAllowed) as error:
            self.errors = reasons_of(error, self.request)
            self.request.response.setStatus(409)

    def _performed(self) -> bool:
        point = transaction.savepoint()
        try:
            perform(self.context, self.name, self.params())
        except BadInput as error:
            point.rollback()
            self.errors = [self._problem(one) for one in error.problems]
            self.request.response.setStatus(400, lock=True)
            return False
        except TransitionBlocked as error:
            point.rollback()
            self.errors = rows_of(error.findings, self.context, self.request)
            self.request.response.setStatus(409, lock=True)
            return False
        return True

    def gaps_url(self) -> str:
        """Return the address of the list of what the file owes, '' where there is none."""
        if IAccessRequest.providedBy(self.context):
            return ""
        file = permit_file_of(self.context)
        return f"{(file or self.context).absolute_url()}/@@gaps"

    def standing(self) -> list[dict]:
        """Return what will refuse the step if it is tried now, before it was tried."""
        if self.errors or self.info is None:
            return []
        return hindrances(self.context, self.name, self.request)

    def _problem(self, problem: object) -> dict[str, str]:
        text = problem_text(problem, self.request)
        return {"text": f"{self.title_of(problem.field)}：{text}", "article": ""}

    def _leave(self) -> str:
        named = {"title": self.title()}
        message = _("transition_done", default="Done: ${title}", mapping=named)
        api.portal.show_message(message, self.request)
        may = api.user.has_permission("View", obj=self.context)
        target = self.context if may else api.portal.get()
        self.request.response.redirect(target.absolute_url())
        return ""

    def title(self) -> str:
        """Return the title of the transition."""
        title = self.info.title if self.info else title_of(self.context, self.name)
        return translate(title, domain="plone", context=self.request)


class StateMenuRedirect(BrowserView):
    """Plone's state menu leads to the page of the transition."""

    def __call__(self) -> str:
        """Redirect; nothing is changed by a GET."""
        action = str(self.request.form.get("workflow_action") or "")
        safe = "".join(c for c in action if c.isalnum() or c == "_")
        url = f"{self.context.absolute_url()}/@@transition?workflow_action={safe}"
        self.request.response.redirect(url)
        return ""


class StateFormRedirect(BrowserView):
    """Plone's own form of states, which knows no findings, leads to the record."""

    def __call__(self) -> str:
        """Redirect; nothing is changed."""
        self.request.response.redirect(self.context.absolute_url())
        return ""
