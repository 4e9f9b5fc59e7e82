"""How a request stands, as its requester reads it: steps, days, what came of it.

No staff is named here (threats L24), and no record: what was refused is only counted.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from collections.abc import Sequence
from lingchuan.records.access.clock import clock_of
from lingchuan.records.access.files import file_of
from lingchuan.records.access.messages import TEXTS
from lingchuan.records.access.shown import outcomes_of
from lingchuan.records.access.types import APPROVED
from lingchuan.records.access.types import DECIDING
from lingchuan.records.access.types import DRAFT
from lingchuan.records.access.types import SCREENING
from lingchuan.records.access.types import SUBMITTED
from lingchuan.records.access.types import WAITING
from lingchuan.records.content import facts
from lingchuan.records.content.working_days import calendar
from lingchuan.records.core.access.values import COPY
from lingchuan.records.core.access.values import GRANTED
from lingchuan.records.core.access.values import Outcome
from lingchuan.records.site.requests import party_texts as texts
from lingchuan.records.site.requests.plain_words import code_text
from lingchuan.records.site.requests.plain_words import STATES
from lingchuan.records.site.requests.request_rows import asked_text
from plone.uuid.interfaces import IUUID
from typing import Final
from zope.i18n import translate
from zope.i18nmessageid import Message


ANSWERED: Final = (*APPROVED, "refused", "expired")
REDIRECTED: Final = "redirected"
# The step that a request is at, of texts.STEPS.
_AT: Final = {SUBMITTED: 0, SCREENING: 1, DECIDING: 2}
WITHDRAWABLE: Final = (DRAFT, *WAITING)


class Progress:
    """Ready values for the macro `progress`."""

    def __init__(self, request: object, browser: object) -> None:
        self.request, self.browser = request, browser
        self.base = aq_base(request)
        self.state = facts.lifecycle_state(request)
        self.url, self.uid = request.absolute_url(), IUUID(request)

    def title(self) -> str:
        """Return what is asked for."""
        return asked_text(self.request, self.browser)

    def note(self) -> str:
        """Return the number, and that of the file."""
        file = file_of(self.request)
        number = aq_base(file).file_number if file is not None else ""
        return " · ".join(filter(None, (self.base.number, number)))

    def is_draft(self) -> bool:
        """Tell whether it was not handed in."""
        return self.state == DRAFT

    def badge(self) -> dict[str, str]:
        """Return {css, icon, text} of the state, or of what came of it."""
        outcomes = outcomes_of(self.request)
        if self.state not in APPROVED:
            css = "lr-v lr-v-no" if self.state == "refused" else "lr-state"
            return {"css": css, "icon": "", "text": self._say(STATES[self.state])}
        if all(one.outcome == GRANTED for one in outcomes):
            look = ("lr-v lr-v-pass", "check-circle-fill", texts.GRANTED)
        else:
            look = ("lr-v lr-v-part", "eye-slash", texts.PARTLY)
        return {"css": look[0], "icon": look[1], "text": self._say(look[2])}

    def steps(self) -> list[dict[str, object]]:
        """Return [{title, css, current}], none for what goes another way."""
        if self.state not in (*WAITING, *ANSWERED):
            return []
        at = _AT.get(self.state, len(texts.STEPS))
        return [
            {
                "title": self._say(title),
                "css": "done" if place < at else "now" if place == at else "todo",
                "current": "step" if place == at else None,
            }
            for place, title in enumerate(texts.STEPS)
        ]

    def days(self) -> str:
        """Return the working day of a request that waits, '' of another."""
        days = clock_of(self.request)
        if days is None:
            return ""
        if not days.gone:
            return self._say(texts.TODAY)
        return self._say(texts.DAY_OF, day=days.gone, days=days.whole)

    def late(self) -> str:
        """Return how late the answer is, '' in time."""
        days = clock_of(self.request)
        if days is None or facts.today() <= self.base.due_on:
            return ""
        return self._say(texts.LATE, count=days.late)

    def lines(self) -> list[str]:
        """Return what else is to say, line by line."""
        return list(self._lines())

    def _lines(self) -> Iterator[str]:
        if self.state in WAITING:
            yield self._say(texts.DUE, day=self.base.due_on.isoformat())
        elif self.state in ANSWERED:
            yield self._answered()
            yield self._given(outcomes_of(self.request))
            if self.base.taken:
                yield self._say(texts.TAKEN_BACK, count=len(self.base.taken))
            if self.state == "expired":
                yield self._say(texts.OVER, day=self.base.expires_on.isoformat())
        elif self.state == REDIRECTED:
            yield self._say(TEXTS["way_public_information"])
        reason = self._reason()
        if reason:
            yield self._say(texts.REASON, reason=reason)

    def _answered(self) -> str:
        day = facts.local_date(self.base.decided_at)
        took = calendar().count(self.base.submitted_on, day)
        said = self._say(texts.ANSWERED, day=day.isoformat())
        return f"{said}，{self._say(texts.TOOK, count=took)}" if took else said

    def _given(self, outcomes: Sequence[Outcome]) -> str:
        given = {one.uid for one in outcomes if one.is_given}
        refused = {one.uid for one in outcomes} - given
        if not given:
            return self._say(texts.NONE_GIVEN)
        text = texts.GIVEN if refused else texts.ALL_GIVEN
        return self._say(text, given=len(given), refused=len(refused))

    def _reason(self) -> str:
        """Return the reason of a step that ended it otherwise than by a decision."""
        if self.state not in (REDIRECTED, "withdrawn"):
            return ""
        return str(facts.last_step(self.request).get("comments") or "")

    def code(self) -> str:
        """Return the receipt code as it is read out."""
        return code_text(self.base.receipt_code)

    def answer_url(self) -> str:
        """Return the address of the notice, '' before there is one."""
        return f"{self.url}/@@answer" if self.base.notice_uid else ""

    def receipt_url(self) -> str:
        """Return the address of the receipt for copies, '' where none were given."""
        given = (one.right for one in outcomes_of(self.request) if one.is_given)
        return f"{self.url}/@@receipt" if COPY in given else ""

    def edit_url(self) -> str:
        """Return the address of the form that goes on with a draft."""
        return f"{self.url}/@@ask" if self.is_draft() else ""

    def withdraw_url(self) -> str:
        """Return the address of the form that withdraws it, '' when it is over."""
        if self.state not in WITHDRAWABLE or self.is_draft():
            return ""
        return f"{self.url}/@@transition?workflow_action=withdraw"

    def _say(self, message: object, **values: object) -> str:
        told = Message(message, mapping=values) if values else message
        return translate(told, context=self.browser)
