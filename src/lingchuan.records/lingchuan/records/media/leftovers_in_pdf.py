"""What a PDF carries beside the pictures of its pages, by all of its objects."""

from collections.abc import Iterator
from lingchuan.records.media import leftovers_in_pictures
from lingchuan.records.media.leftover_codes import ANNOTATIONS
from lingchuan.records.media.leftover_codes import APPENDED
from lingchuan.records.media.leftover_codes import ATTACHMENTS
from lingchuan.records.media.leftover_codes import EXTRA_STREAMS
from lingchuan.records.media.leftover_codes import LAYERS
from lingchuan.records.media.leftover_codes import METADATA
from lingchuan.records.media.leftover_codes import SCRIPTS
from lingchuan.records.media.leftover_codes import TEXT_LAYER
from lingchuan.records.media.leftover_codes import THUMBNAIL
from lingchuan.records.media.leftover_codes import UNREADABLE
from pypdf import PdfReader
from pypdf.generic import ArrayObject
from pypdf.generic import DictionaryObject
from pypdf.generic import IndirectObject
from pypdf.generic import StreamObject
from typing import BinaryIO
from typing import Final

import re
import zlib


MAX_OBJECTS: Final = 100_000
MAX_DEPTH: Final = 60
PACKED_BYTES: Final = 16 << 20
INFLATED_BYTES: Final = 64 << 20
_STREAM: Final = re.compile(rb"stream\r?\n")
_END: Final = re.compile(rb"%%EOF\s*")
# Entries of dictionaries, and names in them, that tell of more than a picture.
_KEYS: Final = {
    "/Font": TEXT_LAYER,
    "/Info": METADATA,
    "/Metadata": METADATA,
    "/PieceInfo": METADATA,
    "/EmbeddedFiles": ATTACHMENTS,
    "/EF": ATTACHMENTS,
    "/AF": ATTACHMENTS,
    "/JS": SCRIPTS,
    "/JavaScript": SCRIPTS,
    "/OpenAction": SCRIPTS,
    "/AA": SCRIPTS,
    "/XFA": SCRIPTS,
    "/Annots": ANNOTATIONS,
    "/AcroForm": ANNOTATIONS,
    "/Outlines": ANNOTATIONS,
    "/OCProperties": LAYERS,
    "/OC": LAYERS,
    "/Thumb": THUMBNAIL,
}


def codes_in(stream: BinaryIO) -> Iterator[str]:
    """Yield the codes of what a PDF carries.

    Raises:
        Exception: whatever the reader raises at a broken file.
    """
    data = stream.read()
    # Older versions of a document lie before the last, each with an end of its own.
    if len(_END.findall(data)) != 1 or not _END.fullmatch(data[data.rfind(b"%%EOF") :]):
        yield APPENDED
    reader = PdfReader(stream)
    if reader.is_encrypted:
        yield UNREADABLE
    pictures = 0
    for part in _parts(reader):
        yield from (_KEYS[key] for key in part if key in _KEYS)
        if part.get("/Subtype") == "/Image":
            pictures += 1
            if part.get("/Filter") == "/DCTDecode":
                yield from leftovers_in_pictures.codes_in(part._data)
    if pictures > len(reader.pages):
        yield EXTRA_STREAMS
    if any(page.extract_text().strip() for page in reader.pages):
        yield TEXT_LAYER


def _parts(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Yield each dictionary in a document, whether a page leads to it or not."""
    numbers = {(n, g) for g, rows in reader.xref.items() for n in rows}
    numbers |= {(n, 0) for n in reader.xref_objStm}
    if len(numbers) > MAX_OBJECTS:
        raise ValueError("objects")
    yield from _within(reader.trailer, 0)
    for number, generation in sorted(numbers):
        found = IndirectObject(number, generation, reader).get_object()
        yield from _within(found, 0)


def _within(value: object, depth: int) -> Iterator[DictionaryObject]:
    if depth > MAX_DEPTH:
        raise ValueError("depth")
    if isinstance(value, DictionaryObject):
        yield value
        inner = value.values()
    else:
        inner = value if isinstance(value, ArrayObject) else ()
    for one in inner:
        # What is named by its number is met by its number.
        yield from _within(one, depth + 1)


def texts_in(stream: BinaryIO) -> Iterator[str | bytes]:
    """Yield all that is written in a PDF: texts of pages, strings, unpacked streams."""
    reader = PdfReader(stream)
    for page in reader.pages:
        yield page.extract_text()
    for part in _parts(reader):
        yield from (str(value) for value in part.values() if isinstance(value, str))
        if isinstance(part, StreamObject) and part.get("/Subtype") != "/Image":
            yield part.get_data()


def inflated(data: bytes) -> Iterator[bytes]:
    """Yield each packed stream in a file, also those of objects that nobody names."""
    view = memoryview(data)
    for found in _STREAM.finditer(data):
        packed = zlib.decompressobj()
        start = found.end()
        try:
            yield packed.decompress(view[start : start + PACKED_BYTES], INFLATED_BYTES)
        except zlib.error:
            continue
