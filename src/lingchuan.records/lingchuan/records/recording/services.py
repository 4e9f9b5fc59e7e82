"""`@recording`: how a permit file stands, now or as of a moment."""

from datetime import datetime
from datetime import timedelta
from lingchuan.records.content import facts
from lingchuan.records.content import seen
from lingchuan.records.content.errors import BadInput
from lingchuan.records.core.dates import read_day
from lingchuan.records.core.findings import Problem
from lingchuan.records.recording.duties import Duties
from lingchuan.records.recording.duties import duties_of
from lingchuan.records.recording.shown import describe
from plone.restapi.services import Service


AS_OF = "as_of"
_LONGEST = 40


class RecordingGet(Service):
    """`GET …/@recording[?as_of=<datetime>]` of a permit file."""

    def reply(self) -> dict[str, object]:
        """Return {verdict, as_of, matters, activities, findings}."""
        duties = duties_of(self.context, moment_of(self.request.form.get(AS_OF)))
        note_reading(duties)
        return describe(duties, self.request)


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
        moment = datetime.fromisoformat(text)
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=facts.ZONE)
        return zoned.astimezone(facts.ZONE)
    except (ValueError, OverflowError) as error:
        raise BadInput([Problem(AS_OF, "bad_moment")]) from error
