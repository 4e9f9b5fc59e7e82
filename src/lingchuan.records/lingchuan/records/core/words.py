"""Words of a text and of a query, for a search without a dictionary.

- A run of Han characters becomes its pairs, and its last character: 听证记录 gives
  听证 证记 记录 录. So one character is found as the start of a word.
- Any other run of letters and digits is one word; a number also stands without its
  leading zeros.
- A query is alternatives of clauses. A quoted clause is a phrase: its words follow each
  other; blanks in it may be in the text or not. Any other clause needs all its words.

It does not stem, rank or translate.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import re
import unicodedata


_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_RUN = re.compile(f"[{_HAN}]+|[^\\W_{_HAN}]+")
_HAN_RUN = re.compile(f"[{_HAN}]")
_TOKEN = re.compile(r'(?:^|(?<=\s))-?"[^"]*"|[^\s"()]+|"[^"]*"')
_MAX_WORD = 60
_MIN_PREFIX = 2
_OR, _NOT, _AND = "OR", "NOT", "AND"


@dataclass(frozen=True, slots=True)
class Term:
    """A word to look up, whole or as the start of longer ones."""

    word: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Terms, of which a text must have all, and phrases, of which it must have one."""

    terms: tuple[Term, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    negative: bool = False


Query = tuple[tuple[Clause, ...], ...]


def runs(text: str) -> list[str]:
    """Return the runs of a text: normalised (NFKC), in lower case."""
    return _RUN.findall(unicodedata.normalize("NFKC", text).lower())


def words(text: str) -> list[str]:
    """Return the words of a text, in their order."""
    return [word for run in runs(text) for word in _words_of(run)]


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
            pairs = [run[at : at + 2] for at in range(len(run) - 1)]
            yield from (Term(pair) for pair in pairs)
            if not pairs:
                yield Term(run, prefix=True)
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
