"""Papers that are no PDF yet, as a PDF.

Documents of an office are printed by LibreOffice, texts and HTML by the printer of ours:
what is read by no foreign program cannot harm one.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from lingchuan.records.media import office
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import KIND_UNKNOWN
from lingchuan.records.media.errors import NOT_READABLE
from lingchuan.records.media.errors import PROGRAM_MISSING
from lingchuan.records.media.errors import TOO_LARGE
from lingchuan.records.media.fonts import FontMissingError
from lingchuan.records.media.html_blocks import Block
from lingchuan.records.media.html_blocks import blocks_of
from lingchuan.records.media.kinds import kind_of
from lingchuan.records.media.kinds import OLE
from lingchuan.records.media.kinds import PAPER
from lingchuan.records.media.kinds import RTF
from lingchuan.records.media.papers import new_paper
from pathlib import Path
from typing import Final


Facts = Sequence[tuple[str, object]]

HTML: Final = "text/html"
MAX_CHARACTERS: Final = 500_000
# A character has at most four bytes.
MAX_BYTES: Final = 4 * MAX_CHARACTERS
# The printer breaks a paragraph more slowly the longer it is.
_PIECE: Final = 4_000
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_PACKED: Final = b"PK\x03\x04"
_WORD: Final = "application/msword"
# An open document says what it is at its begin; where others list it is the end.
_OPEN: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"
_DOCX: Final = b"word/document.xml"
_HEAD, _END = 1 << 10, 1 << 18


def to_pdf(source: Path, target: Path, mime: str) -> None:
    """Print a document (docx, odt, rtf, doc, plain text, HTML) as a PDF.

    Raises:
        DerivativeError: there is no result then.
    """
    if kind_of(source, mime) != PAPER:
        raise DerivativeError(KIND_UNKNOWN, mime)
    form = _form_of(source, mime)
    if form is not None:
        office.print_office(source, target, form)
        return
    text_to_pdf(target, "", (), _text_of(source), mime)


def _form_of(source: Path, mime: str) -> str | None:
    """Return what LibreOffice calls a document, None for a text.

    Raises:
        DerivativeError: KIND_UNKNOWN for another kind of document.
    """
    with open(source, "rb") as stream:
        head = stream.read(_HEAD)
        stream.seek(max(0, source.stat().st_size - _END))
        end = stream.read()
    if head.startswith(RTF):
        return office.RTF
    if head.startswith(OLE) and mime == _WORD:
        return office.DOC
    if head.startswith(_PACKED) and _OPEN in head:
        return office.ODT
    if head.startswith(_PACKED) and _DOCX in end:
        return office.DOCX
    if head.startswith((OLE, _PACKED)):
        raise DerivativeError(KIND_UNKNOWN, mime)
    return None


def _text_of(source: Path) -> str:
    with open(source, "rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise DerivativeError(TOO_LARGE)
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DerivativeError(NOT_READABLE, "no text")


def text_to_pdf(target: Path, title: str, facts: Facts, text: str, mime: str) -> None:
    """Print a text as a PDF: its title, labels with values, and the text.

    Args:
        mime: of the text: HTML, else it is plain.
    Raises:
        DerivativeError: there is no result then.
    """
    if len(text) > MAX_CHARACTERS:
        raise DerivativeError(TOO_LARGE)
    is_html = mime.partition(";")[0] == HTML
    blocks = blocks_of(text) if is_html else map(Block, text.splitlines())
    try:
        target.write_bytes(_printed(title, facts, blocks))
    except FontMissingError as error:
        raise DerivativeError(PROGRAM_MISSING, str(error)) from error


def _printed(title: str, facts: Facts, blocks: Iterable[Block]) -> bytes:
    paper = new_paper(title)
    if facts:
        paper.facts(facts)
        paper.space()
    for block in blocks:
        if block.rows:
            paper.table(block.rows[0], block.rows[1:])
        elif block.is_heading:
            paper.heading(block.text)
        else:
            for piece in _pieces(block.text):
                paper.paragraph(piece)
    return paper.bytes()


def _pieces(text: str) -> Iterator[str]:
    # A line that is empty keeps its place.
    for start in range(0, max(1, len(text)), _PIECE):
        yield text[start : start + _PIECE] or "\u00a0"
