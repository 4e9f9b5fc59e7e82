"""What a file says beside its text: properties, notes, tags, names of what it holds.

- PDF: properties, XMP, bookmarks, notes on pages, form fields, names of attachments.
- Packed papers (DOCX, XLSX, PPTX, ODF, OFD): the texts of all their parts, names too.
- Images: EXIF, XMP, IPTC, comments. Recordings: the tags of their container; of the
  recording itself nothing is read.
- What cannot be read (scans, encrypted papers, other formats) says nothing.

It runs in the process of document_text.py, within its limits.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any
from typing import BinaryIO

import html
import re


PDF, PACKED, IMAGE, MEDIA = "pdf", "packed", "image", "media"
HEAD_BYTES = 1024
NOTED_PAGES = 20
MAX_PARTS = 400
PART_BYTES = 4 << 20
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\0", b"MM\0*")
_MEDIA = (
    b"ID3",
    b"\xff\xfb",
    b"\xff\xf3",
    b"\xff\xf2",
    b"RIFF",
    b"OggS",
    b"fLaC",
    b"\x1aE\xdf\xa3",
    b"0&\xb2u",
    b"\0\0\x01\xba",
    b"\xff\xf1",
    b"\xff\xf9",
    b"\xff\xfa",
    b"#!AMR",
    b"FLV\x01",
)
# At the fifth byte: the boxes that may come first in MP4 and QuickTime.
_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
# Packets of an MPEG transport stream begin with this byte.
_SYNC, _PACKET = b"G", 188
_TEXTS_IN_BYTES = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
# Blocks that EXIF keeps apart: of the camera, of its maker, of the place.
_EXIF_BLOCKS = (0x8769, 0xA005, 0x8825)
_TAG = re.compile(r"<[^>]*>")
_STAR = "★".encode()


def family_of(head: bytes) -> str | None:
    """Return what a file is by its first bytes, None for what says nothing."""
    if b"%PDF-" in head[:HEAD_BYTES]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return PACKED
    if head.startswith(_IMAGES) or head[8:12] == b"WEBP":
        return IMAGE
    if head.startswith(_MEDIA) or head[4:8] in _BOXES or _is_stream(head):
        return MEDIA
    return None


def _is_stream(head: bytes) -> bool:
    return all(head[n : n + 1] == _SYNC for n in range(0, 5 * _PACKET, _PACKET))


def facts_of(stream: BinaryIO, family: str) -> Iterator[str]:
    """Yield what a file says beside its text; what is broken ends it, not the rest.

    Raises:
        Exception: whatever the reader raises at a broken file.
    """
    yield from _READERS[family](stream)


def _pdf(stream: BinaryIO) -> Iterator[str]:
    from pypdf import PdfReader

    reader = PdfReader(stream)
    parts: tuple[Callable[[], object], ...] = (
        lambda: reader.metadata,
        lambda: _xmp(reader.root_object),
        lambda: list(reader.attachments),
        lambda: [_outline(one) for one in reader.outline],
        lambda: reader.get_form_text_fields(),
        lambda: [_notes(page) for page in reader.pages[:NOTED_PAGES]],
    )
    for part in parts:
        try:
            yield from texts_in(part())
        except Exception:
            # Absent or broken; the others may still say something.
            continue


def _xmp(root: Any) -> object:
    return root["/Metadata"].get_object().get_data()


def _outline(entry: object) -> object:
    if isinstance(entry, list):
        return [_outline(one) for one in entry]
    return getattr(entry, "title", None)


def _notes(page: Any) -> list[object]:
    notes = page.get("/Annots") or ()
    return [one.get_object().get("/Contents") for one in notes]


def _packed(stream: BinaryIO) -> Iterator[str]:
    import zipfile

    with zipfile.ZipFile(stream) as packed:
        for info in packed.infolist()[:MAX_PARTS]:
            yield info.filename
            if not info.flag_bits & 0x800:
                # A name in China's encoding, which ZIP takes for IBM's.
                name = info.filename.encode("cp437", "ignore")
                yield name.decode("gb18030", "ignore")
            if info.filename.endswith((".xml", ".rels")) and not info.flag_bits & 1:
                with packed.open(info) as part:
                    yield from _xml(part.read(PART_BYTES))


def _xml(data: bytes) -> Iterator[str]:
    text = data.decode("utf-8", "ignore")
    # One word may lie in several runs; what is drawn large may be an attribute.
    yield html.unescape(_TAG.sub("", text))
    if _STAR in data:
        yield text


def _image(stream: BinaryIO) -> Iterator[str]:
    from PIL import Image
    from PIL import IptcImagePlugin

    # No pixel is read until the end.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(stream) as image:
        yield from texts_in(image.info)
        exif = image.getexif()
        yield from texts_in(dict(exif))
        for block in _EXIF_BLOCKS:
            yield from texts_in(exif.get_ifd(block))
        yield from texts_in(IptcImagePlugin.getiptcinfo(image))
        # In a PNG, texts may stand behind the picture.
        yield from texts_in(getattr(image, "text", None))


def _media(stream: BinaryIO) -> Iterator[str]:
    from pymediainfo import MediaInfo

    found = MediaInfo.parse(stream, parse_speed=0)
    for track in found.tracks:
        yield from texts_in(track.to_data())


_READERS: Mapping[str, Callable[[BinaryIO], Iterator[str]]] = {
    PDF: _pdf,
    PACKED: _packed,
    IMAGE: _image,
    MEDIA: _media,
}


def texts_in(value: object) -> Iterator[str]:
    """Yield the texts in a value; bytes as each encoding that they may be in."""
    if isinstance(value, str):
        yield value
        if not value.isascii() and max(value) <= "\xff":
            # Bytes that a reader took for Latin letters.
            yield from texts_in(value.encode("latin-1"))
    elif isinstance(value, bytes):
        for encoding in _TEXTS_IN_BYTES:
            yield value.decode(encoding, "ignore")
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from texts_in(one)
