"""Files whose duties may have changed are marked, and reckoned once before the commit.

- Each act that the ledger is told of marks the file that it was done in.
- A file that cannot be reckoned is kept waiting for the clock, which tells of it: what
  people enter is not lost because a list of it cannot be made.
"""

from collections.abc import Mapping
from lingchuan.records.content import facts
from lingchuan.records.recording.due_versions import reckon
from plone import api
from Products.CMFCore.indexing import processQueue
from typing import Any
from typing import Final
from ZODB.POSException import ConflictError
from zope.component.hooks import getSite

import logging
import transaction


# Of these nobody owes anything any more.
ENDED: Final = ("archived", "voided", "disposed")
# The catalog's index of what files owe.
NAME: Final = "duties"
_KEY: Final = "lingchuan.records.due_marks"

log = logging.getLogger(__name__)


def mark(obj: object) -> None:
    """Let what the file around owes be reckoned before this transaction is done."""
    file = facts.permit_file_of(obj)
    if file is not None:
        _marked()["/".join(file.getPhysicalPath())] = file


def _marked() -> dict[str, Any]:
    txn = transaction.get()
    try:
        return txn.data(_KEY)
    except KeyError:
        found: dict[str, Any] = {}
        txn.set_data(_KEY, found)
        txn.addBeforeCommitHook(settle)
        return found


def settle() -> None:
    """Reckon what is marked; the catalog knows all that was changed then."""
    if getSite() is None:
        # The whole site goes.
        return
    processQueue()
    catalog, marked = api.portal.get_tool("portal_catalog"), _marked()
    while marked:
        path, file = marked.popitem()
        renew_file(catalog, path, file)


def renew_file(catalog: Any, path: str, file: object) -> None:
    """Reckon what a file owes, and keep it; one that is gone is left out."""
    inner = catalog._catalog
    place, index = inner.uids.get(path), inner.indexes.get(NAME)
    if place is None or index is None:
        return
    if facts.lifecycle_state(file) in ENDED:
        index.unindex_object(place)
        return
    try:
        found = reckon(file, catalog)
    except ConflictError:
        raise
    except Exception:
        log.exception("%s: what it owes could not be reckoned", path)
        # The clock looks again, and tells of it.
        index.waiting.insert(place)
        return
    index.keep(place, found)


def places_of(catalog: Any, query: Mapping[str, object]) -> list[int]:
    """Return the catalog ids that a query finds, seen by the user or not."""
    found = catalog.unrestrictedSearchResults(**query)
    return list(getattr(found, "_seq", ()))
