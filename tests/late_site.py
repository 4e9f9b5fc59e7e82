"""Serve a site whose days are those of a file: python -m tests.late_site CLOCK ZOPE.INI.

CLOCK holds by how many days the site is ahead; it may change while the site is served.
What the ledger and the outbox call now stays the true time.
"""

from datetime import timedelta
from lingchuan.records.content import facts
from pathlib import Path

import sys


def put_ahead(clock: Path) -> None:
    """Let the site's now be so many days ahead as the file says."""
    true_now = facts.now
    facts.now = lambda: true_now() + timedelta(days=int(clock.read_text() or 0))


def serve(ini: str) -> None:
    """Serve the site."""
    from Zope2.Startup.serve import main

    sys.exit(main(["serve", ini]))


if __name__ == "__main__":
    put_ahead(Path(sys.argv[1]))
    serve(sys.argv[2])
