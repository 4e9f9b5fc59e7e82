"""A rule of the table: its id, its article, what it looks at, and where it bites.

- A rule is a function of one subject in its case: (rule, subject, case, around) ->
  findings. No finding is a PASS; all are collected, none is raised.
- It bites at transitions: there what it found stands in the way, unless somebody has
  excused it. What can never be mended, such as a late day, bites nowhere.
"""

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.findings import Finding
from typing import Any
from typing import Final


OF_FILE: Final = "file"
OF_MATTER: Final = "matter"
OF_ACTIVITY: Final = "activity"
OF_CLIP: Final = "clip"
OF_PAPER: Final = "paper"
NOWHERE: Final[frozenset[str]] = frozenset()
# The transitions of files and records at which rules bite.
SEAL: Final = "seal"
DECIDE: Final = "decide"
CLOSE: Final = "close"
ARCHIVE: Final = "archive"
AT_CLOSING: Final = frozenset((CLOSE, ARCHIVE))
AT_DECISION: Final = AT_CLOSING | {DECIDE}
AT_SEALING: Final = AT_CLOSING | {SEAL}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; `subject` is one of OF_…, `article` is cited with each finding.

    Args:
        bites: transitions at which what it found stands in the way.
        spares: codes that stand in no way, because nobody can mend them any more.
    """

    id: str
    article: str
    subject: str
    judge: Callable[[Any, Any, Case, Circumstances], Iterable[Finding]]
    bites: frozenset[str] = NOWHERE
    spares: frozenset[str] = frozenset()

    def __call__(
        self, subject: Any, case: Case, around: Circumstances
    ) -> tuple[Finding, ...]:
        """Return what the rule finds on a subject."""
        return tuple(self.judge(self, subject, case, around))

    def finding(
        self,
        verdict: str,
        code: str,
        target: str,
        *,
        part: str = "",
        params: tuple[tuple[str, str], ...] = (),
        due: date | None = None,
        provisional: bool = False,
        overdue_workdays: int = 0,
    ) -> Finding:
        """Return what this rule found; see core.findings."""
        return Finding(
            self.id,
            self.article,
            verdict,
            code,
            params,
            target,
            due,
            provisional,
            overdue_workdays,
            part,
        )


def rule(
    id: str,
    article: str,
    subject: str,
    bites: frozenset[str] = NOWHERE,
    spares: frozenset[str] = frozenset(),
) -> Callable[[Callable[[Any, Any, Case, Circumstances], Iterable[Finding]]], Rule]:
    """Return a decorator that makes a rule of a function."""

    def made(
        judge: Callable[[Any, Any, Case, Circumstances], Iterable[Finding]],
    ) -> Rule:
        return Rule(id, article, subject, judge, bites, spares)

    return made
