"""The writers of extractions: issue, hand over, take back. Each ends in the ledger."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from lingchuan.records.content import facts
from lingchuan.records.content.durable import sync_with_transaction
from lingchuan.records.content.events import log
from lingchuan.records.content.normalise import keep_digest_beside
from lingchuan.records.evidence import package
from lingchuan.records.evidence import warnings
from lingchuan.records.evidence.items import uids_of
from lingchuan.records.evidence.originals import Reading
from plone.namedfile.file import NamedBlobFile


FROZEN_NAME = "frozen.zip"


def issue(
    extraction: object,
    readings: Sequence[tuple[object, Reading]],
    reason: str,
    moves: Mapping[str, str],
) -> None:
    """Number the extraction and freeze its package.

    Args:
        readings: each recording with what a fresh reading of its file told.
        moves: {"from": state, "to": state}.
    Raises:
        LedgerUnavailable: the package cannot be proven.
        FontMissingError: the paper cannot be printed.
    """
    now = facts.now().replace(microsecond=0)
    number, folder = package.reserve(extraction, now)
    extraction.warnings = warnings.reckon(extraction)
    act = package.Issue(number, folder, now, facts.current_user() or "")
    frozen = package.freeze(extraction, act, package.originals(readings))
    extraction.number, extraction.issued_at = number, now
    extraction.issued_by = act.by
    extraction.manifest_sha256 = frozen.manifest_sha256
    extraction.frozen = NamedBlobFile(frozen.data, "application/zip", FROZEN_NAME)
    extraction.frozen_sha256 = frozen.sha256
    sync_with_transaction(extraction.frozen._blob)
    keep_digest_beside(extraction, "frozen")
    details = {
        "number": number,
        "items": list(uids_of(extraction)),
        "manifest_sha256": frozen.manifest_sha256,
        "frozen_sha256": frozen.sha256,
        "checkpoint_size": frozen.checkpoint_size,
        "warnings": len(extraction.warnings),
    }
    log(extraction, "issue", reason=reason, details=details | dict(moves))


def hand_over(
    extraction: object, params: Mapping[str, object], moves: Mapping[str, str]
) -> None:
    """Note to whom the medium was given; the event tells the day, not the person."""
    row = {
        "handed_to": params.get("handed_to") or None,
        "handed_on": params["handed_on"],
        "receipt_number": params.get("receipt_number") or None,
        "reason": params.get("reason") or params.get("comment") or None,
        "handed_by": facts.current_user(),
        "returned_on": None,
        "condition": None,
        "returned_to": None,
    }
    extraction.handovers = [*(extraction.handovers or ()), row]
    _log(extraction, "hand_over", "handed_on", params, moves)


def take_back(
    extraction: object, params: Mapping[str, object], moves: Mapping[str, str]
) -> None:
    """Note that the medium came back, and how."""
    *before, last = extraction.handovers
    back = {
        "returned_on": params["returned_on"],
        "condition": params.get("condition") or None,
        "returned_to": facts.current_user(),
    }
    extraction.handovers = [*before, {**last, **back}]
    _log(extraction, "return", "returned_on", params, moves)


def _log(
    extraction: object,
    action: str,
    field: str,
    params: Mapping[str, object],
    moves: Mapping[str, str],
) -> None:
    day = params[field]
    told = {field: day.isoformat() if isinstance(day, date) else str(day)}
    reason = str(params.get("reason") or params.get("comment") or "")
    log(extraction, action, reason=reason, details=told | dict(moves))
