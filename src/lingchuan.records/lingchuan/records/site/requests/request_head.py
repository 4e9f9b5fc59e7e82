"""The head of each page of a request: who asks, by what, how long, and how it stands."""

from Acquisition import aq_base
from functools import cached_property
from lingchuan.records.access.clock import clock_of
from lingchuan.records.access.facts import standing_of
from lingchuan.records.access.files import is_party
from lingchuan.records.access.messages import CODES
from lingchuan.records.access.types import ARTICLE_21
from lingchuan.records.access.types import DELIVERIES
from lingchuan.records.confidentiality.unmasking import shown_on_demand
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BarredBy
from lingchuan.records.content.findings import blocked
from lingchuan.records.site import badges
from lingchuan.records.site import due_texts
from lingchuan.records.site import values
from lingchuan.records.site.requests import request_rows as rows
from lingchuan.records.site.requests import staff_texts as texts
from typing import Final
from urllib.parse import quote
from zope.i18n import translate


MASKED: Final = "requester_id_number"
RULE: Final = "R21-1"


class RequestHead:
    """Ready values of a request for the templates of the bureau's pages."""

    def __init__(self, context: object, request: object) -> None:
        self.context, self.request = context, request
        self.base = aq_base(context)

    def refuse_party(self) -> None:
        """Refuse a party: its own pages say what concerns it.

        Raises:
            BarredBy: the user is one.
        """
        if is_party():
            self.bar("staff_page")

    def bar(self, code: str, rule: str = RULE) -> None:
        """Refuse the current user, and say why.

        Raises:
            BarredBy: always.
        """
        raise BarredBy([blocked(rule, ARTICLE_21, code, self.context)])

    @cached_property
    def url(self) -> str:
        """The address of the request."""
        return self.context.absolute_url()

    @cached_property
    def number(self) -> str:
        """Its number, before it is handed in its title."""
        return self.base.number or self.base.title or ""

    @cached_property
    def state(self) -> str:
        """The title of its state."""
        name = facts.lifecycle_state(self.context)
        return badges.state_title(name, self.context.portal_type, self.request)

    @cached_property
    def clock(self) -> dict[str, str]:
        """How much of its time is gone."""
        return rows.clock(self.context, self.request)

    @cached_property
    def file(self) -> dict[str, str] | None:
        """Number, title and address of the permit file, None for who may not see it."""
        return rows.file_shown(self.context)

    @cached_property
    def relation(self) -> str:
        """What who asks says to be to the file."""
        return rows.relation(self.context, self.request)

    @cached_property
    def asked(self) -> str:
        """What is asked for."""
        return rows.asked_text(self.context, self.request)

    def standing(self) -> dict[str, str] | None:
        """Return {css, icon, text, article} of what who asks is to the file."""
        found = standing_of(self.context)
        if found is None:
            return None
        css, icon = texts.STANDINGS[found.verdict]
        text = translate(CODES[found.code], context=self.request)
        return {"css": css, "icon": icon, "text": text, "article": found.article}

    def identity(self) -> dict[str, object] | None:
        """Return {title, value, masked, name} of the identity number, None without one."""
        if not getattr(self.base, MASKED, None):
            return None
        found = values.fact(self.context, self.request, MASKED)
        return found | {"masked": MASKED in shown_on_demand(self.context)}

    def proof(self) -> dict[str, str] | None:
        """Return {name, url} of the proof, None without one."""
        file = self.base.proof
        if file is None:
            return None
        name = file.filename or "proof"
        return {"name": name, "url": f"{self.url}/@@download/proof/{quote(name)}"}

    def entered(self) -> str:
        """Return who entered the request."""
        return facts.display_name(facts.creator_of(self.context) or "")

    def letter(self) -> str:
        """Return body and number of the official letter, '' without one."""
        parts = (self.base.letter_from, self.base.letter_number)
        return " ".join(filter(None, parts))

    def delivery(self) -> str:
        """Return how the answer is to be given, '' where nobody said."""
        chosen = self.base.delivery
        if chosen not in DELIVERIES:
            return ""
        return translate(DELIVERIES.getTerm(chosen).title, context=self.request)

    def received(self) -> str:
        """Return the day it was handed in and the day of its answer."""
        days = (self.base.submitted_on, self.base.due_on)
        return " · ".join(day.isoformat() for day in days if day)

    def left(self) -> str:
        """Return how many working days are left, '' where that tells nothing."""
        days = clock_of(self.context)
        if days is None or self.base.due_on <= facts.today():
            return ""
        return texts.said(due_texts.LEFT, self.request, count=days.left)
