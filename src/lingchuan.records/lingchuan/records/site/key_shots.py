"""`@@key-shots`: the checklist of notice and key shots, made for a phone on site.

- For field work, a hearing or a recording; of an activity it asks all recordings at once.
- It needs no script; with one, a button takes the time of the player.
- Who may not change a recording reads what it says.
"""

from collections.abc import Sequence
from functools import cached_property
from lingchuan.records.content.case_clips import clips_of
from lingchuan.records.content.changing import may_change
from lingchuan.records.content.changing import refuse_unchangeable
from lingchuan.records.content.changing import what_forbids
from lingchuan.records.content.error_answers import reasons_of
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.facts import ACTIVITY_TYPES
from lingchuan.records.content.facts import permit_file_of
from lingchuan.records.content.messages import finding_text
from lingchuan.records.content.messages import problem_text
from lingchuan.records.core.findings import Problem
from lingchuan.records.recording.checklist import Question
from lingchuan.records.recording.checklist import questions_of_activity
from lingchuan.records.recording.checklist import questions_of_clip
from lingchuan.records.recording.duties import Duties
from lingchuan.records.recording.duties import duties_of
from lingchuan.records.recording.marking import keep_answers
from lingchuan.records.recording.marking import problems_of
from lingchuan.records.recording.services import note_reading
from lingchuan.records.site import key_shots_texts as texts
from lingchuan.records.site.gap_texts import said
from lingchuan.records.site.key_shots_form import Form
from lingchuan.records.site.page import may_add
from lingchuan.records.site.page import RecordPage
from lingchuan.records.site.player import player_of
from plone import api
from plone.protect import CheckAuthenticator
from plone.protect import PostOnly
from zope.i18n import translate

import transaction


CLIP = "MediaEvidence"


class KeyShotsPage(RecordPage):
    """告知与关键画面."""

    errors: Sequence[dict] = ()

    def __call__(self) -> object:
        """Show the checklist, or keep what a POST answers.

        Raises:
            NotAllowed: the user may change none of the recordings.
        """
        if self.request.method != "POST":
            return self.index()
        PostOnly(self.request)
        CheckAuthenticator(self.request)
        point = transaction.savepoint()
        try:
            count = self._keep()
        except (BadInput, TransitionBlocked) as error:
            point.rollback()
            self._tell(error)
            return self.index()
        done = said(texts.SAVED, self.request, count=count) if count else None
        message = done or translate(texts.UNCHANGED, context=self.request)
        api.portal.show_message(message, self.request)
        return self.request.response.redirect(self.url())

    def url(self) -> str:
        """Return the page's own address."""
        return f"{self.context.absolute_url()}/@@key-shots"

    @cached_property
    def duties(self) -> Duties | None:
        """The file's duties, for whoever looks; None for a recording in no file."""
        file = permit_file_of(self.context)
        if file is None:
            return None
        duties = duties_of(file)
        note_reading(duties)
        return duties

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What is asked here."""
        if self.context.portal_type in ACTIVITY_TYPES:
            return questions_of_activity(self.duties, self.context.UID())
        (clip,) = clips_of([self.context])
        return questions_of_clip(self.duties, clip)

    @cached_property
    def records(self) -> dict[str, object]:
        """{UID: recording} of those that may answer, by their start."""
        known = self.duties.records if self.duties else {}
        known = known | {self.context.UID(): self.context}
        uids = [uid for one in self.questions for uid in one.clips]
        return {uid: known[uid] for uid in dict.fromkeys(uids)}

    @cached_property
    def form(self) -> Form:
        """The answers as they stand, or as they were sent."""
        return Form(self.questions, self.records, self.request)

    @cached_property
    def is_open(self) -> bool:
        """Tell whether the user may change any of the recordings."""
        return any(may_change(one) for one in self.records.values())

    def reasons(self) -> list[dict[str, str]]:
        """Return why nothing can be changed here, where a state forbids it."""
        if self.is_open:
            return []
        found = [one for each in self.records.values() for one in what_forbids(each)]
        texts_of = {finding_text(one, self.request): one.article for one in found}
        return [{"text": text, "article": one} for text, one in texts_of.items()]

    def players(self) -> list[dict[str, str]]:
        """Return {kind, url, mime, title, uid} of what can be played here."""
        found = [
            player_of(record) | {"uid": uid, "title": record.title}
            for uid, record in self.records.items()
            if record.file
        ]
        return [one for one in found if one["kind"] in ("video", "audio")]

    def add_url(self) -> str:
        """Return the address of the form that adds a recording, '' for none."""
        if not may_add(self.context, CLIP):
            return ""
        return f"{self.context.absolute_url()}/++add++{CLIP}"

    def _keep(self) -> int:
        for record in self.records.values() if not self.is_open else ():
            refuse_unchangeable(record)
        sent, bad = self.form.sent()
        if bad:
            new = [one for one in sent if one.is_new]
            raise BadInput([*bad, *(p for one in new for p in problems_of(one))])
        return keep_answers(sent, self.records)

    def _tell(self, error: BadInput | TransitionBlocked) -> None:
        """Put each problem beside its field, and all of them above."""
        is_bad = isinstance(error, BadInput)
        self.request.response.setStatus(400 if is_bad else 409, lock=True)
        if not is_bad:
            self.errors = reasons_of(error, self.request)
            return
        problems = [self.form.placed(one) for one in error.problems]
        self.form.problems = {
            one.field: problem_text(one, self.request) for one in problems
        }
        self.errors = [self._error(one) for one in problems]

    def _error(self, problem: Problem) -> dict[str, str]:
        text = problem_text(problem, self.request)
        return {"text": f"{self.form.title_of(problem.field)}：{text}", "article": ""}
