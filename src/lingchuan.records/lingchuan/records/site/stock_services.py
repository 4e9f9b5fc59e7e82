"""Stock REST services as they answer here: no hidden name, no fault for bad input."""

from collections.abc import Iterator
from DateTime.interfaces import DateTimeError
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.findings import ARTICLE_4
from lingchuan.records.content.findings import blocked
from lingchuan.records.content.people import USE_RECORDS
from lingchuan.records.core.findings import Problem
from plone import api
from plone.app.content.browser.vocabulary import VocabularyView
from plone.app.uuid.utils import uuidToObject
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import QueryParsingError
from plone.restapi.services import Service
from plone.restapi.services.content.add import FolderPost
from plone.restapi.services.linkintegrity.get import LinkIntegrityGet
from plone.restapi.services.querystringsearch.get import QuerystringSearchGet
from plone.restapi.services.querystringsearch.get import QuerystringSearchPost
from plone.restapi.services.search.get import SearchGet
from plone.restapi.services.users.add import UsersPost
from plone.restapi.services.vocabularies.get import VocabulariesGet
from Products.ZCatalog.Catalog import CatalogError
from Products.ZCTextIndex.ParseTree import ParseError
from smtplib import SMTPException
from zExceptions import BadRequest
from zExceptions import NotFound

import json


# Vocabularies that name people or what lies in the site.
NAMING = ("Users", "Principals", "Groups", "Catalog", "Keywords", "handlers")
# What a query that cannot be understood raises, deep in catalog and indexes.
BAD_QUERY = (
    ParseError,
    QueryParsingError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    AssertionError,
    CatalogError,
    DateTimeError,
)
OURS = (
    "PermitFile",
    "TextRecord",
    "HearingRecord",
    "FieldRecord",
    "MediaEvidence",
    "RecordingDevice",
    "PermitRegister",
    "RecordsArea",
)


# Indexes that can put all content in order: each item has one value there.
SORTABLE = (
    "created",
    "modified",
    "effective",
    "Date",
    "sortable_title",
    "Creator",
    "Type",
    "UID",
    "getId",
    "id",
    "path",
    "portal_type",
    "review_state",
    "confidentiality_state",
    "file_number",
    "register_year",
    "received_on",
    "record_kind",
    "stage",
    "unit",
    "medium",
    "getObjPositionInParent",
    "relevance",
)
ORDERS = ("ascending", "descending", "reverse")


class _Querying:
    """A query that cannot be understood is bad input, not a fault.

    Results go without indentation: with it, Python writes JSON at a fifth of the speed.
    """

    def render(self) -> str | bytes:
        """Return the answer as JSON."""
        self.check_permission()
        kind = "application/json"
        self.request.response.setHeader("Content-Type", kind)
        return json.dumps(self.reply(), sort_keys=True)

    def reply(self) -> dict:
        """Return the items found."""
        try:
            return super().reply()
        except BadRequest:
            raise
        except BAD_QUERY as error:
            raise BadInput([Problem("query", "bad_query")]) from error


class Search(_Querying, SearchGet):
    """`GET @search`."""

    def reply(self) -> dict:
        """Return the items found.

        Raises:
            BadInput: a page or an order that there is not.
        """
        found = list(_search_problems(self.request.form))
        if found:
            raise BadInput(found)
        if not str(self.request.form.get("SearchableText", "x")).strip("()* "):
            return {"@id": self.request["ACTUAL_URL"], "items": [], "items_total": 0}
        return super().reply()


def _search_problems(form: dict) -> Iterator[Problem]:
    """Yield what is wrong with page and order."""
    for name in ("b_start", "b_size"):
        if not str(form.get(name, 0)).isdecimal():
            yield Problem(name, "wrong_type")
    asked = form.get("sort_on") or ()
    names = [asked] if isinstance(asked, str) else asked
    if any(name not in SORTABLE for name in names):
        yield Problem("sort_on", "unknown_value")
    order = form.get("sort_order") or "ascending"
    orders = [order] if isinstance(order, str) else order
    if any(one.lower() not in ORDERS for one in orders):
        yield Problem("sort_order", "unknown_value")


class QuerystringPost(_Querying, QuerystringSearchPost):
    """`POST @querystring-search`."""


class QuerystringGet(_Querying, QuerystringSearchGet):
    """`GET @querystring-search`."""


class LinkIntegrity(LinkIntegrityGet):
    """`GET @linkintegrity`: stock, for records that the user may see."""

    def reply(self) -> list:
        """Return the links that would break; unknown and hidden are not found."""
        uids = self.request.form.get("uids") or []
        for uid in [uids] if isinstance(uids, str) else uids:
            if uuidToObject(str(uid)) is None:
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
        if portal_type in OURS:
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


class NoComments(Service):
    """`@comments`: records are not talked about beside themselves."""

    def reply(self) -> None:
        """Answer as for what does not exist."""
        raise NotFound("@comments")


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


class NoSharing(Service):
    """`@sharing`: there is none; who reads a record is decided otherwise."""

    def reply(self) -> None:
        """Answer as for what does not exist."""
        raise NotFound("@sharing")
