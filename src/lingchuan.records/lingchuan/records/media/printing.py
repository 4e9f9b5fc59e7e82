"""Papers in Chinese: one builder of PDF documents that print the same each time.

- The same content gives the same bytes: no clock and no random id goes into them.
- The font is embedded, so that every reader shows and every search finds the text.
- Each page carries the number of the paper, its own number and the count of pages.
- Metadata hold the title, the number and the bureau; nobody's name.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from lingchuan.records.content.settings import settings
from lingchuan.records.i18n import _
from lingchuan.records.i18n import in_chinese
from lingchuan.records.media.fonts import font_path
from lingchuan.records.media.papers import page_text
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable
from reportlab.platypus import KeepTogether
from reportlab.platypus import LongTable
from reportlab.platypus import Paragraph
from reportlab.platypus import SimpleDocTemplate
from reportlab.platypus import Spacer
from reportlab.platypus import TableStyle
from typing import Final
from xml.sax.saxutils import escape


FONT: Final = "Chinese"
MARGIN: Final = 20 * mm
WIDTH: Final = A4[0] - 2 * MARGIN
# reportlab's frame pads its content by 6 points.
PADDING: Final = 6
LABEL_SHARE: Final = 0.24
GRID: Final = (
    ("GRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#9a9a9a")),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
)
SHADE: Final = colors.HexColor("#f0f0f0")


@cache
def _register(path: str) -> str:
    """Register a font file, and return its name."""
    pdfmetrics.registerFont(TTFont(FONT, path, subfontIndex=0))
    return FONT


def font_name() -> str:
    """Return the name of the embedded font; see fonts.font_path."""
    return _register(font_path())


def _style(size: float, **more: object) -> ParagraphStyle:
    return ParagraphStyle(
        f"size-{size}",
        fontName=font_name(),
        fontSize=size,
        leading=size * 1.5,
        wordWrap="CJK",
        **more,
    )


def _markup(text: object) -> str:
    """Return plain text as the markup of a paragraph; lines stay lines."""
    lines = str(text if text is not None else "").splitlines()
    return "<br/>".join(escape(line) for line in lines)


class _Pages(Canvas):
    """A canvas that knows the count of pages before it draws their feet."""

    def __init__(self, *args: object, foot: tuple[str, str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._foot = foot
        self._kept: list[dict] = []

    def showPage(self) -> None:
        """Keep the page until the last one is known."""
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Draw the feet and write all pages."""
        for page in self._kept:
            self.__dict__.update(page)
            self._draw_foot(len(self._kept))
            super().showPage()
        super().save()

    def _draw_foot(self, pages: int) -> None:
        left, right = self._foot
        self.setFont(font_name(), 8.5)
        self.drawString(MARGIN, 11 * mm, left)
        numbered = right.format(page=self._pageNumber, pages=pages)
        self.drawRightString(A4[0] - MARGIN, 11 * mm, numbered)


class Document:
    """One paper, built from the top down; `bytes()` prints it.

    Args:
        title: what the paper is, such as 音像证据提取说明.
        number: its number, shown below the title and at each foot.
    """

    def __init__(self, title: str, *, number: str = "") -> None:
        self._title = title
        self._number = number
        self._story: list[Flowable] = [
            Paragraph(_markup(title), _style(18, alignment=1, spaceAfter=2 * mm))
        ]
        if number:
            style = _style(11, alignment=1, spaceAfter=4 * mm)
            self._story.append(Paragraph(_markup(number), style))

    def heading(self, text: str) -> None:
        """Add a heading, which stays with what follows it."""
        style = _style(12.5, spaceBefore=4 * mm, spaceAfter=1.5 * mm, keepWithNext=1)
        self._story.append(Paragraph(_markup(text), style))

    def paragraph(self, text: str) -> None:
        """Add running text; its line breaks are kept."""
        style = _style(10.5, spaceAfter=2 * mm)
        self._story.append(Paragraph(_markup(text), style))

    def facts(self, rows: Sequence[tuple[str, object]]) -> None:
        """Add pairs of label and value, one below the other."""
        style = [*GRID, ("BACKGROUND", (0, 0), (0, -1), SHADE)]
        self._add(rows, (LABEL_SHARE, 1 - LABEL_SHARE), style, head=0)

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[object]],
        widths: Sequence[float] = (),
    ) -> None:
        """Add a table whose header is repeated on each page.

        Args:
            widths: share of each column, in any unit; all alike if empty.
        """
        style = [*GRID, ("BACKGROUND", (0, 0), (-1, 0), SHADE)]
        shares = tuple(widths) or (1,) * len(header)
        self._add([header, *rows], shares, style, head=1)

    def qr(self, text: str, *, size: float = 32) -> None:
        """Add a QR code of `text`, `size` millimetres wide."""
        size *= mm
        code = QrCodeWidget(text, barLevel="M", barWidth=size, barHeight=size)
        drawing = Drawing(size, size)
        drawing.add(code)
        self._story.append(drawing)

    def space(self, height: float = 6 * mm) -> None:
        """Leave `height` points empty."""
        self._story.append(Spacer(1, height))

    def signatures(self, labels: Sequence[str]) -> None:
        """Add one line for each who signs by hand, with room for the day."""
        day = in_chinese(_("print_day", default="Day: ____________"))
        style = _style(10.5, spaceBefore=7 * mm)
        lines = [f"{label}：____________________　　{day}" for label in labels]
        together = KeepTogether([Paragraph(_markup(line), style) for line in lines])
        self._story.append(together)

    def bytes(self) -> bytes:
        """Return the PDF."""
        out = BytesIO()
        foot = (self._number or self._title, page_text())
        template = SimpleDocTemplate(
            out,
            pagesize=A4,
            leftMargin=MARGIN - PADDING,
            rightMargin=MARGIN - PADDING,
            topMargin=18 * mm,
            bottomMargin=20 * mm,
            title=f"{self._title} {self._number}".strip(),
            author=settings().bureau_name,
            invariant=1,
            lang="zh-CN",
        )
        template.build(
            self._story,
            canvasmaker=lambda *args, **kwargs: _Pages(*args, foot=foot, **kwargs),
        )
        return out.getvalue()

    def _add(
        self,
        rows: Sequence[Sequence[object]],
        shares: Sequence[float],
        style: Sequence[tuple],
        *,
        head: int,
    ) -> None:
        whole = sum(shares)
        table = LongTable(
            list(_cells(rows)),
            colWidths=[WIDTH * share / whole for share in shares],
            repeatRows=head,
            splitInRow=1,
            style=TableStyle(style),
        )
        self._story.append(table)


def _cells(rows: Sequence[Sequence[object]]) -> Iterator[list[Paragraph]]:
    style = _style(9)
    for row in rows:
        yield [Paragraph(_markup(cell), style) for cell in row]
