"""One mail on its way out, by the site's mail host, at once."""

from email.message import EmailMessage
from email.utils import formatdate
from plone import api


_SENDER = "plone.email_from_address"
_HOST = "plone.smtp_host"


class MailUnset(Exception):
    """The site has no mail host, or no address to send from."""


def sender() -> str:
    """Return the address that mails are sent from.

    Raises:
        MailUnset: none is set, or no host.
    """
    address = api.portal.get_registry_record(_SENDER, default=None)
    if not address or not api.portal.get_registry_record(_HOST, default=None):
        raise MailUnset(_HOST if address else _SENDER)
    return address


def send(
    portal: object, to: str, subject: str, text: str, message_id: str | None = None
) -> None:
    """Hand a mail to the mail host.

    Raises:
        MailUnset: there is none.
        OSError, SMTPException: it does not take it.
    """
    message = EmailMessage()
    message["From"] = sender()
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = formatdate(localtime=True)
    if message_id is not None:
        message["Message-ID"] = message_id
    message.set_content(text, charset="utf-8")
    portal.MailHost.send(message, immediate=True)
