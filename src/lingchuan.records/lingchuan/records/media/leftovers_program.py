"""The program that looks for what a file carries, and writes the codes, one a line.

Run as `python -m lingchuan.records.media.leftovers_program`; its input is JSON:
{"path", "kind", "words"}, of which a kind is PDF, IMAGE, MEDIA, PACKED, or another for
what is text. It limits its own time and memory, and opens only that file.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from lingchuan.records.core.document_facts import facts_of
from lingchuan.records.core.document_facts import family_of
from lingchuan.records.core.document_facts import HEAD_BYTES
from lingchuan.records.core.document_facts import IMAGE
from lingchuan.records.core.document_facts import MEDIA
from lingchuan.records.core.document_facts import PACKED
from lingchuan.records.core.document_facts import PDF
from lingchuan.records.core.document_facts import texts_in
from lingchuan.records.media import leftovers_in_pdf
from lingchuan.records.media import leftovers_in_pictures
from lingchuan.records.media.confinement import begin
from lingchuan.records.media.confinement import shut_files
from lingchuan.records.media.confinement import shut_network
from lingchuan.records.media.leftover_codes import ANNOTATIONS
from lingchuan.records.media.leftover_codes import ATTACHMENTS
from lingchuan.records.media.leftover_codes import METADATA
from lingchuan.records.media.leftover_codes import SCRIPTS
from lingchuan.records.media.leftover_codes import TEXT_LAYER
from lingchuan.records.media.leftover_codes import THUMBNAIL
from lingchuan.records.media.leftover_codes import UNREADABLE
from lingchuan.records.media.leftover_codes import WORDS
from pathlib import Path
from PIL import Image
from typing import BinaryIO
from typing import Final

import json
import mmap
import os
import sys
import zipfile


CPU_SECONDS: Final = 600
# Beside the file itself.
MEMORY_BYTES: Final = 2 << 30
# Shorter ones turn up in what is packed by chance.
SURE_BYTES: Final = 6
_ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
_PART_BYTES: Final = 64 << 20
# Parts of packed documents, by how their names begin or what is in them.
_NAMES: Final = (
    ("docProps/", METADATA),
    ("meta.xml", METADATA),
    ("Thumbnails/", THUMBNAIL),
    ("docProps/thumbnail", THUMBNAIL),
    ("word/comments", ANNOTATIONS),
    ("word/embeddings/", ATTACHMENTS),
    ("Object ", ATTACHMENTS),
    ("word/vbaProject", SCRIPTS),
    ("Basic/", SCRIPTS),
    ("Scripts/", SCRIPTS),
)


def main() -> int:
    """Look into the file of the input."""
    job = json.load(sys.stdin)
    begin(CPU_SECONDS, MEMORY_BYTES + os.path.getsize(job["path"]))
    Image.init()
    with open(job["path"], "rb") as stream:
        # The whole is looked through without lying in memory.
        whole = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        _confine()
        looks = (_codes(stream, job["kind"]), _words(stream, whole, job))
        codes = {code for look in looks for code in _told(look)}
    print("\n".join(sorted(codes)), flush=True)
    return 0


def _told(look: Iterator[str]) -> Iterator[str]:
    """Yield what a look finds; where it breaks off, the rest is not known."""
    try:
        yield from look
    except Exception as error:
        # Only the kind of fault is told: a message may quote the file.
        sys.stderr.write(type(error).__name__)
        yield UNREADABLE


def _confine() -> None:
    """Open nothing more but modules: the readers load theirs when they need them."""
    shut_network()
    folders = (*sys.path, sys.prefix, sys.base_prefix, "/usr", "/lib", "/lib64")
    shut_files([Path(folder) for folder in folders if folder], [])


def _codes(stream: BinaryIO, kind: str) -> Iterator[str]:
    stream.seek(0)
    if kind == PDF:
        yield from leftovers_in_pdf.codes_in(stream)
    elif kind == IMAGE:
        yield from leftovers_in_pictures.codes_in(stream.read())
    elif kind != MEDIA:
        yield TEXT_LAYER
    if kind == PACKED:
        with zipfile.ZipFile(stream) as packed:
            for name in packed.namelist():
                yield from (code for start, code in _NAMES if name.startswith(start))


def _words(stream: BinaryIO, whole: mmap.mmap, job: dict) -> Iterator[str]:
    words = [word for word in job["words"] if word.strip()]
    if not words:
        return
    sure = [form for form in _forms(words) if len(form) >= SURE_BYTES]
    if any(whole.find(form) >= 0 for form in sure):
        yield WORDS
        return
    for text in _texts(stream, whole, job["kind"]):
        if _says(text, words):
            yield WORDS
            return


def _forms(words: Sequence[str]) -> Iterator[bytes]:
    for word in words:
        for case in {word, word.lower(), word.upper()}:
            for encoding in _ENCODINGS:
                form = case.encode(encoding, "ignore")
                yield form
                # As a PDF may write it.
                yield form.hex().encode()
                yield form.hex().upper().encode()


def _says(text: str | bytes, words: Sequence[str]) -> bool:
    if isinstance(text, bytes):
        return any(form in text for form in _forms(words) if len(form) > 1)
    plain = _plain(text)
    return any(_plain(word) in plain for word in words)


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _texts(stream: BinaryIO, whole: mmap.mmap, kind: str) -> Iterator[str | bytes]:
    """Yield what is written in a file, unpacked."""
    stream.seek(0)
    if kind == PDF:
        # What no reader understands is unpacked all the same.
        yield from leftovers_in_pdf.inflated(whole[:])
        yield from leftovers_in_pdf.texts_in(stream)
    elif kind == PACKED:
        with zipfile.ZipFile(stream) as packed:
            for name in packed.namelist():
                yield name
                with packed.open(name) as part:
                    yield part.read(_PART_BYTES)
    if kind != MEDIA and family_of(whole[:HEAD_BYTES]) is not None:
        stream.seek(0)
        yield from texts_in(list(facts_of(stream, kind)))


if __name__ == "__main__":
    sys.exit(main())
