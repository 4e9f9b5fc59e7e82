"""Who may decide on a request, and what a decision may make of its scope (R21-2, R21-3).

- The bureau head decides, or a deputy whom the head has authorised for days that hold
  today; neither where the file is their own to handle.
- A person may give less than the scope says, and answers what is left to a person; each
  with reason and article. Nobody gives more than the law does.
- What is approved gives something of what it names; a refusal says why, and the remedies.

It judges; it changes nothing. What is told back names no record but those of the scope.
Source: 办法 Art. 21; 行政许可法 Art. 38; domain.md R21-2, R21-3.
"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from lingchuan.records.core.access import articles
from lingchuan.records.core.access import codes
from lingchuan.records.core.access.answers import answer_problems
from lingchuan.records.core.access.answers import found
from lingchuan.records.core.access.answers import key_of
from lingchuan.records.core.access.answers import unreasoned
from lingchuan.records.core.access.values import Answer
from lingchuan.records.core.access.values import COPY
from lingchuan.records.core.access.values import GIVEN
from lingchuan.records.core.access.values import HUMAN
from lingchuan.records.core.access.values import Outcome
from lingchuan.records.core.access.values import rank
from lingchuan.records.core.access.values import REFUSED
from lingchuan.records.core.access.values import RIGHTS
from lingchuan.records.core.findings import BLOCK
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import Problem
from typing import Final
from typing import NamedTuple


DECIDER: Final = "R21-2"
CLASSIFIED: Final = "R20-1"
# (user id, first day, last day), both days inclusive.
Deputy = tuple[str, date | None, date | None]


class Decision(NamedTuple):
    """What comes of a decision, and what stands in its way."""

    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]


def may_decide(
    userid: str,
    heads: Collection[str],
    deputies: Iterable[Deputy],
    handlers: Collection[str],
    day: date,
) -> str:
    """Return why a person may not decide on a day, '' where they may.

    Args:
        deputies: those whom the head has authorised; one without both days is in force
            on none.
        handlers: of the file.
    """
    spans = [(first, last) for who, first, last in deputies if who == userid]
    if not userid or (userid not in heads and not spans):
        return codes.NOT_HEAD
    holds = any(first and last and first <= day <= last for first, last in spans)
    if userid not in heads and not holds:
        return codes.DEPUTY_OUTSIDE
    return codes.IS_HANDLER if userid in handlers else ""


def decider_findings(code: str) -> tuple[Finding, ...]:
    """Return what blocks a decision by a person of whom `may_decide` gave a code."""
    return (Finding(DECIDER, articles.ACCESS, BLOCK, code),) if code else ()


def decided(
    scope: Sequence[Outcome], sent: Sequence[Answer], rights: Collection[str]
) -> Decision:
    """Return a scope as a person approves it.

    Args:
        sent: what the person says of single records; the others stay as they are.
        rights: those that are approved; what is asked of others is refused.
    Raises:
        ValueError: rights are none or not of RIGHTS.
    """
    if not rights or not set(rights) <= set(RIGHTS):
        raise ValueError(f"expected some of {RIGHTS}, got {sorted(rights)}")
    answers = {key_of(one): one for one in sent if one.outcome in GIVEN}
    pairs = [(one, answers.get(key_of(one))) for one in scope]
    outcomes = tuple(_made(one, answer, rights) for one, answer in pairs)
    findings = [finding for pair in pairs for finding in _findings(*pair, rights)]
    if not any(one.is_given or one.outcome == HUMAN for one in outcomes):
        findings.append(found(codes.NOTHING_GRANTED))
    return Decision(outcomes, answer_problems(scope, sent, GIVEN), tuple(findings))


def refused(scope: Sequence[Outcome], reason: str, article: str) -> Decision:
    """Return a scope as a person refuses it as a whole; what is refused already stays.

    Args:
        reason: told to who asks, with the article and codes.REMEDIES.
    """
    said = {"article": article.strip(), "reason": reason.strip()}
    outcomes = tuple(
        one
        if one.outcome == REFUSED
        else replace(one, outcome=REFUSED, code=codes.ALL_REFUSED, **said)
        for one in scope
    )
    return Decision(outcomes, (), tuple(unreasoned(reason, article)))


def _made(one: Outcome, answer: Answer | None, rights: Collection[str]) -> Outcome:
    """Return an outcome as it was answered, never more than it may become."""
    if one.right not in rights:
        if one.outcome == REFUSED:
            return one
        code = codes.VIEWING_ONLY if one.right == COPY else codes.COPYING_ONLY
        return Outcome(one.uid, one.right, REFUSED, code, articles.ACCESS)
    if answer is None or not _changes(one, answer) or _raises(one, answer):
        return one
    return replace(
        one,
        outcome=answer.outcome,
        code=codes.ANSWERED if one.outcome == HUMAN else codes.LOWERED,
        article=answer.article.strip(),
        reason=answer.reason.strip(),
    )


def _findings(
    one: Outcome, answer: Answer | None, rights: Collection[str]
) -> Iterator[Finding]:
    """Yield what stands in the way of an answer, or for want of one."""
    if answer is None:
        if one.outcome == HUMAN and one.right in rights:
            yield found(codes.HUMAN_OPEN, one)
    elif _raises(one, answer) and one.code == codes.UNDECIDED:
        yield found(codes.UNDECIDED_GIVEN, one, CLASSIFIED, articles.SECRETS)
    elif _raises(one, answer):
        yield found(codes.MAY_NOT_RAISE, one)
    elif one.right in rights and _changes(one, answer):
        yield from unreasoned(answer.reason, answer.article, one)


def _changes(one: Outcome, answer: Answer) -> bool:
    return one.outcome == HUMAN or answer.outcome != one.outcome


def _raises(one: Outcome, answer: Answer) -> bool:
    return rank(answer.outcome) > rank(one.ceiling)
