"""Whole numbers that a request names: a place in a list, a count, a row."""

from typing import Final

import re


# Python refuses to read the longest runs of digits, and none is a place.
_SMALL: Final = re.compile("[0-9]{1,9}")


def small_number(sent: object) -> int | None:
    """Return the number of at most nine digits that was sent, None for anything else."""
    text = str(sent)
    return int(text) if _SMALL.fullmatch(text) else None
