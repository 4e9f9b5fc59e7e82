"""What makes a state secret's determination complete and possible (R20-3).

- Level, term and mark are one saying: each may follow from the others, and none may
  contradict them.
- Basis document and determiner are named; the day of issue too where the term runs
  from it. A term beyond the level's maximum names the provision that allows it.
- This bureau's own determination needs an authorisation, unless it derives from another
  body's document, known by its number (派生定密); who speaks for this bureau is it.
- Only the body that determined it changes or lifts it before its day, by a new document;
  it is prolonged before it has run out, never after.

It does not know what stands in a record; a decision comes in as plain values and codes
go out.

Source: 保守国家秘密法, Art. 14, 17, 18, 20, 24; domain.md 2.4, 3.5; docs/adr/0014.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.marks import LEVELS
from lingchuan.records.core.marks import MarkError
from lingchuan.records.core.marks import MAXIMUM_YEARS
from lingchuan.records.core.marks import read_state_mark
from lingchuan.records.core.marks import StateMark
from lingchuan.records.core.terms import last_day
from lingchuan.records.core.terms import MONTHS
from lingchuan.records.core.terms import read_term
from lingchuan.records.core.terms import Term
from lingchuan.records.core.terms import TermError
from typing import Final

import re
import unicodedata


REQUIRED: Final = "state_required"
NEEDED: Final = ("basis_document", "determiner")
# How a bureau speaks of itself.
OWN_WORDS: Final = ("本局", "我局", "本机关", "本单位", "本级")
# A document's number, as 晋密〔2025〕3号 after NFKC: the group is who issued it.
_NUMBER: Final = re.compile(
    r"([一-鿿][^\W_]*)[〔\[(【](?:19|20)\d\d[〕\])】]第?\w{1,12}号"
)
Said = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Bureau:
    """The names of this bureau, and how the numbers of its own documents begin."""

    names: tuple[str, ...]
    prefixes: tuple[str, ...] = ()

    def is_self(self, determiner: str) -> bool:
        """Tell whether a determiner is this bureau."""
        said = _plain(determiner)
        known = [_plain(name) for name in self.names if name and name.strip()]
        return any(name in said for name in known) or said.startswith(OWN_WORDS)

    def is_anothers(self, document: str) -> bool:
        """Tell whether a document bears a number, and none of this bureau's own."""
        plain = _plain(document)
        issuers = _NUMBER.findall(plain)
        own = [_plain(p) for p in self.prefixes if p and p.strip()]
        is_own = any(plain.startswith(p) or p in said for p in own for said in issuers)
        return bool(issuers) and not is_own


@dataclass(frozen=True, slots=True)
class Determination:
    """Level, term and mark that agree, the last protected day, and what is wrong.

    `assumed`: the mark names no term, so the level's maximum applies; to be shown.
    """

    level: str | None = None
    term: str | None = None
    mark: str | None = None
    until: date | None = None
    assumed: bool = False
    problems: tuple[Problem, ...] = ()


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def text_of(said: Said, name: str) -> str:
    """Return a value as text, '' for none."""
    value = said.get(name)
    return str(value).strip() if value not in (None, [], ()) else ""


def day_of(said: Said, name: str) -> date | None:
    """Return a value as a day, None for none or no day."""
    try:
        return date.fromisoformat(text_of(said, name))
    except ValueError:
        return None


def determine(said: Said, bureau: Bureau, today: date) -> Determination:
    """Return a determination made whole, with all that is wrong with it.

    Args:
        said: the fields of a decision; days as dates or ISO text.
        today: local date.
    """
    try:
        mark = _agreed(said)
    except _Wrong as wrong:
        missing = [one for one in _missing(said) if one.field != wrong.problem.field]
        return Determination(problems=(wrong.problem, *missing))
    term = _term(mark)
    until = _until(term, day_of(said, "issued_on"))
    found = [*_missing(said), *_wrong_days(said, term, today)]
    if until == date.max:
        found.append(Problem("term", "bad_term"))
    found += _beyond(said, mark.level, term, until, today)
    if not text_of(said, "authorisation") and _is_original(said, bureau):
        found.append(Problem("authorisation", "authorisation_needed"))
    return Determination(
        level=mark.level,
        term=mark.term or None,
        mark=_written(text_of(said, "mark"), mark),
        until=until,
        assumed=not mark.term,
        problems=tuple(found),
    )


class _Wrong(Exception):
    def __init__(self, field: str, code: str) -> None:
        super().__init__(field, code)
        self.problem = Problem(field, code)


def _agreed(said: Said) -> StateMark:
    """Return level and term of mark, level and term together."""
    level, term, text = (text_of(said, name) for name in ("level", "term", "mark"))
    if level and level not in LEVELS:
        raise _Wrong("level", "bad_level")
    if not text:
        if not level or not term:
            raise _Wrong("mark" if level else "level", REQUIRED)
        mark = StateMark(level, term)
        _term_of(term, "term")
        return mark
    try:
        mark = read_state_mark(text)
    except MarkError:
        raise _Wrong("mark", "bad_mark") from None
    if level and level != mark.level:
        raise _Wrong("level", "mark_disagrees")
    written = _term_of(mark.term, "mark") if mark.term else None
    if not term:
        return mark
    if written is not None and _term_of(term, "term") != written:
        raise _Wrong("term", "mark_disagrees")
    _term_of(term, "term")
    return StateMark(mark.level, term)


def _written(text: str, mark: StateMark) -> str:
    """Return the mark as sent, completed where a term was sent beside it."""
    if text and (read_state_mark(text).term or not mark.term):
        return text
    return str(mark)


def _term_of(text: str, field: str) -> Term:
    try:
        return read_term(text)
    except TermError:
        raise _Wrong(field, "bad_term") from None


def _term(mark: StateMark) -> Term:
    """Return the term, the level's maximum where the mark names none."""
    if mark.term:
        return read_term(mark.term)
    return Term(months=MAXIMUM_YEARS[mark.level] * MONTHS)


def _until(term: Term, issued: date | None) -> date | None:
    """Return the last day, the calendar's own where the term goes beyond it."""
    try:
        return last_day(term, issued)
    except (TermError, OverflowError):
        return date.max


def _missing(said: Said) -> list[Problem]:
    return [Problem(name, REQUIRED) for name in NEEDED if not text_of(said, name)]


def _wrong_days(said: Said, term: Term, today: date) -> Iterator[Problem]:
    issued = day_of(said, "issued_on")
    if issued is None and term.is_duration and not text_of(said, "issued_on"):
        yield Problem("issued_on", REQUIRED)
    if issued is not None and issued > today:
        yield Problem("issued_on", "in_future")
    elif issued is not None and term.day is not None and term.day < issued:
        yield Problem("term", "ends_before_starts")


def _beyond(
    said: Said, level: str, term: Term, until: date | None, today: date
) -> Iterator[Problem]:
    """Tell of a term that is longer than the level allows by itself.

    A last day without a day of issue is held against today, the latest it can be.
    """
    start = day_of(said, "issued_on") or today
    years = MAXIMUM_YEARS[level]
    if until is None and term.is_duration:
        until = _until(term, start)
    longest = _until(Term(months=years * MONTHS), start) or date.max
    too_long = term.endless or (until is not None and until > longest)
    if too_long and not text_of(said, "otherwise_provided_basis"):
        told = (("level", level), ("years", str(years)))
        yield Problem("otherwise_provided_basis", "beyond_maximum", told)


def _is_original(said: Said, bureau: Bureau) -> bool:
    """Tell whether this bureau determines by itself, deriving from nobody's document."""
    if not bureau.is_self(text_of(said, "determiner")):
        return False
    return not bureau.is_anothers(text_of(said, "basis_document"))


def is_changed(old: Said, new: Said) -> bool:
    """Tell whether level, term or last protected day of a standing secret change."""
    if text_of(old, "level") != text_of(new, "level"):
        return True
    if text_of(old, "protected_until") != text_of(new, "protected_until"):
        return True
    # Two conditions end by no day, and still are not the same.
    same = text_of(old, "protected_until") or text_of(old, "term") == text_of(
        new, "term"
    )
    return not same


def is_prolonged(old: Said, new: Said) -> bool:
    """Tell whether the new last day is after the old one; no day is after any."""
    before, after = day_of(old, "protected_until"), day_of(new, "protected_until")
    return before is not None and (after is None or after > before)


def is_shortened(old: Said, new: Said) -> bool:
    """Tell whether the new last day is before the old one; any day is before none."""
    before, after = day_of(old, "protected_until"), day_of(new, "protected_until")
    return after is not None and (before is None or after < before)


def authority_problems(old: Said, sent: Said) -> list[Problem]:
    """Return what is wrong with the papers by which a standing secret is changed.

    Args:
        sent: what was sent, not what stands: both must be said anew.
    """
    found = []
    if not text_of(sent, "determiner"):
        found.append(Problem("determiner", REQUIRED))
    basis = text_of(sent, "basis_document")
    if not basis:
        found.append(Problem("basis_document", REQUIRED))
    elif _plain(basis) == _plain(text_of(old, "basis_document")):
        found.append(Problem("basis_document", "basis_not_new"))
    return found


def is_other_determiner(old: Said, sent: Said) -> bool:
    """Tell whether another body speaks than the one that determined it."""
    told = text_of(sent, "determiner")
    return bool(told) and _plain(told) != _plain(text_of(old, "determiner"))
