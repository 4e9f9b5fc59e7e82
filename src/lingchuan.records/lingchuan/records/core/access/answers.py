"""What persons say of single records, held against the scope that they were shown."""

from collections import Counter
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Sequence
from lingchuan.records.core.access import articles
from lingchuan.records.core.access import codes
from lingchuan.records.core.access.values import Answer
from lingchuan.records.core.access.values import Outcome
from lingchuan.records.core.findings import BLOCK
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import Problem
from typing import Final


EXTENT: Final = "R21-3"
FIELD: Final = "outcomes"


def key_of(said: Outcome | Answer) -> tuple[str, str]:
    """Return what an outcome or an answer is about: the record and the right."""
    return said.uid, said.right


def answer_problems(
    scope: Sequence[Outcome], sent: Sequence[Answer], words: Collection[str]
) -> tuple[Problem, ...]:
    """Return what is wrong with what was sent.

    What lies elsewhere, what is hidden and what is not there have one answer.

    Args:
        words: what an answer may say.
    """
    return tuple(_problems(set(map(key_of, scope)), sent, words))


def unreasoned(
    reason: str, article: str, one: Outcome | None = None
) -> Iterator[Finding]:
    """Yield what blocks where a person says something without reason or article."""
    if not reason.strip():
        yield found(codes.REASON_MISSING, one)
    if not article.strip():
        yield found(codes.ARTICLE_MISSING, one)


def found(
    code: str,
    one: Outcome | None = None,
    rule: str = EXTENT,
    article: str = articles.ACCESS,
) -> Finding:
    """Return what blocks, of one record and right, or of the whole."""
    if one is None:
        return Finding(rule, article, BLOCK, code)
    params = (("field", FIELD), ("right", one.right))
    return Finding(rule, article, BLOCK, code, params, one.uid, part=one.right)


def _problems(
    known: Collection[tuple[str, str]], sent: Sequence[Answer], words: Collection[str]
) -> Iterator[Problem]:
    for key, times in Counter(map(key_of, sent)).items():
        named = (("uid", key[0]), ("right", key[1]))
        if key not in known:
            yield Problem(FIELD, codes.NOT_IN_SCOPE, named)
        elif times > 1:
            yield Problem(FIELD, codes.ANSWERED_TWICE, named)
    for one in sent:
        if one.outcome not in words:
            said = (("outcome", one.outcome),)
            yield Problem(FIELD, codes.OUTCOME_UNKNOWN, said)
