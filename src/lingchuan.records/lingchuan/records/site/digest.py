"""The mail of the morning: how much is due to somebody, and where it stands.

It carries numbers and links only: no title, name or number of a file (threats L20).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.content.settings import settings
from lingchuan.records.core.due_counts import Lists
from lingchuan.records.i18n import _
from lingchuan.records.i18n import in_chinese
from lingchuan.records.recording.due_lists import Due
from lingchuan.records.recording.due_lists import ROLES
from lingchuan.records.site import due_texts
from lingchuan.records.site import mailing
from plone import api
from typing import Final

import logging


KEEPER: Final = "Site Administrator"
SUBJECT = _("digest_subject", default="${system}: ${count} due")
UNCERTAIN = _(
    "digest_uncertain",
    default="Results that rest on days that no notice covers: ${count}",
)
LINE = _("digest_line", default="${title}: ${count}")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to one person."""

    address: str
    count: int
    lines: tuple[str, ...]


def send_all(portal: object) -> list[str]:
    """Mail everybody to whom something is due; return why mails were not sent."""
    failed = []
    for user in api.user.get_users():
        try:
            for mail in _mails(user):
                _send(portal, mail)
        except Exception as error:
            # What goes wrong with one person must not keep the others' mails back.
            log.exception("a mail of what is due could not be sent")
            failed.append(type(error).__name__)
    return failed


def _mails(user: object) -> Iterator[Mail]:
    address, roles = user.getProperty("email", ""), set(user.getRoles())
    if address and roles & ROLES:
        yield from _mail_of(address, _lists_of(user))
    elif address and KEEPER in roles:
        yield from _mail_of_keeper(address)


def _lists_of(user: object) -> Lists:
    """Return what is due to a user, as they would see it."""
    try:
        with api.env.adopt_user(username=user.getUserName()):
            forget_roles()
            return Due({}).lists
    finally:
        forget_roles()


def _mail_of(address: str, found: Lists) -> Iterator[Mail]:
    total = sum(found.counts.values())
    if total:
        lines = [
            in_chinese(LINE, title=in_chinese(title), count=str(found.counts[name]))
            + _link("@@today", f"due-{name}")
            for name, (title, _css, _note) in due_texts.SECTIONS.items()
            if found.counts[name]
        ]
        yield Mail(address, total, tuple(lines))


def _mail_of_keeper(address: str) -> Iterator[Mail]:
    """Yield the mail to who keeps the table of working days, if that leaves days open."""
    count = Due({}).provisional_of_all()
    if count:
        line = in_chinese(UNCERTAIN, count=str(count)) + _link("@@working-days")
        yield Mail(address, count, (line,))


def _link(page: str, part: str = "") -> str:
    """Return the line below, with the address of a page; '' where none is set."""
    root = (settings().site_address or "").rstrip("/")
    if not root:
        return ""
    return f"\n{root}/{page}{'#' if part else ''}{part}"


def _send(portal: object, mail: Mail) -> None:
    system = settings().system_name
    subject = in_chinese(SUBJECT, system=system, count=str(mail.count))
    mailing.send(portal, mail.address, subject, "\n\n".join(mail.lines) + "\n")
