"""What the pages for confidentiality officers have in common: the door, icons, readers."""

from AccessControl import Unauthorized
from collections.abc import Iterable
from collections.abc import Mapping
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.reading_texts import reading_text
from lingchuan.records.content.closed_lists import SECRECY_KINDS
from lingchuan.records.core.readings import Reading
from lingchuan.records.i18n import _
from lingchuan.records.site.badges import secrecy_badge
from lingchuan.records.site.icons import WithIcons
from plone import api
from Products.Five import BrowserView
from urllib.parse import urlencode
from zope.i18n import translate


YES = {"css": "yes", "icon": "check-circle-fill"}
NO = {"css": "no", "icon": "x-circle-fill"}
CAN = {
    True: _("may_see", default="Can see"),
    False: _("may_not_see", default="Cannot see"),
}
OPEN = _("decision_open", default="Open")


class OfficerPage(WithIcons, BrowserView):
    """A page that only confidentiality officers get."""

    def __call__(self) -> object:
        """Answer an officer.

        Raises:
            Unauthorized: nobody is logged in, so the login form is shown.
            NotAllowed: the user is no confidentiality officer.
        """
        if api.user.is_anonymous():
            raise Unauthorized(self.__name__)
        self.refuse_others()
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.answer()

    def refuse_others(self) -> None:
        """Refuse who is no confidentiality officer."""
        register.refuse_non_officers()

    def answer(self) -> object:
        """Return the page."""
        return self.index()

    @property
    def portal_url(self) -> str:
        """The site's address."""
        return api.portal.get().absolute_url()

    def say(self, message: object) -> str:
        """Return a message in the language of the request."""
        return translate(message, context=self.request)

    def kind_badge(self, kind: str) -> dict[str, str]:
        """Return the badge of a kind of secrecy."""
        title = self.say(SECRECY_KINDS.getTerm(kind).title)
        return {"css": f"lr-s lr-s-{kind.lower()}", "icon": "lock-fill", "text": title}

    def kind_badges(self, kinds: Iterable[str]) -> list[dict[str, str]]:
        """Return the badges of a decision: its kinds, or that it is open."""
        opened = {"css": "lr-s lr-s-open", "icon": "unlock", "text": self.say(OPEN)}
        return [self.kind_badge(kind) for kind in kinds] or [opened]

    def state_badge(self, state: str, portal_type: str) -> dict[str, str]:
        """Return the badge of a state of secrecy."""
        return secrecy_badge(state, portal_type, self.request)

    def person_url(self, userid: str) -> str:
        """Return the address of what a person can see."""
        return f"{self.portal_url}/@@what-can-see?{urlencode({'userid': userid})}"

    def groups(self, readings: Iterable[Reading]) -> list[dict[str, object]]:
        """Return readings that have the same reasons together, yes before no."""
        grouped: dict[tuple[bool, str], list[Reading]] = {}
        for one in readings:
            why = reading_text(one, self.request)
            grouped.setdefault((one.may, why), []).append(one)
        return [
            self._mark(may) | {"names": "、".join(p.name for p in people), "why": why}
            for (may, why), people in grouped.items()
        ]

    def rows(self, readings: Iterable[Reading]) -> list[dict[str, object]]:
        """Return readings one by one, as rows of a table."""
        return [
            self._mark(one.may)
            | {
                "name": one.name,
                "userid": one.userid,
                "url": self.person_url(one.userid),
                "why": reading_text(one, self.request),
            }
            for one in readings
        ]

    def _mark(self, may: bool) -> Mapping[str, object]:
        return (YES if may else NO) | {"may": self.say(CAN[may])}
