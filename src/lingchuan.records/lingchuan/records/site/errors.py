"""The error pages: what went wrong, nothing of what lies at the address.

An address that the person may not view and one that does not exist give the same
page; strangers get the login form for both.
"""

from AccessControl.SecurityManagement import newSecurityManager
from lingchuan.records.confidentiality.gate import early_user
from lingchuan.records.confidentiality.gate import is_api
from lingchuan.records.content.error_answers import reasons_of
from lingchuan.records.content.error_answers import RecordErrors
from lingchuan.records.content.error_answers import status_of
from plone import api
from plone.rest.interfaces import IAPIRequest
from Products.CMFPlone.browser.exceptions import ExceptionView
from zExceptions import Unauthorized


class ErrorPage(ExceptionView):
    """Any error, shown at the site's root to the person who asked."""

    def __call__(self) -> str | None:
        """Render for the person whom the credentials name.

        An address that is not found ends before anybody is authenticated.
        """
        if IAPIRequest.providedBy(self.request):
            return RecordErrors(self.context, self.request)()
        portal = api.portal.get()
        self.__parent__ = portal
        user = early_user(portal, self.request)
        newSecurityManager(self.request, user)
        self.reasons = reasons_of(self.context, self.request)
        status = status_of(self.context, self.request)
        # The login form that answers a stranger sets a status of its own.
        if status and not isinstance(self.context, Unauthorized):
            self.request.response.setStatus(status, lock=1)
        return super().__call__()


class NotFoundPage(ErrorPage):
    """No such address, or none for this person."""

    def __call__(self) -> str | None:
        """Ask a stranger to log in, as for what is hidden."""
        portal = api.portal.get()
        user = early_user(portal, self.request)
        if user.getId() is None and not is_api(self.request):
            login = portal.acl_users.credentials_cookie_auth
            login.challenge(self.request, self.request.response)
            return ""
        return super().__call__()
