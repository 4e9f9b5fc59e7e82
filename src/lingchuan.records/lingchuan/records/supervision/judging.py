"""One record held against its events."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from lingchuan.records.ledger import api as ledger
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision import records
from lingchuan.records.supervision.alarms import again
from lingchuan.records.supervision.alarms import Found
from lingchuan.records.supervision.incidents import fingerprint_of
from lingchuan.records.supervision.window import behind
from lingchuan.records.supervision.window import DELETES
from lingchuan.records.supervision.window import Window
from typing import Any


Row = Mapping[str, Any]

SOURCE = "reconciler"
ARRIVE = "arrive"


def behind_of(kind: str, row: Row, source: str = SOURCE) -> Found:
    """Return that a record does not have the change of an event."""
    once = lost_once(row)
    return replace(once, kind=kind, source=source, fingerprint=again(once.fingerprint))


def lost_once(row: Row) -> Found:
    """Return what is told when the change of an event is found missing first."""
    return Found(
        kinds.ROLLED_BACK,
        SOURCE,
        fingerprint_of("behind", row["id"]),
        row["uid"],
        row["path"],
        {"event": row["id"], "occurred": row["at"]},
    )


def state_problem(record: Any, named: Row, source: str) -> Found | None:
    """Return that a record is another than the event that it names says."""
    digests = records.digests_of(record)
    if named["digest"] in digests:
        return None
    found = max(digests)
    return Found(
        kinds.CHANGED_UNLOGGED,
        source,
        again(fingerprint_of("state", named["uid"], named["id"], found)),
        named["uid"],
        named["path"],
        {"event": named["id"], "expected": named["digest"], "found": found},
    )


def missing_event(uid: str, path: str, event: str | None, source: str) -> Found:
    """Return that a record names an event that the ledger does not have."""
    return Found(
        kinds.MISSING_EVENT,
        source,
        again(fingerprint_of("missing_event", uid, event)),
        uid,
        path,
        {"event": event or ""},
    )


def unread(row: Row, field: str, reason: str, source: str) -> Found:
    """Return that a record, or a field of it, could not be read."""
    return Found(
        kinds.FIXITY_NOT_CHECKED,
        source,
        again(fingerprint_of("unread", row["uid"], field, reason)),
        row["uid"],
        row["path"],
        {"field": field, "reason": reason},
    )


def gave_way(portal: Any, row: Row) -> bool:
    """Return whether what arrived from another site has taken a record's place.

    A shelf of a new site takes the identity of the shelf that arrives.
    """
    there = records.at(portal, row["path"])
    event = records.event_of(there) if there is not None else None
    named = ledger.find(event) if event else None
    return named is not None and named["uid"] != row["uid"] and _arrived(named)


def _arrived(named: Row) -> bool:
    rows = ledger.read(uid=named["uid"], limit=None)
    return any(row["action"] == ARRIVE for row in rows)


class Judge:
    """Tells what is wrong with records, by one window of events."""

    def __init__(self, portal: Any, seen: int, window: Window) -> None:
        """Take the last event that was looked at before, and the events since."""
        self.portal = portal
        self.seen = seen
        self.window = window
        self.is_restored = False

    def record(self, uid: str, stored: Iterable[str]) -> Iterator[Found]:
        """Yield what is wrong with one record, or that it cannot be read.

        Args:
            stored: the events that its states named which were stored since.
        """
        try:
            yield from self._record(uid, stored)
        except Exception as error:
            reason = records.unread_reason(error)
            row = self.window.last.get(uid) or {"uid": uid, "path": ""}
            yield unread(row, "", reason, SOURCE)

    def _record(self, uid: str, stored: Iterable[str]) -> Iterator[Found]:
        last = self.window.last.get(uid) or ledger.last_change(uid)
        path = last["path"] if last else records.path_of(self.portal, uid)
        if path is None:
            yield missing_event(uid, "", None, SOURCE)
            return
        if not records.is_within(self.portal, path):
            return
        record = records.record_at(self.portal, path, uid)
        if record is None:
            if last is not None:
                yield from self._absent(last)
            return
        yield from self._present(record, uid, path, last)
        yield from self._undone(uid, stored)

    def broken(self) -> Iterator[Found]:
        """Yield the changes that the next change of their record did not begin from."""
        for row in self.window.broken:
            if records.is_within(self.portal, row["path"]):
                yield self._behind(row)

    def _absent(self, last: Row) -> Iterator[Found]:
        in_flight = last["seq"] > self.window.through
        if in_flight or last["action"] in DELETES or gave_way(self.portal, last):
            return
        yield self._behind(last)

    def _present(
        self, record: Any, uid: str, path: str, last: Row | None
    ) -> Iterator[Found]:
        event = records.event_of(record)
        named = last
        if last is None or event != last["id"]:
            named = ledger.find(event) if event else None
        if named is None or named["uid"] != uid:
            yield missing_event(uid, path, event, SOURCE)
            return
        problem = state_problem(record, named, SOURCE)
        if problem is not None:
            yield problem
        if last is None or event == last["id"]:
            return
        if named["seq"] < last["seq"]:
            rows = ledger.read(named["seq"], None, uid=uid)
            for row in behind(rows, named, self.window.through):
                yield self._behind(row)
        elif not self._led_on(last):
            yield self._behind(last)

    def _led_on(self, row: Row) -> bool:
        """Return whether the change of an event was done and others followed it."""
        if row["seq"] <= self.seen or self.window.was_done(row):
            return True
        after = ledger.read(row["seq"], None, uid=row["uid"])
        following = next((one for one in after if one["digest"] is not None), None)
        return following is not None and following["digest_before"] == row["digest"]

    def _undone(self, uid: str, stored: Iterable[str]) -> Iterator[Found]:
        """Yield changes seen before that were undone, though others followed since."""
        for event in stored:
            named = ledger.find(event) if event not in self.window.ids else None
            if named is None or named["uid"] != uid:
                continue
            rows = ledger.read(named["seq"], None, uid=uid)
            for row in behind(rows, named, self.seen):
                yield self._behind(row)

    def _behind(self, row: Row) -> Found:
        known = row["seq"] <= self.seen or self.window.was_done(row)
        went_back = known or self.is_restored
        return behind_of(kinds.ROLLED_BACK if went_back else kinds.NOT_COMMITTED, row)
