"""Write the answers of a checklist to the recordings that they are about.

- Each recording is changed once, by the way that its form takes: the same checks, the
  same event, the same refusal.
- An answer that somebody else has changed since it was shown is not overwritten.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from lingchuan.records.content.changing import change
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.rules.key_shots import NOT_APPLICABLE
from lingchuan.records.core.rules.key_shots import PRESENT
from lingchuan.records.core.rules.key_shots import SHOTS
from lingchuan.records.core.time_marks import write_mark
from lingchuan.records.recording.checklist import Answer
from lingchuan.records.recording.checklist import NOTICE
from lingchuan.records.recording.checklist import Question
from typing import Final


ANSWERS: Final = ("", PRESENT, NOT_APPLICABLE)
# A notice that was given, one that was not, nothing said.
GIVEN: Final = {PRESENT: True, NOT_APPLICABLE: False, "": None}


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it was sent; `shown` is `text_of` what stood there when it was asked."""

    question: Question
    answer: Answer
    shown: str

    @property
    def is_new(self) -> bool:
        """Tell whether somebody changed what they were shown, and it does not stand yet."""
        told = text_of(self.answer)
        return told not in (self.shown, text_of(self.question.stands))


def text_of(answer: Answer) -> str:
    """Return an answer as one text, '' for none: by it answers are told apart."""
    if not answer.answer:
        return ""
    mark = write_mark(answer.offset_s) if answer.answer == PRESENT else ""
    return "|".join((answer.answer, answer.clip, mark, answer.more))


def keep_answers(sent: Iterable[Sent], records: Mapping[str, object]) -> int:
    """Write the answers that are new; return how many there were.

    Args:
        records: {UID: recording}.
    Raises:
        BadInput: an answer cannot be; its field is <code>-<part>.
        NotAllowed, TransitionBlocked: a recording cannot be changed, or not by this user.
    """
    told = [one for one in sent if one.is_new]
    found = [problem for one in told for problem in problems_of(one)]
    if found:
        raise BadInput(found)
    changes: dict[str, dict[str, object]] = {}
    for one in told:
        for uid in _touched(one):
            values = changes.setdefault(uid, {})
            values |= _values(one, uid, values, records[uid])
    for uid, values in changes.items():
        change(records[uid], **values)
    return len(told)


def problems_of(sent: Sent) -> Iterator[Problem]:
    """Yield what is wrong with a new answer."""
    code, answer, stands = sent.question.code, sent.answer, sent.question.stands
    if text_of(stands) != sent.shown:
        yield Problem(f"{code}-answer", "answered_meanwhile")
    if answer.answer not in ANSWERS:
        yield Problem(f"{code}-answer", "unknown_value")
    if answer.answer and answer.clip not in sent.question.clips:
        yield Problem(f"{code}-clip", "unknown_value")
    others = [one for one in sent.question.given[1:] if one.answer == PRESENT]
    if answer.answer == NOT_APPLICABLE and others:
        yield Problem(f"{code}-answer", "shown_elsewhere")


def _touched(sent: Sent) -> tuple[str, ...]:
    """Return the recordings that an answer is taken from, and given to."""
    stands = sent.question.stands
    before = stands.clip if stands.answer else ""
    after = sent.answer.clip if sent.answer.answer else ""
    return tuple(dict.fromkeys(filter(None, (before, after))))


def _values(
    sent: Sent, uid: str, values: Mapping[str, object], record: object
) -> dict[str, object]:
    """Return the fields of a recording that an answer sets, or takes back from it."""
    answer = sent.answer if sent.answer.clip == uid else Answer()
    if sent.question.code == NOTICE:
        return {
            "notice_given": GIVEN[answer.answer],
            "notice_offset_s": answer.offset_s,
            "notice_method": answer.more or None,
        }
    rows = values.get("key_shots", record.key_shots) or ()
    return {"key_shots": _rows(rows, sent.question, answer)}


def _rows(
    rows: Iterable[Mapping[str, object]], question: Question, answer: Answer
) -> list[dict[str, object]]:
    """Return the rows of a recording with one of them changed, in the order of the law.

    What else it says on the shot, such as a second mark, stays.
    """
    kept = [dict(row) for row in rows]
    before = [row for row in kept if _is(row, question)][:1]
    kept = [row for row in kept if row not in before]
    if answer.answer:
        row = {"code": question.code, "answer": answer.answer}
        kept.append(row | {"offset_s": answer.offset_s, "reason": answer.more or None})
    order = {shot: place for place, shot in enumerate(SHOTS)}
    return sorted(kept, key=lambda row: order.get(row.get("code"), len(order)))


def _is(row: Mapping[str, object], question: Question) -> bool:
    """Tell whether a row is the answer that stands, or one that says nothing."""
    if row.get("code") != question.code:
        return False
    stands = question.stands
    said = (row.get("answer"), row.get("offset_s"), row.get("reason") or "")
    return not row.get("answer") or said == (
        stands.answer,
        stands.offset_s,
        stands.more,
    )
