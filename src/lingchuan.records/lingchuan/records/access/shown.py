"""What a reader is told of the outcomes: never of a record that they may not know of.

- Who asks learns the title of what is given, as long as it is marked no higher than when
  it was; of what they named by UID themselves they are told by UID; what is refused is
  counted with reason and article, and not named.
- The staff learn of what they may see.
"""

from Acquisition import aq_base
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from lingchuan.records.access import facts as asked
from lingchuan.records.access import grants
from lingchuan.records.access.facts import standing_of
from lingchuan.records.access.messages import CODES
from lingchuan.records.content import facts
from lingchuan.records.core.access.values import GRANTED
from lingchuan.records.core.access.values import HUMAN
from lingchuan.records.core.access.values import Outcome
from lingchuan.records.core.access.values import REDACTED
from lingchuan.records.core.access.values import REFUSED
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Final
from zope.i18n import translate


OUTCOMES: Final = (GRANTED, REDACTED, REFUSED, HUMAN)
Row = Mapping[str, object]


def is_requester(request: object) -> bool:
    """Return whether the current user is the party who asks, and not of the staff."""
    userid = facts.current_user()
    return bool(userid) and userid == aq_base(request).requester_userid


def outcomes_of(request: object) -> list[Outcome]:
    """Return the outcomes that were decided, [] before."""
    return [Outcome.from_dict(row) for row in aq_base(request).outcomes or ()]


def named(request: object) -> dict[str, object]:
    """Return {uid: record} of what the current user may be told by name."""
    records = {IUUID(one): one for one in asked.records_asked(request)}
    if not is_requester(request):
        return {
            uid: one
            for uid, one in records.items()
            if api.user.has_permission("View", obj=one)
        }
    row = grants.row_of(IUUID(request))
    given = {one.uid for one in grants.grants_of(row)}
    return {
        uid: one
        for uid, one in records.items()
        if uid in given
        and uid not in row["taken_back"]
        and grants.is_as_granted(row, one)
    }


def _named_themselves(request: object) -> Collection[str]:
    """Return the UIDs that a requester sent, and so may be told again."""
    return (aq_base(request).scope or ()) if is_requester(request) else ()


def uids_asked(request: object) -> list[str]:
    """Return the UIDs that were asked for, less those that the reader may not know of."""
    uids = list(aq_base(request).scope or ())
    if is_requester(request):
        return uids
    known = named(request) if uids else {}
    return [uid for uid in uids if uid in known]


def rows(request: object, outcomes: Iterable[Outcome], browser: object) -> list[Row]:
    """Return {uid, title, right, outcome, reason, article} of outcomes.

    `uid` and `title` are None where the reader may not know which record it is.
    """
    outcomes = list(outcomes)
    known, own = named(request), _named_themselves(request)
    found = [_row(request, one, known, own, browser) for one in outcomes]
    # What has no name is told in no order that could name it.
    return sorted(found, key=lambda row: row["uid"] is None)


def _title(request: object, record: object) -> str:
    """Return the title of a record; its name for a grantee, where that is who asks."""
    row = grants.row_of(IUUID(request)) if is_requester(request) else None
    return (
        aq_base(record).title or ""
        if row is None
        else grants.name_of(row, IUUID(record))
    )


def _row(
    request: object,
    one: Outcome,
    known: Mapping[str, object],
    own: Collection[str],
    browser: object,
) -> Row:
    record = known.get(one.uid)
    return {
        "uid": one.uid if record is not None or one.uid in own else None,
        "title": _title(request, record) if record is not None else None,
        "right": one.right,
        "outcome": one.outcome,
        "code": one.code,
        "reason": one.reason or translate(CODES[one.code], context=browser),
        "article": one.article,
    }


def scope(request: object, browser: object) -> dict[str, object]:
    """Return what would be given, or what was: {standing, outcomes, granted, …}.

    Who asks is told nothing of it before the decision: a request costs nothing, and what
    it would be given tells what lies in the file, and who is a party of it.
    """
    decided = outcomes_of(request)
    waits = is_requester(request) and not decided
    found = [] if waits else decided or asked.scope_of(request)
    shown = rows(request, found, browser)
    standing = None if waits else standing_of(request)
    told = {
        "decided": bool(decided),
        "standing": None
        if standing is None
        else {
            "verdict": standing.verdict,
            "code": standing.code,
            "message": translate(CODES[standing.code], context=browser),
            "article": standing.article,
        },
        "outcomes": shown,
    }
    return told | {
        name: [row for row in shown if row["outcome"] == name] for name in OUTCOMES
    }
