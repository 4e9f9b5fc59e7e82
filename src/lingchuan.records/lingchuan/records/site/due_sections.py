"""What is due to the user, ready for the start page: counts, lists, rows.

All of it comes from the catalog (recording/due_lists.py); a button leads through
`@@mend`, which asks the record itself what the person may do.
"""

from collections.abc import Iterator
from functools import cached_property
from lingchuan.records.content.messages import finding_text
from lingchuan.records.core.due_counts import Place
from lingchuan.records.core.due_keys import is_provisional
from lingchuan.records.core.due_keys import OVERDUE
from lingchuan.records.core.due_keys import SOON
from lingchuan.records.core.due_keys import TODAY
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import HUMAN
from lingchuan.records.recording.due_lists import Due
from lingchuan.records.recording.due_lists import ROLES
from lingchuan.records.recording.due_renewal import is_renewing
from lingchuan.records.recording.due_rows import DONE_LATE
from lingchuan.records.site import due_texts as texts
from lingchuan.records.site import mending
from lingchuan.records.site.gap_texts import said
from lingchuan.records.site.gap_texts import verdict_badge
from plone import api
from typing import Final
from urllib.parse import urlencode
from zope.i18n import translate


SHOWN: Final = 10
# Of the one list that is asked for by its name.
SHOWN_OF_ONE: Final = 200
MOST_FILES: Final = 20
WHOLE: Final = "list"
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Row = dict[str, object]


class DueSections:
    """The lists of what is due to the user."""

    def __init__(self, request: object) -> None:
        self.request = request
        most = dict.fromkeys(texts.SECTIONS, SHOWN)
        asked = str(request.form.get(WHOLE) or "")
        if asked in most:
            most[asked] = SHOWN_OF_ONE
        self.due = Due(most)

    @cached_property
    def is_shown(self) -> bool:
        """Whether the user has such lists at all."""
        return bool(self.due.roles & ROLES)

    def is_renewing(self) -> bool:
        """Tell whether some of what is shown is still to be reckoned anew."""
        return is_renewing()

    def counts(self) -> list[dict[str, object]]:
        """Return {id, title, css, count} of each list, each leading to it."""
        return [
            {
                "id": f"due-{name}",
                "title": translate(title, context=self.request),
                "css": css if self.due.lists.counts[name] else "lr-idle",
                "count": self.due.lists.counts[name],
            }
            for name, (title, css, _note) in texts.SECTIONS.items()
        ]

    def filled(self) -> list[dict[str, object]]:
        """Return the lists in which something stands: id, title, note, rows, more."""
        return [
            self._section(name)
            for name in texts.SECTIONS
            if self.due.lists.counts[name]
        ]

    def is_empty(self) -> bool:
        """Tell whether nothing is due."""
        return not any(self.due.lists.counts.values())

    def next_day(self) -> str:
        """Return the first due day after all that is listed, '' for none."""
        day = self.due.lists.next_day
        return day.isoformat() if day else ""

    def _section(self, name: str) -> dict[str, object]:
        title, _css, note = texts.SECTIONS[name]
        rows = list(self.rows(name))
        url = f"{api.portal.get().absolute_url()}/@@today"
        return {
            "id": f"due-{name}",
            "title": translate(title, context=self.request),
            "note": translate(note, context=self.request) if note else "",
            "rows": rows,
            "more": self.due.lists.counts[name] - len(rows),
            "more_url": f"{url}?{WHOLE}={name}#due-{name}",
        }

    def rows(self, name: str) -> Iterator[Row]:
        """Yield the first rows of a list, oldest first."""
        for place in self.due.lists.rows[name]:
            finding = self.due.finding(place)
            if finding is not None:
                yield self._row(name, place, finding)

    def _row(self, name: str, place: Place, finding: Finding) -> Row:
        brain = self.due.brain(place.file)
        text = finding_text(finding, self.request)
        act = self._act(name, place, finding, brain.getURL())
        opening = said(texts.OPENING, self.request, act=act["title"], what=text)
        parts = (brain.Title, brain.applicant_name)
        return {
            "badge": self._badge(name, finding),
            "text": text,
            "article": finding.article,
            "file": " · ".join(filter(None, parts)),
            "number": brain.file_number or "",
            "url": brain.getURL(),
            "due": finding.due.isoformat() if finding.due else self._no_day(),
            "left": self._left(name, place, finding),
            "late": name == OVERDUE,
            "act": act | {"opening": opening},
            "finding": finding,
        }

    def _badge(self, name: str, finding: Finding) -> dict[str, str]:
        if name == OVERDUE:
            is_done = finding.code in DONE_LATE
            late_days = self.due.calendar.count(finding.due, self.due.today)
            count = finding.overdue_workdays if is_done else late_days
            late = said(texts.LATE, self.request, count=str(count))
            text = late if count else translate(texts.OVER, context=self.request)
            return {"css": "lr-v lr-v-late", "icon": "alarm-fill", "text": text}
        if name == TODAY:
            text = translate(texts.IS_TODAY, context=self.request)
            return {"css": "lr-v lr-v-due", "icon": "alarm-fill", "text": text}
        if name == SOON:
            count = self.due.calendar.count(self.due.today, finding.due)
            text = said(texts.LEFT, self.request, count=str(count))
            return {"css": "lr-v lr-v-left", "icon": "clock", "text": text}
        return verdict_badge(finding.verdict, self.request)

    def _no_day(self) -> str:
        return translate(texts.NO_DAY, context=self.request)

    def _left(self, name: str, place: Place, finding: Finding) -> str:
        """Return what stands below the day."""
        if finding.due is None:
            day = self.due.day_of(place).isoformat()
            return said(texts.SINCE, self.request, day=day)
        if name in (TODAY, SOON):
            weekday = f"weekday_{WEEKDAYS[finding.due.weekday()]}"
            told = translate(weekday, "plonelocales", context=self.request)
        elif finding.due < self.due.today and not is_provisional(place.key):
            told = translate(texts.OVER, context=self.request)
        else:
            told = ""
        if is_provisional(place.key):
            provisional = translate(texts.PROVISIONAL, context=self.request)
            told = f"{told} · {provisional}" if told else provisional
        return told

    def _act(
        self, name: str, place: Place, finding: Finding, url: str
    ) -> dict[str, str]:
        """Return {url, title, css} of the one button of a row; filled where it is time."""
        gaps, title = f"{url}/@@gaps#gaps", texts.LOOK
        if place.is_own and finding.verdict == HUMAN:
            title = texts.DECIDE
        elif place.is_own and mending.is_mended(finding.code):
            asked = urlencode({"code": finding.code, "target": finding.target or ""})
            gaps, title = f"{url}/@@mend?{asked}", mending.sort_of(finding.code)
        css = "btn-primary" if name in (OVERDUE, TODAY) else "btn-outline-primary"
        return {
            "url": gaps,
            "title": translate(title, context=self.request),
            "css": f"btn btn-sm {css}",
        }

    def provisional(self) -> dict[str, object] | None:
        """Return {count, files: [{number, url, count}]} of what is not certain.

        It is told to the bureau head, and to who keeps the table of working days the
        number alone; None for nothing, and for all others.
        """
        if "Bureau Head" in self.due.roles:
            found = self.due.provisional()
            return self._provisional(sum(found.values()), list(found.items()))
        if self.due.roles & {"Site Administrator", "Manager"}:
            return self._provisional(self.due.provisional_of_all(), [])
        return None

    def _provisional(
        self, count: int, files: list[tuple[int, int]]
    ) -> dict[str, object] | None:
        if not count:
            return None
        shown = [
            {"number": brain.file_number, "url": f"{brain.getURL()}/@@gaps", "count": n}
            for brain, n in ((self.due.brain(f), n) for f, n in files[:MOST_FILES])
        ]
        return {"count": count, "files": shown, "more": len(files) - len(shown)}
