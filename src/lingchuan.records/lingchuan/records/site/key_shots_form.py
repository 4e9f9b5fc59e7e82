"""The fields of the checklist: what stands, what was sent, and what is wrong with it."""

from collections.abc import Mapping
from lingchuan.records.content.closed_lists import NOTICE_METHODS
from lingchuan.records.content.facts import ZONE
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.rules.key_shots import PRESENT
from lingchuan.records.core.time_marks import read_mark
from lingchuan.records.core.time_marks import write_mark
from lingchuan.records.recording.checklist import Answer
from lingchuan.records.recording.checklist import NOTICE
from lingchuan.records.recording.checklist import Question
from lingchuan.records.recording.marking import Sent
from lingchuan.records.recording.marking import text_of
from lingchuan.records.site import key_shots_texts as texts
from lingchuan.records.site.time_links import moment_url
from typing import Final
from zope.i18n import translate


# Fields of a recording, and the field of this form that shows what is wrong with them.
PLACES: Final = {
    "notice_offset_s": f"{NOTICE}-mark",
    "notice_method": f"{NOTICE}-more",
    "notice_given": f"{NOTICE}-answer",
}
_LONGEST: Final = 4000


class Form:
    """Ready values for the template, and the answers of a POST; <code>-<part> are its fields."""

    def __init__(
        self,
        questions: tuple[Question, ...],
        records: Mapping[str, object],
        request: object,
    ) -> None:
        self.asked, self.records, self.request = questions, records, request
        self.problems: dict[str, str] = {}

    def sent(self) -> tuple[list[Sent], list[Problem]]:
        """Return the answers of a POST, and the marks that are none."""
        sent, bad = [], []
        for question in self.asked:
            code = question.code
            mark = self._sent(code, "mark")
            offset = read_mark(mark)
            answer = self._sent(code, "answer")
            if mark and offset is None and answer == PRESENT:
                bad.append(Problem(f"{code}-mark", "bad_time_mark"))
            told = Answer(
                answer,
                self._sent(code, "clip"),
                self._offset(question, mark, offset) if answer == PRESENT else None,
                self._sent(code, "more") if self._says_more(code, answer) else "",
            )
            sent.append(Sent(question, told, self._sent(code, "shown")))
        return sent, bad

    def placed(self, problem: Problem) -> Problem:
        """Return a problem of a recording at the field of this form that shows it."""
        field = PLACES.get(problem.field, problem.field)
        if problem.field == "key_shots":
            mark = dict(problem.params).get("mark", "")
            codes = [q.code for q in self.asked if self._mark_of(q.code) == mark]
            field = f"{codes[0]}-mark" if codes else field
        return Problem(field, problem.code, problem.params)

    def title_of(self, field: str) -> str:
        """Return what people call a field of the form."""
        code, _dash, part = field.partition("-")
        if code not in texts.TITLES:
            return field
        title = translate(texts.TITLES[code], context=self.request)
        part_title = translate(texts.PARTS.get(part, part), context=self.request)
        return f"{title}（{part_title}）"

    def rows(self) -> list[dict[str, object]]:
        """Return a row for each question."""
        return [self._row(question) for question in self.asked]

    def _row(self, question: Question) -> dict[str, object]:
        code, stands = question.code, question.stands
        is_notice = code == NOTICE
        need = texts.REQUIRED if question.is_required else texts.OPTIONAL
        answer = self._value(code, "answer", stands.answer)
        clip = self._value(code, "clip", stands.clip)
        more = self._value(code, "more", stands.more)
        return {
            "id": code,
            "sign": "" if is_notice else code[-1:],
            "title": translate(texts.TITLES[code], context=self.request),
            "need": translate(need, context=self.request),
            "need_css": "lr-v lr-v-open" if question.is_required else "lr-note",
            "choices": self._choices(code, answer),
            "clips": self._clips(question, clip),
            "clip": clip,
            "mark": self._value(code, "mark", write_mark(stands.offset_s)),
            "more": more,
            "methods": self._methods(more) if is_notice else [],
            "shown": self._value(code, "shown", text_of(stands)),
            "errors": {
                part: self.problems.get(f"{code}-{part}", "") for part in texts.PARTS
            },
            "given": [self._given(code, one) for one in question.given],
        }

    def _choices(self, code: str, answer: str) -> list[dict[str, object]]:
        choices = texts.NOTICE_CHOICES if code == NOTICE else texts.SHOT_CHOICES
        return [
            {
                "value": value,
                "id": f"{code}-answer-{value or 'none'}",
                "title": translate(title, context=self.request),
                "checked": "checked" if value == answer else None,
            }
            for value, title in choices
        ]

    def _clips(self, question: Question, chosen: str) -> list[dict[str, object]]:
        return [
            {
                "value": uid,
                "title": _named(self.records[uid]),
                "selected": "selected" if uid == chosen else None,
            }
            for uid in question.clips
        ]

    def _methods(self, chosen: str) -> list[dict[str, object]]:
        found = [("", "—"), *((term.value, term.title) for term in NOTICE_METHODS)]
        return [
            {
                "value": value,
                "title": translate(title, context=self.request),
                "selected": "selected" if value == chosen else None,
            }
            for value, title in found
        ]

    def _given(self, code: str, answer: Answer) -> dict[str, str]:
        """Return {title, clip, mark, url, more} of what a recording says."""
        choices = texts.NOTICE_CHOICES if code == NOTICE else texts.SHOT_CHOICES
        record = self.records[answer.clip]
        more = answer.more
        if code == NOTICE and more in NOTICE_METHODS:
            more = translate(NOTICE_METHODS.getTerm(more).title, context=self.request)
        return {
            "title": translate(dict(choices)[answer.answer], context=self.request),
            "clip": record.title,
            "mark": write_mark(answer.offset_s),
            "url": moment_url(record.absolute_url(), answer.offset_s),
            "more": more,
        }

    def _sent(self, code: str, part: str) -> str:
        sent = self.request.form.get(f"{code}-{part}")
        return sent.strip()[:_LONGEST] if isinstance(sent, str) else ""

    def _value(self, code: str, part: str, stands: str) -> str:
        """Return what was sent, where something was, else what stands."""
        if f"{code}-shown" not in self.request.form:
            return stands
        return self._sent(code, part)

    def _offset(
        self, question: Question, mark: str, offset: float | None
    ) -> float | None:
        """Return the seconds of a mark, as they stand where it was not touched."""
        stands = question.stands
        return stands.offset_s if mark == write_mark(stands.offset_s) else offset

    def _mark_of(self, code: str) -> str:
        return write_mark(read_mark(self._sent(code, "mark")))

    def _says_more(self, code: str, answer: str) -> bool:
        """Tell whether an answer has more to say: a notice its method, if it was given."""
        return code != NOTICE or answer == PRESENT


def _named(clip: object) -> str:
    """Return the title of a recording and when it starts: several have one title."""
    if clip.starts is None:
        return clip.title
    return f"{clip.title} {clip.starts.astimezone(ZONE):%H:%M:%S}"
