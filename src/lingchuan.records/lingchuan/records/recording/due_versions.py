"""What a file owes, once for each set of its records that somebody may see.

- Whoever sees a file sees some of its records, and may not learn of the others by the
  lack of what would be owed without them (Art. 20).
- Records that all readers of the file find, by the catalog, are in each version. The
  others form groups of the same readers, at most `MOST_GROUPS`; a version is judged for
  each choice of groups, with nothing of the rest.
- Where all versions are the same, one is kept and no group is named.
"""

from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import time
from lingchuan.records.content import facts
from lingchuan.records.content.cases import case_of
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.findings import OPEN
from lingchuan.records.core.rules.judging import judge
from lingchuan.records.recording.answers import standing_answers
from lingchuan.records.recording.circumstances import circumstances
from lingchuan.records.recording.due_rows import Row
from lingchuan.records.recording.due_rows import rows_of
from plone.uuid.interfaces import IUUID
from typing import Final


READERS: Final = "allowedRolesAndUsers"
# Eight versions at most; groups beyond are seen together or not at all.
MOST_GROUPS: Final = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Records that are seen together.

    Args:
        uids: of the records.
        seen_by: catalog ids, one of each set of readers; who finds all sees the group.
    """

    uids: frozenset[str]
    seen_by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a file owes, to each who may see it.

    Args:
        groups: catalog ids that one must find to see each group; see `Group`.
        versions: {number whose bits are the groups that are seen: duties}.
        turns_at: when an activity that is still to end does, or the hour of a due day
            comes, so that more is owed.
    """

    groups: tuple[tuple[int, ...], ...]
    versions: dict[int, tuple[Row, ...]]
    turns_at: datetime | None


def reckon(file: object, catalog: object) -> Reckoned:
    """Return what a file owes; the catalog has to know its records."""
    records = facts.descendants(file)
    groups = groups_of(file, records, catalog)
    around, answers = circumstances(), standing_answers(file)
    case = case_of(file, records)
    versions = {}
    for seen in range(1 << len(groups)):
        hidden = [one for bit, one in enumerate(groups) if not seen >> bit & 1]
        part = without(case, frozenset().union(*(one.uids for one in hidden)))
        judged = judge(part, around, answers=answers)
        versions[seen] = rows_of(judged, part, answers, around)
    turns_at = _turns_at(case, versions.values(), around)
    if all(rows == versions[0] for rows in versions.values()):
        return Reckoned((), {0: versions[0]}, turns_at)
    return Reckoned(tuple(one.seen_by for one in groups), versions, turns_at)


def _turns_at(
    case: Case, versions: Iterable[tuple[Row, ...]], around: Circumstances
) -> datetime | None:
    """Return when an activity ends, or an hour by which something is due has come."""
    moments = [one.ends for one in case.activities if one.ends]
    hour = around.on(around.now).save_until
    if hour != time(0):
        moments += [
            datetime.combine(row.finding.due, hour, tzinfo=facts.ZONE)
            for rows in versions
            for row in rows
            if row.finding.due and row.finding.verdict == OPEN
        ]
    return min((one for one in moments if one > around.now), default=None)


def without(case: Case, hidden: Collection[str]) -> Case:
    """Return a case in which some records are not there."""
    if not hidden:
        return case
    kept = {
        name: tuple(one for one in getattr(case, name) if one.uid not in hidden)
        for name in ("papers", "activities", "clips")
    }
    return replace(case, **kept)


def groups_of(
    file: object, records: Collection[object], catalog: object
) -> list[Group]:
    """Return the groups of records that not all readers of a file find."""
    places = catalog._catalog.uids
    readers_of = catalog._catalog.getIndex(READERS).getEntryForObject
    everybody = _readers(file, places, readers_of)[1]
    found: dict[frozenset[str], Group] = {}
    for record in records:
        place, readers = _readers(record, places, readers_of)
        if readers >= everybody:
            continue
        known = found.get(readers, Group(frozenset(), (place,)))
        found[readers] = replace(known, uids=known.uids | {IUUID(record)})
    ordered = [found[readers] for readers in sorted(found, key=sorted)]
    if len(ordered) <= MOST_GROUPS:
        return ordered
    kept, rest = ordered[: MOST_GROUPS - 1], ordered[MOST_GROUPS - 1 :]
    uids = frozenset().union(*(one.uids for one in rest))
    return [*kept, Group(uids, tuple(one.seen_by[0] for one in rest))]


def _readers(
    obj: object, places: object, readers_of: object
) -> tuple[int, frozenset[str]]:
    """Return an object's catalog id and who finds it; 0 and nobody if it is not there."""
    place = places.get("/".join(obj.getPhysicalPath()))
    found = readers_of(place, ()) if place is not None else ()
    return place or 0, frozenset(found)
