"""The text of uploaded papers, read once in a process of its own, kept beside the file."""

from lingchuan.records.core.document_text import kind_of
from lingchuan.records.core.plain_text import joined
from lingchuan.records.core.plain_text import without_numbers
from persistent import Persistent
from persistent.mapping import PersistentMapping

import logging
import subprocess
import sys


logger = logging.getLogger(__name__)

# The reader limits its own processor time; this bounds the wait as well.
WAIT_S = 40
MAX_BYTES = 100 << 20
READER = "lingchuan.records.core.document_text"


class FileText(Persistent):
    """One text, apart from its record: a page that shows the record does not load it."""

    def __init__(self, text: str) -> None:
        self.text = text


def keep_text(record: object, name: str, file: object) -> None:
    """Read the text of a file that just came in; what has none leaves none."""
    texts = getattr(record, "file_texts", None)
    if texts is None:
        texts = record.file_texts = PersistentMapping()
    text = without_numbers(joined(_read(file)))
    if text:
        texts[name] = FileText(text)
    else:
        texts.pop(name, None)


def texts_of(record: object) -> list[str]:
    """Return the texts of a record's files."""
    texts = getattr(record, "file_texts", None) or {}
    return [kept.text for kept in texts.values()]


def _read(file: object) -> str:
    kind = kind_of(file.contentType or "", file.filename or "")
    if kind is None or file.getSize() > MAX_BYTES:
        return ""
    command = [sys.executable, "-I", "-m", READER, kind]
    with file.open() as stream:
        try:
            done = subprocess.run(
                command, input=stream.read(), capture_output=True, timeout=WAIT_S
            )
        except subprocess.TimeoutExpired:
            logger.warning("no text of a %s file: it took too long", kind)
            return ""
    if done.returncode:
        # Only the name of the fault: the rest may quote the document.
        said = done.stderr.decode("ascii", "replace").split()
        fault = said[-1] if said and said[-1].isidentifier() else done.returncode
        logger.warning("no text of a %s file: %s", kind, fault)
        return ""
    return done.stdout.decode("utf-8")
