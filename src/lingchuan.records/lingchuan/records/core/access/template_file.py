"""Whether a file may be the template of a notice: a small DOCX that holds text alone.

- No macros, no embedded objects, nothing that is fetched from elsewhere when it is
  opened or printed: no linked parts, no fields that read files.
- No more than it says it is: neither a bomb of zeros nor entities of XML.

It does not read what the template says; the renderer does.
"""

from collections.abc import Iterator
from typing import BinaryIO
from typing import Final

import re
import zipfile


MAX_BYTES: Final = 1 << 20
# Unpacked: of one part of text, of all parts together, and how many there may be.
MAX_PART_BYTES: Final = 1 << 20
MAX_WHOLE_BYTES: Final = 8 << 20
MAX_PARTS: Final = 200
TYPES: Final = "[Content_Types].xml"
MAIN: Final = "word/document.xml"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_IS_DOCX: Final = f'ContentType="{DOCX}.main+xml"'.encode()
# What a paper is made of; anything else is something that acts, or a file within it.
_KNOWN: Final = (".xml", ".rels", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".odttf")
_READ: Final = (".xml", ".rels")
_ACTIVE: Final = re.compile(r"activeX|/embeddings/|vbaData", re.I)
_ACTIVE_TYPE: Final = re.compile(rb"macroEnabled|vbaProject|oleObject", re.I)
_RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_EXTERNAL: Final = re.compile(r"TargetMode\s*=\s*.External", re.I)
# A link in the text is followed by nobody but its reader.
_LINK: Final = re.compile(r"/relationships/hyperlink\b")
# One field may lie in several runs, so all are looked at as one text.
_FIELD: Final = re.compile(r"instrText[^>]*>([^<]*)|\binstr\s*=\s*[\"']([^\"']*)")
_READS: Final = re.compile(r"INCLUDE|IMPORT|DDE|DATABASE|MACRO|(?<!HYPER)LINK")


def template_problem(stream: BinaryIO) -> str:
    """Return the code of why a file may not be a template, '' where it may."""
    size = stream.seek(0, 2)
    stream.seek(0)
    if size > MAX_BYTES:
        return "template_large"
    try:
        with zipfile.ZipFile(stream) as packed:
            return next(_problems(packed), "")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError):
        return "template_no_docx"
    except (NotImplementedError, RuntimeError, EOFError):
        # Packed by another method, or encrypted.
        return "template_no_docx"
    finally:
        stream.seek(0)


def _problems(packed: zipfile.ZipFile) -> Iterator[str]:
    parts = packed.infolist()
    names = [part.filename for part in parts]
    if TYPES not in names or MAIN not in names or len(set(names)) < len(names):
        yield "template_no_docx"
    if len(parts) > MAX_PARTS or sum(p.file_size for p in parts) > MAX_WHOLE_BYTES:
        yield "template_large"
    if any(_ACTIVE.search(name) or not _is_known(name) for name in names):
        yield "template_active"
    for part in parts:
        if part.filename.lower().endswith(_READ):
            if part.file_size > MAX_PART_BYTES:
                yield "template_large"
            with packed.open(part) as opened:
                data = opened.read(MAX_PART_BYTES + 1)
            yield from _problems_of(part.filename, data)


def _is_known(name: str) -> bool:
    return name.endswith("/") or name.lower().endswith(_KNOWN)


def _problems_of(name: str, data: bytes) -> Iterator[str]:
    if len(data) > MAX_PART_BYTES:
        yield "template_large"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        # Another encoding would hide what is looked for.
        yield "template_no_docx"
        return
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        yield "template_no_docx"
    if name == TYPES and _IS_DOCX not in data:
        yield "template_no_docx"
    if name == TYPES and _ACTIVE_TYPE.search(data):
        yield "template_active"
    if any(map(_is_fetched, _RELATION.findall(text))):
        yield "template_linked"
    fields = "".join(map("".join, _FIELD.findall(text)))
    if _READS.search(fields.upper()):
        yield "template_linked"


def _is_fetched(relation: str) -> bool:
    return bool(_EXTERNAL.search(relation) and not _LINK.search(relation))
