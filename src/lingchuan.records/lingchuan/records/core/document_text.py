"""The text of a PDF, DOCX or plain document; also the program that reads a file apart.

Run as `python -m lingchuan.records.core.document_text KIND`, it reads the file that its
input is and writes what the file says beside its text, a zero, and the text. It limits
its own time and memory before it looks at the first byte, so that a hostile document
ends it and not its caller. What it has read until then is written.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from lingchuan.records.core.document_facts import facts_of
from lingchuan.records.core.document_facts import family_of
from lingchuan.records.core.document_facts import HEAD_BYTES
from lingchuan.records.core.document_facts import PDF
from lingchuan.records.core.limits import limit_process
from typing import BinaryIO

import codecs
import sys


KINDS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "text/plain": "txt",
}
NO_KIND = "-"
MAX_CHARACTERS = 500_000
MAX_PAGES = 2_000
# A character has at most four bytes.
MAX_TEXT_BYTES = 4 * MAX_CHARACTERS
CPU_SECONDS = 20
MEMORY_BYTES = 1 << 30
BETWEEN = b"\0"


def kind_of(mime: str, filename: str) -> str | None:
    """Return pdf, docx or txt, None for what has no text that can be read."""
    tail = filename.rsplit(".", 1)[-1].lower()
    return KINDS.get(mime) or (tail if tail in KINDS.values() else None)


def _pdf(stream: BinaryIO) -> Iterator[str]:
    from pypdf import PdfReader

    reader = PdfReader(stream)
    for number, page in enumerate(reader.pages):
        if number >= MAX_PAGES:
            return
        yield page.extract_text()


def _docx(stream: BinaryIO) -> Iterator[str]:
    from docx import Document
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    document = Document(stream)
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.footer._element]
    for part in parts:
        # Those of tables and text boxes too.
        for element in part.iter(qn("w:p")):
            yield Paragraph(element, document).text


def _txt(stream: BinaryIO) -> Iterator[str]:
    data = stream.read(MAX_TEXT_BYTES)
    for encoding in ("utf-8", "gb18030"):
        # Where a long text is cut, its last character may be half.
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            yield decoder.decode(data, len(data) < MAX_TEXT_BYTES)
            return
        except UnicodeDecodeError:
            continue


_READERS: dict[str, Callable[[BinaryIO], Iterator[str]]] = {
    "pdf": _pdf,
    "docx": _docx,
    "txt": _txt,
}


def limit() -> None:
    """Limit what this process may use: seconds of processor, bytes of memory."""
    limit_process(CPU_SECONDS, MEMORY_BYTES)


def _write(parts: Iterable[str]) -> bool:
    """Write texts at once, at most `MAX_CHARACTERS`; return whether all was read."""
    left = MAX_CHARACTERS
    try:
        for part in parts:
            said = part[:left].replace("\0", " ") + "\n"
            sys.stdout.buffer.write(said.encode("utf-8", "replace"))
            sys.stdout.buffer.flush()
            left -= len(said)
            if left <= 0:
                break
    except Exception as error:
        # Only the kind of fault is told: a message may quote the document.
        sys.stderr.write(f" {type(error).__name__}")
        return False
    return True


def main(argv: list[str]) -> int:
    """Read the file of the input; 0 good, 1 no text could be read."""
    limit()
    # Opened anew, it has a place of its own: the caller's stays where it is.
    with open("/proc/self/fd/0", "rb") as stream:
        family = family_of(stream.read(HEAD_BYTES))
        kind = PDF if family == PDF else argv[1]
        good = _write(facts_of(stream, family)) if family else True
        sys.stdout.buffer.write(BETWEEN)
        stream.seek(0)
        if kind in _READERS:
            good = _write(_READERS[kind](stream))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv))
