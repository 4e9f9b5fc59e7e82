"""Documents as PDF: what is printed of them, and nothing of what is not."""

from lingchuan.records.media import html_blocks
from lingchuan.records.media import odt_cleaning
from lingchuan.records.media import paper
from lingchuan.records.media.errors import DerivativeError
from lingchuan.records.media.leftovers import leftovers
from lingchuan.records.media.paper import text_to_pdf
from lingchuan.records.media.paper import to_pdf
from lxml import etree
from PIL import Image
from pypdf import PdfReader
from tests.media import canary_files
from tests.media.canary_files import CANARY
from tests.media.canary_files import shown

import io
import pytest
import zipfile


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
LINK = "http://www.w3.org/1999/xlink"
NAMES = f'xmlns:o="{OFFICE}" xmlns:t="{TEXT}" xmlns:d="{DRAW}" xmlns:x="{LINK}"'


def odt(body):
    """Return a text document with a body, and what may lie beside it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("mimetype", ODT)
        for name in ("meta.xml", "Basic/a.xml", "Thumbnails/t.png", "Object 1/o.xml"):
            packed.writestr(name, CANARY)
        packed.writestr("Pictures/seal.png", b"a seal")
        content = f"<o:document-content {NAMES}><o:body><o:text>{body}"
        content += "</o:text></o:body></o:document-content>"
        packed.writestr("content.xml", content)
    return stream.getvalue()


def cleaned(body):
    """Return (names, content) of a document that was cleaned."""
    target = io.BytesIO()
    odt_cleaning.clean(io.BytesIO(odt(body)), target)
    packed = zipfile.ZipFile(target)
    return packed.namelist(), packed.read("content.xml").decode()


def words(path):
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    return "".join(text.split())


def test_a_document_is_printed_without_what_word_keeps_beside_it(tmp_path, rooms):
    # Red, where the document may not look; blue is no colour of the page either.
    outside = tmp_path / "outside.png"
    Image.new("RGB", (50, 50), "red").save(outside)
    source, target = tmp_path / "source", tmp_path / "printed.pdf"
    data = canary_files.docx(outside)
    source.write_bytes(data)
    to_pdf(source, target, DOCX)
    assert source.read_bytes() == data
    assert not [*rooms().glob("room-*")]
    assert words(target) == "陈述笔录本人陈述如下。后来补充的。以上属实。"
    assert "words" not in leftovers(target, "application/pdf", [CANARY])
    colours = shown(target).convert("RGB").getcolors(1 << 20)
    assert not [rgb for _n, rgb in colours if rgb[0] > 200 and max(rgb[1:]) < 90]


def test_rich_text_and_open_documents_are_printed(tmp_path, rooms):
    source, target = tmp_path / "source", tmp_path / "printed.pdf"
    source.write_bytes(
        rb"{\rtf1\ansi\ansicpg936 before{\v HIDDEN}{\*\bkmkstart a}after}"
    )
    to_pdf(source, target, "application/rtf")
    assert words(target) == "beforeafter"


@pytest.mark.parametrize(
    "body",
    [
        f"<o:annotation>{CANARY}</o:annotation>",
        f"<t:tracked-changes><t:p>{CANARY}</t:p></t:tracked-changes>",
        f"<o:scripts>{CANARY}</o:scripts>",
        f'<t:p><d:object x:href="{CANARY}"/></t:p>',
        f'<t:p><d:image x:href="file:///{CANARY}"/></t:p>',
        f'<t:p><d:image x:href="Pictures/../{CANARY}"/></t:p>',
        f'<t:section><t:section-source x:href="{CANARY}"/></t:section>',
        f"<t:p><!-- {CANARY} --><?run {CANARY}?></t:p>",
    ],
)
def test_of_an_open_document_only_what_is_printed_stays(body):
    names, content = cleaned(f"<t:p>first</t:p>{body}<t:p>last</t:p>")
    assert CANARY not in content
    assert "first" in content and "last" in content
    assert {*names} == {
        *("mimetype", "content.xml", "Pictures/seal.png", "META-INF/manifest.xml")
    }


def test_text_after_a_note_stays_where_it_was():
    note = f"<o:annotation>{CANARY}</o:annotation>"
    _names, content = cleaned(f"<t:p>one{note}two<t:s/>{note}three{note}</t:p>")
    root = etree.fromstring(content.encode())
    assert "".join(root.itertext()) == "onetwothree"


def test_a_picture_of_the_document_itself_stays():
    _names, content = cleaned('<t:p><d:image x:href="Pictures/seal.png"/></t:p>')
    assert "Pictures/seal.png" in content


def test_a_document_that_unpacks_without_end_is_too_large(monkeypatch):
    monkeypatch.setattr(odt_cleaning, "MAX_BYTES", 1000)
    with pytest.raises(odt_cleaning.TooLargeError):
        cleaned("<t:p>" + "a" * 2000 + "</t:p>")


def test_a_missing_libreoffice_is_named_with_its_package(tmp_path, rooms, monkeypatch):
    monkeypatch.setattr("lingchuan.records.media.foreign.PATH", "/nowhere")
    source = tmp_path / "source"
    source.write_bytes(odt("<t:p>a</t:p>"))
    with pytest.raises(DerivativeError, match="libreoffice-writer-nogui") as error:
        to_pdf(source, tmp_path / "printed.pdf", ODT)
    assert error.value.code == "program_missing"
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("data", "mime", "code"),
    [
        (b"PK\x03\x04" + bytes(300), DOCX, "kind_unknown"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "application/x",
            "kind_unknown",
        ),
        (b"\xff\xfe\x00\x01", "text/plain", "not_readable"),
        (b"a" * (paper.MAX_BYTES + 1), "text/plain", "too_large"),
    ],
)
def test_what_cannot_be_printed_is_refused(tmp_path, rooms, data, mime, code):
    source, target = tmp_path / "source", tmp_path / "printed.pdf"
    source.write_bytes(data)
    with pytest.raises(DerivativeError) as error:
        to_pdf(source, target, mime)
    assert error.value.code == code
    assert not target.exists()


def test_a_text_is_printed_in_whatever_encoding_it_is(integration, tmp_path):
    source, target = tmp_path / "source", tmp_path / "printed.pdf"
    for encoding in ("utf-8-sig", "gb18030"):
        source.write_bytes("陈述如下。\n\n第二行".encode(encoding))
        to_pdf(source, target, "text/plain")
        assert "陈述如下。第二行" in words(target)


def test_a_record_is_printed_with_its_title_facts_and_text(integration, tmp_path):
    target = tmp_path / "printed.pdf"
    text = "<h2>正文</h2><p>甲说：<b>同意</b>。<script>x</script></p>"
    text += "<table><tr><th>名</th><td>量</td></tr><tr><td>一</td></tr></table>"
    text_to_pdf(
        target, "听证笔录", [("地点", "三楼")], text, "text/html; charset=utf-8"
    )
    said = words(target)
    assert said.startswith("听证笔录地点三楼正文甲说：同意。名量一")
    assert "x" not in said


def test_html_becomes_headings_paragraphs_items_and_tables():
    blocks = html_blocks.blocks_of(
        "<head><title>no</title></head><h1>H</h1>a <i>b</i><br>c<ul><li>d</li></ul>"
        "<table><tr><td><p>e</p><p>f</p></td><td>g</td></tr><tr><td>h</td></tr></table>"
        "<!-- no --><style>no</style><p>&lt;i&gt;"
    )
    assert [(one.text, one.is_heading, one.rows) for one in blocks] == [
        ("H", True, []),
        ("a b\nc", False, []),
        ("· d", False, []),
        ("", False, [["e\nf", "g"], ["h", ""]]),
        ("<i>", False, []),
    ]
