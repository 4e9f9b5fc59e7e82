"""Whether who asks is a party of the file (R21-1).

- Who it is, is said by the account, or by an identity number; a name alone never does.
- A number that somebody typed at home proves nothing without a paper: credit codes are
  public, and ID numbers get about. At the counter a clerk has seen the paper.
- An account says who it is: a party that has another one is somebody else, whatever
  number was typed.
- What the file says counts before what was claimed: the applicant who claims to be
  nothing of the kind is the applicant.
- A claim to be the applicant that the file bears out by nothing fails, unless a number
  fits or a paper is with it: that may be an heir or a company of a new name, so a person
  has to look (HUMAN). An agent and a third party may always be looked at.
- A body of the state that asks by official letter asks outside of Art. 21: HUMAN.

Source: 办法 Art. 21; domain.md R21-1, 4.3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from lingchuan.records.core.access import articles
from lingchuan.records.core.access import codes
from lingchuan.records.core.access.values import AGENT
from lingchuan.records.core.access.values import APPLICANT
from lingchuan.records.core.access.values import Asker
from lingchuan.records.core.access.values import FileParty
from lingchuan.records.core.access.values import THIRD_PARTY
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import HUMAN
from lingchuan.records.core.findings import PASS
from lingchuan.records.core.identity import is_credit_code
from lingchuan.records.core.identity import is_paper_number
from lingchuan.records.core.identity import is_resident_id
from lingchuan.records.core.text import plain
from typing import Final


RULE: Final = "R21-1"
_FITS: Final = (is_resident_id, is_credit_code, is_paper_number)
# By the role in the file, the strongest first.
_BY_ROLE: Final = {
    APPLICANT: (PASS, codes.IS_APPLICANT),
    AGENT: (PASS, codes.IS_AGENT),
    THIRD_PARTY: (HUMAN, codes.ASK_THIRD_PARTY),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is to a file.

    Args:
        verdict: PASS, FAIL or HUMAN.
        name: as the file has it, of the party that it surely is; '' for none, and where
            another person of the file is called the same.
    """

    verdict: str
    code: str
    article: str
    name: str = ""


def standing(asker: Asker, parties: Sequence[FileParty]) -> Standing:
    """Return what somebody is to the file of these parties."""
    sure = [party for party in parties if _is_surely(asker, party)]
    name = _name(sure, parties)
    if asker.letter:
        return Standing(HUMAN, codes.OFFICIAL_LETTER, articles.USE, name)
    roles = {party.role for party in sure}
    verdict, code = next(
        (_BY_ROLE[role] for role in _BY_ROLE if role in roles),
        _claimed(asker, parties),
    )
    article = articles.STRANGERS if verdict == FAIL else articles.ACCESS
    return Standing(verdict, code, article, name)


def _claimed(asker: Asker, parties: Sequence[FileParty]) -> tuple[str, str]:
    """Return verdict and code where the file does not surely know who asks."""
    if asker.relation == AGENT:
        return HUMAN, codes.ASK_AGENT
    if asker.relation == THIRD_PARTY:
        return HUMAN, codes.ASK_THIRD_PARTY
    fits = any(p.role == APPLICANT and _has_number(asker, p) for p in parties)
    if asker.relation == APPLICANT and (asker.has_proof or fits):
        return HUMAN, codes.ASK_IDENTITY
    return FAIL, codes.STRANGER


def _is_surely(asker: Asker, party: FileParty) -> bool:
    if asker.userid and party.userid:
        return asker.userid == party.userid
    return _has_number(asker, party) and (not asker.userid or asker.has_proof)


def _has_number(asker: Asker, party: FileParty) -> bool:
    """Tell whether two numbers are one; what fills a field, as 无 or 0000, is none."""
    number = plain(asker.id_number).upper()
    is_number = len(set(number)) > 1 and any(fits(number) for fits in _FITS)
    return is_number and number == plain(party.id_number).upper()


def _name(sure: Sequence[FileParty], parties: Sequence[FileParty]) -> str:
    names = {plain(party.name) for party in sure}
    others = {plain(party.name) for party in parties if party not in sure}
    return sure[0].name if len(names) == 1 and not names & others else ""
