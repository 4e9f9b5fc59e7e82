"""What people say of findings: a decision where only a person decides, or an excuse.

- It stands beside the finding for ever, with its author, role, day and reason; a later
  word is added and counts from then on, none is changed or taken away.
- It is given to what was found as it read: when the facts change, it is asked anew.
- Whoever handles the file says nothing on it here.
"""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from collections.abc import Iterator
from collections.abc import Mapping
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.events import log
from lingchuan.records.content.findings import closed_file
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import HUMAN
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.plain_text import unnumbered
from lingchuan.records.core.rules.judging import ACCEPTED
from lingchuan.records.core.rules.judging import EXCUSED
from lingchuan.records.core.rules.judging import Question
from lingchuan.records.core.rules.judging import question_of
from lingchuan.records.core.rules.judging import REJECTED
from persistent.list import PersistentList
from persistent.mapping import PersistentMapping
from typing import Final


ACT: Final = "answer_duty"
KEPT: Final = "duty_answers"
HEADS: Final = ("Unit Head", "Bureau Head")
# Who decides what only a person decides, by code; all else the heads (domain.md 0 (1)).
DECIDERS: Final = {"cause_to_confirm": ("Supervisor", "Bureau Head")}
OUTCOMES: Final = {HUMAN: (ACCEPTED, REJECTED), FAIL: (EXCUSED,)}


def answers_of(file: object) -> tuple[Mapping[str, object], ...]:
    """Return {rule, target, part, code, params, outcome, reason, by, role, at}, oldest first."""
    return tuple(getattr(aq_base(file), KEPT, ()))


def standing_answers(file: object) -> dict[Question, str]:
    """Return the last outcome of each question."""
    return {_question(row): str(row["outcome"]) for row in answers_of(file)}


def of_finding(file: object, finding: Finding) -> Iterator[Mapping[str, object]]:
    """Yield what was said of a finding, oldest first; no number of a person stands in it."""
    wanted = question_of(finding)
    for row in answers_of(file):
        if _question(row) == wanted:
            yield {**row, "reason": unnumbered(str(row["reason"]))}


def _question(row: Mapping[str, object]) -> Question:
    key = (row["rule"], row["target"], row["part"])
    return key, row["code"], tuple(map(tuple, row["params"]))


def may_answer(file: object, finding: Finding) -> bool:
    """Tell whether the current user may say something of a finding.

    Args:
        finding: as the rules found it, before any answer.
    """
    if finding.verdict not in OUTCOMES:
        return False
    if facts.current_user() in (aq_base(file).handlers or ()):
        return False
    asked = HEADS
    if finding.verdict == HUMAN:
        asked = DECIDERS.get(finding.code, HEADS)
    held = getSecurityManager().getUser().getRolesInContext(file)
    return not set(asked).isdisjoint(held)


def answer(file: object, finding: Finding, outcome: str, reason: str) -> None:
    """Keep what the current user says of a finding.

    Args:
        finding: as the rules found it, before any answer.
    Raises:
        NotAllowed: it is not this person's to say.
        BadInput: the outcome is none of this finding's, or no reason is given.
        TransitionBlocked: the file is archived or voided.
    """
    if not may_answer(file, finding):
        raise NotAllowed(ACT)
    found = []
    if outcome not in OUTCOMES[finding.verdict]:
        found.append(Problem("outcome", "unknown_value", (("value", outcome),)))
    if not reason.strip():
        found.append(Problem("reason", "reason_required"))
    if found:
        raise BadInput(found)
    closed = closed_file(file)
    if closed:
        raise TransitionBlocked(closed)
    if getattr(aq_base(file), KEPT, None) is None:
        setattr(file, KEPT, PersistentList())
    row = {
        "rule": finding.rule,
        "target": finding.target,
        "part": finding.part,
        "code": finding.code,
        "params": [list(pair) for pair in finding.params],
        "outcome": outcome,
        "reason": reason.strip(),
        "by": facts.current_user(),
        "role": facts.acting_role(file),
        "at": facts.now().isoformat(),
    }
    getattr(file, KEPT).append(PersistentMapping(row))
    told = {"rule": finding.rule, "part": finding.part, "outcome": outcome}
    log(file, ACT, reason=reason.strip(), details=told)
