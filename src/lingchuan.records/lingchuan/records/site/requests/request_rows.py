"""What lists and heads show of an access request: number, file, clock, next step."""

from Acquisition import aq_base
from lingchuan.records.access.clock import clock_of
from lingchuan.records.access.files import file_of
from lingchuan.records.access.onsite import is_clerk
from lingchuan.records.access.types import APPROVED
from lingchuan.records.access.types import PARTS
from lingchuan.records.access.types import RELATIONS
from lingchuan.records.access.types import RIGHTS
from lingchuan.records.content import facts
from lingchuan.records.i18n import _
from lingchuan.records.site import badges
from lingchuan.records.site import due_texts
from lingchuan.records.site.requests import staff_texts as texts
from lingchuan.records.site.transitions import available
from plone import api
from typing import Final
from zope.i18n import translate


Row = dict[str, object]
ACCEPT: Final = ("accept", "", _("step_accept", default="Accept"))
SCREEN: Final = ("screen", "/@@screening", _("step_screen", default="Screen"))
DECIDE: Final = ("approve_viewing", "/@@decide", _("step_decide", default="Decide"))
# Step: the page on which it is taken, and what the button says.
STEPS: Final = (ACCEPT, SCREEN, DECIDE)
ONSITE: Final = ("/@@onsite", _("step_onsite", default="On-site viewing"))
OPEN: Final = ("", _("action_open", default="Open"))


def short_row(request: object, browser: object) -> Row:
    """Return what a list shows of a request."""
    base, state = aq_base(request), facts.lifecycle_state(request)
    file, step = file_shown(request), next_step(request)
    number = base.number or base.title
    named = {"title": number}
    opening = _("open_row", default="Open: ${title}", mapping=named)
    return {
        "url": request.absolute_url(),
        "title": number,
        "file_number": file["number"]
        if file
        else translate(texts.UNSEEN, context=browser),
        "relation": relation(request, browser),
        "state": badges.state_title(state, request.portal_type, browser),
        "clock": clock(request, browser),
        "asked": asked_text(request, browser),
        "step": {
            "url": request.absolute_url() + step[0],
            "title": translate(step[1], context=browser),
        },
        "open": translate(opening, context=browser),
    }


def next_step(request: object) -> tuple[str, object]:
    """Return the page and the title of what the current user may do next."""
    possible = {info.id for info in available(request)}
    for name, page, title in STEPS:
        if name in possible:
            return page, title
    if facts.lifecycle_state(request) in APPROVED and is_clerk():
        return ONSITE
    return OPEN


def file_shown(request: object) -> dict[str, str] | None:
    """Return {number, title, url} of a request's file, None where it may not be seen."""
    file = file_of(request)
    if file is None or not api.user.has_permission("View", obj=file):
        return None
    base = aq_base(file)
    url = file.absolute_url()
    return {"number": base.file_number, "title": base.title, "url": url}


def clock(request: object, browser: object) -> dict[str, str]:
    """Return {css, icon, text, due} of the days of a request; text '' when it is over."""
    due, days = aq_base(request).due_on, clock_of(request)
    told = {
        "css": "",
        "icon": "clock",
        "text": "",
        "due": due.isoformat() if due else "",
    }
    if days is None:
        return told
    if facts.today() > due:
        text = texts.said(due_texts.LATE, browser, count=days.late)
        return told | {"css": "lr-v lr-v-late", "icon": "alarm-fill", "text": text}
    if facts.today() == due:
        text = translate(due_texts.IS_TODAY, context=browser)
        return told | {"css": "lr-v lr-v-due", "icon": "alarm-fill", "text": text}
    text = texts.said(texts.DAY_OF, browser, day=days.gone, days=days.whole)
    return told | {"css": "lr-v lr-v-left", "text": text}


def relation(request: object, browser: object) -> str:
    """Return what who asks says to be to the file."""
    word = _term(RELATIONS, aq_base(request).relation)
    return translate(word, context=browser) if word else ""


def asked_text(request: object, browser: object) -> str:
    """Return what is asked for, as 查阅、复制：听证、约谈和询问."""
    base = aq_base(request)
    rights = _words(RIGHTS, base.rights, browser)
    if base.scope:
        what = texts.said(texts.SOME_RECORDS, browser, count=len(base.scope))
    elif base.parts:
        what = _words(PARTS, base.parts, browser)
    else:
        what = translate(texts.WHOLE_FILE, context=browser)
    return f"{rights}：{what}"


def _words(vocabulary: object, values: object, browser: object) -> str:
    titles = (_term(vocabulary, one) for one in values or ())
    return "、".join(translate(one, context=browser) for one in titles if one)


def _term(vocabulary: object, value: str | None) -> object | None:
    return vocabulary.getTerm(value).title if value in vocabulary else None
