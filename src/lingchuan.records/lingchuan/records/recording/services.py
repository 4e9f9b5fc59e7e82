"""`@recording`: how a permit file stands, now or as of a moment."""

from collections.abc import Mapping
from datetime import datetime
from datetime import timedelta
from lingchuan.records.content import facts
from lingchuan.records.content import seen
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.moments import zoned
from lingchuan.records.core.dates import read_day
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.parameters import parameter_problems
from lingchuan.records.core.parameters import TEXT
from lingchuan.records.recording.answers import answer
from lingchuan.records.recording.duties import Duties
from lingchuan.records.recording.duties import duties_of
from lingchuan.records.recording.shown import describe
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from zope.interface import alsoProvides


AS_OF = "as_of"
ANSWER = dict.fromkeys(("rule", "target", "part", "outcome", "reason"), TEXT)
_LONGEST = 40


class RecordingGet(Service):
    """`GET …/@recording[?as_of=<datetime>]` of a permit file."""

    def reply(self) -> dict[str, object]:
        """Return {verdict, as_of, matters, activities, findings}."""
        duties = duties_of(self.context, moment_of(self.request.form.get(AS_OF)))
        note_reading(duties)
        return describe(duties, self.request)


class RecordingPost(Service):
    """`POST …/@recording {rule, target, part, outcome, reason}`: an answer to a finding."""

    def reply(self) -> dict[str, object]:
        """Keep the answer, and return how the file stands with it."""
        alsoProvides(self.request, IDisableCSRFProtection)
        body = json_body(self.request)
        answer_asked(self.context, body if isinstance(body, dict) else {})
        return describe(duties_of(self.context), self.request)


def answer_asked(file: object, sent: Mapping[str, object]) -> None:
    """Keep an answer to the finding that is named, of those the current user sees.

    Raises:
        BadInput: there is no such finding; see answers.answer for the others.
    """
    found = parameter_problems(ANSWER, sent)
    if found:
        raise BadInput(found)
    wanted = tuple(str(sent.get(name) or "") for name in ("rule", "target", "part"))
    for finding in duties_of(file).judgement.asked:
        if (finding.rule, finding.target or "", finding.part) == wanted:
            outcome, reason = sent.get("outcome") or "", sent.get("reason") or ""
            answer(file, finding, str(outcome), str(reason))
            return
    raise BadInput([Problem("rule", "no_such_finding")])


def note_reading(duties: Duties) -> None:
    """Say which records an answer on a file tells of."""
    for uid, record in duties.records.items():
        if uid != duties.case.uid:
            seen.note(record)


def moment_of(sent: object) -> datetime | None:
    """Return the moment that is asked about; of a day its end, of none now.

    Raises:
        BadInput: it is no moment.
    """
    if sent in (None, ""):
        return None
    # A query's + is a space to the server.
    text = str(sent).strip()[:_LONGEST].replace(" ", "+")
    try:
        if len(text) <= len("2026-03-18"):
            day = datetime.combine(read_day(text), datetime.min.time(), facts.ZONE)
            return day + timedelta(days=1, microseconds=-1)
        return zoned(datetime.fromisoformat(text)).astimezone(facts.ZONE)
    except (ValueError, OverflowError) as error:
        raise BadInput([Problem(AS_OF, "bad_moment")]) from error
