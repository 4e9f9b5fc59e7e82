"""What an uploaded file says, read once in a process of its own."""

from dataclasses import dataclass
from lingchuan.records.content.apart import program
from lingchuan.records.content.apart import run_apart
from lingchuan.records.core.document_facts import family_of
from lingchuan.records.core.document_facts import HEAD_BYTES
from lingchuan.records.core.document_text import BETWEEN
from lingchuan.records.core.document_text import kind_of
from lingchuan.records.core.document_text import NO_KIND
from typing import BinaryIO

import logging


logger = logging.getLogger(__name__)

# The reader limits its own processor time; this bounds the wait as well.
WAIT_S = 40
READER = "lingchuan.records.core.document_text"


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a file, '' where it could not be read to its end; all that it says."""

    text: str = ""
    said: str = ""


def read_file(stream: BinaryIO, mime: str, filename: str) -> Reading:
    """Return what a file says; nothing where its kind is not known.

    Args:
        stream: open for reading, in a file or in memory.
    """
    kind = kind_of(mime, filename)
    stream.seek(0)
    family = family_of(stream.read(HEAD_BYTES))
    if kind is None and family is None:
        return Reading()
    ended = run_apart(program(READER, kind or NO_KIND), stream, WAIT_S)
    code, said, fault = ended.code, ended.said, ended.fault
    if code:
        # Only the name of the fault: the rest may quote the document.
        words = fault.decode("ascii", "replace").split()
        told = words[-1] if words and words[-1].isidentifier() else code
        logger.warning("no text of a %s file: %s", kind or family, told)
    beside, _zero, text = said.decode("utf-8", "replace").partition(BETWEEN.decode())
    whole = text.removesuffix("\n") if kind and not code else ""
    return Reading(whole, f"{beside}\n{text}")
