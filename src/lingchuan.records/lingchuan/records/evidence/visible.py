"""Which events a reader may see, and how much of each: the one place that decides.

- All of a record's events, for who sees the record.
- Of a record that they do not see, auditors and supervisors learn where an event
  stands, when it was written and its hash; all others learn nothing.
- Of the site (settings, users, logins, clearances), auditors and supervisors.
- Of what was deleted: as of the site, if it was open to all staff when it went.
- An external system: of permit files of its own and what is in them.
"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from lingchuan.records.confidentiality.gate import is_auditor
from lingchuan.records.content.events import SITE
from lingchuan.records.core.digest import canonical_json
from lingchuan.records.interfaces import ILoggedContent
from lingchuan.records.interfaces import IRecordContent
from lingchuan.records.ledger import api as ledger
from plone import api
from typing import Any
from typing import Final

import json


Row = Mapping[str, Any]

REDUCED: Final = ("seq", "at", "leaf_hash")
# Texts of canonical JSON in the ledger, values for a reader.
_JSON: Final = ("files_before", "files", "details")
_DELETES: Final = frozenset(("delete", "delete_draft"))


def shown(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return events as the current user may see them: whole, reduced, or not at all."""
    whole = visible_uids({row["uid"] for row in rows})
    audits = is_auditor()
    return reduced([row for row in rows if audits or row["uid"] in whole], whole)


def reduced(rows: Iterable[Row], whole: Collection[str]) -> list[dict[str, Any]]:
    """Return events whole if they are about these UIDs, reduced if about others."""
    return [
        _whole(row) if row["uid"] in whole else {name: row[name] for name in REDUCED}
        for row in rows
    ]


def is_reduced(row: Row) -> bool:
    """Return whether an event was reduced for its reader."""
    return "action" not in row


def as_logged(row: Row) -> dict[str, Any]:
    """Return an event that was shown whole as the ledger holds it."""
    texts = {
        name: row[name]
        if isinstance(row[name], str)
        else canonical_json(row[name]).decode()
        for name in _JSON
    }
    return {name: texts.get(name, row[name]) for name in row if name != "coverage"}


def visible_uids(uids: Collection[str]) -> set[str]:
    """Return those UIDs of which the current user sees the events whole."""
    asked = set(uids) - {SITE}
    audits = is_auditor()
    kinds = ILoggedContent if audits or _is_staff() else IRecordContent
    catalog = api.portal.get_tool("portal_catalog")
    found = _uids_of(catalog, asked, kinds.__identifier__)
    if audits:
        found |= {SITE} & set(uids)
        found |= set(_gone_and_open(catalog, asked - found))
    return found


def _is_staff() -> bool:
    return "External System" not in api.user.get_roles()


def _uids_of(catalog: Any, uids: set[str], kind: str, *, all_: bool = False) -> set:
    if not uids:
        return set()
    search = catalog.unrestrictedSearchResults if all_ else catalog.searchResults
    return {brain.UID for brain in search(UID=sorted(uids), object_provides=kind)}


def _gone_and_open(catalog: Any, uids: set[str]) -> Iterator[str]:
    """Yield the UIDs of what was deleted while all staff could see it."""
    there = _uids_of(catalog, uids, ILoggedContent.__identifier__, all_=True)
    for uid in sorted(uids - there):
        last = ledger.last_change(uid)
        if last and last["action"] in _DELETES and _is_open(last["details"]):
            yield uid


def _is_open(details: str) -> bool:
    told = _value(details)
    return isinstance(told, dict) and told.get("open") is True


def _whole(row: Row) -> dict[str, Any]:
    return {**row, **{name: _value(row[name]) for name in _JSON}}


def _value(text: str) -> Any:
    """Return the value of a text; one that nobody here wrote stays as it is."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if canonical_json(value).decode() == text else text
