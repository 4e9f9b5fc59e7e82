"""What stands in the way of accepting a request, and of handing it to the head.

- A stranger has no right by Art. 21, but for granted decisions, which are everybody's
  (行政许可法 Art. 40): what they ask goes the way of 政府信息公开 (R21-1).
- The head gets a request when no record waits for an officer, and each redacted copy
  that it needs was made and reviewed by a second person (R21-3).
"""

from Acquisition import aq_base
from collections.abc import Sequence
from lingchuan.records.access import facts as asked
from lingchuan.records.access.derivatives import is_reviewed
from lingchuan.records.access.files import file_of
from lingchuan.records.access.types import ARTICLE_21
from lingchuan.records.content.findings import blocked
from lingchuan.records.core.access import codes
from lingchuan.records.core.access.values import Outcome
from lingchuan.records.core.access.values import REDACTED
from lingchuan.records.core.findings import FAIL
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import PASS
from plone import api
from plone.uuid.interfaces import IUUID


def is_stranger(request: object) -> bool:
    """Return whether who asks has no right by Art. 21, and asks for more than is public."""
    return _asks_as_stranger(request, asked.scope_of(request))


def _asks_as_stranger(request: object, scope: Sequence[Outcome]) -> bool:
    found = asked.standing_of(request)
    if found is None or found.verdict != FAIL:
        return False
    return not scope or any(one.code != codes.PUBLIC_DECISION for one in scope)


def accept_findings(request: object) -> list[Finding]:
    """Return why a request cannot be accepted."""
    if file_of(request) is None:
        return [blocked("R21-1", ARTICLE_21, "file_gone", request)]
    scope = asked.scope_of(request)
    if _asks_as_stranger(request, scope):
        return [blocked("R21-1", ARTICLE_21, "redirect_stranger", request)]
    if not scope:
        return [blocked("R21-3", ARTICLE_21, "scope_empty", request)]
    return []


def redirect_findings(request: object) -> list[Finding]:
    """Return why a request cannot be sent away: who asks is a party of the file."""
    found = asked.standing_of(request)
    if found is None or found.verdict != PASS:
        return []
    return [blocked("R21-1", ARTICLE_21, "redirect_party", request)]


def _title(record: object) -> str:
    """Return the title of a record, a dash for who may not see it."""
    may_see = api.user.has_permission("View", obj=record)
    return (aq_base(record).title or "") if may_see else "—"


def screen_findings(request: object) -> list[Finding]:
    """Return what is still to be done before the head can decide."""
    found = []
    scope = asked.scope_of(request)
    waiting = {one.uid for one in scope if one.code == codes.UNDECIDED}
    redacted = {one.uid for one in scope if one.outcome == REDACTED}
    for record in asked.records_asked(request):
        uid, named = IUUID(record), (("title", _title(record)),)
        if uid in waiting:
            found.append(
                blocked("R20-1", ARTICLE_21, "screen_undecided", record, named)
            )
        elif uid in redacted and not is_reviewed(request, uid):
            found.append(blocked("R21-3", ARTICLE_21, "screen_no_copy", record, named))
    return found
