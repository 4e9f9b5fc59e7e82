"""Real small files for the demo: every one says 演示数据 (demo data).

The clips and photos are kept beside this module; PDFs are made when asked for.
"""

from importlib import resources
from io import BytesIO
from plone.namedfile.file import NamedBlobFile
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas


FONT = "STSong-Light"
MARK = "演示数据"
LEFT = 72
TOP = 770
LINE = 26
CLIP_TYPES = {"mp4": "video/mp4", "mp3": "audio/mpeg", "jpg": "image/jpeg"}


def clip(name: str) -> NamedBlobFile:
    """Return one of the files in `data` (hearing.mp4, notice.mp3, …)."""
    data = resources.files(__package__).joinpath("data", name).read_bytes()
    content_type = CLIP_TYPES[name.rsplit(".", 1)[1]]
    return NamedBlobFile(data=data, contentType=content_type, filename=f"演示-{name}")


def paper(title: str, *lines: str) -> NamedBlobFile:
    """Return a one-page PDF with a heading, lines of text and the demo mark."""
    return NamedBlobFile(
        data=pdf_bytes(title, lines),
        contentType="application/pdf",
        filename=f"演示-{title}.pdf",
    )


def pdf_bytes(title: str, lines: tuple[str, ...]) -> bytes:
    """Draw the page; the text stays selectable."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = BytesIO()
    # invariant: the same paper has the same digest on every machine
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    canvas.setTitle(f"{title}（{MARK}）")
    canvas.setFont(FONT, 22)
    canvas.drawCentredString(A4[0] / 2, TOP, title)
    canvas.setFont(FONT, 13)
    for number, line in enumerate(lines, start=2):
        canvas.drawString(LEFT, TOP - number * LINE, line)
    canvas.setFont(FONT, 11)
    canvas.drawString(LEFT, LEFT, f"{MARK}：本件为虚构内容，不具有任何效力。")
    canvas.save()
    return stream.getvalue()
