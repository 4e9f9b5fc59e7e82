"""Who may what, held against its events: offices, clearances, classes, roles of users.

Each event of them has the digest of the whole before and after, so a grant past the
system is found, be it the last change or one that an honest change has followed.
"""

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from lingchuan.records.confidentiality import class_table
from lingchuan.records.confidentiality import register
from lingchuan.records.content import role_log
from lingchuan.records.content import working_days
from lingchuan.records.content.events import SITE
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import places
from lingchuan.records.ledger import rows
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision.alarms import again
from lingchuan.records.supervision.alarms import Found
from lingchuan.records.supervision.alarms import is_told
from lingchuan.records.supervision.incidents import fingerprint_of
from lingchuan.records.supervision.judging import behind_of
from lingchuan.records.supervision.judging import lost_once
from lingchuan.records.supervision.judging import Row
from lingchuan.records.supervision.judging import SOURCE
from typing import Any


@dataclass(frozen=True, slots=True)
class Rights:
    """What is held against the events of `actions`.

    `digest` gives None for a site that does not log them; `first` is the digest before
    the first event, None where nobody knows it.
    """

    name: str
    actions: tuple[str, ...]
    digest: Callable[[Any], str | None]
    first: str | None = None


RIGHTS = (
    Rights("register", register.ACTIONS, register.digest_of, register.EMPTY),
    Rights(
        "class_table",
        class_table.ACTIONS,
        class_table.digest_of,
        class_table.DELIVERED,
    ),
    Rights("roles", role_log.ACTIONS, role_log.digest_of),
    # It opens nothing, but every period is counted by it.
    Rights(
        "working_days",
        working_days.ACTIONS,
        working_days.digest_of,
        working_days.EMPTY,
    ),
)
# The last event of each that was looked at, so that no look reads all events before.
_known: dict[tuple[str, ...], Row] = {}


def changed_rights(portal: Any, seen: int, through: int) -> Iterator[Found]:
    """Yield the rights of a site that are others than their events say.

    Args:
        seen, through: the last event of the look before, and of this one; whether a
            later one was stored cannot be told yet.
    """
    for rights in RIGHTS:
        yield from _Look(portal, rights, through).check(seen)


class _Look:
    """A look at rights of one kind."""

    def __init__(self, portal: Any, rights: Rights, through: int) -> None:
        self.portal = portal
        self.rights = rights
        self.through = through
        self.path = "/".join(portal.getPhysicalPath())
        self.key = (places.store().url, self.path, rights.name)
        self.of = {"uid": SITE, "actions": rights.actions, "path": self.path}

    def check(self, seen: int) -> Iterator[Found]:
        """Yield what does not fit since the last look."""
        present = self.rights.digest(self.portal)
        last = self._last_known(seen)
        done = [last] if last is not None else []
        after = rows.acts_after(last["seq"] if last else 0, **self.of)
        for row in after:
            if row["seq"] > self.through:
                break
            if row["seq"] <= seen:
                done += [] if is_told(lost_once(row)) else [row]
                continue
            yield from self._from(done, row["digest_before"])
            done.append(row)
        later = {row["digest"] for row in after if row["seq"] > self.through}
        if present is not None and present not in later:
            yield from self._from(done, present)
        if done:
            _known[self.key] = done[-1]

    def _last_known(self, seen: int) -> Row | None:
        """Return an event that was done; the last of those looked at, or nearly."""
        known = _known.get(self.key)
        if known is not None and known["seq"] <= seen and ledger.find(known["id"]):
            return known
        found = rows.last_act(seen, **self.of)
        while found is not None and is_told(lost_once(found)):
            found = rows.last_act(found["seq"] - 1, **self.of)
        return found

    def _from(self, done: list[Row], digest: str | None) -> Iterator[Found]:
        """Hold a digest against the changes done; those that it lacks are taken out."""
        expected = done[-1]["digest"] if done else self.rights.first
        if None in (digest, expected) or digest == expected:
            return
        begins = [n for n, row in enumerate(done) if row["digest_before"] == digest]
        if begins and begins[-1] > 0:
            for row in done[begins[-1] :]:
                yield behind_of(kinds.NOT_COMMITTED, row)
            del done[begins[-1] :]
            return
        event = done[-1]["id"] if done else ""
        yield self._changed({"event": event, "expected": expected, "found": digest})

    def _changed(self, details: dict[str, str]) -> Found:
        told = details | {"what": self.rights.name}
        fingerprint = again(fingerprint_of("rights", self.path, *sorted(told.values())))
        return Found(kinds.CHANGED_UNLOGGED, SOURCE, fingerprint, SITE, self.path, told)
