"""Time marks in a recording, as people write them: 03:05 or 1:03:05.

- Minutes and seconds, or hours, minutes and seconds; a part of a second after a point.
- A number alone is none: nobody could tell seconds from minutes.
"""

from typing import Final

import re
import unicodedata


_MARK: Final = re.compile(
    r"(?:(?P<hours>[0-9]{1,3}):(?=[0-5]?[0-9]:))?(?P<minutes>[0-9]{1,4}):"
    r"(?P<seconds>[0-5]?[0-9](?:\.[0-9]{1,3})?)"
)
_HOUR: Final = 3600
_MINUTE: Final = 60


def read_mark(text: str) -> float | None:
    """Return the seconds from the start that a mark says, None where it is no mark."""
    # A Chinese keyboard writes digits and colon in full width.
    found = _MARK.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    hours, minutes = int(found["hours"] or 0), int(found["minutes"])
    seconds = hours * _HOUR + minutes * _MINUTE + float(found["seconds"])
    return round(seconds, 3)


def write_mark(offset_s: float | None) -> str:
    """Return a mark that reads back as the same thousandth of a second, '' for none.

    A clock that is slow has a minus before it.
    """
    if offset_s is None:
        return ""
    if offset_s < 0:
        return f"-{write_mark(-offset_s)}"
    thousandths = round(offset_s * 1000)
    whole, rest = divmod(thousandths, 1000)
    hours, minutes = divmod(whole // _MINUTE, _MINUTE)
    mark = f"{minutes:02d}:{whole % _MINUTE:02d}"
    if hours:
        mark = f"{hours}:{mark}"
    return f"{mark}.{rest:03d}".rstrip("0") if rest else mark
