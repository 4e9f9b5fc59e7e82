"""`@who-can-see`, `@what-can-see`: who reads what, and why, for officers."""

from lingchuan.records.confidentiality import reading_answers as answers
from lingchuan.records.confidentiality.register import refuse_non_officers
from plone.restapi.services import Service


class _OfficersOnly(Service):
    """An answer as JSON or as CSV, which no cache keeps."""

    def render(self) -> str | bytes:
        """Return the answer in the format that is asked for."""
        self.check_permission()
        refuse_non_officers()
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if answers.format_of(self.request.form) == answers.CSV:
            return self.table()
        return super().render()

    def table(self) -> bytes:
        """Return the answer as CSV."""
        raise NotImplementedError


class WhoCanSee(_OfficersOnly):
    """`GET …/@who-can-see[?kinds=&known_to=&userid=&format=csv]` of a record."""

    def reply(self) -> dict[str, object]:
        """Return {state, tried, items, items_total, next}."""
        return answers.readers_json(self.context, self.request)

    def table(self) -> bytes:
        """Return the readers as CSV."""
        return answers.readers_csv(self.context, self.request)


class WhatCanSee(_OfficersOnly):
    """`GET @what-can-see?userid=` of the site."""

    def reply(self) -> dict[str, object]:
        """Return {userid, counts, items, hidden, items_total, next}."""
        return answers.sight_json(self.request)

    def table(self) -> bytes:
        """Return what the person can see as CSV."""
        return answers.sight_csv(self.request)
