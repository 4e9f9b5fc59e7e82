"""The one question that pages and REST answers ask: what does this file owe?

- Whoever looks is answered from what they may see: a recording that is hidden from them
  is as one that was never made, or its absence from the list of what is missing would
  tell of it (Art. 20).
- It is reckoned anew each time and kept nowhere, so a changed day, list or calendar
  counts at the next question.
"""

from AccessControl import getSecurityManager
from dataclasses import dataclass
from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.content.cases import case_of
from lingchuan.records.core.case_facts import Case
from lingchuan.records.core.circumstances import Circumstances
from lingchuan.records.core.rules.judging import judge
from lingchuan.records.core.rules.judging import Judgement
from lingchuan.records.recording.answers import standing_answers
from lingchuan.records.recording.circumstances import circumstances
from Products.CMFCore.permissions import View


@dataclass(frozen=True, slots=True)
class Duties:
    """A file as of a moment, and how it stands.

    Args:
        records: {UID: object} of the file and of all of it that was judged.
    """

    around: Circumstances
    case: Case
    judgement: Judgement
    records: dict[str, object]

    @property
    def file(self) -> object:
        """Return the file itself."""
        return self.records[self.case.uid]

    @property
    def as_of(self) -> datetime:
        """Return the moment of the question, in China's zone."""
        return self.around.now


def duties_of(file: object, as_of: datetime | None = None) -> Duties:
    """Return how a file stands, by what the current user may see of it."""
    records = [one for one in facts.descendants(file) if may_see(one)]
    return _judged(file, records, as_of)


def whole_duties_of(file: object) -> Duties:
    """Return how a file stands now by all that is in it, whoever asks."""
    return _judged(file, list(facts.descendants(file)), None)


def _judged(file: object, records: list[object], as_of: datetime | None) -> Duties:
    around, case = circumstances(as_of), case_of(file, records, as_of)
    known = {one.UID(): one for one in (file, *records)}
    judged = judge(case, around, answers=standing_answers(file))
    return Duties(around, case, judged, known)


def may_see(record: object) -> bool:
    """Tell whether the current user may see a record."""
    return bool(getSecurityManager().checkPermission(View, record))
