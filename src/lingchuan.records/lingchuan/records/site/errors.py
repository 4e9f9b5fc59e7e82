"""The error pages: what went wrong, nothing of what lies at the address.

An address that the person may not view and one that does not exist give the same
page; strangers get the login form for both. So does an address that cannot be walked.
"""

from AccessControl.SecurityManagement import newSecurityManager
from lingchuan.records.confidentiality.gate import early_user
from lingchuan.records.confidentiality.gate import is_program
from lingchuan.records.content.error_answers import reasons_of
from lingchuan.records.content.error_answers import RecordErrors
from lingchuan.records.content.error_answers import status_of
from plone import api
from Products.CMFPlone.browser.exceptions import ExceptionView
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.interface.interfaces import ComponentLookupError


MISSING = 404
ASKING = (NotFound, Unauthorized)
# What Plone raises over a name in an address that is none, such as ++skin++; what the
# database raises is of another type.
NO_ADDRESS = (AttributeError, ComponentLookupError, TypeError, ValueError)


class ErrorPage(ExceptionView):
    """Any error, shown at the site's root to the person who asked."""

    def __call__(self) -> str | None:
        """Render for the person whom the credentials name.

        An address that is not found ends before anybody is authenticated.
        """
        request = self.request
        status = status_of(self.context, request)
        if type(self.context) in NO_ADDRESS and "PUBLISHED" not in request.other:
            self.context, status = NotFound(), MISSING
            request.response.setStatus(status)
        if is_program(request):
            return RecordErrors(self.context, request)()
        portal = api.portal.get()
        self.__parent__ = portal
        user = early_user(portal, request)
        if user.getId() is None and isinstance(self.context, ASKING):
            return self._ask_to_log_in(portal)
        newSecurityManager(request, user)
        self.reasons = reasons_of(self.context, request)
        # The login form that answers a stranger sets a status of its own.
        if status and not isinstance(self.context, Unauthorized):
            request.response.setStatus(status, lock=1)
        return super().__call__()

    def _ask_to_log_in(self, portal: object) -> str:
        """Ask a stranger to log in, for what is hidden as for what is missing."""
        login = portal.acl_users.credentials_cookie_auth
        login.challenge(self.request, self.request.response)
        return ""
