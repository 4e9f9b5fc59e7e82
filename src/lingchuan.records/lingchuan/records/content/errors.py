"""Errors that doors translate: bad input, a blocked transition, a refused delete."""

from collections.abc import Sequence
from lingchuan.records.core.findings import Finding
from lingchuan.records.core.findings import Problem
from Products.CMFCore.WorkflowCore import WorkflowException
from zExceptions import BadRequest
from zExceptions import Forbidden

import errno


FULL = (errno.ENOSPC, errno.EDQUOT)


class BadInput(BadRequest):
    """Input that names no possible record; carries one problem a field."""

    def __init__(self, problems: "Sequence[Problem] | BadInput") -> None:
        # CMFCore's workflow tool raises a new one from the one it caught.
        if isinstance(problems, BadInput):
            problems = problems.problems
        super().__init__(", ".join(f"{p.field}: {p.code}" for p in problems))
        self.problems = tuple(problems)


class TransitionBlocked(WorkflowException):
    """A transition or delete that the state or a rule forbids."""

    def __init__(self, findings: "Sequence[Finding] | TransitionBlocked") -> None:
        # CMFCore's workflow tool raises a new one from the one it caught.
        if isinstance(findings, TransitionBlocked):
            findings = findings.findings
        super().__init__(", ".join(f.code for f in findings))
        self.findings = tuple(findings)


class DeleteRefused(TransitionBlocked):
    """A delete of what must stay (Art. 26, item 3).

    `record` is what was to go, where the user may see it: the catalog of the request that
    is given up may have forgotten it.
    """

    def __init__(
        self, findings: "Sequence[Finding] | TransitionBlocked", record: object = None
    ) -> None:
        super().__init__(findings)
        self.record = record


class NotAllowed(Forbidden):
    """The user sees the thing but lacks the right."""


class BarredBy(NotAllowed):
    """The user lacks the right, and a rule says why."""

    def __init__(self, findings: "Sequence[Finding] | BarredBy") -> None:
        # CMFCore's workflow tool raises a new one from the one it caught.
        if isinstance(findings, BarredBy):
            findings = findings.findings
        super().__init__(", ".join(f.code for f in findings))
        self.findings = tuple(findings)


class FieldNotAllowed(NotAllowed):
    """The user may change the thing, but not this field of it."""


class TooMany(Exception):
    """Somebody tries too often; 429."""


class DiskError(Exception):
    """A disk is full or does not answer, so nothing was stored.

    `disk` is files, database or ledger; `number` the system's error number.
    """

    def __init__(self, disk: str, number: int | None) -> None:
        super().__init__(f"{disk}: {errno.errorcode.get(number or 0, number)}")
        self.disk = disk
        self.is_full = number in FULL
