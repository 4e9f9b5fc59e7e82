"""Mails that follow a step: a number, a link, and no word of a record (threats L20, L21).

- A feature names its mails in a utility of IMailTexts, and puts one with the step.
- Who gets it is looked up when it is sent: staff by user id, a party by what they asked
  for, so that no account of theirs stands in the outbox.
"""

from collections.abc import Mapping
from lingchuan.records.interfaces import IMailTexts
from lingchuan.records.ledger import outbox
from typing import Final
from zope.component import getUtilitiesFor
from zope.i18nmessageid import Message

import re


KIND: Final = "mail"
LONGEST_NUMBER: Final = 100
# Below the site's address; whatever leads elsewhere is no path.
_PATH = re.compile(r"(?:[A-Za-z0-9@_.-]+/)*[A-Za-z0-9@_.-]+(?:#[a-z0-9-]+)?")
Person = str | Mapping[str, str]


def put_mail(code: str, occasion: str, to: Person, number: str, path: str) -> None:
    """Put a mail with the transaction; the same mail for an occasion is put once.

    Args:
        code: of an IMailTexts.
        occasion: what it is sent for: a UID, or that and more.
        to: a user id of staff, or {"request": UID of a thing that has an IAddressee}.
        number: of what it is about, '' without one.
        path: what is opened, below the site's address.
    Raises:
        ValueError: no mail is named so, or the path is none.
        LedgerUnavailable: there is no ledger; the step must not go on.
    """
    if code not in texts():
        raise ValueError(f"no mail is named {code!r}")
    if not _PATH.fullmatch(path) or len(number) > LONGEST_NUMBER:
        raise ValueError(f"no path or number of a mail: {path!r}, {number!r}")
    whose = to if isinstance(to, str) else "request"
    person = to if isinstance(to, str) else dict(to)
    payload = {"to": person, "template": code, "number": number, "path": path}
    outbox.put(KIND, f"{KIND}:{code}:{occasion}:{whose}", payload)


def texts() -> dict[str, tuple[Message, Message]]:
    """Return {code: (subject, text)} of all features' mails."""
    found: dict[str, tuple[Message, Message]] = {}
    for _name, mails in getUtilitiesFor(IMailTexts):
        found.update(mails)
    return found
