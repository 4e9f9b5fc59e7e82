"""What a change of the register of offices and clearances tells the ledger."""

from collections.abc import Mapping
from datetime import date
from lingchuan.records.content.events import SITE
from lingchuan.records.content.facts import acting_role
from lingchuan.records.ledger import api as ledger
from plone import api


def note(
    action: str, row: Mapping[str, object], actor: str, digests: tuple[str, str]
) -> None:
    """Write the event of a change.

    Args:
        row: what was given or ended; its `basis` becomes the event's reason.
        digests: of the whole register, before and after.
    """
    told = plain(row)
    reason = told.pop("basis", "")
    before, after = digests
    ledger.record(
        action,
        uid=SITE,
        path="/".join(api.portal.get().getPhysicalPath()),
        reason=reason,
        details=told,
        digest=after,
        digest_before=before,
        actor=actor,
        role=acting_role(),
    )


def plain(row: Mapping[str, object]) -> dict[str, object]:
    """Return a row with ISO days."""
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in row.items()
    }
