"""Addresses of moments in a recording: `<record>?t=<seconds>#t=<seconds>`.

The page starts its player there without a script; a script that is there jumps without
asking for the page again.
"""

from typing import Final

import math


MOMENT: Final = "t"
_DIGITS: Final = 3


def moment_url(url: str, offset_s: float | None) -> str:
    """Return the address of a place in a recording; of a photo its own."""
    if offset_s is None:
        return url
    seconds = _plain(offset_s)
    return f"{url}?{MOMENT}={seconds}#{MOMENT}={seconds}"


def at_moment(url: str, asked: object) -> str:
    """Return the address of a file that a player starts at a moment.

    Args:
        asked: seconds, as an address says them; what is none starts at the beginning.
    """
    try:
        seconds = float(str(asked or ""))
    except ValueError:
        return url
    if not math.isfinite(seconds) or seconds <= 0:
        return url
    return f"{url}#{MOMENT}={_plain(seconds)}"


def _plain(seconds: float) -> str:
    return f"{seconds:.{_DIGITS}f}".rstrip("0").rstrip(".")
