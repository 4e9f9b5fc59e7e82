"""What a person decides on jobs of the outbox; each decision is an event."""

from collections.abc import Callable
from lingchuan.records.content.errors import BadInput
from lingchuan.records.content.events import log_site
from lingchuan.records.content.settings_door import refuse_without_settings
from lingchuan.records.core.findings import Problem
from lingchuan.records.ledger import outbox


def again(job_id: str) -> None:
    """Let a job be done again that failed, or of which nobody knows.

    Raises:
        NotAllowed: the user does not keep the settings.
        BadInput: there is no such job, or there is nothing to decide.
    """
    _decide(job_id, outbox.again, "job_again")


def leave(job_id: str) -> None:
    """Leave such a job as it is.

    Raises:
        NotAllowed, BadInput: as for `again`.
    """
    _decide(job_id, outbox.leave, "job_left")


def _decide(job_id: str, decide: Callable[[str], bool], action: str) -> None:
    refuse_without_settings()
    job = outbox.find(job_id)
    if job is None:
        raise BadInput([Problem("job", "unknown_value")])
    if not decide(job_id):
        raise BadInput([Problem("job", "job_not_open")])
    told = {"job": job.id, "job_kind": job.kind, "was": job.state, "error": job.error}
    log_site(action, told)
