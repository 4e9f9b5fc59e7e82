"""Serve a site whose acts leave no event: python -m bench.silent ZOPE.INI.

The difference to the same site with its ledger is what an event costs: the record's
state and digest, the leaf, and the SQL commit.
"""

from bench.steady import serve
from bench.steady import still
from lingchuan.records.content import facts
from lingchuan.records.ledger import api
from lingchuan.records.ledger.manager import LedgerManager


EVENT = {"id": "0" * 32}


def hush() -> None:
    """Let nothing be reckoned for the ledger, and nothing written."""
    facts.canonical_state = lambda obj: {}
    api.event_of = lambda *args, **values: EVENT
    LedgerManager.lock = lambda self: None
    LedgerManager.tpc_vote = lambda self, txn: None


if __name__ == "__main__":
    still()
    hush()
    serve()
