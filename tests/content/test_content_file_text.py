"""The text of uploaded papers is found; a hostile paper costs its limit and no more."""

from docx import Document
from io import BytesIO
from lingchuan.records.content.file_reading import read_file
from lingchuan.records.content.file_text import keep_text
from lingchuan.records.content.file_text import texts_of
from lingchuan.records.demo.media import pdf_bytes
from plone.namedfile.file import NamedBlobFile
from types import SimpleNamespace

import pytest
import signal
import subprocess
import sys
import zipfile


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT_BOX = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>陵审批许字〔2026〕第015号</w:t></w:r>"
    "</w:p></w:txbxContent></w:pict></w:r></w:p>"
)


def read_stored(file):
    """Return what a file says."""
    with file.open() as stream:
        return read_file(stream, file.contentType, file.filename or "")


def text_of(data, mime="", name="文件"):
    """Return the text kept of a file."""
    record = SimpleNamespace()
    stored = NamedBlobFile(data, contentType=mime, filename=name)
    keep_text(record, "file", read_stored(stored))
    return "\n".join(texts_of(record))


def docx():
    """Return a paper with a paragraph, a table, a head and a text box."""
    from lxml import etree

    document = Document()
    document.add_paragraph("受 理 通 知 书")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "申请人", "宝泉水业"
    document.sections[0].header.paragraphs[0].text = "陵川县行政审批局"
    document.element.body.insert(0, etree.fromstring(TEXT_BOX))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_text_of_a_pdf_is_kept_without_the_gaps_of_its_lines():
    text = text_of(pdf_bytes("受理通知书", ("行政许可", "决定书")), "application/pdf")
    assert "受理通知书" in text
    assert "行政许可决定书" in text


@pytest.mark.parametrize("mime", [DOCX, "application/octet-stream"])
def test_text_of_a_docx_is_kept_with_its_tables_heads_and_boxes(mime):
    text = text_of(docx(), mime, "通知书.docx")
    for part in ("受理通知书", "宝泉水业", "陵川县行政审批局", "〔2026〕第015号"):
        assert part in text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_text_of_a_plain_file_is_kept(encoding):
    assert text_of("听证笔录".encode(encoding), "text/plain") == "听证笔录"


def test_identity_numbers_of_a_paper_are_masked():
    text = text_of("号999900199001010014 电话13812345678".encode(), "text/plain")
    assert text == "号999900********0014 电话138****5678"


def test_a_new_file_takes_the_place_of_the_old_text():
    record = SimpleNamespace()
    for data in ("第一版", "第二版"):
        file = NamedBlobFile(data.encode(), contentType="text/plain", filename="a.txt")
        keep_text(record, "file", read_stored(file))
    assert texts_of(record) == ["第二版"]
    photo = NamedBlobFile(b"\xff\xd8", contentType="image/jpeg")
    keep_text(record, "file", read_stored(photo))
    assert texts_of(record) == []


def bomb():
    """Return a DOCX of a few kilobytes that unpacks to more than the reader may hold."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        with zipfile.ZipFile(BytesIO(docx())) as good:
            for name in good.namelist():
                if name != "word/document.xml":
                    packed.writestr(name, good.read(name))
        with packed.open("word/document.xml", "w", force_zip64=True) as part:
            for _part in range(1400):
                part.write(b"\0" * (1 << 20))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (b"", "application/pdf"),
        (b"%PDF-1.7 broken", "application/pdf"),
        (b"%PDF-1.7\n" + b"1 0 obj<</Length 9>>" * 9000, "application/pdf"),
        (b"PK\x03\x04 broken", DOCX),
        (b"\xff\xfe\x00", "text/plain"),
    ],
)
def test_a_broken_paper_has_no_text_and_is_no_fault(data, mime):
    assert text_of(data, mime) == ""


def test_a_paper_that_unpacks_without_end_is_given_up():
    data = bomb()
    assert len(data) < 5 << 20
    assert text_of(data, DOCX) == ""


@pytest.mark.parametrize(
    ("name", "code", "ended"),
    [
        ("CPU_SECONDS = 1", "while True: pass", -signal.SIGKILL),
        ("MEMORY_BYTES = 1 << 28", "b = bytes(1 << 29)", "MemoryError"),
        ("CPU_SECONDS = 9", "open('/tmp/x', 'wb', buffering=0).write(b'x')", "OSError"),
        ("CPU_SECONDS = 9", "pass", 0),
    ],
)
def test_the_reader_is_limited_in_time_memory_and_files(name, code, ended, tmp_path):
    script = (
        "from lingchuan.records.core import document_text as d\n"
        f"d.{name}\nd.limit()\n{code.replace('/tmp', str(tmp_path))}"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True)
    if isinstance(ended, str):
        assert ended in done.stderr.decode()
    else:
        assert done.returncode == ended
