"""A clock that jumps is told of; the order of events is not its."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from lingchuan.records.ledger import api as ledger
from lingchuan.records.setup import clock
from lingchuan.records.setup.clock import Clock
from lingchuan.records.supervision import kinds
from lingchuan.records.supervision.clock_check import ClockCheck
from tests.setup.ticking import in_thread
from tests.setup.ticking import tick
from tests.supervision.findings import add_file
from tests.supervision.findings import alarms
from tests.supervision.findings import change
from tests.supervision.findings import kinds_of
from tests.supervision.findings import reported

import pytest
import transaction


class Clocks:
    """Two clocks that a test sets."""

    def __init__(self) -> None:
        self.wall = datetime.now(UTC)
        self.passed = 0.0

    def go(self, seconds: float, wall: timedelta | None = None) -> None:
        """Let time pass, and the wall clock be set besides."""
        self.passed += seconds
        self.wall += timedelta(seconds=seconds) + (wall or timedelta(0))


@pytest.fixture
def clocks(real, monkeypatch):
    """The two clocks, and a tick of the job that looks at them."""
    told = Clocks()
    monkeypatch.setattr(ledger, "now", lambda: told.wall.isoformat())
    check = ClockCheck(lambda: told.wall, lambda: told.passed)
    jobs = {"clock": clock.look_at(check)}
    made = Clock(real.db, jobs)
    told.tick = lambda: in_thread(made.tick)
    told.tick()
    return told


@pytest.mark.parametrize(
    "jump", [timedelta(days=-365), timedelta(days=1), timedelta(seconds=61)]
)
def test_a_clock_that_jumps_is_an_event_and_an_incident(real, clocks, jump):
    clocks.go(60)
    clocks.tick()
    assert alarms() == []
    before = clocks.wall
    clocks.go(60, jump)
    clocks.tick()
    told = alarms(kinds.CLOCK_JUMP)[0]
    assert datetime.fromisoformat(told["to"]) - datetime.fromisoformat(
        told["from"]
    ) == pytest.approx(jump, abs=timedelta(seconds=1))
    assert before < clocks.wall or jump < timedelta(0)
    clocks.go(60)
    clocks.tick()
    assert kinds_of(real.portal) == [kinds.CLOCK_JUMP]


def test_a_clock_that_is_set_a_little_is_no_jump(real, clocks):
    for seconds in (30, -30, 59):
        clocks.go(60, timedelta(seconds=seconds))
        clocks.tick()
    assert alarms() == []


def test_a_clock_behind_the_last_event_is_told_of_at_the_start(real):
    behind = Clocks()
    behind.wall -= timedelta(days=365)
    check = ClockCheck(lambda: behind.wall, lambda: behind.passed)
    tick(real, {"clock": clock.look_at(check)})
    assert kinds_of(real.portal) == [kinds.CLOCK_JUMP]


def test_events_stay_in_their_order_when_the_clock_goes_back(real, monkeypatch):
    file = add_file(real.portal)
    transaction.commit()
    year_ago = datetime.now(UTC) - timedelta(days=365)
    monkeypatch.setattr(ledger, "now", lambda: year_ago.isoformat())
    change(file, title="时钟回拨之后")
    transaction.commit()
    monkeypatch.undo()
    rows = ledger.read(uid=file.UID())
    assert rows[-1]["at"] < rows[0]["at"]
    assert ledger.last_change(file.UID())["id"] == file.ledger_event
    tick(real, {"reconcile": clock.reconcile})
    assert reported(real.portal) == []
