"""Who acts: staff by their user id, parties by a salted digest.

The salt lies with the keys, outside site and ledger: whoever holds the ledger alone
cannot try names against it.
"""

from AccessControl import getSecurityManager
from collections.abc import Iterable
from lingchuan.records.ledger import places
from lingchuan.records.ledger.keys import write_new

import hashlib
import hmac
import secrets


SYSTEM = "system"
ANONYMOUS = "anonymous"
PARTY = "party:"
PARTY_ROLE = "Party"
# Roles that everybody has.
IMPLIED = frozenset(("Anonymous", "Authenticated", "Member"))
_SALT = "salt"
_SALT_BYTES = 32
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
        LedgerUnavailable: the salt cannot be read.
    """
    digest = hmac.new(_salt(), name.encode(), hashlib.sha256).hexdigest()
    return PARTY + digest[:_DIGITS]


def _salt() -> bytes:
    path = places.folder(places.KEYS) / _SALT
    if not path.exists():
        write_new(path, secrets.token_hex(_SALT_BYTES))
    try:
        return bytes.fromhex(path.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise places.LedgerUnavailable(f"{path}: {error}") from error
