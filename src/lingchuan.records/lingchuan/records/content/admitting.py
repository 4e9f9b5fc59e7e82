"""The one way into a closed file: a paper that the bureau itself issues about it.

An answer by Art. 21 comes when the file is archived, as a rule, and belongs into it. Only
issuing.py lets one in, and only into the file that it names.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from lingchuan.records.content import facts


_file: ContextVar[object | None] = ContextVar("lingchuan.records.admits", default=None)


@contextmanager
def admitting(file: object) -> Iterator[None]:
    """Let records into one file within, whatever its state."""
    token = _file.set(aq_base(file))
    try:
        yield
    finally:
        _file.reset(token)


def is_admitted(record: object) -> bool:
    """Return whether a record comes in by this way."""
    file = _file.get()
    return file is not None and aq_base(facts.permit_file_of(record)) is file
