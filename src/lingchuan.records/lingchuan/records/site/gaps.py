"""`@@gaps` and the file's own page: clocks, and what is owed, each with what mends it."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from datetime import datetime
from functools import cached_property
from lingchuan.records.content.facts import descendants
from lingchuan.records.content.facts import display_name
from lingchuan.records.content.facts import permit_file_of
from lingchuan.records.content.facts import ZONE
from lingchuan.records.content.messages import finding_text
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import WARN
from lingchuan.records.core.rules.clocks import Clock
from lingchuan.records.core.rules.judging import ActivityVerdict
from lingchuan.records.core.rules.judging import Question
from lingchuan.records.core.rules.judging import question_of
from lingchuan.records.core.rules.ways import ways_of
from lingchuan.records.core.time_marks import write_mark
from lingchuan.records.i18n import _
from lingchuan.records.recording.answers import may_answer
from lingchuan.records.recording.answers import of_finding
from lingchuan.records.recording.answers import OUTCOMES
from lingchuan.records.recording.duties import Duties
from lingchuan.records.recording.duties import duties_of
from lingchuan.records.recording.messages import TEXTS
from lingchuan.records.recording.services import answer_asked
from lingchuan.records.recording.services import note_reading
from lingchuan.records.site import gap_texts as texts
from lingchuan.records.site import mending
from lingchuan.records.site import values
from lingchuan.records.site.page import RecordPage
from lingchuan.records.site.time_line import ON_BREAKS
from lingchuan.records.site.time_line_section import EDGES
from plone.protect import CheckAuthenticator
from zope.i18n import translate


# Rows on the file's own page.
MOST = 8
# What the time line of an activity shows.
TIME_LINE = "time-line"
ON_LINE = (EDGES, *ON_BREAKS)
_PROVISIONAL = _("gap_provisional", default="provisional")
_OVERDUE = _("gap_overdue", default="${count} working days late")
_PASSED = _("gap_passed", default="the day is over")
_LEFT = _("gap_left", default="${count} working days left")
_TODAY = _("gap_today", default="today")
_DONE = _("clock_done", default="done on ${day}")


class Gaps(RecordPage):
    """What a permit file owes; templates read ready values."""

    def __call__(self) -> object:
        """Show the page, or keep an answer that its form sent."""
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        names = ("rule", "target", "part", "outcome", "reason")
        answer_asked(self.context, {n: self.request.form.get(n) for n in names})
        return self.request.response.redirect(self.gaps_url())

    @cached_property
    def duties(self) -> Duties:
        """How the file stands, for whoever looks."""
        duties = duties_of(permit_file_of(self.context))
        note_reading(duties)
        return duties

    def verdict(self) -> dict[str, str]:
        """Return the badge of the whole file."""
        return texts.verdict_badge(self.duties.judgement.verdict, self.request)

    def gaps_url(self) -> str:
        """Return the address of the whole list, which takes the answers."""
        return f"{self.duties.file.absolute_url()}/@@gaps"

    def as_of(self) -> str:
        """Return the moment for which it was reckoned."""
        return self.duties.as_of.strftime("%Y-%m-%d %H:%M")

    def counts(self) -> list[dict[str, str]]:
        """Return a badge for each verdict that was found, worst first."""
        found = Counter(one.verdict for one in self.counted())
        return [
            texts.verdict_badge(one, self.request, found[one])
            for one in texts.VERDICTS
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
        title = translate(texts.CLOCKS[clock.rule], context=self.request)
        return {
            "css": f"lr-clock {texts.EDGES.get(clock.verdict, 'lr-ok')}",
            "title": f"{matter}：{title}" if matter else title,
            "due": clock.due.isoformat(),
            "badge": texts.verdict_badge(clock.verdict, self.request),
            "note": self._clock_note(clock),
        }

    def _clock_note(self, clock: Clock) -> str:
        if clock.done_on is not None:
            return texts.said(_DONE, self.request, day=clock.done_on.isoformat())
        return self._time_left(clock.due, clock.provisional)

    def rows(self) -> list[dict[str, object]]:
        """Return what was found, worst first."""
        return [self._row(one) for one in self.shown()]

    def shown(self) -> tuple[Finding, ...]:
        """Return the findings that the page lists."""
        return self.duties.judgement.findings

    def counted(self) -> tuple[Finding, ...]:
        """Return the findings that the badges count."""
        return self.duties.judgement.findings

    def hidden(self) -> int:
        """Return how many more there are than the page lists."""
        return len(self.counted()) - len(self.shown())

    def activities(self) -> dict[str, object]:
        """Return the table of the activities: how each is recorded, and how far."""
        heads = [translate(one, context=self.request) for one in texts.ACTIVITY_HEADS]
        rows = [
            [
                {"label": label, "value": value}
                for label, value in zip(heads, self._activity(one), strict=True)
            ]
            for one in self.duties.judgement.activities
        ]
        title = translate(texts.ACTIVITIES, context=self.request)
        return {"id": "h-activities", "title": title, "heads": heads, "rows": rows}

    def _activity(self, one: ActivityVerdict) -> tuple[str, ...]:
        ways = [
            translate(texts.WAYS[way], context=self.request) for way in one.required
        ]
        gaps = [
            f"{gap.starts.astimezone(ZONE):%H:%M:%S}–{gap.ends.astimezone(ZONE):%H:%M:%S}"
            for gap in one.gaps
        ]
        return (
            self.duties.records[one.uid].title,
            "、".join(ways),
            write_mark(round(one.covered_s)) if one.covered_s else "",
            "，".join(gaps),
            translate(texts.VERDICTS[one.verdict][0], context=self.request),
        )

    def _row(self, finding: Finding) -> dict[str, object]:
        record = self.duties.records.get(finding.target or "")
        is_file = record is None or finding.target == self.duties.case.uid
        return {
            "badge": texts.verdict_badge(finding.verdict, self.request),
            "text": finding_text(finding, self.request),
            "article": finding.article,
            "rule": finding.rule,
            "url": "" if is_file else _place_of(finding, record),
            "title": "" if is_file else record.title,
            "due": finding.due.isoformat() if finding.due else "",
            "late": bool(finding.overdue_workdays),
            "left": self._left(finding),
            "mend": mending.link_of(finding, record or self.duties.file, self.request),
            "answers": [
                self._answer(row) for row in of_finding(self.duties.file, finding)
            ],
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
            "title": translate(texts.ANSWERS[row["outcome"]], context=self.request),
            "reason": str(row["reason"]),
            "by": f"{display_name(str(row['by']))} {values.moment(when)[:16]}",
        }

    @cached_property
    def _asked(self) -> dict[Question, Finding]:
        return {question_of(one): one for one in self.duties.judgement.asked}

    def _choices(self, finding: Finding) -> list[dict[str, str]]:
        """Return the answers that this person may give, none for nothing to say."""
        asked = self._asked[question_of(finding)]
        if not may_answer(self.duties.file, asked):
            return []
        return [
            {"value": one, "title": translate(texts.CHOICES[one], context=self.request)}
            for one in OUTCOMES[asked.verdict]
        ]

    def _left(self, finding: Finding) -> str:
        if finding.overdue_workdays:
            count = str(finding.overdue_workdays)
            return texts.said(_OVERDUE, self.request, count=count)
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
            count = str(self.duties.around.calendar.count(today, due))
            said = texts.said(_LEFT, self.request, count=count)
        if not provisional:
            return said
        return f"{said} · {translate(_PROVISIONAL, context=self.request)}"


def _place_of(finding: Finding, record: object) -> str:
    """Return the address of a record; of what lies in time, its time line."""
    place = f"#{TIME_LINE}" if finding.rule in ON_LINE else ""
    return f"{record.absolute_url()}{place}"


class WorstGaps(Gaps):
    """The worst of it, for the file's own page; `@@gaps` has all."""

    def shown(self) -> tuple[Finding, ...]:
        """Return what is no mere note, the worst first, so much as a screen holds."""
        found = self.duties.judgement.findings
        return tuple(one for one in found if one.verdict != WARN)[:MOST]


class ActivityGaps(Gaps):
    """What one activity owes, and how it is to be recorded, be it past or planned."""

    def shown(self) -> tuple[Finding, ...]:
        """Return what was found on the activity and on what lies in it."""
        own = {self.context.UID()}
        own |= {one.UID() for one in descendants(self.context)}
        found = self.duties.judgement.findings
        return tuple(one for one in found if one.target in own)

    def counted(self) -> tuple[Finding, ...]:
        """Return what the list shows."""
        return self.shown()

    def ways(self) -> list[str]:
        """Return in which ways it is to be recorded, and why (R07-0)."""
        uid, duties = self.context.UID(), self.duties
        for one in duties.case.activities:
            if one.uid == uid:
                around = duties.around.on(one.starts)
                codes = ways_of(one, duties.case, around).reasons
                return [translate(TEXTS[code], context=self.request) for code in codes]
        return []
