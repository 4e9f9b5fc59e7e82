"""What an extraction is checked for: at the door, and before it is issued.

- At the door (400): values that cannot be, recordings that the user may not see, which
  answer like those that are not there.
- Before it is issued (409, R22-1): whatever Art. 22 and 证据规定第十二条 ask for.
- Once issued, nothing of it changes and it is never deleted.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from datetime import datetime
from lingchuan.records.content import facts
from lingchuan.records.content.draft_rules import DraftRules
from lingchuan.records.content.findings import blocked
from lingchuan.records.content.moments import zoned
from lingchuan.records.core.dates import order_problems
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import Problem
from lingchuan.records.evidence import warnings
from lingchuan.records.evidence.choices import READY
from lingchuan.records.evidence.items import items_of
from lingchuan.records.evidence.items import recordings
from lingchuan.records.evidence.items import uids_of
from lingchuan.records.evidence.items import visible
from lingchuan.records.evidence.roles import common_circle
from lingchuan.records.evidence.roles import COPY
from lingchuan.records.evidence.roles import is_one_person
from lingchuan.records.evidence.staff import is_staff
from lingchuan.records.evidence.types import WITH_SOUND
from lingchuan.records.interfaces import IEvidenceExtraction
from lingchuan.records.interfaces import IOwnRules
from plone import api
from typing import Final
from zope.interface import implementer


ARTICLE_22: Final = "办法第二十二条"
ARTICLE_12: Final = "证据规定第十二条"
COMPLETE: Final = "R22-1"
SAME_BYTES: Final = "R22-2"
# What must be there before it is issued, and which rule asks for it.
NEEDED: Final = {
    "maker": ARTICLE_22,
    "extractor": ARTICLE_22,
    "extracted_at": ARTICLE_22,
    "description": ARTICLE_22,
    "medium_kind": ARTICLE_22,
    "medium_serial": ARTICLE_22,
    "method": ARTICLE_12,
    "made_at": ARTICLE_12,
    "proves": ARTICLE_12,
    "original_or_copy": ARTICLE_12,
    "second_person": ARTICLE_22,
}


@implementer(IOwnRules)
class ExtractionRules(DraftRules):
    """The rules of the type, for all doors."""

    def problems(self, get: object, context: object) -> list[Problem]:
        """Return what is wrong with the values; `get` returns one by its name."""
        return [*_items(get("items")), *_times(get), *_second(get, context)]

    def complete(self, obj: object) -> None:
        """Reckon the warnings, and make a title where there is none."""
        base = aq_base(obj)
        if base.number:
            return
        obj.items = list(uids_of(obj))
        obj.warnings = warnings.reckon(obj)
        if not base.title:
            day = facts.local_date(base.extracted_at) or facts.today()
            named = base.case_number or day.isoformat()
            obj.title = f"音像证据提取 {named}"[:200]


RULES = ExtractionRules()


def _items(sent: object) -> Iterator[Problem]:
    uids = [one for one in sent or () if isinstance(one, str)]
    if not uids:
        yield Problem("items", "required")
        return
    seen = visible(uids)
    unknown = [uid for uid in uids if uid not in seen]
    if unknown:
        # One answer for what is hidden and for what is not there.
        yield Problem("items", "item_unknown", (("uid", unknown[0][:64]),))
    elif not _reads(uids):
        yield Problem("items", "items_apart")


def _reads(uids: list[str]) -> bool:
    """Return whether the current user is of the circle that all recordings share."""
    circle = common_circle(recordings(uids))
    if circle is None or (circle.staff and not circle.kinds):
        return circle is not None
    user = api.user.get_current()
    held = {user.getId(), *user.getGroups()}
    return bool(held & set(circle.principals()))


def _times(get: object) -> Iterator[Problem]:
    made, extracted = zoned(get("made_at")), zoned(get("extracted_at"))
    for name, moment in (("made_at", made), ("extracted_at", extracted)):
        if not isinstance(moment, datetime):
            continue
        wrong = order_problems([(name, facts.local_date(moment))], facts.today())
        if not wrong and moment > facts.now():
            wrong = [Problem(name, "in_future")]
        yield from wrong
    both = isinstance(made, datetime) and isinstance(extracted, datetime)
    if both and made > extracted:
        yield Problem("made_at", "made_after_extraction")


def _second(get: object, context: object) -> Iterator[Problem]:
    second, extractor = get("second_person"), get("extractor")
    if not second:
        return
    if not is_staff(second):
        yield Problem("second_person", "second_person_unknown")
    elif extractor and extractor in (second, facts.display_name(second)):
        yield Problem("second_person", "second_person_extractor")
    elif second == _writer(context):
        yield Problem("second_person", "second_person_writer")


def _writer(context: object) -> str | None:
    """Return who wrote a sheet; of one that is to be added, who adds it."""
    if IEvidenceExtraction.providedBy(context):
        return facts.creator_of(context)
    return facts.current_user()


def gaps(extraction: object) -> list[tuple[str, Finding]]:
    """Return (field, finding) of whatever is still missing before it can be issued."""
    base = aq_base(extraction)
    missing = [
        (name, article)
        for name, article in NEEDED.items()
        if getattr(base, name, None) in (None, "")
    ]
    sound = any(aq_base(one).medium in WITH_SOUND for one in items_of(extraction))
    if sound and not (base.transcript or "").strip():
        missing.append(("transcript", ARTICLE_12))
    return [
        (name, _missing(extraction, name, article)) for name, article in missing
    ] + [("items", found) for found in _unready(extraction)]


def _missing(extraction: object, name: str, article: str) -> Finding:
    return blocked(COMPLETE, article, f"missing_{name}", extraction)


def _unready(extraction: object) -> Iterator[Finding]:
    """Yield which recordings are not there, drafts, voided, or without a file."""
    items = items_of(extraction)
    if len(items) < len(uids_of(extraction)):
        yield blocked(COMPLETE, ARTICLE_22, "item_gone", extraction)
    for one in items:
        named = (("title", one.title),)
        if facts.lifecycle_state(one) not in READY:
            yield blocked(COMPLETE, ARTICLE_22, "item_not_ready", one, named)
        elif not aq_base(one).file:
            yield blocked(COMPLETE, ARTICLE_22, "item_without_file", one, named)


def barred(extraction: object) -> list[Finding]:
    """Return why those who extracted it may not take these recordings out.

    Who issues it learns only that it is so: never which recording is hidden from whom.
    """
    people = {facts.creator_of(extraction), aq_base(extraction).extractor}
    items = items_of(extraction)
    users = [user for user in map(_user, people) if user is not None]
    if all(user.has_permission(COPY, one) for user in users for one in items):
        return []
    return [blocked(COMPLETE, ARTICLE_22, "extractor_barred", extraction)]


def blind(extraction: object) -> list[Finding]:
    """Return why the second person could not issue it: not a second, or sees less."""
    base = aq_base(extraction)
    if is_one_person(extraction):
        extracted = base.second_person == base.extractor
        code = "second_person_extractor" if extracted else "second_person_writer"
        return [blocked(COMPLETE, ARTICLE_22, code, extraction)]
    user = _user(base.second_person)
    if user is None or user.has_permission("View", extraction):
        return []
    return [blocked(COMPLETE, ARTICLE_22, "second_person_barred", extraction)]


def _user(userid: str | None) -> object | None:
    return api.portal.get_tool("acl_users").getUserById(userid) if userid else None
