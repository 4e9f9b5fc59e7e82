"""What is due to the current user, by their roles: from the catalog, no object woken.

- A handler has the duties of their own files, and sees what waits there for others; a
  head what only heads decide, of their unit or of the bureau, and what is overdue there;
  a supervisor the causes to confirm, and what is overdue; the archivist what stands in
  the way of archiving; the window what it answers or serves, of files that it entered.
- Nobody decides on a file that they handle: there it waits for others.
- Files are those that the catalog lets the user find, and of each what is owed by the
  records that it lets them find (due_versions.py).
"""

from AccessControl import getSecurityManager
from BTrees.IIBTree import IITreeSet
from BTrees.IIBTree import intersection
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from lingchuan.records.confidentiality import register
from lingchuan.records.content import facts
from lingchuan.records.content.working_days import calendar
from lingchuan.records.core.due_counts import Lists
from lingchuan.records.core.due_counts import lists_of
from lingchuan.records.core.due_counts import Part
from lingchuan.records.core.due_counts import Place
from lingchuan.records.core.due_keys import ARCHIVIST
from lingchuan.records.core.due_keys import day_of
from lingchuan.records.core.due_keys import HANDLERS
from lingchuan.records.core.due_keys import HEADS
from lingchuan.records.core.due_keys import SUPERVISOR
from lingchuan.records.core.due_keys import WINDOW
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.rules.clocks import due_on
from lingchuan.records.recording.due_index import index_of
from lingchuan.records.recording.due_index import MOST_ROWS
from lingchuan.records.recording.due_marks import places_of
from lingchuan.records.recording.due_rows import CLOSED
from lingchuan.records.recording.due_rows import finding_from
from lingchuan.records.recording.due_versions import READERS
from plone import api
from typing import Final


FILE: Final = {"portal_type": "PermitFile"}
NEAR_WORKDAYS: Final = 10
DECIDING: Final = HEADS | SUPERVISOR
# Whom lists of what is due are made for.
ROLES: Final = frozenset(
    (
        "Window Clerk",
        "Case Handler",
        "Section Head",
        "Bureau Head",
        "Archivist",
        "Supervisor",
    )
)
SECTION_HEAD: Final = "section_head"


class Due:
    """What is due to the current user."""

    def __init__(self, most: Mapping[str, int]) -> None:
        """Take how many rows of each list are wanted."""
        self.most = most
        self.today = facts.today()
        self.calendar = calendar()
        self.soon = due_on(self.calendar, self.today, NEAR_WORKDAYS).day
        self.catalog = api.portal.get_tool("portal_catalog")
        self.index = index_of(self.catalog)
        user = getSecurityManager().getUser()
        self.me = user.getId()
        self.roles = frozenset(user.getRoles())
        self._keys_held = frozenset(self.catalog._listAllowedRolesAndUsers(user))
        self._readers = self.catalog._catalog.getIndex(READERS).getEntryForObject

    def finds(self, place: int) -> bool:
        """Tell whether the user finds what has a catalog id."""
        return not self._keys_held.isdisjoint(self._readers(place, ()))

    def keys_of(self, file: int) -> tuple[int, ...]:
        """Return the keys of a file's duties, as the user sees them."""
        return self.index.keys_of(file, self.finds)

    @cached_property
    def lists(self) -> Lists:
        """The counts of all lists, and the first rows of each."""
        parts = self._parts() if self.index is not None else {}
        return lists_of(parts, self.keys_of, self.most, self.today, self.soon)

    def brain(self, file: int) -> object:
        """Return the catalog's row of a file."""
        return self.catalog._catalog[file]

    def day_of(self, place: Place) -> date:
        """Return the day of a row: when it is due, or was incurred."""
        return day_of(place.key)

    def finding(self, place: Place) -> Finding | None:
        """Return what was found, None where the file has too many to keep them all."""
        if place.number >= MOST_ROWS:
            return None
        rows = self.index.rows_of(place.file, self.finds)
        return finding_from(rows[place.number])

    def provisional(self) -> dict[int, int]:
        """Return {file: how many of its due days are not certain}, of files found."""
        if self.index is None:
            return {}
        return self.index.provisional(self._holding(FILE), self.finds)

    def provisional_of_all(self) -> int:
        """Return how many due days of all open files are not certain.

        It is told to who sees no file: of open ones, by the records that all readers see.
        """
        if self.index is None:
            return 0
        query = FILE | {"confidentiality_state": list(facts.OPEN_STATES)}
        found = IITreeSet(places_of(self.catalog, query))
        found = intersection(found, self.index.holding)
        return sum(self.index.provisional(found, lambda place: False).values())

    def _holding(self, query: Mapping[str, object]) -> IITreeSet:
        """Return the files that a query finds for the user, and that owe something."""
        found = IITreeSet(getattr(self.catalog(**query), "_seq", ()))
        return intersection(found, self.index.holding)

    def _parts(self) -> dict[Part, Collection[int]]:
        """Return {part: files}, each file once."""
        claims = [(part, self._holding(query)) for part, query in self._claims()]
        claims = [(part, files) for part, files in claims if files]
        if len(claims) == 1:
            return dict(claims)
        found: dict[int, Part] = {}
        for part, files in claims:
            for file in files:
                found[file] = _both(found.get(file, Part()), part)
        parts: dict[Part, list[int]] = {}
        for file, part in found.items():
            parts.setdefault(_of_handler(part), []).append(file)
        return parts

    def _claims(self) -> Iterator[tuple[Part, dict[str, object]]]:
        """Yield (part, files as a query) of each role of the user."""
        yield Part(own=HANDLERS, others=DECIDING), FILE | {"handlers": self.me}
        for office, unit in register.offices_of(self.me):
            if office == SECTION_HEAD and unit:
                yield Part(own=HEADS, late=HANDLERS), FILE | {"unit": unit}
        if "Bureau Head" in self.roles:
            yield Part(own=DECIDING, late=HANDLERS), FILE
        if "Supervisor" in self.roles:
            yield Part(own=SUPERVISOR, late=HANDLERS), FILE
        if "Archivist" in self.roles:
            yield Part(own=ARCHIVIST), FILE | {"review_state": CLOSED}
        if "Window Clerk" in self.roles:
            yield Part(own=WINDOW), FILE | {"Creator": self.me}


def _both(one: Part, other: Part) -> Part:
    return Part(one.own | other.own, one.late | other.late, one.others | other.others)


def _of_handler(part: Part) -> Part:
    """Return the part of who decides on files, less those that they handle."""
    if not part.others & DECIDING:
        return part
    return Part(part.own & ~DECIDING, part.late, part.others)
