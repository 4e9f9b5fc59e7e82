"""The catalog's index of what files owe: kept by it, and asked by no query.

- It has no column and answers no query and no order, so that no search can be put to it:
  what is kept of hidden records is told by `keys_of` and `rows_of` alone, to whom one
  sees them (docs/adr/0020).
- A file that the catalog indexes is marked and reckoned before the transaction ends, so a
  catalog that is built anew fills it.
- `waiting` are the files whose duties are to be reckoned anew by the clock.
"""

from Acquisition import Implicit
from BTrees.IIBTree import IITreeSet
from BTrees.IOBTree import IOBTree
from collections.abc import Callable
from lingchuan.records.core.due_keys import is_provisional
from lingchuan.records.interfaces import IPermitFile
from lingchuan.records.recording.due_marks import mark
from lingchuan.records.recording.due_marks import NAME
from lingchuan.records.recording.due_rows import Row
from lingchuan.records.recording.due_versions import Reckoned
from OFS.SimpleItem import SimpleItem
from Products.PluginIndexes.interfaces import IPluggableIndex
from Products.PluginIndexes.interfaces import IQueryIndex
from typing import Final
from zope.interface import implementer

import json


# So many rows of a file can be shown; all are counted.
MOST_ROWS: Final = 20
# Tells whether somebody finds what has a catalog id.
Finds = Callable[[int], bool]


@implementer(IQueryIndex, IPluggableIndex)
class DueIndex(Implicit, SimpleItem):
    """Keeps what each file owes, by the catalog's id."""

    meta_type = "Lingchuan Due Index"
    operators = ()
    useOperator = "or"
    query_options = ()

    def __init__(self, id: str) -> None:
        self.id = id
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.holding = IITreeSet()
        self.waiting = IITreeSet()
        self.reckoned_on = ""  # ISO day on which all were to be reckoned anew
        self._keys = IOBTree()  # keys of the duties, of those that have one version
        self._versions = IOBTree()  # (groups, {seen: keys}), of the others
        self._rows = IOBTree()  # {seen: JSON of the first rows}
        self._turns = IOBTree()  # when time makes more of it due, ISO in UTC

    def index_object(self, documentId: int, obj: object, threshold=None) -> int:
        """Mark a permit file; what it owes is kept by `keep`."""
        if IPermitFile.providedBy(obj):
            mark(obj)
        return 0

    def unindex_object(self, documentId: int) -> None:
        """Forget a file."""
        self._put(self._keys, documentId, None)
        self._put(self._versions, documentId, None)
        self._put(self._rows, documentId, None)
        self._put(self._turns, documentId, None)
        for kept in (self.holding, self.waiting):
            if documentId in kept:
                kept.remove(documentId)

    def keep(self, documentId: int, found: Reckoned) -> None:
        """Keep what a file owes; what stands there already is not written."""
        if documentId in self.waiting:
            self.waiting.remove(documentId)
        keys = {seen: _keys(rows) for seen, rows in found.versions.items()}
        is_one = not found.groups
        self._put(self._keys, documentId, keys[0] if is_one else None)
        versions = None if is_one else (found.groups, keys)
        self._put(self._versions, documentId, versions)
        rows = {seen: _json(rows) for seen, rows in found.versions.items()}
        self._put(self._rows, documentId, rows if any(keys.values()) else None)
        turn = found.turns_at and found.turns_at.timestamp()
        self._put(self._turns, documentId, turn)
        if any(keys.values()) and documentId not in self.holding:
            self.holding.insert(documentId)
        elif not any(keys.values()) and documentId in self.holding:
            self.holding.remove(documentId)

    def _put(self, tree: IOBTree, place: int, value: object) -> None:
        if tree.get(place) == value:
            return
        if value is None:
            del tree[place]
        else:
            tree[place] = value

    def keys_of(self, documentId: int, finds: Finds) -> tuple[int, ...]:
        """Return the keys of a file's duties, to who finds what `finds` says."""
        kept = self._versions.get(documentId)
        if kept is None:
            return self._keys.get(documentId, ())
        groups, keys = kept
        return keys[_seen(groups, finds)]

    def rows_of(self, documentId: int, finds: Finds) -> list[dict[str, object]]:
        """Return the first rows of a file, in the order of its keys."""
        kept = self._versions.get(documentId)
        seen = _seen(kept[0], finds) if kept is not None else 0
        return json.loads(self._rows[documentId][seen])

    def turned(self, moment: float) -> list[int]:
        """Return the files of which time has made more due; seconds of the epoch."""
        return [place for place, at in self._turns.items() if at <= moment]

    def provisional(self, places: IITreeSet, finds: Finds) -> dict[int, int]:
        """Return {file: how many of its due days are not certain}, of those with any."""
        counts = {
            place: sum(map(is_provisional, self.keys_of(place, finds)))
            for place in places
        }
        return {place: count for place, count in counts.items() if count}

    def query_index(self, record: object, resultset: object = None) -> None:
        """Answer no query: it narrows nothing."""

    def _apply_index(self, request: object) -> None:
        """Answer no query: it narrows nothing."""

    def getEntryForObject(self, documentId: int, default=None) -> object:  # noqa: N802
        """Tell nothing to who looks at the catalog."""
        return default

    def getIndexSourceNames(self) -> tuple[str, ...]:  # noqa: N802
        """Return no attribute: it is told what to keep."""
        return ()

    def getIndexQueryNames(self) -> tuple[str, ...]:  # noqa: N802
        """Return no name: nothing can be asked of it."""
        return ()

    def indexSize(self) -> int:  # noqa: N802
        """Return nothing to count."""
        return 0

    numObjects = indexSize  # noqa: N815


def _seen(groups: tuple[tuple[int, ...], ...], finds: Finds) -> int:
    bits = (1 << bit for bit, ids in enumerate(groups) if all(map(finds, ids)))
    return sum(bits)


def _keys(rows: tuple[Row, ...]) -> tuple[int, ...]:
    return tuple(row.key for row in rows)


def _json(rows: tuple[Row, ...]) -> str:
    told = [row.to_dict() for row in rows[:MOST_ROWS]]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def index_of(catalog: object) -> DueIndex | None:
    """Return the index of a catalog, None in one that has none."""
    return catalog._catalog.indexes.get(NAME)
