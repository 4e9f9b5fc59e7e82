"""The scope of a request as a table: what a reader may see by name, the rest counted."""

from Acquisition import aq_base
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from lingchuan.records.access import facts as asked
from lingchuan.records.access import shown
from lingchuan.records.access.messages import CODES
from lingchuan.records.core.access.values import COPY
from lingchuan.records.core.access.values import GRANTED
from lingchuan.records.core.access.values import HUMAN
from lingchuan.records.core.access.values import Outcome
from lingchuan.records.core.access.values import REDACTED
from lingchuan.records.core.access.values import REFUSED
from lingchuan.records.core.access.values import VIEW
from lingchuan.records.site.listing import icon_of
from lingchuan.records.site.requests import staff_texts as texts
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Final
from zope.i18n import translate


Row = dict[str, object]
# What counts for a record is the outcome that asks for most attention.
_ORDER: Final = (HUMAN, REFUSED, REDACTED, GRANTED)


class ScopeTable:
    """What is given, or would be given, of each record, for the current user."""

    def __init__(self, context: object, request: object) -> None:
        self.context, self.request = context, request

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """The outcomes that were decided, else those that the rules give now."""
        decided = shown.outcomes_of(self.context)
        return decided or asked.scope_of(self.context)

    @cached_property
    def known(self) -> dict[str, object]:
        """{uid: record} of what the reader may be told by name."""
        return shown.named(self.context)

    @cached_property
    def by_record(self) -> dict[str, dict[str, Outcome]]:
        """{uid: {right: outcome}} in the order of the file."""
        found: dict[str, dict[str, Outcome]] = {}
        for one in self.outcomes:
            found.setdefault(one.uid, {})[one.right] = one
        return found

    def rows(self) -> list[Row]:
        """Return the records that the reader may see, one row each."""
        return [
            self.named(self.known[uid]) | self._said(rights)
            for uid, rights in self.by_record.items()
            if uid in self.known
        ]

    def named(self, record: object) -> Row:
        """Return what tells which record it is: uid, title, url, kind, icon."""
        kind = record.portal_type
        title = api.portal.get_tool("portal_types")[kind].Title()
        return {
            "uid": IUUID(record),
            "title": aq_base(record).title or record.getId(),
            "url": record.absolute_url(),
            "kind": translate(title, domain="plone", context=self.request),
            "icon": icon_of(kind),
        }

    def _said(self, rights: dict[str, Outcome]) -> Row:
        reasons = dict.fromkeys((self.why(o), o.article) for o in rights.values())
        return {
            "viewing": self._badge(rights.get(VIEW)),
            "copying": self._badge(rights.get(COPY)),
            "reasons": [{"text": text, "article": art} for text, art in reasons],
        }

    def why(self, one: Outcome) -> str:
        """Return why a record is given or not: what a person wrote, or what the rule says."""
        return one.reason or translate(CODES[one.code], context=self.request)

    def _badge(self, one: Outcome | None) -> dict[str, str] | None:
        if one is None:
            return None
        return texts.badge(texts.OUTCOMES[one.outcome], self.request)

    def hidden(self) -> list[Row]:
        """Return {badge, count, text, article} of what the reader may not see.

        Nobody's own words are told of it: they might name it.
        """
        counted = Counter(
            (one.outcome, translate(CODES[one.code], context=self.request), one.article)
            for one in map(weightiest, self.unseen().values())
        )
        return [
            {
                "badge": texts.badge(texts.OUTCOMES[outcome], self.request),
                "count": count,
                "text": text,
                "article": article,
            }
            for (outcome, text, article), count in sorted(counted.items())
        ]

    def unseen(self) -> dict[str, dict[str, Outcome]]:
        """Return {uid: {right: outcome}} of what the reader may not see."""
        rows = self.by_record.items()
        return {uid: rights for uid, rights in rows if uid not in self.known}

    def totals(self) -> list[Row]:
        """Return a badge with a count for each outcome that there is."""
        counted = Counter(weightiest(one).outcome for one in self.by_record.values())
        return [
            texts.badge(texts.OUTCOMES[outcome], self.request)
            | {"count": counted[outcome]}
            for outcome in reversed(_ORDER)
            if counted[outcome]
        ]


def weightiest(rights: Mapping[str, Outcome]) -> Outcome:
    """Return the outcome of a record that counts for it."""

    return min(rights.values(), key=lambda one: _ORDER.index(one.outcome))
