"""What a request would be given: each record, each right, with reason and article (R21-3).

- What is a state secret or voided is in no list, whoever asks: not even that it exists is
  told. So is a draft, unless it is open: papers that went out are often not submitted
  before the file is archived, and they are in the party's hands.
- A granted permit decision that is open is everybody's (行政许可法 Art. 40). To all else a
  stranger has no right.
- Work secrets are refused to all. Commercial secrets and personal data are given to whom
  they belong; of others' a redacted copy is given, or nothing where there is nothing to
  make one of.
- Of several kinds the own ones are taken away; the strictest that is left decides.
- Where a person has to answer, `most` is what the secrets in the record allow: nobody's
  answer goes beyond it. What nobody has decided upon is not given at all (R20-1).
- At screening an officer may say that a record cannot be separated, which refuses what
  would be redacted; that the personal data in it are the asker's own; or that something
  in what would be given whole is to be covered.

View and copy are judged apart: today alike, but the head may answer them differently.
Source: 办法 Art. 20, 21; domain.md R21-3, R21-4.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from lingchuan.records.core import findings as verdicts
from lingchuan.records.core.access import articles
from lingchuan.records.core.access import codes
from lingchuan.records.core.access.answers import key_of
from lingchuan.records.core.access.standing import Standing
from lingchuan.records.core.access.standing import standing as standing_of
from lingchuan.records.core.access.values import Answer
from lingchuan.records.core.access.values import Asker
from lingchuan.records.core.access.values import COVER
from lingchuan.records.core.access.values import FileParty
from lingchuan.records.core.access.values import GRANTED
from lingchuan.records.core.access.values import HUMAN
from lingchuan.records.core.access.values import INSEPARABLE
from lingchuan.records.core.access.values import Outcome
from lingchuan.records.core.access.values import OWN
from lingchuan.records.core.access.values import Part
from lingchuan.records.core.access.values import REDACTED
from lingchuan.records.core.access.values import REFUSED
from lingchuan.records.core.access.values import RIGHTS
from lingchuan.records.core.secrecy import COMMERCIAL
from lingchuan.records.core.secrecy import PRIVACY
from lingchuan.records.core.secrecy import STATE
from lingchuan.records.core.text import plain
from typing import Final


UNDECIDED: Final = "undecided"
OPEN: Final = ("open", "released")
DRAFT: Final = "draft"
VOIDED: Final = "voided"
INTERNAL: Final = "internal_approval"
_SEPARABLE: Final = frozenset((COMMERCIAL, PRIVACY))


def is_listed(part: Part) -> bool:
    """Tell whether anybody who asks may learn that a record exists."""
    if STATE in part.kinds or part.lifecycle == VOIDED:
        return False
    return part.lifecycle != DRAFT or part.secrecy_state in OPEN


def is_public(part: Part) -> bool:
    """Tell whether a record is everybody's: a granted decision that is open."""
    is_open = part.secrecy_state in OPEN and not part.kinds
    return part.is_granted_decision and is_open and is_listed(part)


def scope(
    asker: Asker,
    parties: Sequence[FileParty],
    parts: Iterable[Part],
    answers: Iterable[Answer] = (),
) -> list[Outcome]:
    """Return what is given of each record by each right, in the order of the records.

    Args:
        answers: of screening; those that fit nothing change nothing.
    """
    standing = standing_of(asker, parties)
    said: dict[tuple[str, str], dict[str, Answer]] = {}
    for one in answers:
        said.setdefault(key_of(one), {})[one.outcome] = one
    outcomes = (
        judge(standing, part, right, said.get((part.uid, right), {}))
        for part in parts
        for right in RIGHTS
    )
    return [outcome for outcome in outcomes if outcome is not None]


def judge(
    standing: Standing, part: Part, right: str, said: Mapping[str, Answer] | None = None
) -> Outcome | None:
    """Return what is given of a record by a right; None where it is in no list.

    Args:
        said: {of SCREENED: answer}, at screening, of this record and right.
    """
    if not is_listed(part):
        return None
    if is_public(part):
        article = articles.PUBLIC_DECISIONS
        return Outcome(part.uid, right, GRANTED, codes.PUBLIC_DECISION, article)
    if standing.verdict not in (verdicts.PASS, verdicts.HUMAN):
        return Outcome(part.uid, right, REFUSED, codes.STRANGER, articles.STRANGERS)
    return _asked(standing, part, _given(standing, part, right, said or {}))


def _asked(standing: Standing, part: Part, given: Outcome) -> Outcome:
    """Return an outcome as a question to a person, where it is one and not refused."""
    if given.outcome == REFUSED:
        return given
    most = given.outcome
    if part.secrecy_state == UNDECIDED or not _is_decided(part):
        code, article, most = codes.UNDECIDED, articles.SECRETS, REFUSED
    elif standing.verdict == verdicts.HUMAN:
        code, article = standing.code, standing.article
    elif part.record_kind == INTERNAL:
        code, article = codes.INTERNAL_PAPER, articles.INTERNAL_PAPERS
    else:
        return given
    return replace(given, outcome=HUMAN, code=code, article=article, most=most)


def _is_decided(part: Part) -> bool:
    """Tell whether an officer has said that a record is open, or of which kinds it is."""
    return bool(part.kinds) or part.secrecy_state in OPEN


def _given(
    standing: Standing, part: Part, right: str, said: Mapping[str, Answer]
) -> Outcome:
    """Return what the secrets in a record leave to a party."""

    def made(
        outcome: str, code: str, article: str, by: Answer | None = None
    ) -> Outcome:
        reason = by.reason if by else ""
        cited = by.article if by and by.article else article
        return Outcome(part.uid, right, outcome, code, cited, reason=reason)

    own = _told_own(part, said)
    left = part.kinds - _own_kinds(standing, part, own is not None)
    if left - _SEPARABLE:
        return made(REFUSED, codes.WORK_SECRET, articles.WORK_SECRETS)
    if left:
        is_trade = COMMERCIAL in left
        code = codes.COMMERCIAL_OF_OTHER if is_trade else codes.PRIVACY_OF_OTHERS
        if not part.has_content:
            return made(REFUSED, code, articles.PERMIT_SECRETS)
        if INSEPARABLE in said:
            by = said[INSEPARABLE]
            return made(REFUSED, codes.INSEPARABLE, articles.SEPARATING, by)
        return made(REDACTED, code, articles.PERMIT_SECRETS)
    if COVER in said and part.has_content:
        by = said[COVER]
        return made(REDACTED, codes.COVERED, articles.PERMIT_SECRETS, by)
    if COMMERCIAL in part.kinds:
        return made(GRANTED, codes.OWN_SECRET, articles.PERMIT_SECRETS, own)
    if PRIVACY in part.kinds:
        return made(GRANTED, codes.OWN_DATA, articles.OWN_DATA, own)
    return made(GRANTED, codes.OWN_FILE, articles.ACCESS)


def _told_own(part: Part, said: Mapping[str, Answer]) -> Answer | None:
    """Return the answer that personal data are the asker's own, where it counts.

    It says why, it lifts no refusal, and what else was said is no stricter.
    """
    own = said.get(OWN)
    if own is None or INSEPARABLE in said or not part.has_content:
        return None
    return own if own.reason.strip() else None


def _own_kinds(standing: Standing, part: Part, is_told: bool) -> frozenset[str]:
    """Return the kinds of secrecy that are only there against others.

    Args:
        is_told: an officer has said that the personal data are the asker's own.
    """
    name, own = plain(standing.name), set()
    if name and plain(part.holder) == name:
        own.add(COMMERCIAL)
    persons = {plain(person) for person in part.persons}
    if is_told or (name and persons == {name}):
        own.add(PRIVACY)
    return frozenset(own)
