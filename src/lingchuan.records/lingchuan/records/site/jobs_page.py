"""`@@records-jobs`: the outbox, and what a person decides on it."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import datetime
from datetime import UTC
from functools import cached_property
from lingchuan.records.content.settings_door import refuse_without_settings
from lingchuan.records.core.small_numbers import small_number
from lingchuan.records.i18n import _
from lingchuan.records.interfaces import IJob
from lingchuan.records.ledger import outbox
from lingchuan.records.ledger.outbox import Job
from lingchuan.records.site import job_actions
from lingchuan.records.site import job_texts
from lingchuan.records.site.kept_page import KeptPage
from lingchuan.records.site.values import moment
from urllib.parse import urlencode
from zope.component import queryUtility


PAGE = 25
NOTHING = "—"
ALL = _("filter_all", default="All")


class JobsPage(KeptPage):
    """What follows the steps: done, waiting, failed, doubtful."""

    def refuse_others(self) -> None:
        """Refuse who does not keep the settings."""
        refuse_without_settings()

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """Return {act: what does it}."""
        return {
            "again": lambda: job_actions.again(self.sent("job")),
            "leave": lambda: job_actions.leave(self.sent("job")),
        }

    @cached_property
    def chosen(self) -> str:
        """The state that is asked for, '' for all."""
        state = self.sent("state")
        return state if state in outbox.STATES else ""

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many jobs there are in each state."""
        return outbox.counts()

    def states(self) -> list[dict[str, object]]:
        """Return {url, css, title, count, current} of all jobs and of each state."""
        found = [("", "", ALL, sum(self.counts.values()))]
        for state in outbox.STATES:
            css, title = job_texts.STATES[state]
            found.append((state, css, title, self.counts.get(state, 0)))
        return [
            {
                "url": self._address(state, 0),
                "css": css,
                "title": self.say(title),
                "count": count,
                "current": "true" if state == self.chosen else None,
            }
            for state, css, title, count in found
        ]

    @cached_property
    def total(self) -> int:
        """How many jobs are listed on all pages together."""
        if self.chosen:
            return self.counts.get(self.chosen, 0)
        return sum(self.counts.values())

    @property
    def start(self) -> int:
        """The place of the first row shown."""
        start = small_number(self.request.form.get("b_start")) or 0
        return start if start < self.total else 0

    def jobs(self) -> list[dict[str, object]]:
        """Return the rows of this page of the list."""
        states = (self.chosen,) if self.chosen else ()
        now = datetime.now(UTC)
        return [self._row(job, now) for job in outbox.rows(states, PAGE, self.start)]

    def _row(self, job: Job, now: datetime) -> dict[str, object]:
        css, title = job_texts.STATES[job.state]
        doer = queryUtility(IJob, name=job.kind)
        is_waiting, is_running = (
            job.state == one for one in (outbox.WAITING, outbox.RUNNING)
        )
        return {
            "id": job.id,
            "kind": self.say(doer.title) if doer is not None else job.kind,
            "key": job_texts.named(job.key, self.request),
            "css": css,
            "state": self.say(title),
            "tries": job.tries,
            "percent": f"{job.percent} %" if is_running else "",
            "age": self.say(job_texts.age(now - job.made_at)),
            "made": moment(job.made_at),
            "next": moment(job.not_before) if is_waiting else NOTHING,
            "error": self.say(job_texts.ERRORS.get(job.error, job.error)) or NOTHING,
            "is_open": job.state in outbox.OPEN,
        }

    def previous_url(self) -> str:
        """Return the address of the page before, '' on the first."""
        before = max(0, self.start - PAGE)
        return self._address(self.chosen, before) if self.start else ""

    def next_url(self) -> str:
        """Return the address of the next page, '' on the last."""
        after = self.start + PAGE
        return self._address(self.chosen, after) if after < self.total else ""

    def _address(self, state: str, start: int) -> str:
        asked = {"state": state, "b_start": start}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self.url()}?{query}" if query else self.url()
