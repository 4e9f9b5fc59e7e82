"""Files that carry canaries wherever a file can carry more than one sees in it."""

from docx import Document
from docx.oxml import parse_xml
from io import BytesIO
from PIL import Image
from PIL import ImageDraw
from PIL import PngImagePlugin
from pypdf import PdfWriter
from pypdf.annotations import Text
from pypdf.generic import ArrayObject
from pypdf.generic import DictionaryObject
from pypdf.generic import NameObject
from pypdf.generic import StreamObject
from pypdf.generic import TextStringObject
from reportlab.pdfgen.canvas import Canvas
from tests.media.media_files import recording

import pypdfium2
import subprocess


CANARY = "CANARY-7731"
# In points of the page, from below: what a black box hides, and what a layer hides.
PAGE = (400, 600)
BOX = (50, 500, 200, 40)
LAYER = (50, 300)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(pages=1):
    """Return a PDF with canaries under a box, in a layer, a note, a file, a script."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=PAGE)
    canvas.setTitle(CANARY)
    canvas.setAuthor(CANARY)
    for _number in range(pages):
        canvas.drawString(60, 515, f"under {CANARY}")
        canvas.rect(*BOX, fill=1)
        canvas.drawString(60, 400, "seen by everybody")
        canvas.showPage()
    canvas.save()
    writer = PdfWriter(clone_from=stream)
    writer.add_attachment("canary.txt", CANARY.encode())
    writer.root_object[NameObject("/OpenAction")] = _script()
    writer.add_annotation(0, Text(rect=(300, 50, 320, 70), text=CANARY))
    writer.xmp_metadata = (
        f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{CANARY}</x:xmpmeta>".encode()
    )
    _hide_layer(writer)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _script():
    script = TextStringObject(f"app.alert('{CANARY}')")
    return DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): script}
    )


def _hide_layer(writer):
    """Draw a canary in a layer of the first page that is off."""
    group = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/OCG"),
                NameObject("/Name"): TextStringObject(CANARY),
            }
        )
    )
    off = DictionaryObject({NameObject("/OFF"): ArrayObject([group])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject([group]), NameObject("/D"): off}
    )
    page = writer.pages[0]
    resources = page["/Resources"].get_object()
    resources[NameObject("/Properties")] = DictionaryObject({NameObject("/L"): group})
    drawn = StreamObject()
    drawn.set_data(
        b"/OC /L BDC BT /F1 20 Tf %d %d Td (%s) Tj ET EMC" % (*LAYER, CANARY.encode())
    )
    before = page["/Contents"]
    parts = before if isinstance(before, ArrayObject) else [page.raw_get("/Contents")]
    page[NameObject("/Contents")] = ArrayObject([*parts, writer._add_object(drawn)])


def looping_pdf():
    """Return a small PDF that draws for ages: each form draws the next a hundred times."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=PAGE)
    canvas.beginForm("f0")
    canvas.rect(0, 0, 100, 100, fill=1)
    canvas.endForm()
    for level in range(1, 7):
        canvas.beginForm(f"f{level}")
        for _time in range(100):
            canvas.doForm(f"f{level - 1}")
        canvas.endForm()
    canvas.doForm("f6")
    canvas.save()
    return stream.getvalue()


def jpeg(size=(80, 60)):
    """Return a JPEG, turned by its EXIF, with canaries in all of its parts."""
    thumbnail = BytesIO()
    Image.new("RGB", (16, 12), "blue").save(thumbnail, "JPEG", comment=CANARY)
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, CANARY
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + CANARY.encode()
    exif.get_ifd(0x8825)[0x001D] = CANARY
    stream = BytesIO()
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, 19, 19), fill="red")
    xmp = f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode()
    icc = CANARY.encode() * 20
    image.save(
        stream, "JPEG", exif=exif, comment=CANARY, xmp=xmp, icc_profile=icc, quality=95
    )
    # A thumbnail as cameras keep it, and a second picture behind the end.
    data = stream.getvalue()
    block = b"Exif\0\0" + CANARY.encode() + thumbnail.getvalue()
    segment = b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block
    first = data.index(b"\xff\xe1")
    after = first + 2 + int.from_bytes(data[first + 2 : first + 4], "big")
    return data[:after] + segment + data[after:] + thumbnail.getvalue()


def png():
    """Return a PNG with canaries in its texts and behind a transparent pixel."""
    image = Image.new("RGBA", (60, 40), (255, 0, 0, 0))
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", CANARY)
    told.add_text("Author", CANARY, zip=True)
    told.add_itxt("XML:com.adobe.xmp", CANARY, zip=True)
    stream = BytesIO()
    image.save(stream, "PNG", pnginfo=told, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0")
    return stream.getvalue()


def tiff(pages=3):
    """Return a TIFF of scans, with a canary in its tags."""
    first, *others = [Image.new("L", (170, 220), 40 * n) for n in range(pages)]
    stream = BytesIO()
    first.save(
        stream,
        "TIFF",
        save_all=True,
        append_images=others,
        description=CANARY,
        dpi=(100, 100),
    )
    return stream.getvalue()


def film(folder, seconds=4, size="96x64"):
    """Return the path of a film whose pictures grow light, two steps a picture.

    Canaries are in its tags, a chapter, captions, a second sound, and a cover. Between
    its first and its second second alone there is a sound.
    """
    cover, captions, told = folder / "c.jpg", folder / "c.srt", folder / "c.txt"
    Image.new("RGB", (20, 20), "red").save(cover, comment=CANARY)
    captions.write_text(f"1\n00:00:00,500 --> 00:00:03,000\n{CANARY}\n")
    told.write_text(
        f";FFMETADATA1\ntitle={CANARY}\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\n"
        f"END=2000\ntitle={CANARY}\n"
    )
    grows = f"color=black:s={size}:r=25,geq=lum='16+2*N':cb=128:cr=128"
    sound = "aevalsrc='if(between(t,1,2),0.5*sin(880*2*PI*t),0)'"
    inputs = ("-f", "lavfi", "-i", grows, "-f", "lavfi", "-i", sound)
    inputs += ("-f", "lavfi", "-i", "sine=440")
    inputs += ("-i", str(captions), "-i", str(cover), "-i", str(told))
    options = ["-map_metadata", "5", "-map_chapters", "5", "-c:s", "mov_text"]
    for stream in ("0:v", "1:a", "2:a", "3:s", "4:v"):
        options += ["-map", stream]
    options += ["-c:v:1", "mjpeg", "-disposition:v:1", "attached_pic"]
    path = folder / "film.mp4"
    recording(path, *inputs, seconds=seconds, options=options, comment=CANARY)
    return path


def sound(folder, seconds=3):
    """Return the path of a sound with canaries in its tags."""
    path = folder / "sound.mp3"
    sine = ("-f", "lavfi", "-i", "sine=440")
    recording(path, *sine, seconds=seconds, title=CANARY, comment=CANARY)
    return path


def docx(linked):
    """Return a DOCX with canaries where Word keeps more than it prints.

    It also asks for a picture that lies elsewhere, at the path `linked`.
    """
    document = Document()
    told = document.core_properties
    told.author = told.comments = told.title = CANARY
    document.add_heading("陈述笔录", 1)
    line = document.add_paragraph("本人陈述如下。")
    line._p.append(
        parse_xml(
            f'<w:del {_W} w:id="1" w:author="{CANARY}"><w:r><w:delText>{CANARY}'
            "</w:delText></w:r></w:del>"
        )
    )
    line._p.append(
        parse_xml(
            f'<w:ins {_W} w:id="2" w:author="{CANARY}"><w:r><w:t>后来补充的。</w:t>'
            "</w:r></w:ins>"
        )
    )
    run = line.add_run("以上属实。")
    document.add_comment(runs=run, text=CANARY, author=CANARY, initials="C")
    document.add_paragraph().add_run(CANARY).font.hidden = True
    picture = BytesIO()
    Image.new("RGB", (20, 20), "blue").save(picture, "PNG")
    document.add_picture(picture)
    blip = next(document.element.iter("{*}blip"))
    outside = document.part.relate_to(
        f"file://{linked}",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True,
    )
    name = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    del blip.attrib[f"{name}embed"]
    blip.set(f"{name}link", outside)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def shown(path, page=0, scale=1):
    """Return a page of a PDF, or a picture, as it is shown."""
    if path.read_bytes().startswith(b"%PDF"):
        return pypdfium2.PdfDocument(path)[page].render(scale=scale).to_pil()
    return Image.open(path)


def frames(path, size=(96, 64)):
    """Return the lightness of each picture of a film, from 0 to 255."""
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-vsync", "passthrough"]
    command += ["-f", "rawvideo", "-pix_fmt", "gray", "-"]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    one = size[0] * size[1]
    return [sum(data[n : n + one]) / one for n in range(0, len(data), one)]


def picture_at(path, second):
    """Return one picture of a film."""
    command = ["ffmpeg", "-v", "error", "-ss", str(second), "-i", str(path)]
    command += ["-frames:v", "1", "-f", "image2pipe", "-c:v", "png", "-"]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    return Image.open(BytesIO(data)).convert("RGB")


def loudest(path):
    """Return the loudest volume of a recording in decibels."""
    command = ["ffmpeg", "-i", str(path), "-af", "volumedetect", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, check=True).stderr.decode()
    return float(said.split("max_volume:")[1].split()[0])
