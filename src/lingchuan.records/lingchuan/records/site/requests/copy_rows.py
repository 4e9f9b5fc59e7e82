"""Redacted copies and answers of the screening, as pages show them."""

from Acquisition import aq_base
from collections.abc import Mapping
from lingchuan.records.access import derivatives
from lingchuan.records.access.derivatives import Derivative
from lingchuan.records.content import facts
from lingchuan.records.ledger import outbox
from lingchuan.records.site.requests import staff_texts as texts
from lingchuan.records.site.requests.given import job_text
from lingchuan.records.site.values import moment
from plone.uuid.interfaces import IUUID
from zope.i18n import translate


Row = dict[str, object]


def rows(request: object, known: Mapping[str, object], browser: object) -> list[Row]:
    """Return a row of each copy of a known record."""
    return [
        row(request, known[uid], copy, browser)
        for uid, copy in derivatives.copies_of(request).items()
        if uid in known
    ]


def row(request: object, record: object, copy: Derivative, browser: object) -> Row:
    """Return {uid, number, title, badge, note, left, error, job, …} of a copy."""
    return {
        "uid": IUUID(record),
        "number": copy.number,
        "title": aq_base(record).title or "",
        "badge": texts.badge(texts.COPIES[copy.state], browser),
        "note": _note(copy, browser),
        "left": [translate(texts.LEFT.get(c, c), context=browser) for c in copy.left],
        "error": translate(texts.FAULTS.get(copy.error, copy.error), context=browser),
        "job": _job(request, record, copy, browser),
        "can_be_shown": copy.file is not None and copy.state != derivatives.MAKING,
        "waits_for_me": derivatives.awaits_me(copy),
        "waits_for_other": copy.state == derivatives.MADE
        and not derivatives.awaits_me(copy),
    }


def _job(request: object, record: object, copy: Derivative, browser: object) -> str:
    if copy.state != derivatives.MAKING:
        return ""
    key = derivatives.job_key(request, IUUID(record), copy.number)
    return job_text(outbox.of([key]).get(key), browser)


def _note(copy: Derivative, browser: object) -> str:
    """Return how it was made, by whom, who reviewed it and what they noted."""
    parts = [
        translate(texts.METHODS[copy.method], context=browser),
        facts.display_name(copy.ordered_by),
        moment(copy.made_at),
    ]
    if copy.reviewed_by:
        named = facts.display_name(copy.reviewed_by)
        parts += [texts.said(texts.REVIEWED_BY, browser, name=named), copy.note]
    return " · ".join(filter(None, parts))


def answers(request: object, known: Mapping[str, object], browser: object) -> list[Row]:
    """Return {uid, title, said, reason} of what officers said, once for both rights."""
    found = {
        (one["uid"], one["outcome"]): one
        for one in aq_base(request).answers or ()
        if one["uid"] in known
    }
    return [
        {
            "uid": one["uid"],
            "title": aq_base(known[one["uid"]]).title or "",
            "said": translate(texts.ANSWERS[one["outcome"]], context=browser),
            "reason": one["reason"],
        }
        for one in found.values()
    ]
