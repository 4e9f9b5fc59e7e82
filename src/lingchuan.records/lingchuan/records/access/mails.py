"""Mails to requesters: number and link only, through the outbox (threats L20, L21)."""

from Acquisition import aq_base
from lingchuan.records.content.mails import put_mail
from lingchuan.records.i18n import _
from lingchuan.records.interfaces import IAccessRequest
from lingchuan.records.interfaces import IAddressee
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Final
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import implementer


PAGE: Final = "@@my-records"
RECEIVED: Final = "access_received"
REDIRECTED: Final = "access_redirected"
DECIDED: Final = "access_decided"
TAKEN_BACK: Final = "access_taken_back"
# What a step tells that ends a request otherwise than by a decision.
ENDING: Final = {"redirect": REDIRECTED}
_TEXT: Final = _("mail_access_text", default="Request ${number}.\n${link}")
TEXTS: Final[dict[str, tuple[Message, Message]]] = {
    RECEIVED: (_("mail_access_received", default="${system}: request received"), _TEXT),
    REDIRECTED: (
        _("mail_access_redirected", default="${system}: request redirected"),
        _TEXT,
    ),
    DECIDED: (_("mail_access_decided", default="${system}: request answered"), _TEXT),
    TAKEN_BACK: (
        _("mail_access_taken_back", default="${system}: grant changed"),
        _TEXT,
    ),
}


def tell_requester(request: object, code: str) -> None:
    """Put the mail about a step of a request; who has no account is told at the counter."""
    base, uid = aq_base(request), IUUID(request)
    if not base.requester_userid:
        return
    # What is taken back more than once is told each time.
    times = len(base.taken) if code == TAKEN_BACK else 0
    occasion = f"{uid}:{times}" if times else uid
    put_mail(code, occasion, {"request": uid}, base.number, PAGE)


@implementer(IAddressee)
@adapter(IAccessRequest)
class Requester:
    """Whom mails about a request go to: the account of who asked."""

    def __init__(self, request: object) -> None:
        self.request = request

    def address(self) -> str:
        """Return the mail address of the account, '' without one."""
        userid = aq_base(self.request).requester_userid
        user = api.user.get(userid=userid) if userid else None
        return user.getProperty("email", "") if user is not None else ""
