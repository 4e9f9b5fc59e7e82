"""The server's clock held against one that cannot be set, and against the ledger.

Times of events are the server's. Order is the ledger's; so a clock that jumps changes
no order, but it must be known where the times are not to be relied upon.
"""

from collections.abc import Callable
from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from lingchuan.records.ledger import api as ledger
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision.alarms import Found
from lingchuan.records.supervision.incidents import fingerprint_of

import time


SOURCE = "clock"
JUMP = timedelta(seconds=60)


class ClockCheck:
    """Remembers both clocks from one look to the next."""

    def __init__(
        self,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        passed: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take the clock that people set, and one that tells seconds passed."""
        self._now, self._passed = now, passed
        self._last: tuple[datetime, float] | None = None

    def check(self) -> Iterator[Found]:
        """Yield a jump since the last look, or a clock that is behind the ledger."""
        now, passed = self._now(), self._passed()
        last, self._last = self._last, (now, passed)
        if last is not None:
            expected = last[0] + timedelta(seconds=passed - last[1])
            if abs(now - expected) > JUMP:
                yield _jump(expected, now)
                return
        size = ledger.size()
        newest = ledger.read(size - 1, 1) if size else []
        told = datetime.fromisoformat(newest[0]["at"]) if newest else now
        if told - now > JUMP:
            yield _jump(told, now)


def _jump(expected: datetime, now: datetime) -> Found:
    told = {
        "from": expected.isoformat(timespec="seconds"),
        "to": now.isoformat(timespec="seconds"),
    }
    fingerprint = fingerprint_of("clock", told["from"], told["to"])
    return Found(kinds.CLOCK_JUMP, SOURCE, fingerprint, details=told)
