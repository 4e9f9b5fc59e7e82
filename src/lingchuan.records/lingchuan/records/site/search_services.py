"""Searches of plone.restapi as they answer here: all that was found, or what is wrong."""

from collections.abc import Iterator
from DateTime.interfaces import DateTimeError
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.serialize import page_problems
from lingchuan.records.core.findings import Problem
from plone.restapi.exceptions import QueryParsingError
from plone.restapi.services.querystringsearch.get import QuerystringSearchGet
from plone.restapi.services.querystringsearch.get import QuerystringSearchPost
from plone.restapi.services.search.get import SearchGet
from Products.ZCatalog.Catalog import CatalogError
from Products.ZCTextIndex.ParseTree import ParseError
from zExceptions import BadRequest

import json


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
# Indexes in which all content has a value.
COMPLETE = frozenset(
    "created modified effective Date sortable_title Creator Type UID getId id path"
    " portal_type file_number relevance".split()
)
# Those that only some types have; the catalog drops what has no value there.
PARTIAL = frozenset(
    "review_state confidentiality_state register_year received_on record_kind stage"
    " unit medium".split()
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
            BadInput: a page or an order that there is not, or an order in which
                some of what was found has no place.
        """
        found = list(_search_problems(self.request.form))
        if found:
            raise BadInput(found)
        if not str(self.request.form.get("SearchableText", "x")).strip("()* "):
            return {"@id": self.request["ACTUAL_URL"], "items": [], "items_total": 0}
        answer = super().reply()
        if PARTIAL & set(_names(self.request.form.get("sort_on"))):
            kept = self.request.form
            self.request.form = kept | {"sort_on": [], "b_size": "1"}
            total = super().reply()["items_total"]
            self.request.form = kept
            if total != answer["items_total"]:
                raise BadInput([Problem("sort_on", "not_all_have")])
        return answer


def _names(sent: object) -> list[str]:
    return [sent] if isinstance(sent, str) else list(sent or ())


def _search_problems(form: dict) -> Iterator[Problem]:
    """Yield what is wrong with page and order."""
    yield from page_problems(form)
    if set(_names(form.get("sort_on"))) - COMPLETE - PARTIAL:
        yield Problem("sort_on", "unknown_value")
    if any(one.lower() not in ORDERS for one in _names(form.get("sort_order"))):
        yield Problem("sort_order", "unknown_value")


class QuerystringPost(_Querying, QuerystringSearchPost):
    """`POST @querystring-search`."""


class QuerystringGet(_Querying, QuerystringSearchGet):
    """`GET @querystring-search`."""
