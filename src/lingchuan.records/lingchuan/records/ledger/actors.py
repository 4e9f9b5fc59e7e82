"""Who acts: staff by their user id, parties by a salted digest.

The salt lies with the keys, outside site and ledger: whoever holds the ledger alone
cannot try names against it.
"""

from AccessControl import getSecurityManager
from collections.abc import Iterable
from lingchuan.records.ledger import keys

import hashlib
import hmac


SYSTEM = "system"
ANONYMOUS = "anonymous"
PARTY = "party:"
PARTY_ROLE = "Party"
# Roles that everybody has.
IMPLIED = frozenset(("Anonymous", "Authenticated", "Member"))
_DIGITS = 32


def is_staff(roles: Iterable[str]) -> bool:
    """Return whether roles are those of somebody who works with the records."""
    return bool(set(roles) - IMPLIED - {PARTY_ROLE, "Owner"})


def current_actor() -> str:
    """Return the current user's id, `system` without one."""
    return getSecurityManager().getUser().getId() or SYSTEM


def logged_actor() -> str:
    """Return the current user as the ledger names them."""
    return actor_of(getSecurityManager().getUser())


def actor_of(user: object) -> str:
    """Return a user of PAS as the ledger names them."""
    userid = user.getId()
    if userid is None:
        return ANONYMOUS if user.getUserName() == "Anonymous User" else SYSTEM
    return userid if is_staff(user.getRoles()) else pseudonym(userid)


def pseudonym(name: str) -> str:
    """Return the salted digest by which the ledger names a party.

    Raises:
        LedgerUnavailable: the salt is missing, or cannot be read.
    """
    digest = hmac.new(keys.salt(), name.encode(), hashlib.sha256).hexdigest()
    return PARTY + digest[:_DIGITS]
