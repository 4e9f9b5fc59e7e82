"""`@@my-records`: a party's start page, what it can see and how its requests stand."""

from AccessControl import Unauthorized
from collections.abc import Callable
from collections.abc import Mapping
from functools import cached_property
from lingchuan.records.access.drafts import delete_draft
from lingchuan.records.access.files import desk
from lingchuan.records.access.files import is_party
from lingchuan.records.access.types import REQUEST
from lingchuan.records.content import facts
from lingchuan.records.i18n import _
from lingchuan.records.site.acting import ActingPage
from lingchuan.records.site.requests.cards import cards
from lingchuan.records.site.requests.plain_words import HOME
from lingchuan.records.site.requests.progress import Progress
from lingchuan.records.site.today import day_text
from plone import api
from typing import Final


# So many stand there at first; the rest is folded away, or on a page of its own.
FIRST_CARDS: Final = 6
FIRST_REQUESTS: Final = 5
DELETED = _("party_deleted", default="The draft is deleted.")


class MyRecordsPage(ActingPage):
    """我的申请和记录."""

    done = DELETED

    def __call__(self) -> object:
        """Show the page to a party; lead staff to their own.

        Raises:
            Unauthorized: nobody is logged in.
        """
        if api.user.is_anonymous():
            raise Unauthorized(HOME)
        if not is_party():
            self.request.response.redirect(f"{self.portal_url()}/@@today")
            return ""
        return super().__call__()

    def is_for_me(self) -> bool:
        """Tell whether this is the start page of who is logged in."""
        return is_party()

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """Return {act: what does it}."""
        return {"delete": lambda: delete_draft(self.sent("uid"))}

    def portal_url(self) -> str:
        """Return the site's address."""
        return api.portal.get().absolute_url()

    def greeting(self) -> str:
        """Return the day, and who is logged in."""
        name = facts.display_name(facts.current_user() or "")
        return f"{day_text(self.request)} · {name}"

    def ask_url(self) -> str:
        """Return the address of the request form."""
        return f"{desk().absolute_url()}/@@ask"

    @cached_property
    def cards(self) -> list[dict[str, object]]:
        """The records that are open to the party."""
        return cards(facts.current_user() or "", self.request)

    def first_cards(self) -> list[dict[str, object]]:
        """Return those that stand there at first."""
        return self.cards[:FIRST_CARDS]

    def more_cards(self) -> list[dict[str, object]]:
        """Return those that are folded away."""
        return self.cards[FIRST_CARDS:]

    @cached_property
    def _brains(self) -> list[object]:
        catalog = api.portal.get_tool("portal_catalog")
        found = catalog(portal_type=REQUEST, sort_on="created", sort_order="reverse")
        return list(found)

    def count(self) -> int:
        """Return how many requests the party has made."""
        return len(self._brains)

    def requests(self) -> list[Progress]:
        """Return how the requests stand, the newest first."""
        shown = self._brains if self.sent("all") else self._brains[:FIRST_REQUESTS]
        return [Progress(brain.getObject(), self.request) for brain in shown]

    def all_url(self) -> str:
        """Return the address that shows all requests, '' where all are shown."""
        if self.sent("all") or self.count() <= FIRST_REQUESTS:
            return ""
        return f"{self.done_url()}?all=1"
