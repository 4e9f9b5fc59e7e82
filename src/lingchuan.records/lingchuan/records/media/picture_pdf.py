"""A PDF of nothing but pictures, one a page: no text, dates, names, scripts or files."""

from dataclasses import dataclass
from typing import BinaryIO
from typing import Final


HEADER: Final = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
CATALOG, PAGES = 1, 2
GRAY, COLOUR = "DeviceGray", "DeviceRGB"
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scan:
    """A page: its JPEG, the size of that in pixels, and of the page in points."""

    jpeg: bytes
    pixels: tuple[int, int]
    points: Size
    colours: str


class PicturePdf:
    """Writes pages as they come, so that one at a time lies in memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._places: dict[int, int] = {}
        self._pages: list[int] = []
        self._next = PAGES + 1
        stream.write(HEADER)

    def add(self, scan: Scan) -> None:
        """Add a page."""
        width, height = scan.points
        picture = self._write(
            f"<</Type/XObject/Subtype/Image/Width {scan.pixels[0]}"
            f"/Height {scan.pixels[1]}/ColorSpace/{scan.colours}/BitsPerComponent 8"
            f"/Filter/DCTDecode/Length {len(scan.jpeg)}>>",
            scan.jpeg,
        )
        drawn = f"{width:.3f} 0 0 {height:.3f} 0 0 cm /P Do".encode()
        content = self._write(f"<</Length {len(drawn)}>>", drawn)
        page = self._write(
            f"<</Type/Page/Parent {PAGES} 0 R/MediaBox[0 0 {width:.3f} {height:.3f}]"
            f"/Resources<</XObject<</P {picture} 0 R>>>>/Contents {content} 0 R>>"
        )
        self._pages.append(page)

    def close(self) -> None:
        """Write the list of pages and the table of places."""
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        count = len(self._pages)
        self._write(f"<</Type/Catalog/Pages {PAGES} 0 R>>", number=CATALOG)
        self._write(f"<</Type/Pages/Count {count}/Kids[{kids}]>>", number=PAGES)
        start = self._stream.tell()
        lines = [f"xref\n0 {self._next}\n0000000000 65535 f \n"]
        lines += [f"{self._places[n]:010} 00000 n \n" for n in range(1, self._next)]
        lines.append(f"trailer\n<</Size {self._next}/Root {CATALOG} 0 R>>\n")
        lines.append(f"startxref\n{start}\n%%EOF\n")
        self._stream.write("".join(lines).encode())

    def _write(self, entries: str, data: bytes | None = None, number: int = 0) -> int:
        """Write an object, and return its number."""
        if not number:
            number, self._next = self._next, self._next + 1
        self._places[number] = self._stream.tell()
        parts = [f"{number} 0 obj\n{entries}\n".encode()]
        if data is not None:
            parts += [b"stream\n", data, b"\nendstream\n"]
        self._stream.write(b"".join((*parts, b"endobj\n")))
        return number
