"""The section of a page that holds a time line: how it stands, drawing and tables."""

from collections.abc import Iterable
from lingchuan.records.core.findings import PASS
from lingchuan.records.core.rules.judging import WORST_FIRST
from lingchuan.records.recording.duties import Duties
from lingchuan.records.site import time_line_texts as texts
from lingchuan.records.site.gap_texts import said
from lingchuan.records.site.gap_texts import verdict_badge
from lingchuan.records.site.time_line import Line
from lingchuan.records.site.time_line import line_of_activity
from lingchuan.records.site.time_line import line_of_clip
from lingchuan.records.site.time_line_drawing import Drawing
from lingchuan.records.site.time_line_tables import Tables
from zope.i18n import translate


EDGES = "R14-3"


class Section:
    """Ready values of the template; `tables` is None for a recording alone."""

    tables: Tables | None = None

    def __init__(self, line: Line, request: object) -> None:
        self.line, self.request = line, request
        self.drawing = Drawing(line, request)

    def badges(self) -> list[dict[str, str]]:
        """Return nothing: a recording alone is judged with its activity."""
        return []


class ActivitySection(Section):
    """The time line of an activity, as it was judged."""

    def __init__(self, line: Line, request: object, duties: Duties, uid: str) -> None:
        super().__init__(line, request)
        self.tables = Tables(line, request)
        self.duties, self.uid = duties, uid

    def badges(self) -> list[dict[str, str]]:
        """Return how it stands: on before the start and off after the end, and breaks."""
        found = self._edges()
        verdicts = [one.verdict for one in self.line.breaks if one.verdict]
        if verdicts:
            title = said(texts.COUNTED, self.request, count=len(verdicts))
            found.append(self._badge(verdicts, title))
        return found

    def _edges(self) -> list[dict[str, str]]:
        judged = self.duties.judgement
        (one,) = (one for one in judged.activities if one.uid == self.uid)
        if "av" not in one.required:
            return []
        verdicts = [
            one.verdict
            for one in judged.findings
            if one.rule == EDGES and one.target == self.uid
        ]
        title = translate(texts.EDGES, context=self.request)
        return [self._badge(verdicts or [PASS], title)]

    def _badge(self, verdicts: Iterable[str], title: str) -> dict[str, str]:
        verdict = min(verdicts, key=WORST_FIRST.index)
        return verdict_badge(verdict, self.request) | {"text": title}


def of_activity(duties: Duties, uid: str, request: object) -> ActivitySection | None:
    """Return the section of an activity, None where there is no line to draw."""
    line = line_of_activity(duties, uid)
    return ActivitySection(line, request, duties, uid) if line else None


def of_clip(record: object, request: object) -> Section | None:
    """Return the section of a recording alone, None where it has no time."""
    line = line_of_clip(record)
    return Section(line, request) if line else None
