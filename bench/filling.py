"""What both fillers share: Zope's root from a configuration, and a loop in batches.

Stock Plone's Python has no add-on, so the root is not taken from its set-up.
"""

from AccessControl.security import newInteraction
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.globalrequest import setRequest

import time
import transaction


BATCH = 100


@contextmanager
def application(var: str) -> Iterator[object]:
    """Start Zope from <var>/etc/zope.conf and give its root."""
    from Zope2.Startup.run import configure_wsgi

    import Zope2

    configure_wsgi(f"{var}/etc/zope.conf")
    newInteraction()
    app = makerequest(Zope2.app())
    # Dexterity keeps what it looked up on the request of the thread.
    setRequest(app.REQUEST)
    try:
        yield app
    finally:
        setSite(None)
        transaction.abort()
        app._p_jar.close()
        app._p_jar.db().close()


def fill(add: Callable[[int], None], first: int, last: int) -> None:
    """Add the items in batches of a transaction each; print seconds an item."""
    transaction.commit()
    start = time.perf_counter()
    for number in range(first, last):
        add(number)
        if number % BATCH == BATCH - 1:
            transaction.commit()
    transaction.commit()
    print((time.perf_counter() - start) / max(1, last - first))
