"""The clock's jobs that end what runs out: state secrets, and grants of access requests.

- Each is ended in a transaction of its own. One that cannot be ended is told as an
  incident, and the others end all the same.
- Wholes end before their parts, which wait for them.
"""

from collections.abc import Callable
from datetime import date
from lingchuan.records.access import expiry as grants
from lingchuan.records.confidentiality import expiry as secrets
from lingchuan.records.content.facts import today
from lingchuan.records.supervision import alarms
from lingchuan.records.supervision.reclosing import committed
from lingchuan.records.supervision.records import unread_reason
from typing import Any

import logging
import transaction


SECRETS = "expire"
GRANTS = "grants"
End = Callable[[Any, str, date], object]

log = logging.getLogger(__name__)


def end_secrets(portal: Any) -> None:
    """Release the state secrets whose last protected day is over in China.

    It commits.

    Raises:
        LedgerUnavailable: it cannot be written.
    """
    day = today()
    _end_all(portal, SECRETS, secrets.due(portal, day), secrets.expire, day)


def end_grants(portal: Any) -> None:
    """Let the requests expire whose grants' last day is over in China.

    It commits.

    Raises:
        LedgerUnavailable: it cannot be written.
    """
    day = today()
    _end_all(portal, GRANTS, grants.due(portal, day), grants.expire, day)


def _end_all(portal: Any, job: str, paths: list[str], end: End, day: date) -> None:
    for path in paths:
        try:
            committed(portal, lambda path=path: end(portal, path, day))
        except Exception as error:
            transaction.abort()
            log.exception("%s: it could not be ended", path)
            alarms.tell_of_job(portal, job, unread_reason(error), path)
