"""Serve a site that does nothing by itself: python -m bench.steady ZOPE.INI."""

from lingchuan.records.setup import clock

import sys


def still() -> None:
    """Let nothing be looked after each minute; what requests cost is measured."""
    clock.Clock.run = lambda self: None


def serve() -> None:
    """Serve the site that the command line names."""
    from Zope2.Startup.serve import main

    sys.exit(main(["serve", *sys.argv[1:]]))


if __name__ == "__main__":
    still()
    serve()
