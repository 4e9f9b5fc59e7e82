"""The lists of one person: counts of all that is due, and the first of each list.

- A person answers for some duties themself, is told of those of others when these are
  overdue, and of those that wait for others.
- All is reckoned with keys (due_keys.py): thousands of files cost no more than looking
  each up.
"""

from collections import Counter
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from lingchuan.records.core.due_keys import day_of
from lingchuan.records.core.due_keys import LATER
from lingchuan.records.core.due_keys import list_of
from lingchuan.records.core.due_keys import OTHERS
from lingchuan.records.core.due_keys import OVERDUE
from lingchuan.records.core.due_keys import SOON
from lingchuan.records.core.due_keys import TODAY
from lingchuan.records.core.due_keys import UNDATED
from lingchuan.records.core.due_keys import whose_of
from typing import Final


LISTS: Final = (OVERDUE, TODAY, SOON, UNDATED, OTHERS)


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody has to do with the duties of some files; each a sum of whose.

    Args:
        own: of those they answer for themself.
        late: of those they are told of when overdue.
        others: of those that wait for others.
    """

    own: int = 0
    late: int = 0
    others: int = 0

    def list_of(self, key: int, today: date, soon: date) -> str:
        """Return the list in which a duty stands, '' for none."""
        whose, found = whose_of(key), list_of(key, today, soon)
        if whose & self.own:
            return found
        if whose & self.late and found == OVERDUE:
            return OVERDUE
        return OTHERS if whose & self.others else ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row of a list stands: its file, and which of the file's duties it is.

    Args:
        is_own: whoever asks answers for it themself.
    """

    key: int
    file: int
    number: int
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class Lists:
    """What is due to one person.

    Args:
        counts: {list: duties in it}, all lists, whether shown or not.
        rows: {list: its first rows, oldest first}.
        next_day: the first day on which something is due beyond all lists.
    """

    counts: Mapping[str, int]
    rows: Mapping[str, tuple[Place, ...]]
    next_day: date | None


KeysOf = Callable[[int], Collection[int]]
Sizes = Mapping[Part, Mapping[int, int]]
Listed = Mapping[tuple[Part, int], str]


def lists_of(
    parts: Mapping[Part, Collection[int]],
    keys_of: KeysOf,
    most: Mapping[str, int],
    today: date,
    soon: date,
) -> Lists:
    """Return somebody's lists.

    Args:
        parts: {part: files}, each file once.
        keys_of: returns the keys of a file's duties.
        most: {list: rows of it that are wanted}.
        soon: the last day that is near.
    """
    sizes = {part: _sizes(files, keys_of) for part, files in parts.items()}
    listed = {
        (part, key): part.list_of(key, today, soon)
        for part, keys in sizes.items()
        for key in keys
    }
    counts = Counter[str]()
    for (part, key), name in listed.items():
        counts[name] += sizes[part][key]
    later = [key for (_part, key), name in listed.items() if name == LATER]
    return Lists(
        {name: counts[name] for name in LISTS},
        _rows(parts, keys_of, listed, _wanted(listed, sizes, most)),
        day_of(min(later)) if later else None,
    )


def _sizes(files: Collection[int], keys_of: KeysOf) -> Mapping[int, int]:
    """Return {key: how many duties of these files have it}."""
    found = Counter[int]()
    for file in files:
        found.update(keys_of(file))
    return found


def _wanted(
    listed: Listed, sizes: Sizes, most: Mapping[str, int]
) -> dict[Part, dict[int, int]]:
    """Return {part: {key: how many rows of it are shown}}, the oldest days first."""
    left, wanted = dict(most), dict[Part, dict[int, int]]()
    for part, key in sorted(listed, key=lambda one: one[1]):
        name = listed[part, key]
        count = min(left.get(name, 0), sizes[part][key])
        if count:
            left[name] -= count
            wanted.setdefault(part, {})[key] = count
    return wanted


def _rows(
    parts: Mapping[Part, Collection[int]],
    keys_of: KeysOf,
    listed: Listed,
    wanted: dict[Part, dict[int, int]],
) -> dict[str, tuple[Place, ...]]:
    rows: dict[str, list[Place]] = {name: [] for name in LISTS}
    for part, left in wanted.items():
        for file in parts[part]:
            for number, key in enumerate(keys_of(file)):
                if left.get(key):
                    left[key] -= 1
                    is_own = bool(whose_of(key) & part.own)
                    place = Place(key, file, number, is_own)
                    rows[listed[part, key]].append(place)
            if not any(left.values()):
                break
    return {
        name: tuple(sorted(found, key=lambda one: (one.key, one.file, one.number)))
        for name, found in rows.items()
    }
