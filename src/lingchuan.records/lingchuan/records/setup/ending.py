"""The clock's job that ends state secrets: each in a transaction of its own.

- One that cannot be ended is told as an incident, and the others end all the same.
- Wholes end before their parts, which wait for them.
"""

from lingchuan.records.confidentiality import expiry
from lingchuan.records.content.facts import today
from lingchuan.records.supervision import alarms
from lingchuan.records.supervision.reclosing import committed
from lingchuan.records.supervision.records import unread_reason
from typing import Any

import logging
import transaction


JOB = "expire"

log = logging.getLogger(__name__)


def end_secrets(portal: Any) -> None:
    """Release the state secrets whose last protected day is over in China.

    It commits.

    Raises:
        LedgerUnavailable: it cannot be written.
    """
    day = today()
    for path in expiry.due(portal, day):
        try:
            committed(portal, lambda path=path: expiry.expire(portal, path, day))
        except Exception as error:
            transaction.abort()
            log.exception("%s: the state secret could not be ended", path)
            alarms.tell_of_job(portal, JOB, unread_reason(error), path)
