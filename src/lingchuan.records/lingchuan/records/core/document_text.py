"""The text of a PDF, DOCX or plain document; also the program that reads it apart.

Run as `python -m lingchuan.records.core.document_text KIND`, it reads a document from
its input and writes the text to its output. It limits its own time and memory before
it looks at the first byte, so that a hostile document ends it and not its caller.
"""

from collections.abc import Iterator
from io import BytesIO

import resource
import sys


KINDS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "text/plain": "txt",
}
MAX_CHARACTERS = 500_000
MAX_PAGES = 2_000
CPU_SECONDS = 20
MEMORY_BYTES = 1 << 30


def kind_of(mime: str, filename: str) -> str | None:
    """Return pdf, docx or txt, None for what has no text that can be read."""
    tail = filename.rsplit(".", 1)[-1].lower()
    return KINDS.get(mime) or (tail if tail in KINDS.values() else None)


def read_text(data: bytes, kind: str) -> str:
    """Return the text of a document, cut at `MAX_CHARACTERS`.

    Raises:
        Exception: whatever the reader raises at a broken document.
    """
    found, length = [], 0
    for part in _READERS[kind](data):
        found.append(part)
        length += len(part)
        if length >= MAX_CHARACTERS:
            break
    return "\n".join(found)[:MAX_CHARACTERS]


def _pdf(data: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    for number, page in enumerate(reader.pages):
        if number >= MAX_PAGES:
            return
        yield page.extract_text()


def _docx(data: bytes) -> Iterator[str]:
    from docx import Document
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    document = Document(BytesIO(data))
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.footer._element]
    for part in parts:
        # Those of tables and text boxes too.
        for element in part.iter(qn("w:p")):
            yield Paragraph(element, document).text


def _txt(data: bytes) -> Iterator[str]:
    for encoding in ("utf-8", "gb18030"):
        try:
            yield data.decode(encoding)
            return
        except UnicodeDecodeError:
            continue


_READERS = {"pdf": _pdf, "docx": _docx, "txt": _txt}


def limit() -> None:
    """Limit what this process may use: seconds of processor, bytes of memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(argv: list[str]) -> int:
    """Read the document of the input; 0 good, 1 no text could be read."""
    limit()
    try:
        text = read_text(sys.stdin.buffer.read(), argv[1])
    except Exception as error:
        # Only the kind of fault is told: a message may quote the document.
        sys.stderr.write(type(error).__name__)
        return 1
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
