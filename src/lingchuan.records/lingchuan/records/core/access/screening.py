"""What an officer may say of a record at screening, before the head decides (R21-3).

"inseparable" is said of what would be redacted; "own" of personal data that would be;
"cover" of what would be given whole. All say why. What they change is in `scope`.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from lingchuan.records.core.access import codes
from lingchuan.records.core.access.answers import answer_problems
from lingchuan.records.core.access.answers import FIELD
from lingchuan.records.core.access.answers import key_of
from lingchuan.records.core.access.answers import unreasoned
from lingchuan.records.core.access.values import Answer
from lingchuan.records.core.access.values import COVER
from lingchuan.records.core.access.values import GRANTED
from lingchuan.records.core.access.values import HUMAN
from lingchuan.records.core.access.values import Outcome
from lingchuan.records.core.access.values import OWN
from lingchuan.records.core.access.values import REDACTED
from lingchuan.records.core.access.values import SCREENED
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import Problem


def screened(
    scope: Sequence[Outcome], sent: Sequence[Answer]
) -> tuple[tuple[Problem, ...], tuple[Finding, ...]]:
    """Return what is wrong with the answers of an officer, and what blocks them.

    Args:
        scope: as it is without these answers.
    """
    known = {key_of(one): one for one in scope}
    pairs = [(known[key_of(one)], one) for one in sent if key_of(one) in known]
    problems = answer_problems(scope, sent, SCREENED)
    findings = (
        finding
        for one, answer in pairs
        for finding in unreasoned(answer.reason, answer.article, one)
    )
    return (*problems, *_unfit(pairs)), tuple(findings)


def _unfit(pairs: Sequence[tuple[Outcome, Answer]]) -> Iterator[Problem]:
    for one, answer in pairs:
        if answer.outcome in SCREENED and not _fits(one, answer):
            params = (("uid", one.uid), ("right", one.right))
            yield Problem(FIELD, codes.ANSWER_FITS_NOT, params)


def _fits(one: Outcome, answer: Answer) -> bool:
    if answer.outcome == COVER:
        return one.ceiling == GRANTED and one.code != codes.PUBLIC_DECISION
    if one.ceiling != REDACTED:
        return False
    is_personal = one.outcome == HUMAN or one.code == codes.PRIVACY_OF_OTHERS
    return is_personal or answer.outcome != OWN
