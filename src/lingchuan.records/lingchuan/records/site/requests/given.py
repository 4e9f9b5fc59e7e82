"""What was decided on a request, and what became of it: notice, grants, copies, visits."""

from Acquisition import aq_base
from collections.abc import Mapping
from lingchuan.records.access import grants
from lingchuan.records.access import onsite
from lingchuan.records.access import shown
from lingchuan.records.access.my_access import items_of
from lingchuan.records.access.renditions import job_key
from lingchuan.records.content import facts
from lingchuan.records.core.access.values import COPY
from lingchuan.records.i18n import _
from lingchuan.records.ledger import outbox
from lingchuan.records.site import job_texts
from lingchuan.records.site.listing import icon_of
from lingchuan.records.site.requests import staff_texts as texts
from lingchuan.records.site.values import moment
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Final
from zope.i18n import translate


Row = Mapping[str, object]
ANY: Final = _("uses_any", default="any number")
HIDDEN: Final = _("record_hidden", default="A record that you may not see")


def given(request: object, browser: object) -> Row:
    """Return the decision: notice, who, when, until, and the grants."""
    base = aq_base(request)
    if not base.outcomes:
        return {"is_decided": False}
    notice = api.content.get(UID=base.notice_uid) if base.notice_uid else None
    may_see = notice is not None and api.user.has_permission("View", obj=notice)
    return {
        "is_decided": True,
        "notice": base.notice_number or "—",
        "notice_url": notice.absolute_url() if may_see else None,
        "by": facts.display_name(base.decided_by or ""),
        "at": moment(base.decided_at),
        "until": f"{base.expires_on.isoformat()} 24:00" if base.expires_on else "",
        "grants": granted(request, browser),
    }


def granted(request: object, browser: object) -> list[Row]:
    """Return the grants, each with its state, uses left and the progress of its copy."""
    if grants.row_of(IUUID(request)) is None:
        return []
    known = shown.named(request)
    items = items_of(request, browser)
    uid = IUUID(request)
    jobs = outbox.of(job_key(uid, item["uid"], item["right"]) for item in items)
    return [
        _row(item, known, jobs.get(job_key(uid, item["uid"], item["right"])), browser)
        for item in items
    ]


def _row(item: Row, known: Row, job: object, browser: object) -> Row:
    record, left = known.get(item["uid"]), item["uses_left"]
    is_made = item["state"] != "making"
    any_number = translate(ANY, context=browser)
    return {
        "record": item["uid"],
        "is_copy": item["right"] == COPY,
        "icon": icon_of(getattr(record, "portal_type", "")),
        "title": item["title"]
        if record is not None
        else translate(HIDDEN, context=browser),
        "url": record.absolute_url() if record is not None else None,
        "right": translate(texts.RIGHTS[item["right"]], context=browser),
        "is_open": item["state"] == "open",
        "opens_at": item["opens_at"],
        "redacted": item["redacted"],
        "badge": texts.badge(texts.GRANTS[item["state"]], browser),
        "left": any_number if left is None else str(left),
        "job": "" if is_made else job_text(job, browser),
    }


def job_text(job: object | None, browser: object) -> str:
    """Return how far a job is, in words; '' for none."""
    if job is None:
        return ""
    if job.state == outbox.RUNNING:
        return f"{job.percent} %"
    return translate(job_texts.STATES[job.state][1], context=browser)


def visits(request: object) -> list[Row]:
    """Return the register of visits, the last first."""
    return [
        {
            "began": moment(row["began"]),
            "ended": moment(row["ended"]) or "…",
            "clerk": facts.display_name(row["clerk"] or ""),
            "checked": row["checked"],
            "place": row["place"],
            "note": row["note"] or "—",
        }
        for row in reversed(onsite.rows(request))
    ]
