"""The events since the last look, each told apart: did its change happen?

Pure: it takes rows of the ledger and the ids of events that stored objects name.

- Events of one batch were one transaction: one of them stored, all were done.
- The next change of a record names the digest it began from: if that is an event's
  digest, the event's change was done. (So it can be told after a pack too.)
"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from itertools import groupby
from typing import Any


Row = Mapping[str, Any]

DELETES = frozenset(("delete", "delete_draft"))


class Window:
    """What the events of a window say of each record.

    `last` holds each record's last change up to `through`; `broken` the changes that
    the record's next change did not begin from; `done` the ids of those that were
    done, by the batch they were in.
    """

    def __init__(self, stored: Collection[str], through: int) -> None:
        self.stored = stored
        self.through = through
        self.last: dict[str, Row] = {}
        self.broken: list[Row] = []
        self.done: set[str] = set()
        self.ids: set[str] = set()
        self._chained: set[str] = set()
        self._previous: dict[str, Row] = {}

    def take(self, rows: Iterable[Row]) -> None:
        """Take the rows, in their order; later ones than `through` are context."""
        for _batch, group in groupby(rows, key=lambda row: row["batch"]):
            events = list(group)
            if any(row["id"] in self.stored for row in events):
                self.done.update(row["id"] for row in events)
            for row in events:
                if row["digest"] is not None:
                    self._take(row)

    def _take(self, row: Row) -> None:
        before = self._previous.get(row["uid"])
        if before is not None:
            if row["digest_before"] == before["digest"]:
                self._chained.add(before["id"])
            elif before["seq"] <= self.through:
                self.broken.append(before)
        self._previous[row["uid"]] = row
        self.ids.add(row["id"])
        if row["seq"] <= self.through:
            self.last[row["uid"]] = row

    def was_done(self, row: Row) -> bool:
        """Return whether the change of an event was stored, be it undone since."""
        return row["id"] in self.done or row["id"] in self._chained


def behind(rows: Iterable[Row], named: Row | None, through: int) -> Iterator[Row]:
    """Yield the changes after the one that a record names, up to `through`.

    Args:
        rows: events of one record, in their order.
        named: the event that the record names; None for a record that is not there.
    """
    since = named["seq"] if named is not None else 0
    for row in rows:
        if row["digest"] is not None and since < row["seq"] <= through:
            yield row
