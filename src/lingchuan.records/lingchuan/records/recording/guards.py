"""What a file owes stands in the way of its steps: the same findings as its page shows.

- The whole file is judged, whoever takes the step. They are told what they would be told
  on the list of gaps; of the rest, which rests on what they may not see, the number alone.
- What somebody excused, and what nobody can mend, stands in no way.
- A record is hindered by what was found on itself and on what lies in it.
"""

from lingchuan.records.content import facts
from lingchuan.records.core.findings import BLOCK
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.rules.judging import EXCUSED
from lingchuan.records.core.rules.judging import key_of
from lingchuan.records.core.rules.judging import question_of
from lingchuan.records.core.rules.judging import standing_in_the_way
from lingchuan.records.core.rules.table import RULES
from lingchuan.records.interfaces import IDuties
from lingchuan.records.recording.answers import standing_answers
from lingchuan.records.recording.duties import Duties
from lingchuan.records.recording.duties import duties_of
from lingchuan.records.recording.duties import whole_duties_of
from zope.interface import implementer


STEPS = frozenset(step for rule in RULES for step in rule.bites)
HIDDEN_RULE, HIDDEN_ARTICLE = "R20-1", "办法第二十条"


@implementer(IDuties)
class Guard:
    """Answers from the rules."""

    def standing(self, obj: object, transition: str) -> list[Finding]:
        """Return what stands in the way, counted only where it may not be seen."""
        file = facts.permit_file_of(obj)
        if file is None or transition not in STEPS:
            return []
        duties = whole_duties_of(file)
        about = None if obj.UID() == duties.case.uid else _within(obj)
        found = [
            one
            for one in _hindering(duties, transition)
            if about is None or one.target in about
        ]
        if not found:
            return []
        own = {question_of(one) for one in duties_of(file).judgement.findings}
        shown = [one for one in found if question_of(one) in own]
        hidden = len(found) - len(shown)
        return shown + ([_counted(hidden, duties)] if hidden else [])


def _within(record: object) -> set[str]:
    return {record.UID(), *(one.UID() for one in facts.descendants(record))}


def _hindering(duties: Duties, transition: str) -> tuple[Finding, ...]:
    answers = standing_answers(duties.file)
    excused = {
        key_of(one)
        for one in duties.judgement.asked
        if answers.get(question_of(one)) == EXCUSED
    }
    return standing_in_the_way(duties.judgement, transition, excused)


def _counted(number: int, duties: Duties) -> Finding:
    return Finding(
        HIDDEN_RULE,
        HIDDEN_ARTICLE,
        BLOCK,
        "hidden_duties",
        (("count", str(number)),),
        duties.case.uid,
    )


guard = Guard()
