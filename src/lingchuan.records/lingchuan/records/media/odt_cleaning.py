"""A text document with nothing but what is printed of it; also the program that makes it.

Run as `python -m lingchuan.records.media.odt_cleaning SOURCE TARGET`, in limits of its
own. What remains is the text as all its changes leave it, its styles and pictures.

- No notes of readers, no tracked changes, no properties, thumbnails or earlier versions.
- No macro, nothing that is run, embedded or fetched from another place.
"""

from collections.abc import Iterator
from io import BytesIO
from lingchuan.records.core.limits import open_no_more
from lingchuan.records.media.confinement import begin
from lingchuan.records.media.errors import NOT_READABLE
from lingchuan.records.media.errors import TOO_LARGE
from lxml import etree
from typing import BinaryIO
from typing import Final

import codecs
import sys
import zipfile


CPU_SECONDS: Final = 60
MEMORY_BYTES: Final = 2 << 30
MAX_BYTES: Final = 512 << 20
MAX_PARTS: Final = 5_000
TYPE: Final = "application/vnd.oasis.opendocument.text"
_TEXTS: Final = ("content.xml", "styles.xml", "settings.xml")
_PICTURES: Final = ("Pictures/", "ObjectReplacements/")
_MANIFEST: Final = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_GONE: Final = frozenset(
    (
        "annotation",
        "annotation-end",
        "tracked-changes",
        "change",
        "change-start",
        "change-end",
        "scripts",
        "event-listeners",
        "section-source",
        "dde-source",
        "dde-connection-decls",
        "object",
        "object-ole",
        "plugin",
        "applet",
        "floating-frame",
        "execute-macro",
        "script",
    )
)
_LINKS: Final = ("a",)


class TooLargeError(Exception):
    """More is packed in it than is unpacked."""


def main(argv: list[str]) -> int:
    """Clean a document; say why not, where it cannot be done."""
    begin(CPU_SECONDS, MEMORY_BYTES, MAX_BYTES)
    with open(argv[1], "rb") as source, open(argv[2], "wb") as target:
        # Of names that do not say theirs; it is loaded when it is needed.
        codecs.lookup("cp437")
        open_no_more()
        try:
            clean(BytesIO(source.read(MAX_BYTES)), target)
        except (TooLargeError, MemoryError):
            print(f"error {TOO_LARGE}")
        except Exception as error:
            # Only the kind of fault is told: a message may quote the document.
            print(f"error {NOT_READABLE} {type(error).__name__}")
    return 0


def clean(source: BinaryIO, target: BinaryIO) -> None:
    """Write a text document anew.

    Raises:
        TooLargeError: more than MAX_BYTES or MAX_PARTS.
        Exception: whatever the reader raises at a broken or encrypted one.
    """
    with zipfile.ZipFile(source) as packed, zipfile.ZipFile(target, "w") as made:
        made.writestr("mimetype", TYPE, zipfile.ZIP_STORED)
        names = ["/"]
        for name, data in _parts(packed):
            names.append(name)
            made.writestr(name, data, zipfile.ZIP_DEFLATED)
        made.writestr("META-INF/manifest.xml", _manifest(names), zipfile.ZIP_DEFLATED)


def _parts(packed: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    infos = packed.infolist()
    if len(infos) > MAX_PARTS:
        raise TooLargeError
    left = MAX_BYTES
    for info in infos:
        is_text = info.filename in _TEXTS
        if not is_text and not info.filename.startswith(_PICTURES):
            continue
        with packed.open(info) as part:
            data = part.read(left + 1)
        left -= len(data)
        if left < 0:
            raise TooLargeError
        yield info.filename, _cleaned(data) if is_text else data


def _cleaned(data: bytes) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    for element in list(root.iter(etree.Element, etree.Comment, etree.PI)):
        if element is root or _is_kept(element):
            _unlink(element)
        else:
            _remove(element)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _is_kept(element: etree._Element) -> bool:
    tag = element.tag
    return isinstance(tag, str) and etree.QName(element).localname not in _GONE


def _unlink(element: etree._Element) -> None:
    """Take away the name of something that lies outside; a text may link to a page."""
    href = element.get(_HREF)
    if href is None or etree.QName(element).localname in _LINKS:
        return
    if not href.removeprefix("./").startswith(_PICTURES) or ".." in href:
        del element.attrib[_HREF]


def _remove(element: etree._Element) -> None:
    """Take an element away, and leave the text that comes after it."""
    parent = element.getparent()
    if parent is None:
        # It lay within another that is gone.
        return
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _manifest(names: list[str]) -> bytes:
    root = etree.Element(f"{{{_MANIFEST}}}manifest", nsmap={"manifest": _MANIFEST})
    for name in names:
        entry = etree.SubElement(root, f"{{{_MANIFEST}}}file-entry")
        kind = "text/xml" if name in _TEXTS else ""
        entry.set(f"{{{_MANIFEST}}}full-path", name)
        entry.set(f"{{{_MANIFEST}}}media-type", TYPE if name == "/" else kind)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv))
