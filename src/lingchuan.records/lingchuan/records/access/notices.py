"""The notice of a decision: what it tells, its preview, and its issue into the file."""

from Acquisition import aq_base
from datetime import date
from lingchuan.records.access.decision import Decision
from lingchuan.records.access.facts import records_asked
from lingchuan.records.access.files import desk
from lingchuan.records.access.files import file_of
from lingchuan.records.access.messages import CODES
from lingchuan.records.access.notice_filing import file_notice
from lingchuan.records.access.notice_filing import take_number
from lingchuan.records.access.notice_names import name_in_notice
from lingchuan.records.access.notice_printing import printed
from lingchuan.records.access.notice_template import template_of
from lingchuan.records.content.settings import settings
from lingchuan.records.core.access.grants import last_day
from lingchuan.records.core.access.notice import NoticeFacts
from lingchuan.records.core.access.notice import sort_out
from lingchuan.records.core.access.values import GRANTED
from lingchuan.records.core.access.values import Outcome
from lingchuan.records.i18n import in_chinese
from plone.uuid.interfaces import IUUID


def facts_of(
    request: object, decision: Decision, day: date, number: str = ""
) -> NoticeFacts:
    """Return what the notice of a decision tells that is taken on a day."""
    base, file = aq_base(request), file_of(request)
    matters = (row.get("name") or row["code"] for row in aq_base(file).matters or ())
    granted, redacted, refused, left_open = sort_out(
        decision.outcomes, _names(request, decision), _reason
    )
    return NoticeFacts(
        kind=decision.transition,
        requester_name=base.requester_name,
        request_number=base.number or "",
        received_on=base.submitted_on,
        rights=tuple(base.rights),
        file_number=aq_base(file).file_number,
        matters=tuple(matters),
        bureau_name=settings().bureau_name,
        authority=settings().access_authority,
        court=settings().access_court,
        decided_on=day,
        number=number,
        granted=granted,
        redacted=redacted,
        refused=refused,
        left_open=left_open,
        days=decision.days or None,
        last_day=_last_day(decision, day),
        reason=decision.reason,
        article=decision.article,
        letter_number=base.letter_number or "",
        letter_from=base.letter_from or "",
        purpose=base.purpose or "",
    )


def issue(request: object, decision: Decision, day: date) -> None:
    """Number, print and file the notice of a decision of a day.

    Raises:
        TransitionBlocked: it cannot be printed; the finding says why.
    """
    uid = IUUID(request)
    number = take_number(uid, day)
    told = facts_of(request, decision, day, number)
    docx, pdf = printed(request, told, template_of(desk()))
    record = file_notice(file_of(request), told, docx, pdf, request_uid=uid)
    request.notice_number, request.notice_uid = number, IUUID(record)


def _last_day(decision: Decision, day: date) -> date | None:
    return last_day(day, decision.days) if decision.is_approval else None


def _names(request: object, decision: Decision) -> dict[str, str]:
    whole = {one.uid for one in decision.outcomes if one.outcome == GRANTED}
    given = {one.uid for one in decision.outcomes if one.is_given}
    return {
        IUUID(record): name_in_notice(record, is_whole=IUUID(record) in whole)
        for record in records_asked(request)
        if IUUID(record) in given
    }


def _reason(one: Outcome) -> str:
    return one.reason or in_chinese(CODES[one.code])
