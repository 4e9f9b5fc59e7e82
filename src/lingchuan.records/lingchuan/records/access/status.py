"""How a request stands, for who has its receipt code: state and due day, nothing else.

- A code has 65 random bits. Who tries codes is made to wait: so many wrong ones from one
  address within ten minutes, and no code is looked up for it until they are over.
- A wrong code, one that is none, and one too many have one answer each, whoever asks.
"""

from Acquisition import aq_base
from lingchuan.records.access import receipts
from lingchuan.records.content import facts
from lingchuan.records.content.errors import TooMany
from typing import Final
from zExceptions import NotFound

import threading
import time


WINDOW_S: Final = 600
WRONG: Final = 20
# Addresses remembered; the oldest are forgotten first.
_MOST: Final = 10_000
_lock = threading.Lock()
_misses: dict[str, list[float]] = {}


def look_up(text: str, browser: object) -> dict[str, object]:
    """Return {state, due_on} of the request of a code.

    Raises:
        NotFound: there is none.
        TooMany: too many wrong codes came from this address.
    """
    address = browser.getClientAddr() or ""
    if _is_over(address):
        raise TooMany("receipt_code")
    request = receipts.find(text)
    if request is None:
        _miss(address)
        raise NotFound("@request-status")
    state = facts.lifecycle_state(request)
    return {"state": state, "due_on": aq_base(request).due_on}


def _is_over(address: str) -> bool:
    with _lock:
        return len(_recent(address)) >= WRONG


def _miss(address: str) -> None:
    with _lock:
        recent = [*_recent(address), time.monotonic()]
        _misses.pop(address, None)
        _misses[address] = recent[-WRONG:]
        while len(_misses) > _MOST:
            del _misses[next(iter(_misses))]


def _recent(address: str) -> list[float]:
    since = time.monotonic() - WINDOW_S
    return [moment for moment in _misses.get(address, ()) if moment > since]


def forget() -> None:
    """Forget who tried, as a process that starts anew."""
    with _lock:
        _misses.clear()
