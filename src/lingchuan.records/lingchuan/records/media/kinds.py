"""What a file is by its own bytes, as far as a derivative of it can be made."""

from lingchuan.records.core.document_facts import family_of
from lingchuan.records.core.document_facts import HEAD_BYTES
from lingchuan.records.core.document_facts import IMAGE
from lingchuan.records.core.document_facts import MEDIA
from lingchuan.records.core.document_facts import PACKED
from lingchuan.records.core.document_facts import PDF
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.errors import KIND_UNKNOWN
from pathlib import Path
from typing import Final


PAPER: Final = "paper"
MP4: Final = "video/mp4"
M4A: Final = "audio/mp4"
PDF_TYPE: Final = "application/pdf"
_PDF_MARK: Final = b"%PDF-"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF: Final = b"{\\rtf"
# Pictures in a container of films.
_STILL: Final = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")
_CLAIMS: Final = {
    "image": (IMAGE,),
    "audio": (MEDIA,),
    "video": (MEDIA,),
    "text": (PAPER,),
}


def kind_of(path: Path, mime: str) -> str:
    """Return PDF, IMAGE, MEDIA or PAPER.

    Args:
        mime: as the record says; it may say nothing (application/octet-stream), but
            must not say another kind: who looked at the file saw something else.
    Raises:
        DerivativeError: KIND_UNKNOWN.
    """
    with open(path, "rb") as stream:
        head = stream.read(HEAD_BYTES)
    found = _kind_of(head, mime)
    wanted = (PDF,) if mime == PDF_TYPE else _CLAIMS.get(mime.partition("/")[0])
    if found is None or (wanted is not None and found not in wanted):
        raise DerivativeError(KIND_UNKNOWN, mime)
    return found


def _kind_of(head: bytes, mime: str) -> str | None:
    if head.startswith(_PDF_MARK):
        return PDF
    # A mark within another file makes a file of two kinds.
    if _PDF_MARK in head or head[8:12] in _STILL:
        return None
    family = family_of(head)
    if family == PACKED or head.startswith((OLE, RTF)):
        return PAPER
    if family is None and mime.startswith("text/"):
        return PAPER
    return family
