"""Alarms of bytes that are not those that were stored; each becomes an incident."""

from collections.abc import Callable
from lingchuan.records.content import facts
from lingchuan.records.interfaces import IAlarms
from lingchuan.records.ledger import api as ledger
from plone.uuid.interfaces import IUUID
from typing import Final
from zope.component import getUtility


CHANGED: Final = "file_changed"
MISSING: Final = "file_missing"


def teller(obj: object, field: str, expected: str) -> Callable[[str, int], None]:
    """Return what writes the alarm; it runs when request and database are gone, too.

    It takes SHA-256 and size in bytes of what was found: '' and 0 of what is missing.

    Args:
        field: which file of the thing, or its digest, is meant.
        expected: the SHA-256 that was stored.
    """
    tell = getUtility(IAlarms).tell
    about = (IUUID(obj), "/".join(obj.getPhysicalPath()))
    who = {
        "actor": ledger.logged_actor(),
        "role": facts.acting_role(obj),
        "channel": ledger.present_channel(),
    }

    def write(found: str, size: int) -> None:
        details = {"field": field, "expected": expected, "found": found, "size": size}
        tell(CHANGED if found else MISSING, *about, details, **who)

    return write
