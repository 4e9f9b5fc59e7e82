"""What the pages of one access request have in common: its head and its records."""

from functools import cached_property
from lingchuan.records.site.requests.request_head import RequestHead
from lingchuan.records.site.requests.scope_table import ScopeTable


class OfRequest:
    """A page of one request."""

    @cached_property
    def head(self) -> RequestHead:
        """Who asks, by what, how long."""
        return RequestHead(self.context, self.request)

    @cached_property
    def table(self) -> ScopeTable:
        """What is given of each record, or would be."""
        return ScopeTable(self.context, self.request)
