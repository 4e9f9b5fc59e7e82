"""The fonts that a PDF names and does not bring with it, out of memory.

The reader of PDF would look for them on the disk, where it may open nothing any more.
"""

from pathlib import Path
from typing import Final

import ctypes
import pypdfium2
import struct


# The character sets of China, Taiwan, Japan and Korea, as Windows counts them.
_WIDE_SETS: Final = (128, 129, 134, 136)
_ROMAN: Final = 1 << 4
_SERIFS: Final = ("song", "sun", "ming", "fang", "kai", "serif", "宋", "明", "楷")
# Faces of one file share tables; this one is asked for to get the whole file.
_COLLECTION: Final = int.from_bytes(b"ttcf", "big")
_WHOLE: Final = 0
PLAIN, SERIF = 1, 2


class Face:
    """One face of a font file."""

    def __init__(self, path: str, number: int = 0) -> None:
        self._data = Path(path).read_bytes()
        self._start = 0
        if self._data.startswith(b"ttcf"):
            (self._start,) = struct.unpack_from(">I", self._data, 12 + 4 * number)

    def table(self, tag: int) -> bytes:
        """Return a table, or what the reader takes for the face or for its file."""
        if tag == _COLLECTION:
            return self._data if self._start else b""
        if tag == _WHOLE:
            return self._data[self._start :]
        (count,) = struct.unpack_from(">H", self._data, self._start + 4)
        for place in range(self._start + 12, self._start + 12 + 16 * count, 16):
            name, _sum, at, size = struct.unpack_from(">IIII", self._data, place)
            if name == tag:
                return self._data[at : at + size]
        return b""


class PageFonts(pypdfium2.PdfSysfontBase):
    """Gives Chinese faces for all that is written in Chinese, and no other.

    Letters of Latin have stand-ins in the reader itself.
    """

    def __init__(self, plain: Face, serif: Face) -> None:
        super().__init__()
        self._faces = {PLAIN: plain, SERIF: serif}

    def EnumFonts(self, _: object, mapper: object) -> None:
        """Tell of no font: each is asked for by `MapFont`."""

    def MapFont(
        self,
        _: object,
        _weight: int,
        _italic: bool,
        charset: int,
        pitch: int,
        face: object,
        _exact: object,
    ) -> int | None:
        """Return the number of a face, None for a stand-in."""
        said = ctypes.cast(face, ctypes.c_char_p).value or b""
        name = said.decode("utf-8", "replace").lower()
        if charset not in _WIDE_SETS and said.isascii():
            return None
        is_serif = bool(pitch & _ROMAN) or any(part in name for part in _SERIFS)
        return SERIF if is_serif else PLAIN

    def GetFont(self, _: object, face: object) -> None:
        """Know no font by its name alone."""

    def GetFontData(
        self, _: object, number: int, tag: int, buffer: object, room: int
    ) -> int:
        """Write a table where there is room for it; return its size."""
        data = self._faces[number].table(tag)
        if buffer and len(data) <= room:
            ctypes.memmove(buffer, data, len(data))
        return len(data)

    def GetFaceName(self, _: object, number: int, buffer: object, room: int) -> int:
        """Tell no name."""
        return 0

    def GetFontCharset(self, _: object, number: int) -> int:
        """Return the character set of China."""
        return 134

    def DeleteFont(self, _: object, number: int) -> None:
        """Keep the faces until the end."""
