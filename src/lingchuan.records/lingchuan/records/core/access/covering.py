"""What is covered in a copy, as people write it: areas of pages, stretches of recordings."""

from lingchuan.records.core.time_marks import read_mark
from typing import Final

import math
import re
import unicodedata


_STRETCH: Final = re.compile(r"\s*([\d:.]+)\s*[-–—~至]\s*([\d:.]+)\s*")
_PERCENT: Final = 100.0
_SIDES: Final = 4
_ROUNDING: Final = 1e-9

Area = tuple[int, float, float, float, float]
Stretch = tuple[float, float]


def read_area(line: str) -> Area | None:
    """Return (page, x, y, w, h) of a line like `1 10 20 30 5`, None where it is none.

    Pages count from 1; left, top, width and height are percent of the page in the line,
    and shares of it in what is returned.
    """
    first, *rest = re.sub("[,，%]", " ", line).split() or [""]
    try:
        page, sides = int(first), [float(one) / _PERCENT for one in rest]
    except ValueError:
        return None
    if page < 1 or len(sides) != _SIDES or not all(map(math.isfinite, sides)):
        return None
    x, y, w, h = sides
    is_within = 0 <= x < 1 and 0 <= y < 1 and w > 0 and h > 0
    if not is_within or max(x + w, y + h) > 1 + _ROUNDING:
        return None
    return page, x, y, min(w, 1 - x), min(h, 1 - y)


def read_stretch(line: str) -> Stretch | None:
    """Return (start, end) in seconds of a line like `01:05-01:20`, None where it is none."""
    found = _STRETCH.fullmatch(unicodedata.normalize("NFKC", line))
    if found is None:
        return None
    start, end = map(read_mark, found.groups())
    if start is None or end is None or not 0 <= start < end:
        return None
    return start, end
