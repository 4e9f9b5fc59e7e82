"""File and document numbers, such as 陵审批许字〔2026〕第001号."""

from string import Formatter

import re


_FIELDS = frozenset(("year", "seq"))
_WIDTH = re.compile(r"(0?[1-9])?d?")


class PatternError(ValueError):
    """A pattern that does not give unique numbers."""


def format_number(pattern: str, year: int, seq: int) -> str:
    """Return the number of a series; `seq` counts from 1 within the year.

    Raises:
        PatternError: the pattern lacks the year or the sequence.
    """
    check_pattern(pattern)
    return pattern.format(year=year, seq=seq)


def check_pattern(pattern: str) -> None:
    """Refuse a pattern under which two files could share a number."""
    try:
        for _text, field, spec, conversion in Formatter().parse(pattern):
            if field is None:
                continue
            if field not in _FIELDS or conversion or not _WIDTH.fullmatch(spec or ""):
                raise PatternError(f"expected {{year}} or {{seq:03d}}, got {field!r}")
        first = pattern.format(year=2026, seq=1)
        others = {pattern.format(year=2026, seq=2), pattern.format(year=2027, seq=1)}
    except PatternError:
        raise
    except (KeyError, IndexError, ValueError) as error:
        raise PatternError(f"bad pattern {pattern!r}: {error}") from error
    if first in others:
        raise PatternError(f"pattern {pattern!r} must hold {{year}} and {{seq}}")
