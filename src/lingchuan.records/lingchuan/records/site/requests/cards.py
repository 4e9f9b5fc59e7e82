"""What a party can see and take now: a card for each record, both rights in it.

Nothing is woken but the requests: names are the grant's, days the catalog's, in one question.
What a grant opens is asked anew when it is opened (access/opening.py).
"""

from collections.abc import Iterable
from collections.abc import Mapping
from lingchuan.records.access import grants
from lingchuan.records.access import opening
from lingchuan.records.access import renditions
from lingchuan.records.access.leaving import PLAYED
from lingchuan.records.content import facts
from lingchuan.records.core.access.values import COPY
from lingchuan.records.core.access.values import Grant
from lingchuan.records.core.access.values import REDACTED
from lingchuan.records.core.access.values import VIEW
from lingchuan.records.ledger import outbox
from lingchuan.records.site.requests import party_texts as texts
from lingchuan.records.site.requests.plain_words import days_left
from lingchuan.records.site.requests.plain_words import until_text
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Final
from zope.i18n import translate
from zope.i18nmessageid import Message


OPEN, MAKING, FAILED, USED_UP = "open", "making", "failed", "used_up"
_ICONS: Final = {"audio": "mic", "video": "camera-video", "image": "image"}
_PAPER: Final = "file-earmark-text"
Row = dict[str, object]
Held = tuple[object, dict[str, Grant]]


def cards(userid: str, browser: object) -> list[Row]:
    """Return the cards of a person, of the newest request first."""
    held: dict[tuple[str, str], Held] = {}
    for request, grant in opening.opened(userid):
        _request, rights = held.setdefault((IUUID(request), grant.uid), (request, {}))
        rights[grant.right] = grant
    brains = _brains(record for _uid, record in held)
    jobs = _jobs(held.values())
    return [
        _card(request, brains[record], rights, jobs, browser)
        for (_uid, record), (request, rights) in held.items()
        if record in brains
    ]


def _brains(uids: Iterable[str]) -> dict[str, object]:
    wanted = sorted(set(uids))
    if not wanted:
        return {}
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.unrestrictedSearchResults(UID=wanted)
    return {brain.UID: brain for brain in found}


def _jobs(held: Iterable[Held]) -> Mapping[str, outbox.Job]:
    """Return the jobs of the copies that are not made yet."""
    keys = [
        renditions.job_key(IUUID(request), grant.uid, grant.right)
        for request, rights in held
        for grant in rights.values()
        if renditions.rendition(request, grant.uid, grant.right) is None
    ]
    return outbox.of(keys) if keys else {}


def _card(
    request: object,
    brain: object,
    rights: Mapping[str, Grant],
    jobs: Mapping[str, outbox.Job],
    browser: object,
) -> Row:
    grant, day = next(iter(rights.values())), facts.today()
    states = {
        name: state_of(request, one, jobs.get(_key(request, one)), browser)
        for name, one in rights.items()
    }
    made = [renditions.rendition(request, grant.uid, name) for name in rights]
    mime = next((one.mime for one in made if one is not None), "")
    when = getattr(brain, "starts", None) or getattr(brain, "made_on", None)
    redacted = any(one.outcome == REDACTED for one in rights.values())
    # The number of what is given covered may name whom it is about.
    number = "" if redacted else brain.document_number
    noted = (number, brain.file_number, facts.local_date(when or None))
    left = days_left(grant.until, day)
    return {
        "title": grants.name_of(grants.row_of(IUUID(request)), grant.uid),
        "icon": _ICONS.get(mime.partition("/")[0], _PAPER),
        "note": " · ".join(dict.fromkeys(str(one) for one in noted if one)),
        "redacted": redacted,
        "may": _say(texts.MAY[tuple(sorted(rights))], browser),
        "until": until_text(grant.until),
        "left": _say(texts.DAYS_LEFT if left else texts.LAST_DAY, browser, count=left),
        "is_last": not left,
        "viewing": states.get(VIEW),
        "copying": states.get(COPY),
        "verb": _say(texts.PLAY if mime.startswith(PLAYED) else texts.OPEN, browser),
        "url": f"{request.absolute_url()}/@@open?record={grant.uid}",
        "copy_url": f"{request.absolute_url()}/@@copy-file/{grant.uid}",
    }


def state_of(
    request: object, grant: Grant, job: outbox.Job | None, browser: object
) -> Row:
    """Return {state, text} of a grant that holds: open, used_up, making, failed."""
    use = opening.use_of(request, grant)
    if use is None:
        return {"state": USED_UP, "text": _say(texts.USED_UP, browser)}
    if renditions.rendition(request, grant.uid, grant.right) is None:
        if job is not None and job.state in outbox.OPEN:
            return {"state": FAILED, "text": _say(texts.FAILED, browser)}
        percent = job.percent if job is not None else 0
        return {"state": MAKING, "text": _say(texts.MAKING, browser, percent=percent)}
    left = opening.uses_left(request, grant)
    text = _say(texts.ANY, browser) if left is None else ""
    if left is not None:
        # A use that has begun may be gone on with, whatever is left.
        going = texts.GOING_ON if not use.counts else texts.USES_LEFT
        text = _say(going, browser, count=left)
    return {"state": OPEN, "text": text}


def _key(request: object, grant: Grant) -> str:
    return renditions.job_key(IUUID(request), grant.uid, grant.right)


def _say(message: Message, browser: object, **values: object) -> str:
    told = Message(message, mapping=values) if values else message
    return translate(told, context=browser)
