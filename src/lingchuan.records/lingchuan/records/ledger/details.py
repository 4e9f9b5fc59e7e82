"""What the details of an event say: no number of a person, whoever wrote them."""

from collections.abc import Mapping
from lingchuan.records.core.plain_text import unnumbered
from typing import Any


# Names of accounts, by which events are compared with what is; one may look like a phone.
_IDS = frozenset(("account", "known_to", "user", "userid", "why"))


def told(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return details with ID and phone numbers masked."""
    return {k: v if k in _IDS else unnumbered(v) for k, v in details.items()}
