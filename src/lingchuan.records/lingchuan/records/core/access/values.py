"""What a request to view or copy is judged by, and what comes of it: plain values.

- `Part` is one record of a file; `Outcome` says what is given of it by one right.
- Texts that nobody has entered are '', never None; days are local dates of China.
- What is stored is made of primitives: to_dict and from_dict.

Source: 办法 Art. 21; domain.md R21-1 to R21-4.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from typing import Final


VIEW: Final = "view"
COPY: Final = "copy"
RIGHTS: Final = (VIEW, COPY)
REFUSED: Final = "refused"
REDACTED: Final = "redacted"
GRANTED: Final = "granted"
HUMAN: Final = "human"
# From the least that is given to the most; HUMAN is none of them.
GIVEN: Final = (REFUSED, REDACTED, GRANTED)
APPLICANT: Final = "applicant"
AGENT: Final = "agent"
THIRD_PARTY: Final = "third_party"
OTHER: Final = "other"
RELATIONS: Final = (APPLICANT, AGENT, THIRD_PARTY, OTHER)
# What an officer says of a record at screening.
INSEPARABLE: Final = "inseparable"
OWN: Final = "own"
COVER: Final = "cover"
SCREENED: Final = (INSEPARABLE, OWN, COVER)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as the request has it; all but `userid` was only said.

    Args:
        relation: of RELATIONS, as claimed.
        userid: of the account that asks; '' where a clerk entered the request.
        letter: a court, procuratorate or supervisory body asks by official letter.
        has_proof: a paper on who asks, or for whom, is with the request.
    """

    relation: str
    userid: str = ""
    name: str = ""
    id_number: str = ""
    letter: bool = False
    has_proof: bool = False


@dataclass(frozen=True, slots=True)
class FileParty:
    """A person of a file; `role` is applicant, agent, third_party or witness."""

    name: str
    role: str
    id_number: str = ""
    userid: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One record of a file.

    Args:
        kinds: of secrecy, those of what it lies in too.
        holder: of all commercial secrets in it; '' for unknown or several.
        persons: all who are named in it and are no staff.
        has_content: there is something to make a redacted copy of.
        is_granted_decision: it is the decision that grants a permit.
    """

    uid: str
    portal_type: str = ""
    record_kind: str = ""
    document_name: str = ""
    lifecycle: str = ""
    secrecy_state: str = ""
    kinds: frozenset[str] = frozenset()
    holder: str = ""
    persons: tuple[str, ...] = ()
    has_content: bool = False
    is_granted_decision: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is given of a record by one right; `code` says why.

    Args:
        outcome: of GIVEN, or HUMAN.
        most: of HUMAN, the most that a person may answer, of GIVEN.
        reason: what a person wrote.
    """

    uid: str
    right: str
    outcome: str
    code: str
    article: str
    most: str = GRANTED
    reason: str = ""

    @property
    def ceiling(self) -> str:
        """Return the most that a person may make of it, of GIVEN."""
        return self.most if self.outcome == HUMAN else self.outcome

    @property
    def is_given(self) -> bool:
        """Tell whether the record is given, whole or redacted."""
        return self.outcome in (GRANTED, REDACTED)

    def to_dict(self) -> dict[str, str]:
        """Return it as primitives: {field: text}."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "Outcome":
        """Return what `to_dict` told."""
        return cls(**{name: str(row[name]) for name in cls.__slots__ if name in row})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says of a record and a right: an officer or the head.

    Args:
        outcome: at screening of SCREENED; at the decision of GIVEN.
    """

    uid: str
    right: str
    outcome: str
    reason: str = ""
    article: str = ""

    def to_dict(self) -> dict[str, str]:
        """Return it as primitives: {field: text}."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "Answer":
        """Return what `to_dict` told."""
        return cls(**{name: str(row[name]) for name in cls.__slots__ if name in row})


@dataclass(frozen=True, slots=True)
class Grant:
    """Leave to view or copy one record.

    Args:
        outcome: granted or redacted.
        until: the last day, all of it.
        uses: how often; None for any number.
    """

    uid: str
    right: str
    outcome: str
    until: date
    uses: int | None = None

    def to_dict(self) -> dict[str, str | int | None]:
        """Return it as primitives; the day as ISO text."""
        row = {name: getattr(self, name) for name in self.__slots__}
        return row | {"until": self.until.isoformat()}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "Grant":
        """Return what `to_dict` told."""
        fields = {name: row[name] for name in cls.__slots__}
        return cls(**fields | {"until": date.fromisoformat(row["until"])})


def rank(outcome: str) -> int:
    """Return how much an outcome gives: 0 refused, 1 redacted, 2 granted.

    Raises:
        ValueError: it is none of GIVEN.
    """
    return GIVEN.index(outcome)
