"""The program that makes a PDF or a picture anew, out of pictures of its pages.

Run as `python -m lingchuan.records.media.remake_program`, it reads a job as JSON from its
input: see `Job`. It knows nothing of the site, limits its own time and memory, and opens
nothing but the two files of the job. It writes lines: `error CODE`, `pages COUNT`, `format NAME`, and
how much is done as a number of percent.
"""

from dataclasses import dataclass
from io import BytesIO
from lingchuan.records.core.document_facts import PDF
from lingchuan.records.core.limits import limit_next_step
from lingchuan.records.core.limits import open_no_more
from lingchuan.records.media import marks
from lingchuan.records.media.confinement import begin
from lingchuan.records.media.errors import NOT_READABLE
from lingchuan.records.media.errors import NOTHING_LEFT
from lingchuan.records.media.errors import OUTSIDE
from lingchuan.records.media.errors import TOO_LARGE
from lingchuan.records.media.errors import TOO_LONG
from lingchuan.records.media.page_fonts import Face
from lingchuan.records.media.page_fonts import PageFonts
from lingchuan.records.media.page_pictures import MAX_PAGE_PIXELS
from lingchuan.records.media.page_pictures import of_pdf
from lingchuan.records.media.page_pictures import of_picture
from lingchuan.records.media.page_pictures import Sheet
from lingchuan.records.media.page_pictures import Sheets
from lingchuan.records.media.page_pictures import TooLargeError
from lingchuan.records.media.page_pictures import TooLongError
from lingchuan.records.media.picture_pdf import COLOUR
from lingchuan.records.media.picture_pdf import GRAY
from lingchuan.records.media.picture_pdf import PicturePdf
from lingchuan.records.media.picture_pdf import Scan
from pathlib import Path
from PIL import Image
from PIL import ImageChops
from typing import BinaryIO
from typing import Final

import json
import math
import sys


MEMORY_BYTES: Final = 2 << 30
WRITTEN_BYTES: Final = 4 << 30
QUALITY: Final = 85
# Of a picture that is only looked at.
SCREEN_PIXELS: Final = 4_000_000
FORMAT, PAGES = "format ", "pages "


@dataclass(frozen=True, slots=True)
class Job:
    """What to do.

    Args:
        source, target: paths.
        kind: PDF or IMAGE, of the source.
        areas: (page from 1, left, top, width, height) each, as shares of the sides.
        lines: of the mark; none if empty.
        font: path of the font of the mark, and of Chinese that a PDF has no font for.
        serif: of such Chinese with serifs: path, and number of the face.
        page_s, whole_s: seconds of processor, for a page and for all.
        first, most: the first page that is wanted, from 1, and how many; 0 for all.
        dpi: of the pages of a PDF.
    """

    source: str
    target: str
    kind: str
    areas: list[tuple[int, float, float, float, float]]
    lines: list[str]
    font: str
    serif: tuple[str, int]
    page_s: int
    whole_s: int
    first: int
    most: int
    dpi: int

    @property
    def wanted(self) -> slice:
        """The pages, counted from 0."""
        start = self.first - 1
        return slice(start, start + self.most if self.most else None)


def main() -> int:
    """Do the job of the input."""
    job = Job(**json.load(sys.stdin))
    begin(job.whole_s, MEMORY_BYTES, WRITTEN_BYTES)
    Image.init()
    with open(job.source, "rb") as source, open(job.target, "wb") as target:
        code = _code_of(job, source, target)
    if code:
        _say(f"error {code}")
    return 0


def _say(line: str) -> None:
    print(line, flush=True)


def _code_of(job: Job, source: BinaryIO, target: BinaryIO) -> str:
    """Do a job; return '' or why it could not be done."""
    try:
        font = Path(job.font).read_bytes() if job.lines else b""
        if job.kind == PDF:
            PageFonts(Face(job.font), Face(*job.serif)).setup()
        open_no_more()
        return _done(job, source, target, font)
    except (TooLargeError, MemoryError):
        return TOO_LARGE
    except TooLongError:
        return TOO_LONG
    except Exception as error:
        # Only the kind of fault is told: a message may quote the file.
        return f"{NOT_READABLE} {type(error).__name__}"


def _done(job: Job, source: BinaryIO, target: BinaryIO, font: bytes) -> str:
    limit_next_step(job.page_s)
    if job.kind == PDF:
        sheets = of_pdf(source, job.wanted, job.dpi)
    else:
        sheets = of_picture(source, job.wanted)
    if any(not 1 <= area[0] <= sheets.count for area in job.areas):
        return OUTSIDE
    if not sheets.count:
        return NOTHING_LEFT
    if job.first > sheets.count:
        return OUTSIDE
    _say(f"{PAGES}{sheets.count}")
    _say(f"{FORMAT}{sheets.format}")
    write = _write_pdf if sheets.format == "PDF" else _write_picture
    write(job, sheets, target, font)
    return ""


def _write_pdf(job: Job, sheets: Sheets, target: BinaryIO, font: bytes) -> None:
    paper = PicturePdf(target)
    for number, sheet in enumerate(sheets.each, start=job.first):
        paper.add(_scan(_painted(job, number, sheet, font)))
        _say(str(100 * number // sheets.count))
        limit_next_step(job.page_s)
    paper.close()


def _write_picture(job: Job, sheets: Sheets, target: BinaryIO, font: bytes) -> None:
    (sheet,) = sheets.each
    picture = _painted(job, 1, sheet, font).picture
    if job.most:
        picture = _shrunk(picture, SCREEN_PIXELS)
    if sheets.format == "PNG":
        picture.save(target, "PNG")
    else:
        picture.save(target, "JPEG", quality=QUALITY)
    _say("100")


def _painted(job: Job, number: int, sheet: Sheet, font: bytes) -> Sheet:
    """Return a page with its black areas and its mark."""
    picture = sheet.picture
    marks.blacken(picture, [tuple(box) for page, *box in job.areas if page == number])
    if not job.lines:
        return sheet
    picture = _shrunk(picture)
    height = picture.height
    marked = marks.marked(picture, job.lines, font)
    wide, high = sheet.points
    return Sheet(marked, (wide, high * marked.height / height))


def _shrunk(picture: Image.Image, most: int = MAX_PAGE_PIXELS) -> Image.Image:
    """Return a picture of no more pixels than a page may have."""
    share = math.sqrt(most / (picture.width * picture.height))
    if share >= 1:
        return picture
    size = tuple(max(1, int(n * share)) for n in picture.size)
    return picture.resize(size, Image.Resampling.LANCZOS)


def _scan(sheet: Sheet) -> Scan:
    picture = _shrunk(sheet.picture)
    red, green, blue = picture.split()
    is_gray = not (
        ImageChops.difference(red, green).getbbox()
        or ImageChops.difference(red, blue).getbbox()
    )
    stream = BytesIO()
    (red if is_gray else picture).save(stream, "JPEG", quality=QUALITY)
    colours = GRAY if is_gray else COLOUR
    return Scan(stream.getvalue(), picture.size, sheet.points, colours)


if __name__ == "__main__":
    sys.exit(main())
