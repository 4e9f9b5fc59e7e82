"""Papers that are no PDF yet, as a PDF."""

from collections.abc import Sequence
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import KIND_UNKNOWN
from pathlib import Path


Facts = Sequence[tuple[str, object]]


def to_pdf(source: Path, target: Path, mime: str) -> None:
    """Print a document (docx, odt, rtf, doc, plain text, HTML) as a PDF.

    Raises:
        DerivativeError: there is no result then.
    """
    raise DerivativeError(KIND_UNKNOWN, mime)


def text_to_pdf(target: Path, title: str, facts: Facts, text: str, mime: str) -> None:
    """Print a text of ours as a PDF: its title, labels with values, and the text.

    Args:
        mime: text/html or text/plain.
    """
    raise DerivativeError(KIND_UNKNOWN, mime)
