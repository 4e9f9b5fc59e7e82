"""Checks of titles and file names, and how names are compared."""

from lingchuan.records.core.findings import Problem
from lingchuan.records.core.plain_text import without_numbers

import re
import unicodedata


_MARKUP = re.compile(r"<[/!?a-zA-Z][^>]*>?")
MAX_LINE = 500
MAX_TEXT = 20_000
MAX_ROWS = 1_000
_MAX_FILENAME = 200
_BREAKS = frozenset("\n\r\t")
# Overrides of direction make a name look like another one.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def title_problem(field: str, value: str, max_length: int = 200) -> Problem | None:
    """Return what is wrong with a title: empty, too long, markup or control."""
    if not value.strip():
        return Problem(field, "empty")
    if len(value) > max_length:
        return Problem(field, "too_long", (("max", str(max_length)),))
    if _MARKUP.search(value):
        return Problem(field, "markup")
    if _has_control(value):
        return Problem(field, "control")
    if without_numbers(value) != value:
        return Problem(field, "id_number_inside")
    return None


def size_problem(field: str, value: str, most: int) -> Problem | None:
    """Return a problem where a text has more than `most` characters."""
    if len(value) <= most:
        return None
    return Problem(field, "too_long", (("max", str(most)),))


def control_problem(field: str, value: str) -> Problem | None:
    """Return a problem where a text of one or more lines holds a control character."""
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in _BREAKS for c in value):
        return Problem(field, "control")
    return None


def filename_problem(field: str, filename: str) -> Problem | None:
    """Return what is wrong with the name of an uploaded file."""
    if not filename.strip():
        return Problem(field, "no_filename")
    if "/" in filename or "\\" in filename or filename.strip(". ") == "":
        return Problem(field, "path")
    if ".." in filename:
        return Problem(field, "path")
    if len(filename) > _MAX_FILENAME:
        return Problem(field, "too_long", (("max", str(_MAX_FILENAME)),))
    if _has_control(filename):
        return Problem(field, "control")
    return None


def _has_control(value: str) -> bool:
    return any(
        unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in _BIDI
        for char in value
    )


def plain(text: str) -> str:
    """Return a name or number as it is compared: one width and case, no blanks.

    What stands in brackets is part of it: 甲（山西）公司 is not 甲（北京）公司.
    """
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
