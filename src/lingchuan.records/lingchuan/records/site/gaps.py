"""`@@gaps` and the file's own page: clocks, and what is owed, each with what mends it."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from functools import cached_property
from lingchuan.records.content.facts import display_name
from lingchuan.records.content.facts import ZONE
from lingchuan.records.content.messages import finding_text
from lingchuan.records.core.findings import BLOCK
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import HUMAN
from lingchuan.records.core.findings import OPEN
from lingchuan.records.core.findings import PASS
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.rules.clocks import Clock
from lingchuan.records.core.rules.judging import ACCEPTED
from lingchuan.records.core.rules.judging import ActivityVerdict
from lingchuan.records.core.rules.judging import EXCUSED
from lingchuan.records.core.rules.judging import Question
from lingchuan.records.core.rules.judging import question_of
from lingchuan.records.core.rules.judging import REJECTED
from lingchuan.records.i18n import _
from lingchuan.records.recording.answers import may_answer
from lingchuan.records.recording.answers import of_finding
from lingchuan.records.recording.answers import OUTCOMES
from lingchuan.records.recording.duties import Duties
from lingchuan.records.recording.duties import duties_of
from lingchuan.records.recording.services import answer_asked
from lingchuan.records.recording.services import note_reading
from lingchuan.records.site import mending
from lingchuan.records.site import values
from lingchuan.records.site.page import RecordPage
from plone.protect import CheckAuthenticator
from zope.i18n import translate


# Verdict: (title, icon), worst first.
VERDICTS = {
    BLOCK: (_("verdict_block", default="Refused"), "slash-circle-fill"),
    FAIL: (_("verdict_fail", default="Not in order"), "x-octagon-fill"),
    HUMAN: (_("verdict_human", default="A person decides"), "person-fill-exclamation"),
    OPEN: (_("verdict_open", default="Still open"), "hourglass-split"),
    WARN: (_("verdict_warn", default="Note"), "exclamation-triangle-fill"),
    PASS: (_("verdict_pass", default="In order"), "check-circle-fill"),
}
CLOCKS = {
    "L32": _("clock_L32", default="Receipt to acceptance or supplement notice"),
    "L42": _("clock_L42", default="Acceptance to decision"),
    "L44": _("clock_L44", default="Decision to service"),
}
WAYS = {
    "text": _("way_text", default="text"),
    "av": _("way_av", default="sound or picture"),
    "body_camera": _("way_body_camera", default="body camera"),
}
ACTIVITY_HEADS = (
    _("gaps_activity", default="Activity"),
    _("gaps_required", default="To be recorded by"),
    _("gaps_covered", default="Recorded (min:s)"),
    _("gaps_missing", default="Not recorded"),
    _("gaps_verdict", default="Verdict"),
)
_ACTIVITIES = _("heading_activities", default="Activities")
# Rows on the file's own page.
MOST = 8
EDGES = {FAIL: "lr-over", BLOCK: "lr-over", PASS: "lr-done"}
_PROVISIONAL = _("gap_provisional", default="provisional")
_OVERDUE = _("gap_overdue", default="${count} working days late")
_PASSED = _("gap_passed", default="the day is over")
_LEFT = _("gap_left", default="${count} working days left")
_TODAY = _("gap_today", default="today")
_DONE = _("clock_done", default="done on ${day}")


ANSWERS = {
    ACCEPTED: _("answer_accepted", default="Confirmed"),
    REJECTED: _("answer_rejected", default="Not confirmed"),
    EXCUSED: _("answer_excused", default="Explained"),
}
CHOICES = {
    ACCEPTED: _("action_accept_cause", default="Confirm"),
    REJECTED: _("action_reject_cause", default="Do not confirm"),
    EXCUSED: _("action_excuse", default="Keep the explanation"),
}


def verdict_badge(verdict: str, request: object, count: int = 0) -> dict[str, str]:
    """Return {css, icon, text} of a verdict, with a count where there is one."""
    title, icon = VERDICTS[verdict]
    text = translate(title, context=request)
    css = f"lr-v lr-v-{verdict.lower()}"
    return {"css": css, "icon": icon, "text": f"{text} {count}" if count else text}


class Gaps(RecordPage):
    """What a permit file owes; templates read ready values."""

    def __call__(self) -> object:
        """Show the page, or keep an answer that its form sent."""
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        names = ("rule", "target", "part", "outcome", "reason")
        answer_asked(self.context, {n: self.request.form.get(n) for n in names})
        return self.request.response.redirect(f"{self.context.absolute_url()}/@@gaps")

    @cached_property
    def duties(self) -> Duties:
        """How the file stands, for whoever looks."""
        duties = duties_of(self.context)
        note_reading(duties)
        return duties

    def verdict(self) -> dict[str, str]:
        """Return the badge of the whole file."""
        return verdict_badge(self.duties.judgement.verdict, self.request)

    def as_of(self) -> str:
        """Return the moment for which it was reckoned."""
        return self.duties.as_of.strftime("%Y-%m-%d %H:%M")

    def counts(self) -> list[dict[str, str]]:
        """Return a badge for each verdict that was found, worst first."""
        found = Counter(one.verdict for one in self.duties.judgement.findings)
        return [
            verdict_badge(one, self.request, found[one])
            for one in VERDICTS
            if found[one]
        ]

    def clocks(self) -> list[dict[str, object]]:
        """Return the clocks of the matters that run or have run."""
        names = {one.code: one.name for one in self.duties.case.matters}
        several = len(names) > 1
        return [
            self._clock(clock, names[one.code] if several else "")
            for one in self.duties.judgement.matters
            for clock in one.clocks
            if clock.due is not None
        ]

    def _clock(self, clock: Clock, matter: str) -> dict[str, object]:
        title = translate(CLOCKS[clock.rule], context=self.request)
        return {
            "css": f"lr-clock {EDGES.get(clock.verdict, 'lr-ok')}",
            "title": f"{matter}：{title}" if matter else title,
            "due": clock.due.isoformat(),
            "badge": verdict_badge(clock.verdict, self.request),
            "note": self._clock_note(clock),
        }

    def _clock_note(self, clock: Clock) -> str:
        if clock.done_on is not None:
            done = _(_DONE, default=_DONE.default, mapping={"day": clock.done_on})
            return translate(done, context=self.request)
        return self._time_left(clock.due, clock.provisional)

    def rows(self) -> list[dict[str, object]]:
        """Return what was found, worst first."""
        return [self._row(one) for one in self.shown()]

    def shown(self) -> tuple[Finding, ...]:
        """Return the findings that the page lists."""
        return self.duties.judgement.findings

    def hidden(self) -> int:
        """Return how many more there are than the page lists."""
        return len(self.duties.judgement.findings) - len(self.shown())

    def activities(self) -> dict[str, object]:
        """Return the table of the activities: how each is recorded, and how far."""
        heads = [translate(one, context=self.request) for one in ACTIVITY_HEADS]
        rows = [
            [
                {"label": label, "value": value}
                for label, value in zip(heads, self._activity(one), strict=True)
            ]
            for one in self.duties.judgement.activities
        ]
        title = translate(_ACTIVITIES, context=self.request)
        return {"id": "h-activities", "title": title, "heads": heads, "rows": rows}

    def _activity(self, one: ActivityVerdict) -> tuple[str, ...]:
        ways = [translate(WAYS[way], context=self.request) for way in one.required]
        gaps = [
            f"{gap.starts.astimezone(ZONE):%H:%M:%S}–{gap.ends.astimezone(ZONE):%H:%M:%S}"
            for gap in one.gaps
        ]
        return (
            self.duties.records[one.uid].title,
            "、".join(ways),
            values.seconds(one.covered_s) if one.covered_s else "",
            "，".join(gaps),
            translate(VERDICTS[one.verdict][0], context=self.request),
        )

    def _row(self, finding: Finding) -> dict[str, object]:
        record = self.duties.records.get(finding.target or "")
        is_file = record is None or finding.target == self.duties.case.uid
        return {
            "badge": verdict_badge(finding.verdict, self.request),
            "text": finding_text(finding, self.request),
            "article": finding.article,
            "rule": finding.rule,
            "url": "" if is_file else record.absolute_url(),
            "title": "" if is_file else record.title,
            "due": finding.due.isoformat() if finding.due else "",
            "late": bool(finding.overdue_workdays),
            "left": self._left(finding),
            "mend": mending.link_of(finding, record or self.context, self.request),
            "answers": [self._answer(row) for row in of_finding(self.context, finding)],
            "choices": self._choices(finding),
            "asked": {
                "rule": finding.rule,
                "target": finding.target or "",
                "part": finding.part,
            },
        }

    def _answer(self, row: Mapping[str, object]) -> dict[str, str]:
        """Return {title, reason, by} of what somebody said of a finding."""
        when = datetime.fromisoformat(str(row["at"]))
        return {
            "title": translate(ANSWERS[row["outcome"]], context=self.request),
            "reason": str(row["reason"]),
            "by": f"{display_name(str(row['by']))} {values.moment(when)[:16]}",
        }

    @cached_property
    def _asked(self) -> dict[Question, Finding]:
        return {question_of(one): one for one in self.duties.asked}

    def _choices(self, finding: Finding) -> list[dict[str, str]]:
        """Return the answers that this person may give, none for nothing to say."""
        asked = self._asked[question_of(finding)]
        if not may_answer(self.context, asked):
            return []
        return [
            {"value": one, "title": translate(CHOICES[one], context=self.request)}
            for one in OUTCOMES[asked.verdict]
        ]

    def _left(self, finding: Finding) -> str:
        if finding.overdue_workdays:
            return self._said(_OVERDUE, finding.overdue_workdays)
        if finding.due is None:
            return ""
        return self._time_left(finding.due, finding.provisional)

    def _time_left(self, due: date, provisional: bool) -> str:
        today = self.duties.as_of.date()
        if due < today:
            said = translate(_PASSED, context=self.request)
        elif due == today:
            said = translate(_TODAY, context=self.request)
        else:
            said = self._said(_LEFT, self.duties.around.calendar.count(today, due))
        if not provisional:
            return said
        return f"{said} · {translate(_PROVISIONAL, context=self.request)}"

    def _said(self, message: str, count: int) -> str:
        said = _(message, default=message.default, mapping={"count": str(count)})
        return translate(said, context=self.request)


class WorstGaps(Gaps):
    """The worst of it, for the file's own page; `@@gaps` has all."""

    def shown(self) -> tuple[Finding, ...]:
        """Return what is no mere note, the worst first, so much as a screen holds."""
        found = self.duties.judgement.findings
        return tuple(one for one in found if one.verdict != WARN)[:MOST]
