"""The extraction workflow: may this step go, and what follows it.

Checks run in the before event and change nothing; acts run in the after event. The
fresh readings of the originals pass from one to the other with the request, so that a
gigabyte is read once.
"""

from Acquisition import aq_base
from collections.abc import Mapping
from datetime import date
from lingchuan.records.content import facts
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.errors import TransitionBlocked
from lingchuan.records.content.findings import blocked
from lingchuan.records.core.dates import order_problems
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import Problem
from lingchuan.records.core.parameters import ASKED
from lingchuan.records.core.parameters import DATE
from lingchuan.records.core.parameters import parameter_problems
from lingchuan.records.core.parameters import REASON
from lingchuan.records.core.parameters import TEXT
from lingchuan.records.evidence import actions
from lingchuan.records.evidence import rules
from lingchuan.records.evidence.items import items_of
from lingchuan.records.evidence.originals import open_original
from lingchuan.records.evidence.originals import read_original
from lingchuan.records.evidence.originals import Reading
from lingchuan.records.evidence.types import WORKFLOW
from lingchuan.records.evidence.wrong_bytes import teller
from lingchuan.records.ledger import api as ledger
from lingchuan.records.media.fonts import font_path
from lingchuan.records.media.fonts import FontMissingError
from plone.uuid.interfaces import IUUID
from typing import Final


ISSUE: Final = "issue"
HAND_OVER: Final = "hand_over"
RETURN: Final = "return"
DAY: Final = {HAND_OVER: "handed_on", RETURN: "returned_on"}
_KEPT: Final = "_v_fresh_readings"


def parameters(transition: str) -> dict[str, str]:
    """Return {parameter: kind of value} of a transition of this workflow."""
    own = {
        HAND_OVER: {"handed_to": ASKED, "handed_on": DATE, "receipt_number": TEXT},
        RETURN: {"returned_on": DATE, "condition": TEXT, "reason": REASON},
    }
    return {"comment": TEXT, "reason": TEXT} | own.get(transition, {})


def before_transition(extraction: object, event: object) -> None:
    """Refuse a step whose parameters or whose extraction do not allow it."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    name, kwargs = event.transition.getId(), event.kwargs or {}
    found = parameter_problems(parameters(name), kwargs)
    if not found and name in DAY:
        found = _day_problems(extraction, name, kwargs)
    if found:
        raise BadInput(found)
    if name == ISSUE:
        _check_issue(extraction)


def after_transition(extraction: object, event: object) -> None:
    """Write what the step states."""
    if event.transition is None or event.workflow.getId() != WORKFLOW:
        return
    name, kwargs = event.transition.getId(), dict(event.kwargs or {})
    moves = {"from": event.old_state.getId(), "to": event.new_state.getId()}
    if name == ISSUE:
        readings = aq_base(extraction).__dict__.pop(_KEPT)
        told = kwargs.get("reason") or kwargs.get("comment") or ""
        actions.issue(extraction, readings, told, moves)
    else:
        kwargs[DAY[name]] = _day(name, kwargs)
        act = actions.hand_over if name == HAND_OVER else actions.take_back
        act(extraction, kwargs, moves)
    extraction.reindexObject()


def _day(name: str, kwargs: Mapping[str, object]) -> date:
    value = kwargs.get(DAY[name]) or facts.today()
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _day_problems(
    extraction: object, name: str, kwargs: Mapping[str, object]
) -> list[Problem]:
    day, base = _day(name, kwargs), aq_base(extraction)
    issued = facts.local_date(base.issued_at)
    if name == HAND_OVER and issued is not None and day < issued:
        params = (("issued", issued.isoformat()),)
        return [Problem(DAY[name], "before_issue", params)]
    before = base.handovers[-1]["handed_on"] if name == RETURN else None
    steps = [("handed_on", before), (DAY[name], day)]
    return order_problems(steps, facts.today())


def _check_issue(extraction: object) -> None:
    found = [finding for _field, finding in rules.gaps(extraction)]
    found += rules.barred(extraction)
    found += _no_font(extraction)
    if not found:
        readings = [_fresh(one) for one in items_of(extraction)]
        found = [finding for _item, _reading, wrong in readings for finding in wrong]
        kept = [(item, reading) for item, reading, _wrong in readings]
        aq_base(extraction).__dict__[_KEPT] = kept
    if found:
        raise TransitionBlocked(found)


def _no_font(extraction: object) -> list[Finding]:
    try:
        font_path()
    except FontMissingError:
        return [blocked(rules.COMPLETE, rules.ARTICLE_22, "font_missing", extraction)]
    return []


def _fresh(recording: object) -> tuple[object, Reading, list[Finding]]:
    """Read an original anew, and hold it against what was stored and logged (R22-2)."""
    kept = facts.digests_of(recording, "file")
    named = (("title", recording.title),)
    stream = open_original(aq_base(recording).file)
    if stream is None:
        reading = Reading("", 0, 0, ())
    else:
        with stream:
            reading = read_original(stream)
    if (reading.sha256, reading.size) != (kept["sha256"], kept["size"]):
        teller(recording, "file", kept["sha256"])(reading.sha256, reading.size)
        code = "item_bytes"
    elif not _is_logged(recording, reading.sha256):
        code = "item_not_logged"
    else:
        return recording, reading, []
    found = blocked(rules.SAME_BYTES, rules.ARTICLE_22, code, recording, named)
    return recording, reading, [found]


def _is_logged(recording: object, sha256: str) -> bool:
    """Return whether a committed event of the record names these bytes."""
    return bool(ledger.read(limit=1, uid=IUUID(recording), sha256=sha256))
