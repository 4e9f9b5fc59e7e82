"""The writers of access requests: each is one change and ends in the ledger.

- Handed in, a request has its number, its receipt code and the day of its answer.
- A decision stands with its notice, its grants and the jobs that make the copies, in one
  transaction: all of it is there, or nothing (R21-2, R21-4).
- Events name records by UID and persons not at all; reasons are people's own words.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from lingchuan.records.access import grants
from lingchuan.records.access import mails
from lingchuan.records.access import notices
from lingchuan.records.access import receipts
from lingchuan.records.access import renditions
from lingchuan.records.access.decision import Decision
from lingchuan.records.access.facts import part_of
from lingchuan.records.access.facts import records_asked
from lingchuan.records.access.notice_names import name_for_grantee
from lingchuan.records.content import facts
from lingchuan.records.content.events import log
from lingchuan.records.content.settings import settings
from lingchuan.records.content.working_days import calendar
from lingchuan.records.core.access.due import due_on
from lingchuan.records.core.access.grants import grants_of
from lingchuan.records.core.access.grants import last_day
from lingchuan.records.core.access.values import Answer
from lingchuan.records.core.access.values import COPY
from lingchuan.records.core.access.values import GRANTED
from lingchuan.records.core.access.values import VIEW
from lingchuan.records.ledger import api as ledger
from plone.uuid.interfaces import IUUID
from typing import Final


SERIES: Final = "access_request"
Moves = Mapping[str, str]


def submit(request: object, reason: str, moves: Moves) -> None:
    """Number a request that is handed in, and start its clock."""
    day, uid = facts.today(), IUUID(request)
    pattern = settings().access_number_pattern
    _seq, request.number = ledger.allocate_number(SERIES, day.year, pattern, uid)
    request.receipt_code = receipts.give(uid)
    request.title = f"查阅复制申请 {request.number}"
    request.submitted_on = day
    due = due_on(day, settings().access_answer_workdays, calendar())
    request.due_on, request.due_provisional = due.day, due.provisional
    details = {"number": request.number, "due_on": request.due_on.isoformat()}
    log(request, "submit", reason=reason, details=details | dict(moves))
    mails.tell_requester(request, mails.RECEIVED)


def accept(request: object, reason: str, moves: Moves) -> None:
    """Take a request for screening."""
    request.accepted_on = facts.today()
    log(request, "accept", reason=reason, details=dict(moves))


def step(request: object, action: str, reason: str, moves: Moves) -> None:
    """Log a step that writes nothing else; the requester is told where it ends there."""
    log(request, action, reason=reason, details=dict(moves))
    if action in mails.ENDING:
        mails.tell_requester(request, mails.ENDING[action])


def answer(request: object, answers: Sequence[Answer]) -> None:
    """Keep what an officer says of records at screening; the last word on each counts."""
    said = {(one["uid"], one["right"]): one for one in request.answers or ()}
    said |= {(one.uid, one.right): one.to_dict() for one in answers}
    request.answers = tuple(said.values())
    for one in answers:
        told = {"record": one.uid, "right": one.right, "answer": one.outcome}
        log(request, "screen_answer", reason=one.reason, details=told)


def decide(request: object, decision: Decision, moves: Moves) -> None:
    """Write a decision: outcomes, notice, grants, and what follows of them.

    Raises:
        TransitionBlocked: the notice cannot be made.
    """
    now = facts.now().replace(microsecond=0)
    request.outcomes = [one.to_dict() for one in decision.outcomes]
    request.decided_by, request.decided_at = facts.current_user(), now
    if decision.is_approval:
        request.days = decision.days
        request.expires_on = last_day(now.date(), decision.days)
    notices.issue(request, decision, now.date())
    details = {
        "notice": request.notice_number,
        "outcomes": [[o.uid, o.right, o.outcome, o.code] for o in decision.outcomes],
        "days": decision.days or None,
    }
    if decision.article:
        details["article"] = decision.article
    log(request, decision.transition, reason=decision.reason, details=details | moves)
    if decision.is_approval:
        _grant(request, decision)
    mails.tell_requester(request, mails.DECIDED)


def _grant(request: object, decision: Decision) -> None:
    uses = {VIEW: decision.views, COPY: decision.copies}
    given = [
        grant
        for right, most in uses.items()
        for grant in grants_of(
            [one for one in decision.outcomes if one.right == right],
            request.expires_on,
            most,
        )
    ]
    uids = {one.uid for one in given}
    records = {
        IUUID(record): record
        for record in records_asked(request)
        if IUUID(record) in uids
    }
    names = {
        one.uid: name_for_grantee(records[one.uid], is_whole=one.outcome == GRANTED)
        for one in given
    }
    parts = list(map(part_of, records.values()))
    grants.give(request, request.requester_userid or "", given, parts, names)
    for one in given:
        renditions.order(request, one)


def expire(request: object, moves: Moves) -> None:
    """End the grants of a request whose last day is over."""
    grants.end(request)
    renditions.drop(request)
    log(request, "grant_end", details=dict(moves))


def take_back(request: object, record: object) -> None:
    """Take back what was granted of a record, for its mark has risen (R21-3)."""
    uid = IUUID(record)
    grants.take_back(IUUID(request), uid)
    request.taken = (*request.taken, uid)
    renditions.drop(request, uid)
    log(request, "take_back", details={"record": uid})
    mails.tell_requester(request, mails.TAKEN_BACK)
