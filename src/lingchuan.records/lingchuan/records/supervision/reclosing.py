"""What a database that went back opens is shut again, before anybody has looked at it.

- A record is never less restricted than the last decision that the ledger tells of.
- Nobody is cleared for more, or holds more offices, than the events of the register say,
  be the rest from an older database or put in past the system.
- Nothing is opened by it, and each act of it is an event. People are told what was
  found, as ever, and decide on all else.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from lingchuan.records.confidentiality import register
from lingchuan.records.confidentiality.shutting import shut_again
from lingchuan.records.content.events import SITE
from lingchuan.records.i18n import _
from lingchuan.records.i18n import in_chinese
from lingchuan.records.ledger import api as ledger
from lingchuan.records.ledger import rows as ledger_rows
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision import records
from lingchuan.records.supervision.alarms import Found
from lingchuan.records.supervision.incidents import fingerprint_of
from lingchuan.records.supervision.judging import Row
from lingchuan.records.supervision.judging import SOURCE
from lingchuan.records.supervision.rights_cap import cap_rights
from typing import Any
from ZODB.POSException import ConflictError

import json
import transaction


# Each tells in its details which kinds stand after it.
DECISIONS = (
    "mark_open",
    "restrict",
    "revise",
    "propose_release",
    "release",
    "reject",
    "expire",
    "undecide",
)
_TRIES = 5
_SHUT = _(
    "reason_shut_again",
    default="Restricted again by the ledger: the database went back",
)
_TAKEN = _("reason_taken_again", default="Withdrawn by the ledger's events")


def close_again(portal: Any, found: Sequence[Found]) -> list[Found]:
    """Shut what went back by these findings; return what came of it.

    It commits.

    Raises:
        LedgerUnavailable: it cannot be read or written.
    """
    if _concerns_register(found):
        reason = in_chinese(_TAKEN)
        committed(portal, lambda: cap_rights(portal, reason))
    return list(_close_records(portal, found))


def _concerns_register(found: Iterable[Found]) -> bool:
    return any(
        one.details.get("what") == "register" or _was_register_event(one)
        for one in found
        if one.uid == SITE
    )


def _was_register_event(one: Found) -> bool:
    row = ledger.find(str(one.details.get("event") or ""))
    return row is not None and row["action"] in register.ACTIONS


def _close_records(portal: Any, found: Iterable[Found]) -> Iterator[Found]:
    gone = {one.uid: one.path for one in found if one.kind == kinds.ROLLED_BACK}
    gone.pop(SITE, None)
    for uid, path in sorted(gone.items(), key=lambda item: item[1].count("/")):
        last = ledger_rows.last_act(uid=uid, actions=DECISIONS)
        if last is not None and json.loads(last["details"]).get("kinds"):
            yield from _close_record(portal, path, last)


def _close_record(portal: Any, path: str, last: Row) -> Iterator[Found]:
    said = json.loads(last["details"])
    reason = in_chinese(_SHUT)

    def shut() -> bool:
        record = records.record_at(portal, path, last["uid"])
        return record is not None and shut_again(record, said, reason)

    try:
        if committed(portal, shut):
            yield _told(kinds.SHUT_AGAIN, path, last)
    except Exception as error:
        transaction.abort()
        why = records.unread_reason(error)
        yield _told(kinds.NOT_SHUT, path, last, reason=why)


def _told(kind: str, path: str, last: Row, **details: str) -> Found:
    fingerprint = fingerprint_of(kind, last["uid"], last["id"], ledger.size())
    return Found(
        kind, SOURCE, fingerprint, last["uid"], path, {"event": last["id"], **details}
    )


def committed(portal: Any, act: Callable[[], bool]) -> bool:
    """Do a change in a transaction of its own, anew where another came before it."""
    for attempt in range(_TRIES):
        portal._p_jar.sync()
        try:
            has_changed = act()
            transaction.commit()
        except ConflictError:
            transaction.abort()
            if attempt == _TRIES - 1:
                raise
        else:
            return has_changed
    return False
