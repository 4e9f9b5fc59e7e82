"""Each thing that a copy may still carry is found by itself, and a clean one is clean."""

from io import BytesIO
from lingchuan.records.media.leftovers import leftovers
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject
from pypdf.generic import DictionaryObject
from pypdf.generic import NameObject
from pypdf.generic import NullObject
from pypdf.generic import StreamObject
from pypdf.generic import TextStringObject
from tests.media.media_files import PICTURE
from tests.media.media_files import recording
from tests.media.media_files import SOUND

import pytest
import zipfile
import zlib


PDF, MP4 = "application/pdf", "video/mp4"
WORD = "王五身份证"


@pytest.fixture
def found(tmp_path, rooms):
    """Return what tells the codes of some bytes."""

    def codes(data, mime, words=(WORD,)):
        path = tmp_path / "copy"
        path.write_bytes(data)
        return leftovers(path, mime, words)

    return codes


def pdf(change=lambda writer: None):
    """Return a PDF of an empty page, changed."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.metadata = None
    change(writer)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _of_root(name, value=None):
    def change(writer):
        writer.root_object[NameObject(name)] = value or DictionaryObject(
            {NameObject("/X"): NullObject()}
        )

    return change


def _of_page(name, value=None):
    def change(writer):
        writer.pages[0][NameObject(name)] = value or ArrayObject()

    return change


def _loose_stream(writer):
    """Add an object that nothing leads to."""
    loose = StreamObject()
    loose.set_data(WORD.encode("utf-16-be"))
    writer._add_object(loose.flate_encode())


def _two_pictures(writer):
    for _time in range(2):
        picture = StreamObject()
        picture.set_data(b"\0")
        picture[NameObject("/Subtype")] = NameObject("/Image")
        writer._add_object(picture)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_of_root("/Metadata"), "metadata"),
        (_of_root("/OCProperties"), "layers"),
        (_of_root("/OpenAction"), "scripts"),
        (_of_root("/AcroForm"), "annotations"),
        (_of_root("/Outlines"), "annotations"),
        (_of_root("/AF", ArrayObject()), "attachments"),
        (_of_page("/Annots"), "annotations"),
        (_of_page("/Thumb"), "thumbnail"),
        (_of_page("/PieceInfo"), "metadata"),
        (_of_page("/AA"), "scripts"),
        (_of_page("/X", TextStringObject(WORD)), "words"),
        (_loose_stream, "words"),
        (_two_pictures, "extra_streams"),
    ],
)
def test_each_thing_in_a_pdf_is_found_by_itself(found, change, code):
    assert found(pdf(change), PDF) == [code]


def test_an_older_version_of_a_pdf_and_what_follows_its_end_are_found(found):
    clean = pdf()
    assert found(clean, PDF) == []
    assert found(clean + b"\n1 0 obj\n" + WORD.encode(), PDF) == ["appended", "words"]
    packed = zlib.compress(WORD.encode("gb18030") * 3)
    older = b"9 0 obj\n<<>>stream\n" + packed + b"\nendstream\nendobj\n"
    codes = found(clean + older + b"%%EOF\n", PDF)
    assert codes == ["appended", "unreadable", "words"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_a_word_is_found_in_each_encoding_and_as_digits(found, encoding):
    data = WORD.encode(encoding)
    assert found(pdf() + data, PDF) == ["appended", "words"]
    assert found(pdf() + data.hex().upper().encode(), PDF) == ["appended", "words"]


def test_no_word_is_no_word(found):
    assert found(pdf(), PDF, ["", " "]) == []


def test_a_picture_that_moves_has_more_than_one(found):
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    stream = BytesIO()
    frames[0].save(stream, "PNG", save_all=True, append_images=frames[1:])
    assert found(stream.getvalue(), "image/png") == ["extra_streams"]


def test_each_thing_in_a_recording_is_found_by_itself(found, tmp_path):
    told, bare = tmp_path / "told.txt", ("-fflags", "+bitexact")
    told.write_text(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=a\n")
    path = tmp_path / "a.mp4"
    both = ("-map", "0", "-map", "1")
    clean = (*bare, "-flags:v", "+bitexact")
    assert found(recording(path, *PICTURE, seconds=1, options=clean), MP4) == []
    chapters = (*clean, "-map_chapters", "1", "-map", "0")
    data = recording(path, *PICTURE, "-i", str(told), seconds=1, options=chapters)
    assert "metadata" in found(data, MP4)
    data = recording(path, *SOUND, *SOUND, seconds=1, options=(*bare, *both))
    assert found(data, "audio/mp4") == ["extra_streams"]


def test_of_a_document_everything_is_said(found):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/vbaProject.bin", "x")
        packed.writestr("word/embeddings/a.bin", "x")
        packed.writestr("word/document.xml", f"<a>{WORD}</a>" * 9)
    codes = ["attachments", "scripts", "text_layer", "words"]
    assert found(stream.getvalue(), "application/octet-stream") == codes
