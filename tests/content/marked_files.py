"""Small real files of each format; a text stands in one place of them, or in none."""

from docx import Document
from io import BytesIO
from PIL import Image
from PIL import PngImagePlugin
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import pypdf
import struct
import zipfile


FONT = "STSong-Light"
XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title>'
    "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
)
EXIF_DESCRIPTION, EXIF_TITLE, EXIF_BLOCK, EXIF_COMMENT = 270, 0x9C9B, 0x8769, 0x9286


def _saved(write, *args, **kwargs) -> bytes:
    stream = BytesIO()
    write(stream, *args, **kwargs)
    return stream.getvalue()


def pdf(text: str = "", *, page: int = 1, subject: str = "") -> bytes:
    """Return a PDF of some pages, a text on one of them."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = BytesIO()
    canvas = Canvas(stream)
    canvas.setSubject(subject)
    for number in range(1, page + 1):
        canvas.setFont(FONT, 14)
        canvas.drawString(72, 700, "建筑工程施工图")
        if number == page:
            for line, part in enumerate(text.splitlines()):
                canvas.drawString(72, 760 - 20 * line, part)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _written(change) -> bytes:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(BytesIO(pdf())))
    change(writer)
    return _saved(writer.write)


def pdf_upright(text: str) -> bytes:
    """Return a PDF whose text runs down, a character a line."""
    return pdf("\n".join(text))


def pdf_subject(text: str) -> bytes:
    """Return a PDF with a text among its properties."""
    return pdf(subject=text)


def pdf_xmp(text: str) -> bytes:
    """Return a PDF with a text in packed XMP."""

    def change(writer):
        from pypdf.generic import DecodedStreamObject
        from pypdf.generic import NameObject

        packet = DecodedStreamObject()
        packet.set_data(XMP.format(text).encode())
        where = writer._add_object(packet.flate_encode())
        writer.root_object[NameObject("/Metadata")] = where

    return _written(change)


def pdf_attachment(text: str) -> bytes:
    """Return a PDF that holds a file of a name."""
    return _written(lambda writer: writer.add_attachment(f"{text}.txt", b"x"))


def pdf_bookmark(text: str) -> bytes:
    """Return a PDF with a bookmark."""
    return _written(lambda writer: writer.add_outline_item(text, 0))


def pdf_note(text: str) -> bytes:
    """Return a PDF with a note on its page."""
    from pypdf.annotations import FreeText

    note = FreeText(text=text, rect=(50, 50, 200, 100))
    return _written(lambda writer: writer.add_annotation(0, note))


def pdf_encrypted(text: str) -> bytes:
    """Return a PDF that nobody reads without its password."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(BytesIO(pdf(text))))
    writer.encrypt("geheim", algorithm="AES-256")
    return _saved(writer.write)


def docx(text: str = "") -> bytes:
    """Return a DOCX whose text is parted into runs."""
    document = Document()
    paragraph = document.add_paragraph()
    for part in text or "样本":
        paragraph.add_run(part)
    return _saved(document.save)


def docx_property(text: str) -> bytes:
    """Return a DOCX with a text among its properties."""
    document = Document()
    document.core_properties.category = text
    return _saved(document.save)


def docx_first_head(text: str) -> bytes:
    """Return a DOCX with a text at the head of its cover alone."""
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = text
    return _saved(document.save)


def packed(name: str, part: str) -> bytes:
    """Return a packed paper of one part."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, part)
    return stream.getvalue()


def xlsx(text: str) -> bytes:
    """Return what stands for a table."""
    return packed("xl/sharedStrings.xml", f"<sst><si><t>{text}</t></si></sst>")


def ofd(text: str) -> bytes:
    """Return what stands for an OFD, a text object for each character."""
    objects = "".join(f"<TextCode X='0'>{one}</TextCode>" for one in text)
    return packed("Doc_0/Pages/Page_0/Content.xml", f"<Page>{objects}</Page>")


def watermarked(text: str) -> bytes:
    """Return what stands for a DOCX with a mark drawn behind its text."""
    return packed("word/header1.xml", f'<v:textpath string="{text}"/>')


def _picture() -> Image.Image:
    return Image.new("RGB", (8, 8), "white")


def jpeg_exif(text: str) -> bytes:
    """Return a photo with a description."""
    exif = Image.Exif()
    exif[EXIF_DESCRIPTION] = text.encode()
    return _saved(_picture().save, "JPEG", exif=exif)


def jpeg_title(text: str) -> bytes:
    """Return a photo with a title as Windows writes it."""
    exif = Image.Exif()
    exif[EXIF_TITLE] = text.encode("utf-16-le") + b"\0\0"
    return _saved(_picture().save, "JPEG", exif=exif)


def jpeg_comment(text: str) -> bytes:
    """Return a photo with a comment of its user."""
    exif = Image.Exif()
    block = exif.get_ifd(EXIF_BLOCK)
    block[EXIF_COMMENT] = b"UNICODE\0" + text.encode("utf-16-le")
    return _saved(_picture().save, "JPEG", exif=exif)


def jpeg_xmp(text: str) -> bytes:
    """Return a photo with an XMP packet."""
    return _saved(_picture().save, "JPEG", xmp=XMP.format(text).encode())


def jpeg_iptc(text: str) -> bytes:
    """Return a photo with a caption of the press."""
    said = text.encode()
    caption = b"\x1c\x02\x78" + struct.pack(">H", len(said)) + said
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(caption)) + caption
    block += b"\0" * (len(caption) % 2)
    marker = b"Photoshop 3.0\0" + block
    plain = _saved(_picture().save, "JPEG")
    return (
        plain[:2]
        + b"\xff\xed"
        + struct.pack(">H", len(marker) + 2)
        + marker
        + plain[2:]
    )


def png(text: str) -> bytes:
    """Return a picture with a packed text."""
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Comment", text, zip=True)
    return _saved(_picture().save, "PNG", pnginfo=info)


def webp(text: str) -> bytes:
    """Return a picture with a description."""
    exif = Image.Exif()
    exif[EXIF_DESCRIPTION] = text.encode()
    return _saved(_picture().save, "WEBP", exif=exif)


def _box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", 8 + len(data)) + kind + data


def mp4(text: str, *, size: int = 0) -> bytes:
    """Return a recording with a title, and `size` bytes of nothing to be seen."""
    value = _box(b"data", struct.pack(">II", 1, 0) + text.encode())
    items = _box(b"ilst", _box(b"\xa9nam", value))
    handler = _box(b"hdlr", bytes(8) + b"mdirappl" + bytes(9))
    moov = _box(b"moov", _box(b"udta", _box(b"meta", bytes(4) + handler + items)))
    head = _box(b"ftyp", b"isom\0\0\2\0isomiso2mp41")
    # The tags lie far from both ends.
    return head + _box(b"mdat", bytes(size)) + moov + _box(b"free", bytes(size))


def mp3(text: str) -> bytes:
    """Return a recording with a title."""
    said = b"\x01" + text.encode("utf-16")
    frame = b"TIT2" + struct.pack(">IH", len(said), 0) + said
    size = bytes((0, 0, len(frame) >> 7 & 127, len(frame) & 127))
    return b"ID3\x03\0\0" + size + frame + b"\xff\xfb\x90\0" + bytes(413)
