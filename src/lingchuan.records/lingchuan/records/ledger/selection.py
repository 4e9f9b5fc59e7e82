"""Which events are asked for, so that the database itself finds, counts and pages them."""

from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import dataclass
from lingchuan.records.ledger.schema import events
from sqlalchemy import ColumnElement
from sqlalchemy import Select


@dataclass(frozen=True, slots=True)
class Selection:
    """Conditions that all must hold; one that is None asks for nothing.

    `path_prefix` is a thing with all in it; `starts` and `ends` are moments as events
    tell them, both included; `sha256` is that of a file which an event left.
    """

    uid: str | None = None
    uids: Collection[str] | None = None
    path_prefix: str | None = None
    actor: str | None = None
    actions: Collection[str] | None = None
    other_actions: Collection[str] | None = None
    starts: str | None = None
    ends: str | None = None
    sha256: str | None = None

    def of(self, query: Select) -> Select:
        """Return a query of events with these conditions."""
        return query.where(*self._equal(), *self._listed(), *self._within())

    def _equal(self) -> Iterator[ColumnElement[bool]]:
        if self.uid is not None:
            yield events.c.uid == self.uid
        if self.actor is not None:
            yield events.c.actor == self.actor

    def _listed(self) -> Iterator[ColumnElement[bool]]:
        if self.uids is not None:
            yield events.c.uid.in_(sorted(self.uids))
        if self.actions is not None:
            yield events.c.action.in_(sorted(self.actions))
        if self.other_actions is not None:
            yield events.c.action.not_in(sorted(self.other_actions))

    def _within(self) -> Iterator[ColumnElement[bool]]:
        if self.path_prefix is not None:
            # All that begins so lies between "…/" and the sign behind it, by the index.
            first, behind = f"{self.path_prefix}/", f"{self.path_prefix}0"
            inside = (events.c.path >= first) & (events.c.path < behind)
            yield (events.c.path == self.path_prefix) | inside
        if self.starts is not None:
            yield events.c.at >= self.starts
        if self.ends is not None:
            yield events.c.at <= self.ends
        if self.sha256 is not None:
            yield events.c.files.contains(self.sha256, autoescape=True)
