"""How the ledger writes a moment: its tables are compared as text."""

from datetime import datetime
from datetime import UTC


def stamp(moment: datetime) -> str:
    """Return a moment in UTC, in milliseconds, as the tables have it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def now() -> str:
    """Return the server's time as events tell it."""
    return stamp(datetime.now(UTC))
