"""What a browser may show of a file by itself, judged by the file's own bytes.

- Only raster pictures, audio, video and plain text; nobody's claim counts.
- Bytes that are something else as well (a picture with markup in it, a text that holds
  a PDF) are not shown.
- What is not shown has a type to be saved by, which is never one that runs.
"""

from codecs import getincrementaldecoder
from typing import Final

import re


# How much of a file is looked at, in bytes.
HEAD: Final = 1 << 16
UNKNOWN: Final = "application/octet-stream"
TEXT: Final = "text/plain"
PDF: Final = "application/pdf"
_STARTS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
)
# At the fifth byte of a container, or the ninth.
_RIFF: Final = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
_BRANDS: Final = {b"M4A ": "audio/mp4", b"qt  ": "video/quicktime"}
# HEIF and AVIF are pictures, of which not every browser knows.
_NOT_VIDEO: Final = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")
_EBML: Final = b"\x1aE\xdf\xa3"
_MARKUP: Final = (b"<script", b"<html", b"<svg", b"<!doctype", b"<iframe", b"<body")
_PDF_MARK: Final = b"%PDF-"
# Readers look for it there.
_PDF_WITHIN: Final = 1024
_PLAIN: Final = frozenset("\t\n\r\f")
_ENCODINGS: Final = ("utf-8", "gb18030")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE: Final = (
    (_ZIP, "application/vnd.openxmlformats-officedocument."),
    (_ZIP, "application/vnd.oasis.opendocument."),
    (_ZIP, "application/zip"),
    (_OLE, "application/msword"),
    (_OLE, "application/vnd.ms-"),
)


# A type and parameters as a header carries them.
_TOKEN: Final = "[A-Za-z0-9!#$&^_.+-]+"
_CLAIM: Final = re.compile(rf"({_TOKEN}/{_TOKEN})\s*(?:;[\x20-\x7e]*)?")


def claimed_type(claimed: str) -> str | None:
    """Return type and subtype of what a sender says of a file, None where it is none."""
    found = _CLAIM.fullmatch(claimed)
    return found[1] if found else None


def shown_type(head: bytes) -> str | None:
    """Return the type by which a file may be shown inline, None for none.

    Args:
        head: the first `HEAD` bytes, or all of a shorter file.
    """
    if not head or _is_more(head):
        return None
    return _of_start(head) or _of_container(head) or _of_text(head)


def saved_type(head: bytes, claimed: str) -> str:
    """Return the type by which a file is saved: shown, PDF, or of an office; else unknown.

    Args:
        head: as for `shown_type`.
        claimed: what who sent the file said of it; counts where the bytes may be that.
    """
    if head.startswith(_PDF_MARK):
        return PDF
    said = claimed_type(claimed) or UNKNOWN
    for start, kind in _OFFICE:
        if head.startswith(start) and said.startswith(kind):
            return said
    return shown_type(head) or UNKNOWN


def _is_more(head: bytes) -> bool:
    lower = head.lower()
    return _PDF_MARK in head[:_PDF_WITHIN] or any(mark in lower for mark in _MARKUP)


def _of_start(head: bytes) -> str | None:
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    # Frames of MPEG audio without tags: layer 3, or AAC.
    if head[0] == 0xFF and len(head) > 1 and head[1] in (0xFB, 0xFA, 0xF3, 0xF2):
        return "audio/mpeg"
    if head[0] == 0xFF and len(head) > 1 and head[1] in (0xF1, 0xF9):
        return "audio/aac"
    return None


def _of_container(head: bytes) -> str | None:
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return None if brand in _NOT_VIDEO else _BRANDS.get(brand, "video/mp4")
    if head.startswith(_EBML):
        return "video/webm" if b"webm" in head[:64] else None
    if head.startswith(b"OggS"):
        return "video/ogg" if b"theora" in head[:128] else "audio/ogg"
    return None


def _of_text(head: bytes) -> str | None:
    for encoding in _ENCODINGS:
        try:
            # The last character may be cut.
            text = getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        start = text.lstrip("\ufeff \t\r\n\f")
        if start.startswith("<") or any(c < " " and c not in _PLAIN for c in text):
            return None
        return f"{TEXT}; charset={encoding}"
    return None
