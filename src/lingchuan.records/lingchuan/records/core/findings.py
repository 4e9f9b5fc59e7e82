"""Verdicts, findings of rules and problems of input: codes, never text."""

from dataclasses import dataclass
from datetime import date
from typing import Final


PASS: Final = "PASS"
WARN: Final = "WARN"
FAIL: Final = "FAIL"
BLOCK: Final = "BLOCK"
HUMAN: Final = "HUMAN"
OPEN: Final = "OPEN"

Params = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Bad input on one field; `code` names the reason."""

    field: str
    code: str
    params: Params = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a record; `target` is a UID, `due` a local date.

    `part` tells what within the target is meant: a matter's code, a key shot, a gap's
    start. `provisional`: a day that it rests on, the due day or one counted since, is not
    certain; a FAIL is so in the count of its days alone.
    """

    rule: str
    article: str
    verdict: str
    code: str
    params: Params = ()
    target: str | None = None
    due: date | None = None
    provisional: bool = False
    overdue_workdays: int = 0
    part: str = ""
