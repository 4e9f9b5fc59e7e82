"""The undecided records of the desk: how long they wait, what speaks for what."""

from collections.abc import Mapping
from collections.abc import Sequence
from DateTime import DateTime
from datetime import datetime
from datetime import time
from datetime import timedelta
from functools import cached_property
from lingchuan.records.confidentiality import suggesting
from lingchuan.records.confidentiality.reads import is_shut
from lingchuan.records.content import facts
from lingchuan.records.content.seen import note
from lingchuan.records.i18n import _
from plone import api
from urllib.parse import urlencode
from zope.i18nmessageid import Message


CONTENT = "lingchuan.records.interfaces.IRecordContent"
PAGE = 20
# Days after which waiting is too long; working days come with the calendar.
TOO_LONG = 5
QUERY = {"object_provides": CONTENT, "confidentiality_state": "undecided"}
SAYS = {
    suggesting.AROUND: _(
        "suggested_around", default="What it lies in is restricted; never below that"
    ),
    suggesting.CLASS: _("suggested_class", default="The class table names it"),
    suggesting.ALIKE: _(
        "suggested_alike", default="So decided for ${count} of the same name"
    ),
}


class Undecided:
    """A page of the undecided records that an officer may view, oldest first."""

    def __init__(self, page: object, start: int) -> None:
        self.page = page
        self.asked = start

    @cached_property
    def brains(self) -> Sequence:
        """The brains of all; none is woken by this."""
        return api.portal.get_tool("portal_catalog")(**QUERY, sort_on="created")

    def total(self) -> int:
        """Return how many wait."""
        return len(self.brains)

    def late(self) -> int:
        """Return how many wait too long."""
        first = datetime.combine(facts.today() - timedelta(days=TOO_LONG), time())
        before = DateTime(first.replace(tzinfo=facts.ZONE))
        created = {"query": before, "range": "max"}
        catalog = api.portal.get_tool("portal_catalog")
        return len(catalog(**QUERY, created=created))

    @property
    def start(self) -> int:
        """Return the place of the first record shown."""
        return self.asked if self.asked < self.total() else 0

    @cached_property
    def shown(self) -> list[tuple[object, object]]:
        """(brain, record) of this page."""
        part = self.brains[self.start : self.start + PAGE]
        return [(brain, brain.getObject()) for brain in part]

    def rows(self, picked: Sequence[str]) -> list[dict[str, object]]:
        """Return the rows of this page, those that were picked marked."""
        return [self._row(brain, record, picked) for brain, record in self.shown]

    def _row(
        self, brain: object, record: object, picked: Sequence[str]
    ) -> dict[str, object]:
        if is_shut(record):
            note(record)
        days = (facts.today() - facts.local_date(brain.created.asdatetime())).days
        is_picked, uid = brain.UID in picked, brain.UID
        title = brain.Title or brain.getId
        named = {"title": title}
        pick = _("pick_record", default="Choose ${title}", mapping=named)
        waits = _("waits_days", default="${days} days", mapping={"days": days})
        return {
            "uid": uid,
            "id": f"r-{uid}",
            "url": brain.getURL(),
            "title": title,
            "note": note_of(brain, record),
            "pick": self.page.say(pick),
            "css": "lr-picked" if is_picked else None,
            "checked": "checked" if is_picked else None,
            "days": self.page.say(waits),
            "late": "lr-late" if days > TOO_LONG else None,
            "suggestion": self._suggestion(brain, record),
            "who_url": self.page.address(record=uid, b_start=self.start) + "#who",
        }

    def _suggestion(self, brain: object, record: object) -> Mapping[str, object] | None:
        found = suggesting.suggestion_of(brain, record)
        if found is None:
            return None
        said = Message(SAYS[found.code], mapping={"count": found.count})
        badges = self.page.kind_badges(found.kinds)
        return {"badges": badges, "note": self.page.say(said)}

    def next_url(self) -> str:
        """Return the address of the next page, '' on the last."""
        after = self.start + PAGE
        return self.page.address(b_start=after) + "#und" if self._left() else ""

    def previous_url(self) -> str:
        """Return the address of the page before, '' on the first."""
        before = max(0, self.start - PAGE)
        return self.page.address(b_start=before) + "#und" if self.start else ""

    def has_pages(self) -> bool:
        """Tell whether there is another page."""
        return bool(self.start or self._left())

    def _left(self) -> int:
        return max(0, self.total() - self.start - PAGE)

    def next_count(self) -> int:
        """Return how many the next page shows."""
        return min(PAGE, self._left())


def note_of(brain: object, record: object) -> str:
    """Return of which file a record is: number, matters, applicant."""
    file = facts.permit_file_of(record)
    matters = [row.get("name") or row["code"] for row in getattr(file, "matters", ())]
    head = " ".join(filter(None, (brain.file_number, "、".join(matters))))
    return " · ".join(filter(None, (head, brain.applicant_masked)))


def address(base: str, **query: object) -> str:
    """Return an address with a query of what is not empty."""
    pairs = [(key, one) for key, value in query.items() for one in _each(value)]
    return f"{base}?{urlencode(pairs)}" if pairs else base


def _each(value: object) -> list[object]:
    if isinstance(value, (list, tuple)):
        return list(value)
    return [value] if value else []
