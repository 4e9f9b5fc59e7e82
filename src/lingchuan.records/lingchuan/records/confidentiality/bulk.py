"""Many records decided at once: each by itself, each with its answer.

- Every record goes through the same function as if it were decided alone; one that is
  refused is put back and holds up no other.
- A record that is no longer as the officer saw it is left as it is, so that a form sent
  twice changes nothing twice.
- A state secret is never decided in bulk: each needs its own basis and stub (R20-2).
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from lingchuan.records.confidentiality import deciding
from lingchuan.records.confidentiality.expiry import REVIEW
from lingchuan.records.confidentiality.expiry import review_release
from lingchuan.records.confidentiality.gate import forget_roles
from lingchuan.records.confidentiality.gate import is_seen
from lingchuan.records.confidentiality.register import refuse_non_officers
from lingchuan.records.confidentiality.roles import decision_of
from lingchuan.records.confidentiality.roles import is_restricted
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import NotAllowed
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.publicity import OUTCOMES
from lingchuan.records.core.secrecy import STATE
from plone import api
from plone.uuid.interfaces import IUUID

import transaction


MOST = 100
# A yearly review may be done so long before its day.
REVIEW_AHEAD = timedelta(days=30)
DECIDED = "decided"
UNCHANGED = "unchanged"
REFUSED = "refused"
MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record: a code, and the error where it was refused.

    `record` is None where there is none that the officer may view.
    """

    uid: str
    code: str
    record: object | None = None
    error: Exception | None = None


def decide_all(
    uids: Sequence[str], payload: Mapping[str, object]
) -> tuple[Outcome, ...]:
    """Decide undecided records alike.

    Args:
        payload: as `@confidentiality` takes it; `kinds: []` opens.
    Raises:
        NotAllowed: the user is no confidentiality officer.
        BadInput: no records, too many, no reason, or a state secret among the kinds.
    """
    found = _problems(uids, payload.get("comment"))
    if STATE in (payload.get("kinds") or ()):  # type: ignore[operator]
        found.append(Problem("kinds", "state_one_by_one"))
    _refuse(found)
    return tuple(_each(uids, _is_undecided, lambda obj: deciding.decide(obj, payload)))


def keep_all(uids: Sequence[str], comment: str) -> tuple[Outcome, ...]:
    """Keep restrictions as they are after their yearly review.

    Raises:
        NotAllowed: the user is no confidentiality officer.
        BadInput: no records, too many, or no reason.
    """
    _refuse(_problems(uids, comment))

    def keep(obj: object) -> None:
        kinds = list(decision_of(obj)["kinds"])
        deciding.decide(obj, {"kinds": kinds, "comment": comment})

    return tuple(_each(uids, is_review_due, keep))


def review_releases(
    uids: Sequence[str], outcome: str, comment: str
) -> tuple[Outcome, ...]:
    """Say of released records that nobody has reviewed whether they may be published.

    Raises:
        NotAllowed: the user is no confidentiality officer.
        BadInput: no records, too many, no reason, or an unknown outcome.
    """
    found = _problems(uids, comment)
    if outcome not in OUTCOMES:
        found.append(Problem("outcome", "required"))
    _refuse(found)
    return tuple(
        _each(uids, _awaits_review, lambda obj: review_release(obj, outcome, comment))
    )


def _refuse(found: Sequence[Problem]) -> None:
    refuse_non_officers()
    if found:
        raise BadInput(found)


def _problems(uids: Sequence[str], comment: object) -> list[Problem]:
    found = []
    if not uids:
        found.append(Problem("uids", "no_records"))
    if len(uids) > MOST:
        found.append(Problem("uids", "too_many_records", (("max", str(MOST)),)))
    if not str(comment or "").strip():
        found.append(Problem("comment", "reason_required"))
    return found


def _is_undecided(obj: object) -> bool:
    return facts.confidentiality_state(obj) == "undecided"


def _awaits_review(obj: object) -> bool:
    released = facts.confidentiality_state(obj) == "released"
    return released and not decision_of(obj).get(REVIEW)


def is_review_due(obj: object) -> bool:
    """Tell whether a record's yearly review is due, or its entry awaits an officer."""
    said = decision_of(obj)
    if not is_restricted(obj):
        return False
    latest = (facts.today() + REVIEW_AHEAD).isoformat()
    return bool(said.get("by_entry")) or (said.get("review_due") or "") <= latest


def _each(
    uids: Sequence[str],
    is_asked: Callable[[object], bool],
    act: Callable[[object], None],
) -> Iterator[Outcome]:
    records = _records(uids)
    for uid in dict.fromkeys(uids):
        record = records.get(uid)
        if record is None:
            yield Outcome(uid, MISSING)
        elif not is_asked(record):
            yield Outcome(uid, UNCHANGED, record)
        else:
            yield _one(uid, record, act)


def _one(uid: str, record: object, act: Callable[[object], None]) -> Outcome:
    point = transaction.savepoint()
    try:
        act(record)
    except (BadInput, NotAllowed, TransitionBlocked) as error:
        point.rollback()
        forget_roles()
        return Outcome(uid, REFUSED, record, error)
    return Outcome(uid, DECIDED, record)


def _records(uids: Sequence[str]) -> dict[str, object]:
    """Return {UID: record} of those that the officer may view."""
    brains = api.portal.get_tool("portal_catalog")(UID=list(uids))
    found = (brain.getObject() for brain in brains)
    return {IUUID(one): one for one in found if is_seen(one)}
