"""What an uploaded file says, read once in a process of its own.

Nothing is written for it: what lies in no file is handed on in memory alone.
"""

from dataclasses import dataclass
from lingchuan.records.core.document_facts import family_of
from lingchuan.records.core.document_facts import HEAD_BYTES
from lingchuan.records.core.document_text import BETWEEN
from lingchuan.records.core.document_text import kind_of
from lingchuan.records.core.document_text import NO_KIND
from typing import BinaryIO

import io
import logging
import os
import shutil
import subprocess
import sys


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
    code, said, fault = _run(stream, kind or NO_KIND)
    if code:
        # Only the name of the fault: the rest may quote the document.
        words = fault.decode("ascii", "replace").split()
        told = words[-1] if words and words[-1].isidentifier() else code
        logger.warning("no text of a %s file: %s", kind or family, told)
    beside, _zero, text = said.decode("utf-8", "replace").partition(BETWEEN.decode())
    whole = text.removesuffix("\n") if kind and not code else ""
    return Reading(whole, f"{beside}\n{text}")


def _run(stream: BinaryIO, kind: str) -> tuple[int | str, bytes, bytes]:
    """Return how the reader ended, what it wrote until then, and its fault."""
    command = [sys.executable, "-I", "-m", READER, kind]
    with _in_a_file(stream) as source:
        try:
            done = subprocess.run(
                command, stdin=source, capture_output=True, timeout=WAIT_S
            )
        except subprocess.TimeoutExpired as error:
            return "Timeout", error.stdout or b"", b""
    return done.returncode, done.stdout, done.stderr


def _in_a_file(stream: BinaryIO) -> BinaryIO:
    """Return a file of the system with the same bytes, to be closed."""
    try:
        number = stream.fileno()
    except (AttributeError, OSError, io.UnsupportedOperation):
        copied = os.fdopen(os.memfd_create("reading"), "w+b")
        stream.seek(0)
        shutil.copyfileobj(stream, copied)
        copied.flush()
        return copied
    if stream.writable():
        stream.flush()
    return os.fdopen(os.dup(number), "rb")
