"""Whether a person may read a record, and why: codes, never text (Art. 20)."""

from dataclasses import dataclass
from lingchuan.records.core.findings import Params


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody may read, or may not; `code` names it, `params` say which."""

    code: str
    params: Params = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One person's reading of one record; there is always at least one reason."""

    userid: str
    name: str
    may: bool
    reasons: tuple[Reason, ...]
