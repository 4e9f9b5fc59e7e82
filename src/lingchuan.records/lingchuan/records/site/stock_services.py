"""Stock REST services as they answer here: no hidden name, no fault for bad input."""

from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.findings import ARTICLE_4
from lingchuan.records.content.findings import blocked
from lingchuan.records.content.people import USE_RECORDS
from lingchuan.records.content.types import TYPES
from lingchuan.records.core.findings import Problem
from lingchuan.records.site.search_services import BAD_QUERY
from plone import api
from plone.app.content.browser.vocabulary import VocabularyView
from plone.registry.interfaces import IRegistry
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from plone.restapi.services.content.add import FolderPost
from plone.restapi.services.linkintegrity.get import LinkIntegrityGet
from plone.restapi.services.registry.update import RegistryUpdate
from plone.restapi.services.types.get import check_security
from plone.restapi.services.types.get import TypesGet
from plone.restapi.services.users.add import UsersPost
from plone.restapi.services.vocabularies.get import VocabulariesGet
from smtplib import SMTPException
from zExceptions import NotFound
from zope.component import getUtility
from zope.component import queryUtility
from zope.schema.interfaces import IVocabularyFactory


# Vocabularies that name people or what lies in the site.
NAMING = ("Users", "Principals", "Groups", "Catalog", "Keywords", "handlers")


class LinkIntegrity(LinkIntegrityGet):
    """`GET @linkintegrity`: stock, for records that the user may see."""

    def reply(self) -> list:
        """Return the links that would break; unknown and hidden are not found."""
        uids = self.request.form.get("uids") or []
        catalog = api.portal.get_tool("portal_catalog")
        for uid in [uids] if isinstance(uids, str) else uids:
            if not catalog(UID=str(uid) or "-"):
                raise NotFound(uid)
        return super().reply()


class Vocabularies(VocabulariesGet):
    """`GET @vocabularies`: names of people and things are for staff."""

    def reply(self) -> object:
        """Return the vocabulary."""
        name = self.params[0].rsplit(".", 1)[-1] if self.params else ""
        may = api.user.has_permission(USE_RECORDS, obj=api.portal.get())
        if name in NAMING and not may:
            raise NotAllowed(name)
        if self.params:
            self._refuse(self.params[0])
        return super().reply()

    def _refuse(self, name: str) -> None:
        """Answer as the contract has it: the stock service has a form of its own."""
        if not self._has_permission_to_access_vocabulary(name):
            raise NotAllowed(name)
        if queryUtility(IVocabularyFactory, name=name) is None:
            raise NotFound(name)


class Types(TypesGet):
    """`GET @types`: stock, but what is no type is not found in everybody's language."""

    def reply(self) -> object:
        """Return types, a type's schema, or one field of it."""
        check_security(self.context)
        types = api.portal.get_tool("portal_types")
        if self.params and types.getTypeInfo(self.params[0]) is None:
            raise NotFound(self.params[0])
        return super().reply()


class NoCopy(Service):
    """`POST @copy`: records are not copied."""

    code = "copy_refused"

    def reply(self) -> None:
        """Refuse."""
        raise TransitionBlocked([blocked("R04-1", ARTICLE_4, self.code, self.context)])


class NoMove(NoCopy):
    """`POST @move`: records stay where they are made."""

    code = "move_refused"


class RootPost(FolderPost):
    """POST at the site's root: stock, but nothing of ours is made there."""

    def reply(self) -> dict:
        """Create what is not ours, or refuse."""
        portal_type = json_body(self.request).get("@type")
        if portal_type in TYPES:
            raise BadInput([Problem("@type", "type_not_here")])
        return super().reply()


class ScriptVocabulary(VocabularyView):
    """What Plone's own scripts ask for; bad input is no fault."""

    def __call__(self) -> str:
        """Return the terms as JSON."""
        try:
            return super().__call__()
        except BAD_QUERY as error:
            raise BadInput([Problem("query", "bad_query")]) from error


class NewUser(UsersPost):
    """`POST @users`: stock, but there is nothing to post to a user."""

    def reply(self) -> dict:
        """Create a user."""
        if self.params and self.params[1:] != ["reset-password"]:
            raise NotFound("/".join(self.params))
        try:
            return super().reply()
        except (OSError, SMTPException) as error:
            raise BadInput([Problem("mail", "no_mail")]) from error


class RegistryPatch(RegistryUpdate):
    """`PATCH @registry`: stock, but what is no setting is bad input, no fault."""

    def reply(self) -> None:
        """Change settings; what the officers keep is none (docs/adr/0015)."""
        registry = getUtility(IRegistry)
        unknown = [name for name in json_body(self.request) if name not in registry]
        if unknown:
            raise BadInput([Problem(name, "unknown_field") for name in unknown])
        return super().reply()


class Absent(Service):
    """What Plone has beside content and records have not: sharing, comments."""

    def reply(self) -> None:
        """Answer as for what does not exist."""
        raise NotFound(self.request["ACTUAL_URL"])
