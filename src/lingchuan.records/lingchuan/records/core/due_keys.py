"""What is due, as numbers that a catalog keeps, and the lists that they stand in.

- A key is a duty's day, whose it is, whether that day is a due day, and whether it is
  provisional. Keys sort by their day.
- A duty without a due day has the day on which it was incurred.
- Whether something is overdue is told when it is asked, never kept.
"""

from datetime import date
from typing import Final


# Whose a duty is; one may be several people's.
HANDLERS: Final = 1
HEADS: Final = 2
SUPERVISOR: Final = 4
ARCHIVIST: Final = 8
WINDOW: Final = 16
OVERDUE: Final = "overdue"
TODAY: Final = "today"
SOON: Final = "soon"
UNDATED: Final = "undated"
OTHERS: Final = "others"
LATER: Final = "later"
_PROVISIONAL: Final = 1
_UNDATED: Final = 2
_WHOSE: Final = 2
_DAY: Final = 8
_ALL: Final = 31


def key_of(day: date, whose: int, *, dated: bool, provisional: bool = False) -> int:
    """Return the key of a duty.

    Args:
        dated: it is due on that day; else it was incurred on it.
    """
    flags = (0 if dated else _UNDATED) | (_PROVISIONAL if provisional else 0)
    return day.toordinal() << _DAY | (whose & _ALL) << _WHOSE | flags


def day_of(key: int) -> date:
    """Return the day of a key."""
    return date.fromordinal(key >> _DAY)


def whose_of(key: int) -> int:
    """Return whose the duty of a key is."""
    return key >> _WHOSE & _ALL


def is_provisional(key: int) -> bool:
    """Tell whether the due day of a key is not certain."""
    return bool(key & _PROVISIONAL)


def list_of(key: int, today: date, soon: date) -> str:
    """Return the list that a duty stands in on a day.

    What is due on a provisional day that has passed is not overdue: it may not be.

    Args:
        soon: the last day that is near.
    """
    day = day_of(key)
    if key & _UNDATED or (key & _PROVISIONAL and day < today):
        return UNDATED
    if day <= today:
        return TODAY if day == today else OVERDUE
    return SOON if day <= soon else LATER
