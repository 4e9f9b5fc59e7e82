"""Words of a text and of a query, for a search without a dictionary.

- A run of Han characters becomes its pairs, and its last character: 听证记录 gives
  听证 证记 记录 录. So one character is found as the start of a word.
- Any other run of letters and digits is one word; a number also stands without its
  leading zeros. A code is found whether its parts are typed together or apart: LC-07.
- A query is alternatives of clauses. A quoted clause is a phrase: its words follow each
  other; blanks in it may be in the text or not. Any other clause needs all its words.
- A run of Han characters that stands nowhere may be words typed without blanks: 取水听证
  finds what has both 取水 and 听证 (`splits`).

It does not stem, rank or translate.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from lingchuan.records.core.plain_text import HAN

import re
import unicodedata


_RUN = re.compile(f"[{HAN}]+|[^\\W_{HAN}]+")
_HAN_RUN = re.compile(f"[{HAN}]")
# A code: its parts may be typed together; one of letters and digits, also apart. It is
# taken whole, so that a long run without a blank is gone through once.
_CODE = re.compile(r"[a-z0-9]+(?:[-/._][a-z0-9]+)*")
_BETWEEN = re.compile(r"[-/._]")
_MIXED = re.compile(r"(?=[0-9]*[a-z])(?=[a-z]*[0-9])[a-z0-9]+")
_PARTS = re.compile(r"[a-z]+|[0-9]+")
_TOKEN = re.compile(r'(?:^|(?<=\s))-?"[^"]*"|[^\s"()]+|"[^"]*"')
_MAX_WORD = 60
_MAX_SPLIT = 16
_MIN_PREFIX = 2
_OR, _NOT, _AND = "OR", "NOT", "AND"


@dataclass(frozen=True, slots=True)
class Term:
    """A word to look up: whole, as the start of longer ones, or a run by its pairs."""

    word: str
    prefix: bool = False
    pairs: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Terms, of which a text must have all, and phrases, of which it must have one."""

    terms: tuple[Term, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    negative: bool = False


Query = tuple[tuple[Clause, ...], ...]


def folded(text: str) -> str:
    """Return a text as words are taken from it: normalised (NFKC), in lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def runs(text: str) -> list[str]:
    """Return the runs of a text."""
    return _RUN.findall(folded(text))


def words(text: str) -> list[str]:
    """Return the words of a text in their order, then the other forms of its codes."""
    found = [word for run in runs(text) for word in _words_of(run)]
    return found + _other_forms(folded(text))


def parse_query(text: str) -> Query:
    """Return the alternatives of a query; empty where it holds no word."""
    alternatives: list[list[Clause]] = [[]]
    negative = False
    for token in _TOKEN.findall(text):
        if token.upper() == _OR:
            alternatives.append([])
        elif token.upper() == _NOT:
            negative = True
        elif token.upper() != _AND:
            clause = _clause(token, negative)
            negative = False
            if clause is not None:
                alternatives[-1].append(clause)
    return tuple(
        tuple(clauses)
        for clauses in alternatives
        if any(not clause.negative for clause in clauses)
    )


def _other_forms(text: str) -> list[str]:
    """Return LC07 for LC-07, and LC and 07 for LC07."""
    codes = [_BETWEEN.split(found) for found in _CODE.findall(text)]
    typed_together = ["".join(code)[:_MAX_WORD] for code in codes if len(code) > 1]
    typed_apart = [
        word
        for code in codes
        for run in code
        for part in parts(run)
        for word in _words_of(part)
    ]
    return list(dict.fromkeys(typed_together + typed_apart))


def pairs(run: str) -> list[str]:
    """Return the pairs of a run of Han characters."""
    return [run[at : at + 2] for at in range(len(run) - 1)]


def parts(word: str) -> list[str]:
    """Return letters and digits of a code apart; [] where it has but one part."""
    return _PARTS.findall(word) if _MIXED.fullmatch(word) else []


def splits(run: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to take a run of Han characters for two words or more."""
    if len(run) <= _MAX_SPLIT:
        yield from ((run[:at], run[at:]) for at in range(2, len(run) - 1))


def needles(text: str) -> list[tuple[str, ...]]:
    """Return, for each run that a query asks for, it and the pieces it is found by."""
    found = []
    for token in _TOKEN.findall(text):
        if token.upper() in (_OR, _AND, _NOT) or token.startswith("-"):
            continue
        for run in runs(token):
            is_han = _HAN_RUN.match(run) and len(run) > 1
            found.append((run, *(pairs(run) if is_han else [run.lstrip("0") or run])))
    return found


def _words_of(run: str) -> Iterator[str]:
    if _HAN_RUN.match(run):
        yield from (run[place : place + 2] for place in range(len(run)))
        return
    word = run[:_MAX_WORD]
    yield word
    if word.isdecimal() and word.startswith("0") and word.lstrip("0"):
        yield word.lstrip("0")


def _clause(token: str, negative: bool) -> Clause | None:
    if token.startswith("-"):
        token, negative = token[1:], True
    if token.startswith('"'):
        return _phrase(token.strip('"'), negative)
    terms = tuple(_terms(token))
    return Clause(terms=terms, negative=negative) if terms else None


def _terms(token: str) -> Iterator[Term]:
    found = runs(token)
    for place, run in enumerate(found):
        if _HAN_RUN.match(run):
            yield Term(run, prefix=len(run) == 1, pairs=len(run) > 1)
        else:
            starred = token.endswith("*") and place == len(found) - 1
            yield Term(run[:_MAX_WORD], starred or len(run) >= _MIN_PREFIX)


def _phrase(text: str, negative: bool) -> Clause | None:
    """Return a phrase as it stands, and without its blanks.

    A single character at its end may begin a word of the text: it is a term beside.
    """
    spaced, joined = runs(text), runs("".join(text.split()))
    ends = spaced[-1] if spaced else ""
    terms: tuple[Term, ...] = ()
    if len(ends) == 1 and _HAN_RUN.match(ends):
        terms = (Term(ends, prefix=True),)
        spaced = spaced[:-1]
    found = (_phrase_words(spaced), _phrase_words(joined))
    phrases = tuple(dict.fromkeys(filter(None, found)))
    if not phrases and not terms:
        return None
    if len(ends) == 1 and not spaced:
        phrases = ()
    return Clause(terms=terms, phrases=phrases, negative=negative)


def _phrase_words(found: list[str]) -> tuple[str, ...]:
    """Return the words that follow each other in a text holding these runs.

    The last run may go on in the text, so that its last character is no word there.
    """
    if not found:
        return ()
    inner = [word for run in found[:-1] for word in _words_of(run)]
    last = list(_words_of(found[-1]))
    if _HAN_RUN.match(found[-1]) and len(last) > 1:
        last.pop()
    return (*inner, *last)
