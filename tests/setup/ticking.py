"""Ticks of a clock, in one thread, as a clock has its own."""

from concurrent.futures import ThreadPoolExecutor
from lingchuan.records.setup import clock
from lingchuan.records.setup.clock import Clock


_clock_thread = ThreadPoolExecutor(1)


def in_thread(work, *args) -> None:
    """Run something in the clock's thread."""
    _clock_thread.submit(work, *args).result(60)


def tick(real, jobs=None) -> Clock:
    """Tick once, in a thread."""
    made = Clock(real.db, jobs or (clock.quick_jobs() | clock.long_jobs()))
    in_thread(made.tick)
    return made
