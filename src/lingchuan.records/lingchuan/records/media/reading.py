"""What a media file says of itself, read once in a process of its own.

No file kills the site or holds it up, and none raises: what cannot be read is told by a
code. The process is limited in time, memory and what it may open; see probe.py.
"""

from dataclasses import dataclass
from lingchuan.records.content.apart import Ended
from lingchuan.records.content.apart import program
from lingchuan.records.content.apart import run_apart
from lingchuan.records.content.apart import TIMEOUT
from lingchuan.records.core.document_facts import family_of
from lingchuan.records.core.document_facts import HEAD_BYTES
from lingchuan.records.core.document_facts import IMAGE
from lingchuan.records.core.document_facts import MEDIA
from lingchuan.records.core.media_facts import facts_from
from lingchuan.records.core.media_facts import MediaFacts
from lingchuan.records.media import probe
from typing import BinaryIO

import json
import logging


logger = logging.getLogger(__name__)

COMMAND = program("lingchuan.records.media.probe")
WAIT_S = 30
# Why a file says nothing: no recording or picture, broken, beyond time or memory, or
# the reader could not be started.
UNKNOWN, BROKEN, TOO_MUCH, NOT_STARTED = "unknown", "broken", "too_much", "not_started"
_FAULTS = {probe.UNKNOWN: UNKNOWN, probe.TOO_MUCH: TOO_MUCH, TIMEOUT: TOO_MUCH}


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that says nothing of itself; `code` names why."""

    code: str


def read_facts(stream: BinaryIO) -> MediaFacts | Unread:
    """Return what a file says of itself, or why it says nothing; it never raises.

    Args:
        stream: open for reading, in a file or in memory.
    """
    try:
        stream.seek(0)
        if family_of(stream.read(HEAD_BYTES)) not in (IMAGE, MEDIA):
            return Unread(UNKNOWN)
        ended = run_apart(COMMAND, stream, WAIT_S)
    except OSError as error:
        logger.warning("no reader of media: %s", error)
        return Unread(NOT_STARTED)
    return _facts(ended)


def _facts(ended: Ended) -> MediaFacts | Unread:
    if ended.code == probe.READ:
        try:
            return facts_from(dict(json.loads(ended.said)))
        except (ValueError, TypeError, RecursionError):
            return Unread(BROKEN)
    # A signal: it was killed at its limit, or its library fell.
    is_killed = isinstance(ended.code, int) and ended.code < 0
    code = TOO_MUCH if is_killed else _FAULTS.get(ended.code, BROKEN)
    logger.warning("a media file is not read: %s (%s)", code, ended.code)
    return Unread(code)
