"""What a new recording says of itself is kept with it, and fills in what nobody wrote.

- Kept are plain values, {name: value} as in core/media_facts.py, or {"fault": code} of
  a file that says nothing. They lie on the record alone: in no index, list or event.
- What a person wrote stays; that it differs from the file is for the rules to tell.
- What a clock that is wrong says, and no person could write, is kept but fills nothing.
"""

from Acquisition import aq_base
from datetime import datetime
from datetime import timedelta
from lingchuan.records.content import facts
from lingchuan.records.core.case_facts import PHOTO
from lingchuan.records.core.dates import order_problems
from lingchuan.records.core.media_facts import MediaFacts
from lingchuan.records.core.media_facts import plain_values
from lingchuan.records.core.shown_types import UNKNOWN
from lingchuan.records.interfaces import IMediaFilling
from lingchuan.records.media.reading import read_facts
from lingchuan.records.media.reading import Unread
from plone import api
from zope.interface import implementer


DEVICES = "devices"


@implementer(IMediaFilling)
class MediaFilling:
    """Fills in records of recordings."""

    def fill_in(self, record: object, file: object) -> None:
        """Keep what a new file says; fill in what its record does not say."""
        with file.open() as stream:
            found = read_facts(stream)
        if isinstance(found, Unread):
            record.media_facts = {"fault": found.code}
            record.duration_s = None
            return
        record.media_facts = plain_values(found)
        record.duration_s = found.duration_s
        if found.mime and record.mime == UNKNOWN:
            record.mime = file.contentType = found.mime
        _fill_times(record, found)
        if found.serial and not aq_base(record).device_id:
            record.device_id = device_of(found.serial)


def _fill_times(record: object, found: MediaFacts) -> None:
    """Write when it starts and ends, as its device says, where that can be."""
    base = aq_base(record)
    at, ends = found.recorded_at, base.ends
    if base.starts is None and at is not None and _can_be(at):
        if ends is None or at < ends:
            record.starts = at.replace(microsecond=0)
    # A span of less than a second would be none.
    seconds = round(found.duration_s or 0)
    if base.starts is None or ends is not None or base.medium == PHOTO or not seconds:
        return
    ends = base.starts + timedelta(seconds=seconds)
    if _can_be(ends):
        record.ends = ends


def _can_be(moment: datetime) -> bool:
    """Tell whether a person could write a moment: not of old, nor to come."""
    day = facts.local_date(moment)
    return not order_problems([("", day)], facts.today())


def device_of(serial: str) -> str | None:
    """Return the number of the one device with a serial, None for none or several."""
    shelf = api.portal.get().get(DEVICES)
    devices = shelf.objectValues() if shelf is not None else ()
    known = [one for one in devices if _plain(aq_base(one).serial) == _plain(serial)]
    return known[0].device_id if len(known) == 1 else None


def _plain(serial: str | None) -> str:
    return "".join((serial or "").split()).casefold()
