"""The jobs of kind `mail`: who gets it and what it says is looked up as it is sent.

A mail host that broke off may have taken it: that is doubtful, and nothing is sent twice
by itself. The Message-ID is the same each time, so that mail programs know it again.
"""

from collections.abc import Mapping
from hashlib import sha256
from lingchuan.records.content import mails
from lingchuan.records.content.settings import settings
from lingchuan.records.i18n import _
from lingchuan.records.i18n import in_chinese
from lingchuan.records.interfaces import IAddressee
from lingchuan.records.interfaces import IOnceJob
from lingchuan.records.ledger.outbox import JobDoubtful
from lingchuan.records.ledger.outbox import JobMissing
from lingchuan.records.ledger.outbox import JobVoid
from lingchuan.records.site import mailing
from plone import api
from smtplib import SMTPServerDisconnected
from typing import Any
from zope.interface import implementer


_DIGITS = 32


@implementer(IOnceJob)
class MailJob:
    """Sends one mail."""

    title = _("job_mail", default="Mail")

    def run(self, portal: Any, payload: Mapping[str, Any], tell: object) -> None:
        """Send it.

        Raises:
            JobVoid: there is no address, or nobody any more.
            JobMissing: what was asked for is not there.
            JobDoubtful: the mail host broke off.
        """
        to = address_of(portal, payload["to"])
        if not to:
            raise JobVoid("no_address")
        subject, text = mails.texts()[payload["template"]]
        says = {
            "system": settings().system_name,
            "number": payload["number"],
            "link": link_to(payload["path"]),
        }
        named = message_id(payload["key"])
        try:
            mailing.send(
                portal,
                to,
                in_chinese(subject, **says),
                in_chinese(text, **says),
                named,
            )
        except SMTPServerDisconnected as error:
            raise JobDoubtful("broken_off") from error


def address_of(portal: Any, to: mails.Person) -> str:
    """Return the mail address of a user, or of who asked for something.

    Raises:
        JobVoid: there is no such user any more.
        JobMissing: there is no such request.
    """
    if isinstance(to, str):
        user = api.user.get(userid=to)
        if user is None:
            raise JobVoid("no_user")
        return user.getProperty("email", "") or ""
    brains = portal.portal_catalog.unrestrictedSearchResults(UID=to["request"])
    if not brains:
        raise JobMissing("request")
    return IAddressee(brains[0]._unrestrictedGetObject()).address()


def link_to(path: str) -> str:
    """Return the address of a page of the site, '' where the site's own is not set."""
    root = (settings().site_address or "").rstrip("/")
    return f"{root}/{path}" if root else ""


def message_id(key: str) -> str:
    """Return the Message-ID of a job's mail."""
    domain = mailing.sender().rpartition("@")[2].strip(" >")
    return f"<{sha256(key.encode()).hexdigest()[:_DIGITS]}@{domain}>"


JOB = MailJob()
