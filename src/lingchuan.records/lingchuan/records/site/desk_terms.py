"""Terms and reviews of the desk: what runs out, what awaits a person, and by when.

Each row is {css, icon, word, title, note, day, url, act}; at most `MOST` of a sort are
shown, the rest is counted.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from functools import cached_property
from lingchuan.records.confidentiality import register_rows
from lingchuan.records.confidentiality.bulk import REVIEW_AHEAD
from lingchuan.records.confidentiality.indexing import AWAITED
from lingchuan.records.confidentiality.reading_texts import kind_titles
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import RESTRICTED
from lingchuan.records.content import facts
from lingchuan.records.content.facts import display_name
from lingchuan.records.content.seen import note
from lingchuan.records.core.secrecy import KINDS
from lingchuan.records.i18n import _
from lingchuan.records.site.desk_undecided import CONTENT
from lingchuan.records.site.desk_undecided import note_of
from plone import api
from zope.i18nmessageid import Message


MOST = 20
CLEARANCE_AHEAD = timedelta(days=30)
STATE_AHEAD = timedelta(days=60)
DUE = {"css": "lr-v lr-v-due", "icon": "alarm-fill"}
LATE = {"css": "lr-v lr-v-late", "icon": "alarm-fill"}
LEFT = {"css": "lr-v lr-v-left", "icon": "clock"}
HUMAN = {"css": "lr-v lr-v-human", "icon": "person-fill-exclamation"}
Row = dict[str, object]


class Terms:
    """What runs out or awaits a person, of what the officer may view."""

    def __init__(self, page: object) -> None:
        self.page = page

    def _find(self, **query: object) -> Sequence:
        return api.portal.get_tool("portal_catalog")(object_provides=CONTENT, **query)

    def _woken(self, brains: Sequence) -> Iterator[tuple[object, object]]:
        for brain in brains[:MOST]:
            record = brain.getObject()
            note(record)
            yield brain, record

    @cached_property
    def proposals(self) -> Sequence:
        """The releases that await a second officer."""
        return self._find(confidentiality_state="release_proposed", sort_on="modified")

    @cached_property
    def reviews(self) -> Sequence:
        """The restricted records whose yearly review is due, the first due first."""
        latest = (facts.today() + REVIEW_AHEAD).isoformat()
        return self._find(
            confidentiality_state=list(RESTRICTED),
            secrecy_review_due={"query": latest, "range": "max"},
            sort_on="secrecy_review_due",
        )

    @cached_property
    def ending(self) -> Sequence:
        """The state secrets whose protection ends soon."""
        day = facts.today()
        bounds = [day.isoformat(), (day + STATE_AHEAD).isoformat()]
        return self._find(
            confidentiality_state=list(RESTRICTED),
            secrecy_kinds="STATE",
            secrecy_until={"query": bounds, "range": "min:max"},
            sort_on="secrecy_until",
        )

    @cached_property
    def released(self) -> Sequence:
        """The released records that nobody has reviewed for publication."""
        return self._find(secrecy_release_review=AWAITED, sort_on="modified")

    @cached_property
    def entered(self) -> Sequence:
        """The records that were marked at entry, which no officer has confirmed."""
        return self._find(
            confidentiality_state=list(RESTRICTED),
            secrecy_by_entry=True,
            sort_on="created",
        )

    @cached_property
    def clearances(self) -> list[Row]:
        """The clearances that run out soon, the first to end first."""
        last = (facts.today() + CLEARANCE_AHEAD).isoformat()
        rows = [row for row in register_rows.clearances() if row["until"]]
        ending = [row for row in rows if row["until"] <= last]
        return sorted(ending, key=lambda row: (row["until"], row["userid"]))

    def count(self) -> int:
        """Return how many terms and reviews are due."""
        return len(self.clearances) + len(self.reviews) + len(self.ending)

    def rows(self) -> list[Row]:
        """Return the rows: clearances, releases, reviews by kind, state secrets."""
        return [
            *map(self._clearance, self.clearances[:MOST]),
            *(self._proposal(*one) for one in self._woken(self.proposals)),
            *self._reviews(),
            *(self._ending(*one) for one in self._woken(self.ending)),
        ]

    def left_out(self) -> int:
        """Return how many rows are not shown."""
        sorts = (self.clearances, self.proposals, self.ending)
        return sum(max(0, len(one) - MOST) for one in sorts)

    def _by(self, day: str) -> Row:
        """Return the mark of a day: late, today, or so many days left."""
        left = (date.fromisoformat(day) - facts.today()).days
        days = {"days": abs(left)}
        if left < 0:
            word = _("term_late", default="${days} days late", mapping=days)
            return LATE | {"word": self.page.say(word), "day": day}
        if left == 0:
            return DUE | {"word": self.page.say(_TODAY), "day": day}
        word = _("term_left", default="${days} days left", mapping=days)
        return LEFT | {"word": self.page.say(word), "day": day}

    def _clearance(self, row: Row) -> Row:
        named = {
            "name": display_name(str(row["userid"])),
            "kinds": kind_titles(row["kinds"], self.page.request),
        }
        title = _(
            "clearance_ends",
            default="Clearance ends: ${name} (${kinds})",
            mapping=named,
        )
        return self._by(str(row["until"])) | self._row(
            title, _CLEARANCE_NOTE, f"{self.page.portal_url}/@@clearances", _RENEW
        )

    def _proposal(self, brain: object, record: object) -> Row:
        said = decision_of(record)
        by = said.get("proposed_by") or ""
        dropped = [k for k in said["kinds"] if k not in (said["proposed_kinds"] or ())]
        named = {
            "title": brain.Title,
            "kinds": kind_titles(dropped, self.page.request),
            "name": display_name(by),
        }
        title = _(
            "release_awaits", default="Release: ${title} (${kinds})", mapping=named
        )
        mine = by == facts.current_user()
        text = _MINE if mine else _OTHERS
        action = _LOOK if mine else _CONFIRM
        word = {"word": self.page.say(_A_PERSON), "day": ""}
        filled = _filled(text, named)
        return HUMAN | word | self._row(title, filled, brain.getURL(), action)

    def _reviews(self) -> Iterator[Row]:
        catalog = api.portal.get_tool("portal_catalog")
        kinds_of = catalog.Indexes["secrecy_kinds"].getEntryForObject
        day_of = catalog.Indexes["secrecy_review_due"].getEntryForObject
        first: dict[str, str] = {}
        counts = dict.fromkeys(KINDS, 0)
        for brain in self.reviews:
            rid = brain.getRID()
            for kind in kinds_of(rid, ()) or ():
                counts[kind] += 1
                first.setdefault(kind, day_of(rid))
        for kind in (kind for kind in KINDS if counts[kind]):
            named = {
                "kind": kind_titles([kind], self.page.request),
                "count": counts[kind],
            }
            title = _(
                "reviews_due",
                default="Yearly review: ${kind}, ${count} records",
                mapping=named,
            )
            url = self.page.address(review=kind) + "#review"
            yield self._by(first[kind]) | self._row(title, _REVIEW_NOTE, url, _REVIEW)

    def _ending(self, brain: object, record: object) -> Row:
        said = decision_of(record)
        named = {
            "mark": said.get("mark") or said.get("level") or "",
            "number": brain.file_number or "",
            "until": said["protected_until"],
        }
        title = _("state_ends", default="Stub: ${number} (${mark})", mapping=named)
        text = _filled(_STATE_NOTE, named)
        row = self._row(title, text, brain.getURL(), _ASK)
        return self._by(str(said["protected_until"])) | row

    def _row(self, title: object, text: object, url: str, act: object) -> Row:
        say: Callable[[object], str] = self.page.say
        return {"title": say(title), "note": say(text), "url": url, "act": say(act)}

    def to_review(self, kind: str) -> list[Row]:
        """Return the records of a kind whose review is due, to be ticked."""
        chosen = self._find(
            confidentiality_state=list(RESTRICTED),
            secrecy_kinds=kind,
            secrecy_review_due={
                "query": (facts.today() + REVIEW_AHEAD).isoformat(),
                "range": "max",
            },
            sort_on="secrecy_review_due",
        )
        return [self._pick(*one, "review_due") for one in self._woken(chosen)]

    def to_confirm(self) -> list[Row]:
        """Return the records marked at entry, to be ticked."""
        return [self._pick(*one, "decided_at") for one in self._woken(self.entered)]

    def to_publish(self) -> list[Row]:
        """Return the released records to review for publication, to be ticked."""
        return [self._pick(*one, "released_on") for one in self._woken(self.released)]

    def review_form(self) -> Row:
        """Return the form of the yearly review that is asked for."""
        return _form("keep", "review", self.to_review(self.page.review_kind))

    def entry_form(self) -> Row:
        """Return the form that confirms what was marked at entry."""
        return _form("keep", "entry", self.to_confirm())

    def publish_form(self) -> Row:
        """Return the form that says whether the released may be published."""
        return _form("publish", "release", self.to_publish())

    def _pick(self, brain: object, record: object, day: str) -> Row:
        said = decision_of(record)
        title = brain.Title or brain.getId
        pick = _("pick_record", default="Choose ${title}", mapping={"title": title})
        return {
            "uid": brain.UID,
            "id": f"p-{brain.UID}",
            "title": title,
            "url": brain.getURL(),
            "note": note_of(brain, record),
            "pick": self.page.say(pick),
            "day": str(said.get(day) or "")[:10],
            "why": said.get("reason") or "",
            "badges": [self.page.kind_badge(kind) for kind in said.get("kinds") or ()],
        }


def _form(step: str, mark: str, rows: list[Row]) -> Row:
    is_publish = step == "publish"
    return {"step": step, "mark": mark, "rows": rows, "is_publish": is_publish}


def _filled(message: Message, named: dict[str, object]) -> Message:
    return Message(message, mapping=named)


_TODAY = _("term_today", default="Due today")
_A_PERSON = _("term_person", default="A person decides")
_CLEARANCE_NOTE = _(
    "clearance_ends_note",
    default="From the next day on nothing restricted is read; nothing has to be reindexed",
)
_RENEW = _("desk_renew", default="Renew or withdraw")
_MINE = _("release_mine", default="Proposed by you; another officer has to confirm it")
_OTHERS = _("release_others", default="Proposed by ${name}; it is for you to confirm")
_CONFIRM = _("action_confirm_release", default="Confirm or reject")
_LOOK = _("action_look", default="Look")
_REVIEW_NOTE = _("review_note", default="Measures, Art. 20; each year once")
_REVIEW = _("action_review", default="Begin the review")
_STATE_NOTE = _(
    "state_ends_note",
    default="Law on State Secrets, Art. 24: protected through ${until}, released the day after; an extension is the determiner's, before that day",
)
_ASK = _("action_ask_determiner", default="Look, and ask the determiner")
